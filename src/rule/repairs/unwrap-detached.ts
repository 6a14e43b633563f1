import type { TSESLint, TSESTree } from "@typescript-eslint/utils";
import type { Detachment } from "../../analysis/promises/detached.js";
import type { File } from "../../analysis/file.js";
import { factOf } from "../../analysis/libraries/libraries.js";
import { bare, descendants, isFunction, isWithin, nodes, ownNodes } from "../../analysis/nodes.js";
import { placeOf } from "../../analysis/places/places.js";

/**
 * Runs detached work where it stands, in place of the statement that detaches it. Offered where the work waits for
 * nothing but a lock that nothing else in the file takes: that lock has no use any more.
 */
export function unwrapDetached(file: File, { work, isNext, call }: Detachment): TSESLint.ReportFixFunction | undefined {
  const statement = statementOf(call);
  if (!statement || work.body.type !== "BlockStatement" || work.params.length > 0 || !isWithin(work, call)) return undefined;
  const isCalledInPlace = work.parent === call && bare(call.callee) === work;
  if (!isCalledInPlace && !isNext && !factOf(file, "scoped", call)) return undefined;
  const kept = withoutLock(file, work.body.body, statement);
  if (!kept || kept.some((node) => waitsOrLeaves(file, node)) || losesComments(file, statement, kept)) return undefined;
  return (fixer) => fixer.replaceText(statement, kept.map((node) => reindented(file, node, statement)).join(`\n${" ".repeat(statement.loc.start.column)}`));
}

function statementOf(call: TSESTree.Node): TSESTree.ExpressionStatement | undefined {
  let outer: TSESTree.Node | undefined = call.parent;
  while (outer && (outer.type === "UnaryExpression" || outer.type === "MemberExpression" || outer.type === "CallExpression" || outer.type === "ChainExpression")) outer = outer.parent;
  return outer?.type === "ExpressionStatement" && outer.parent.type === "BlockStatement" ? outer : undefined;
}

/** The statements of the work without those that take and give back a lock; `undefined` where something else takes it. */
function withoutLock(file: File, body: readonly TSESTree.Statement[], holder: TSESTree.Node): readonly TSESTree.Statement[] | undefined {
  const [first, ...rest] = body;
  const acquired = first && acquisitionIn(file, first);
  if (!acquired) return body;
  if (isTakenElsewhere(file, acquired.lock, holder)) return undefined;
  const flat = rest.flatMap((node) => (node.type === "TryStatement" && !node.handler && node.finalizer?.body.every((one) => isRelease(file, one, acquired)) ? node.block.body : [node]));
  return flat.filter((node) => !isRelease(file, node, acquired));
}

interface Acquisition {
  /** The place of the lock: `this.lock`. */
  readonly lock: string;
  /** The name that the releasing function or the resource is put in. */
  readonly name: string | undefined;
}

/** `await this.lock.acquire()`, with or without a name for what it gives. */
function acquisitionIn(file: File, statement: TSESTree.Statement): Acquisition | undefined {
  const declarator = statement.type === "VariableDeclaration" && statement.declarations.length === 1 ? statement.declarations[0] : undefined;
  const value = statement.type === "ExpressionStatement" ? statement.expression : declarator?.init;
  const call = value?.type === "AwaitExpression" ? bare(value.argument) : undefined;
  if (call?.type !== "CallExpression" || call.callee.type !== "MemberExpression") return undefined;
  const known = factOf(file, "acquires", call)?.fact;
  const isLock = known ? known.exclusive === true : /^(?:acquire|lock)$/.test(file.source.getText(call.callee.property));
  const place = placeOf(file, call.callee.object);
  return isLock && place ? { lock: place.key, name: declarator?.id.type === "Identifier" ? declarator.id.name : undefined } : undefined;
}

/** `release()`, `lease.release()`, `this.lock.release()`. */
function isRelease(file: File, statement: TSESTree.Statement, { lock, name }: Acquisition): boolean {
  const call = statement.type === "ExpressionStatement" ? bare(statement.expression) : undefined;
  if (call?.type !== "CallExpression") return false;
  const callee = bare(call.callee);
  const target = callee.type === "MemberExpression" ? placeOf(file, callee.object)?.key : callee.type === "Identifier" ? callee.name : undefined;
  return target !== undefined && (target === lock || target === name);
}

function isTakenElsewhere(file: File, lock: string, holder: TSESTree.Node): boolean {
  const uses = [...nodes(file).of("MemberExpression"), ...nodes(file).of("Identifier")];
  return uses.some((node) => !isWithin(node, holder) && placeOf(file, node)?.key === lock && node.parent.type === "MemberExpression" && node.parent.object === node);
}

function waitsOrLeaves(file: File, statement: TSESTree.Node): boolean {
  return [...ownNodes(file, statement)].some((node) => node.type === "AwaitExpression" || node.type === "ReturnStatement" || (node.type === "ForOfStatement" && node.await) || node.type === "YieldExpression");
}

function losesComments(file: File, statement: TSESTree.Node, kept: readonly TSESTree.Node[]): boolean {
  return file.source.getCommentsInside(statement).some((comment) => !kept.some((node) => node.range[0] <= comment.range[0] && comment.range[1] <= node.range[1]));
}

/** The source of a statement, moved to the column of another. Text that a template spans lines with stays as it is. */
function reindented(file: File, node: TSESTree.Node, target: TSESTree.Node): string {
  const text = file.source.getText(node);
  const shift = node.loc.start.column - target.loc.start.column;
  const spansTemplate = [...descendants(file, node)].some((inner) => inner.type === "TemplateLiteral" && inner.loc.start.line !== inner.loc.end.line);
  if (shift <= 0 || spansTemplate || isFunction(node)) return text;
  return text.replaceAll(new RegExp(`\n {1,${String(shift)}}`, "g"), "\n");
}
