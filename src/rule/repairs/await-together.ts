import type { TSESLint, TSESTree } from "@typescript-eslint/utils";
import { variableOf } from "../../analysis/places/bindings.js";
import type { File } from "../../analysis/file.js";
import type { LateAwait } from "../../analysis/rejections/late-awaits.js";
import type { LateList } from "../../analysis/rejections/late-lists.js";
import { descendants, isWithin, ownNodes } from "../../analysis/nodes.js";

/** A statement that consists of one `await`, and the name or pattern that it declares. */
interface PlainAwait {
  readonly statement: TSESTree.Statement;
  readonly awaited: TSESTree.AwaitExpression;
  readonly target: TSESTree.BindingName | undefined;
  readonly kind: string | undefined;
}

/** `const [x, y] = await Promise.all([a, b]);` in place of the statements that await one after the other. */
export function awaitedInOne(file: File, { handling, suspensions }: LateAwait): TSESLint.ReportFixFunction | undefined {
  const run = handling.as === "awaited" ? runAround(handling.node) : [];
  const own = run.findIndex(({ awaited }) => awaited === handling.node);
  const before = run.slice(0, own).map(({ awaited }): TSESTree.Node => awaited);
  const [first, last] = [run[0], run.at(-1)];
  if (!first || !last || !suspensions.every((node) => before.includes(node))) return undefined;
  const text = isIndependent(file, run) && !losesComment(file, run) ? combined(file, run) : undefined;
  if (text === undefined) return undefined;
  const end = file.source.getLastToken(last.statement)?.value === ";" ? ";" : "";
  return (fixer) => fixer.replaceTextRange([first.statement.range[0], last.statement.range[1]], text + end);
}

/** The statements around an `await` that can be made one: what is not merely the name of a promise is started by the first of them. */
function runAround(node: TSESTree.Node): readonly PlainAwait[] {
  let statement: TSESTree.Node | undefined = node;
  while (statement && statement.type !== "ExpressionStatement" && statement.type !== "VariableDeclaration") statement = statement.parent;
  const list = statement && statementsAround(statement);
  const own = list ? list.indexOf(statement as TSESTree.Statement) : -1;
  if (!list || own < 0 || plainAwait(list[own])?.awaited !== node) return [];
  let [start, end] = [own, own];
  while (start > 0 && plainAwait(list[start - 1]) && isName(list[start] as TSESTree.Statement)) start -= 1;
  while (plainAwait(list[end + 1]) && isName(list[end + 1] as TSESTree.Statement)) end += 1;
  return list.slice(start, end + 1).flatMap((one) => plainAwait(one) ?? []);
}

function statementsAround({ parent }: TSESTree.Node): readonly TSESTree.Statement[] | undefined {
  if (parent?.type === "BlockStatement" || parent?.type === "Program") return parent.body;
  return parent?.type === "SwitchCase" ? parent.consequent : undefined;
}

function isName(statement: TSESTree.Statement): boolean {
  const argument = plainAwait(statement)?.awaited.argument;
  return argument?.type === "Identifier" || (argument?.type === "MemberExpression" && argument.object.type === "Identifier" && !argument.computed);
}

const simple = new Set(["Identifier", "MemberExpression", "CallExpression", "NewExpression", "ImportExpression"]);

function plainAwait(statement: TSESTree.Statement | undefined): PlainAwait | undefined {
  const declarator = statement?.type === "VariableDeclaration" && statement.declarations.length === 1 && !statement.kind.endsWith("using") ? statement.declarations[0] : undefined;
  const value = statement?.type === "ExpressionStatement" ? statement.expression : declarator?.init;
  if (!statement || value?.type !== "AwaitExpression" || !simple.has(value.argument.type)) return undefined;
  return { statement, awaited: value, target: declarator?.id, kind: statement.type === "VariableDeclaration" ? statement.kind : undefined };
}

/** Whether no promise of the run is made from what an earlier one gave, and no other `await` stands in it. */
function isIndependent(file: File, run: readonly PlainAwait[]): boolean {
  return run.every(({ awaited }) => {
    const inner = [...ownNodes(file, awaited.argument)];
    if (inner.some((node) => node.type === "AwaitExpression" || node.type === "YieldExpression")) return false;
    return inner.every((node) => node.type !== "Identifier" || !run.some(({ target }) => target && isDeclaredIn(file, node, target)));
  });
}

function isDeclaredIn(file: File, name: TSESTree.Identifier, target: TSESTree.Node): boolean {
  const declared = variableOf(file, name)?.identifiers[0];
  return declared !== undefined && isWithin(declared, target);
}

function losesComment(file: File, run: readonly PlainAwait[]): boolean {
  const [first, last] = [run[0] as PlainAwait, run.at(-1) as PlainAwait];
  const kept = run.flatMap(({ awaited, target }) => [awaited.argument, ...(target ? [target] : [])]);
  return file.source.getAllComments().some((comment) => {
    const isInside = first.statement.range[0] <= comment.range[0] && comment.range[1] <= last.statement.range[1];
    return isInside && !kept.some((node) => node.range[0] <= comment.range[0] && comment.range[1] <= node.range[1]);
  });
}

function combined(file: File, run: readonly PlainAwait[]): string | undefined {
  const promises = run.map(({ awaited }) => file.source.getText(awaited.argument)).join(", ");
  const whole = `await Promise.all([${promises}])`;
  const declared = run.filter(({ target }) => target);
  const kinds = new Set(declared.map(({ kind }) => kind));
  if (declared.length === 0) return whole;
  const types = declared.flatMap(({ target }) => (target?.typeAnnotation ? [file.source.getText(target.typeAnnotation.typeAnnotation)] : []));
  if (kinds.size > 1 || (types.length > 0 && types.length < run.length)) return undefined;
  const names = run.map(({ target }) => (target ? file.source.text.slice(target.range[0], target.typeAnnotation?.range[0] ?? target.range[1]) : ""));
  while (names.at(-1) === "") names.pop();
  return `${String([...kinds][0])} [${names.join(", ")}]${types.length > 0 ? `: [${types.join(", ")}]` : ""} = ${whole}`;
}

/** `for (const user of await Promise.all(users))` in place of a loop that awaits each. */
export function combinedBefore(file: File, { isOneByOne, handling, list, suspensions }: LateList): TSESLint.ReportFixFunction | undefined {
  const loop = isOneByOne ? loopOver(file, handling.node, list.holder.text) : undefined;
  if (!loop || !suspensions.every((node) => isWithin(node, loop))) return undefined;
  const left = loop.left.type === "VariableDeclaration" ? loop.left.declarations[0].id : undefined;
  const variable = left?.type === "Identifier" ? variableOf(file, left) : undefined;
  if (!variable || (left?.type === "Identifier" && left.typeAnnotation)) return undefined;
  const reads = variable.references.filter((reference) => reference.isRead()).map(({ identifier }) => identifier.parent);
  const awaits = reads.flatMap((parent) => (parent.type === "AwaitExpression" ? [parent] : []));
  if (!loop.await && awaits.length !== reads.length) return undefined;
  const keyword = loop.await ? file.source.getFirstToken(loop, { skip: 1 }) : null;
  return (fixer) => [
    ...(keyword ? [fixer.removeRange([file.source.getTokenBefore(keyword)?.range[1] ?? keyword.range[0], keyword.range[1]])] : []),
    fixer.replaceText(loop.right, `await Promise.all(${list.holder.text})`),
    ...(loop.await ? [] : awaits.map((node) => fixer.replaceTextRange(parenthesised(file, node), file.source.getText(node.argument)))),
  ];
}

function loopOver(file: File, node: TSESTree.Node, name: string): TSESTree.ForOfStatement | undefined {
  let loop: TSESTree.Node | undefined = node;
  while (loop && loop.type !== "ForOfStatement") loop = loop.parent;
  const hasComment = loop && [...descendants(file, loop)].some((inner) => inner.type === "AwaitExpression" && file.source.getCommentsInside(inner).length > 0);
  return loop && !hasComment && file.source.getText(loop.right) === name ? loop : undefined;
}

/** The range of an expression with the parentheses around it, where those stand for it alone. */
function parenthesised(file: File, node: TSESTree.Node): TSESTree.Range {
  const [open, close] = [file.source.getTokenBefore(node), file.source.getTokenAfter(node)];
  const isWrapped = open?.value === "(" && close?.value === ")" && node.parent?.type === "MemberExpression";
  return isWrapped ? [open.range[0], close.range[1]] : node.range;
}
