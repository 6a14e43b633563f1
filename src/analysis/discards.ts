import type { TSESTree } from "@typescript-eslint/utils";
import type { File } from "./file.js";
import { callbackOf, functionOf } from "./functions.js";
import { bare, isFunction, nodes, ownNodes, propertyName } from "./nodes.js";
import { originOf } from "./origin.js";
import { perFile } from "./per-file.js";
import { chainMethod, returnedBy } from "./promises.js";

/** An expression whose value nobody reads. */
export interface Discard {
  readonly expression: TSESTree.Node;
  /** The statement that throws it away. */
  readonly statement: TSESTree.ExpressionStatement;
  /** The `void` that it stands under. */
  readonly under: TSESTree.UnaryExpression | undefined;
}

/** The expressions that stand as statements, through `void`, sequences, conditions and `a && b`. In source order. */
export const discards = perFile((file): readonly Discard[] =>
  nodes(file)
    .of("ExpressionStatement")
    .flatMap((statement) => partsOf(statement.expression).map((part) => ({ ...part, statement }))),
);

/** What a `void` throws away that is no statement: `() => void save(id)`. */
export const voided = perFile((file): readonly (Omit<Discard, "statement"> & { readonly statement: undefined })[] => {
  const seen = new Set(discards(file).map(({ under }) => under));
  const others = nodes(file)
    .of("UnaryExpression")
    .filter((node) => node.operator === "void" && !seen.has(node));
  return others.flatMap((under) => partsOf(under.argument).map(({ expression }) => ({ expression, under, statement: undefined })));
});

/** What a sequence, the head of a `for` or a list that is itself thrown away passes over: `for (open(); …; save())`, `x = (save(), 1)`. */
export const passedOver = perFile((file): readonly (Omit<Discard, "statement"> & { readonly statement: undefined })[] => {
  const seen = new Set(discards(file).map(({ expression }) => expression));
  const heads = nodes(file).of("ForStatement").flatMap(({ init, update }) => [init, update]);
  const firsts = nodes(file).of("SequenceExpression").flatMap(({ expressions }) => expressions.slice(0, -1));
  const parts = [...heads, ...firsts].flatMap((part) => (part && part.type !== "VariableDeclaration" ? partsOf(part) : []));
  return [...new Map(parts.map((part) => [part.expression, part])).values()].flatMap((part) => (seen.has(part.expression) ? [] : [{ ...part, statement: undefined }]));
});

function partsOf(root: TSESTree.Node): { readonly expression: TSESTree.Node; readonly under: Discard["under"] }[] {
  const parts: { readonly expression: TSESTree.Node; readonly under: Discard["under"] }[] = [];
  const open: [TSESTree.Node, Discard["under"]][] = [[root, undefined]];
  for (let next = open.pop(); next; next = open.pop()) {
    const [outer, under] = next;
    const node = bare(outer);
    if (node.type === "UnaryExpression" && node.operator === "void") open.push([node.argument, node]);
    else if (isMark(node)) open.push([node.argument, under]);
    else if (node.type === "SequenceExpression") open.push(...node.expressions.map((part): [TSESTree.Node, Discard["under"]] => [part, under]).reverse());
    else if (node.type === "ArrayExpression") open.push(...elementsOf(node).map((part): [TSESTree.Node, Discard["under"]] => [part, under]).reverse());
    else if (node.type === "AwaitExpression" && node.argument.type === "ArrayExpression") open.push([node.argument, under]); // a list is awaited, and nothing in it
    else if (node.type === "ConditionalExpression") open.push([node.alternate, under], [node.consequent, under]);
    else if (node.type === "LogicalExpression") open.push([node.right, under]);
    else if (node.type !== "AssignmentExpression") parts.push({ expression: node, under }); // what is assigned is kept
  }
  return parts;
}

function elementsOf({ elements }: TSESTree.ArrayExpression): readonly TSESTree.Node[] {
  return elements.filter((element) => element !== null && element.type !== "SpreadElement");
}

/** `!(async () => …)()`: the operator stands there for the parser alone. */
function isMark(node: TSESTree.Node): node is TSESTree.UnaryExpression {
  return node.type === "UnaryExpression" && node.operator === "!";
}

/** Whether the process is meant to learn of a failure itself. */
export function isMeant(file: File, discard: Discard): boolean {
  return isEntryPoint(file, discard) || isRaisedOnPurpose(file, discard);
}

/**
 * Whether a statement is what a program consists of, as `main()` at the end of a script, an async function called in
 * place there, or what stands under `if (require.main === module)`: when it fails, the process ends with the error and
 * its code, as it should.
 */
function isEntryPoint(file: File, { expression, statement }: Discard): boolean {
  const around = statement.parent.type === "BlockStatement" ? statement.parent.parent : statement.parent;
  if (around.type === "IfStatement" && around.parent.type === "Program") return isMainModule(file, around.test);
  if (statement.parent.type !== "Program" || exportsAnything(file)) return false;
  const callee = expression.type === "CallExpression" ? bare(expression.callee) : undefined;
  return file.source.text.startsWith("#!") || isFunction(callee) || (callee?.type === "Identifier" && callee.name === "main");
}

/** `require.main === module`, `import.meta.main`, `process.argv[1] === fileURLToPath(import.meta.url)` */
function isMainModule(file: File, test: TSESTree.Node): boolean {
  return [...ownNodes(file, test)].some((node) => node.type === "MetaProperty" || (node.type === "MemberExpression" && /^require\??\.main$/.test(file.source.getText(node))));
}

const exportsAnything = perFile((file): boolean => file.ast.body.some((node) => node.type.startsWith("Export") || node.type === "TSExportAssignment" || assignsExports(node)));

/** `module.exports = …`, `exports.save = …` */
function assignsExports(statement: TSESTree.Node): boolean {
  const expression = statement.type === "ExpressionStatement" ? statement.expression : undefined;
  let target: TSESTree.Node | undefined = expression?.type === "AssignmentExpression" ? expression.left : undefined;
  while (target?.type === "MemberExpression") {
    if (propertyName(target) === "exports") return true;
    target = target.object;
  }
  return target?.type === "Identifier" && target.name === "exports";
}

/**
 * `Promise.reject(error);` in a function that has nobody to return it to: the idiom by which a library raises an
 * unhandled rejection on purpose. Anywhere else the `return` was forgotten.
 */
function isRaisedOnPurpose(file: File, { expression, statement }: Discard): boolean {
  if (expression.type !== "CallExpression" || originOf(file, expression)?.path !== ".Promise.reject()") return false;
  const fn = functionOf(statement);
  if (!fn || fn.async || returnedBy(file, fn).length > 0) return false;
  const call = callbackOf(fn)?.call;
  return call === undefined || chainMethod(call) === undefined;
}

/** The `catch` clause that sees what is thrown at a node, within its function. */
export function catchAround(node: TSESTree.Node): TSESTree.CatchClause | undefined {
  let inner = node;
  for (let outer = node.parent; outer && !isFunction(outer); inner = outer, outer = outer.parent) {
    if (outer.type === "TryStatement" && outer.block === inner && outer.handler) return outer.handler;
  }
  return undefined;
}
