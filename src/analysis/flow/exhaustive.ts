import type { TSESTree } from "@typescript-eslint/utils";
import { variableOf } from "../places/bindings.js";
import { memberType, neverReturnsByDeclaration, typeOf, unaliased } from "../declared.js";
import type { File } from "../file.js";
import { calleeOf } from "../functions.js";
import { bare, ownNodes, propertyName } from "../nodes.js";
import { types } from "../types.js";

/**
 * Whether one of the cases is taken whatever comes: the type of what is compared has no other values. Types tell, or an
 * annotation of this file. A `default` that takes what is left for `never` is not come to.
 */
export function coversAll(file: File, node: TSESTree.SwitchStatement | TSESTree.IfStatement): boolean {
  if (node.type === "IfStatement") return isCovered(file, equalitiesIn(file, node));
  const tests = node.cases.flatMap(({ test }) => test ?? []);
  if (tests.length < node.cases.length) return node.cases.some((one) => one.test === null && one.consequent.some(takesForNever));
  return isCovered(file, { subject: node.discriminant, tests });
}

/** Whether control does not come back from a call: the function is declared so, or it always throws. */
export function neverReturns(file: File, call: TSESTree.CallExpression): boolean {
  const fn = calleeOf(file, call);
  if (fn?.returnType?.typeAnnotation.type === "TSNeverKeyword" || neverReturnsByDeclaration(file, call.callee)) return true;
  if (!fn) return call.parent.type === "ExpressionStatement" && types(file)?.neverReturns(call) === true;
  if (fn.async || fn.generator || fn.body.type !== "BlockStatement" || fn.body.body.at(-1)?.type !== "ThrowStatement") return false;
  return ![...ownNodes(file, fn.body)].some(({ type }) => type === "ReturnStatement");
}

/** `const left: never = kind;`, `kind satisfies never;`: the compiler sees to it that nothing is left. */
function takesForNever(statement: TSESTree.Statement): boolean {
  if (statement.type === "BlockStatement") return statement.body.some(takesForNever);
  if (statement.type === "VariableDeclaration") return statement.declarations.some(({ id }) => id.type === "Identifier" && id.typeAnnotation?.typeAnnotation.type === "TSNeverKeyword");
  return statement.type === "ExpressionStatement" && statement.expression.type === "TSSatisfiesExpression" && statement.expression.typeAnnotation.type === "TSNeverKeyword";
}

/** What is compared with which values. */
interface Comparison {
  readonly subject: TSESTree.Node;
  readonly tests: readonly TSESTree.Node[];
}

/** `if (kind === "a") … else if (kind === "b") …`, without an `else` of its own. */
function equalitiesIn(file: File, first: TSESTree.IfStatement): Comparison | undefined {
  const pairs: TSESTree.BinaryExpression[] = [];
  for (let link: TSESTree.Statement | null = first; link; link = link.alternate) {
    if (link.type !== "IfStatement" || link.test.type !== "BinaryExpression" || link.test.operator !== "===") return undefined;
    pairs.push(link.test);
  }
  const subject = pairs[0]?.left;
  const isSame = subject !== undefined && pairs.length > 1 && pairs.every(({ left }) => file.source.getText(left) === file.source.getText(subject));
  return isSame ? { subject, tests: pairs.map(({ right }) => right) } : undefined;
}

function isCovered(file: File, comparison: Comparison | undefined): boolean {
  if (!comparison || comparison.tests.length === 0) return false;
  const { subject, tests } = comparison;
  const checked = types(file);
  const byType = checked?.literalsOf(subject);
  if (checked && byType) {
    const tested = tests.flatMap((test) => checked.literalsOf(test) ?? []);
    if (byType.length > 0 && byType.every((value) => tested.includes(value))) return true;
  }
  const written = writtenValues(file, bare(subject));
  const compared = tests.map((test) => valueOf(bare(test)));
  return written !== undefined && written.every((value) => compared.includes(value));
}

/** The values that the annotations of this file admit for an expression, each as text; `undefined` where they admit others. */
function writtenValues(file: File, subject: TSESTree.Node): readonly string[] | undefined {
  const declared = typeOf(file, subject);
  if (declared) return valuesIn(file, declared);
  // `result.kind` of one of several types that each have their own
  const owner = subject.type === "MemberExpression" ? aliased(file, typeOf(file, subject.object)) : undefined;
  return owner?.type === "TSUnionType" ? partValues(file, owner, subject as TSESTree.MemberExpression) : undefined;
}

function valuesIn(file: File, type: TSESTree.Node): readonly string[] | undefined {
  const annotated = type.parent?.type === "TSTypeAnnotation" ? type.parent.parent : undefined;
  if ((annotated?.type === "Identifier" || annotated?.type === "TSPropertySignature" || annotated?.type === "PropertyDefinition") && annotated.optional) return undefined;
  const node = aliased(file, type);
  switch (node?.type) {
    case "TSLiteralType":
      return all([valueOf(node.literal)]);
    case "TSBooleanKeyword":
      return ["true", "false"];
    case "TSNullKeyword":
      return ["null"];
    case "TSUndefinedKeyword":
      return ["undefined"];
    case "TSUnionType":
      return all(node.types.map((part) => valuesIn(file, part)))?.flat();
    case "TSEnumDeclaration":
      return node.body.members.map(({ id }) => `${node.id.name}.${id.type === "Identifier" ? id.name : id.value}`);
    default:
      return undefined;
  }
}

function partValues(file: File, { types: parts }: TSESTree.TSUnionType, member: TSESTree.MemberExpression): readonly string[] | undefined {
  const values = parts.map((part) => {
    const type = memberType(unaliased(file, part), propertyName(member) ?? "");
    return type && valuesIn(file, type);
  });
  return all(values)?.flat();
}

/** What a name of this file stands for; a union stays one. */
function aliased(file: File, type: TSESTree.Node | undefined): TSESTree.Node | undefined {
  let node = type;
  for (let depth = 0; node?.type === "TSTypeReference" && depth < 8; depth++) {
    const declared = variableOf(file, node.typeName)?.defs[0]?.node as TSESTree.Node | undefined;
    node = declared?.type === "TSTypeAliasDeclaration" ? declared.typeAnnotation : declared;
  }
  return node;
}

function all<Value>(values: readonly (Value | undefined)[]): readonly Value[] | undefined {
  return values.every((value) => value !== undefined) ? values : undefined;
}

/** What is compared with, as text: a literal, `undefined`, `Color.Red`. */
function valueOf(node: TSESTree.Node): string | undefined {
  if (node.type === "Literal") return node.value === null ? "null" : JSON.stringify(node.value);
  if (node.type === "Identifier") return node.name === "undefined" ? "undefined" : undefined;
  if (node.type !== "MemberExpression" || node.object.type !== "Identifier") return undefined;
  return `${node.object.name}.${propertyName(node) ?? ""}`;
}
