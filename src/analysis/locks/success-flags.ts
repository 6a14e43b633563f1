import type { TSESTree } from "@typescript-eslint/utils";
import { variableOf, writesOf, type Variable } from "../places/bindings.js";
import type { File } from "../file.js";
import { bare, isWithin, ownNodes } from "../nodes.js";

/**
 * Whether a variable that a `finally` asks tells only whether the work went well, and not whether something is held
 * that was taken before the `try`: `let ok = false; try { await work(); ok = true; } finally { if (ok) release(); }`.
 *
 * @param releases the calls that give it back.
 */
export function tellsSuccess(file: File, variable: Variable, test: TSESTree.Node, taken: TSESTree.Node, releases: ReadonlySet<TSESTree.Node>): boolean {
  const attempt = attemptBefore(test);
  if (!attempt || isWithin(taken, attempt)) return false;
  const { block, handler } = attempt;
  if (handler && [...releases].some((release) => isWithin(release, handler))) return false;
  const [first, ...others] = writesOf(variable).map(({ value }) => value && bare(value));
  if (others.length === 0 || !isBoolean(first, false) || !others.every((value) => isBoolean(value, true) || value?.type === "AwaitExpression")) return false;
  const raised = variable.references.filter((reference) => reference.isWrite() && reference.init !== true).map(({ identifier }) => identifier);
  const asked = bare(test);
  if (asked.type === "Identifier" && variableOf(file, asked) === variable) return raised.every((name) => isWithin(name, block) && worksBefore(file, block, name));
  const denied = asked.type === "UnaryExpression" && asked.operator === "!" ? bare(asked.argument) : undefined;
  const isReleasedBefore = [...releases].some((release) => isWithin(release, block));
  return denied?.type === "Identifier" && variableOf(file, denied) === variable && handler !== null && !isReleasedBefore && raised.every((name) => isWithin(name, handler));
}

/** The `try` in whose `finally` a node stands. */
function attemptBefore(node: TSESTree.Node): TSESTree.TryStatement | undefined {
  for (let inner = node, outer = node.parent; outer; inner = outer, outer = outer.parent) if (outer.type === "TryStatement" && outer.finalizer === inner) return outer;
  return undefined;
}

function isBoolean(value: TSESTree.Node | undefined, is: boolean): boolean {
  return value?.type === "Literal" && value.value === is;
}

/** Something is waited for first, or the flag is what that gives: `ok = await work()`. */
function worksBefore(file: File, block: TSESTree.BlockStatement, name: TSESTree.Node): boolean {
  if (name.parent?.type === "AssignmentExpression" && bare(name.parent.right).type === "AwaitExpression") return true;
  return [...ownNodes(file, block)].some((node) => node.type === "AwaitExpression" && node.range[1] < name.range[0]);
}
