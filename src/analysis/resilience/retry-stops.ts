import type { TSESTree } from "@typescript-eslint/utils";
import type { File } from "../file.js";
import { bare, isFunction, isLoop, isWithin, nodes } from "../nodes.js";
import { ownPartsOf } from "./retry-exemptions.js";
import { statusTestIn, type Retry } from "./retry.js";

/** A condition that alone ends the tries, or that each further try depends on. */
export interface Stop {
  readonly test: TSESTree.Node;
  /** Whether it holds where there is another try; the tries end where it does not. */
  readonly goesOn: boolean;
  /** The loop asks it before a turn (`head`) or after it (`tail`), the function before it tries (`entry`), or it is asked after a failure. */
  readonly at: "head" | "tail" | "entry" | "failure";
}

/** The conditions that end the tries of a retry, whatever its form. */
export function* stopsOf(file: File, retry: Retry): Generator<Stop> {
  const { node, between, trigger } = retry;
  if (isLoop(node) && "test" in node && node.test) {
    for (const test of operands(node.test, "&&")) yield { test, goesOn: true, at: node.type === "DoWhileStatement" ? "tail" : "head" };
  }
  const conditions = [...(trigger?.type === "IfStatement" ? [trigger] : []), ...ownPartsOf(file, between)];
  for (const condition of conditions) yield* asked(retry, condition, "failure");
  if (isFunction(retry.whole)) for (const condition of entries(file, retry)) yield* asked(retry, condition, "entry");
}

/** `if (left === 0) throw error;`, `if (attempt < 4) continue;`, `return left > 0 ? again(left - 1) : undefined` */
function* asked(retry: Retry, condition: TSESTree.Node, at: Stop["at"]): Generator<Stop> {
  if (condition.type !== "IfStatement" && condition.type !== "ConditionalExpression") {
    if (condition.type === "LogicalExpression" && condition.operator === "&&" && !isLoop(retry.node) && isWithin(retry.node, condition.right)) for (const test of operands(condition.left, "&&")) yield { test, goesOn: true, at };
    return;
  }
  const [then, otherwise] = [wayOf(retry, condition.consequent), condition.alternate ? wayOf(retry, condition.alternate) : undefined];
  if (then === "out" && otherwise !== "out") for (const test of operands(condition.test, "||")) yield { test, goesOn: false, at };
  else if (then === "again" || otherwise === "out") for (const test of operands(condition.test, "&&")) yield { test, goesOn: true, at };
  else if (otherwise === "again") for (const test of operands(condition.test, "||")) yield { test, goesOn: false, at };
}

/** Where a branch ends: `out` of the tries, or `again` with the next of them. */
export function wayOf({ node }: Retry, branch: TSESTree.Node): "out" | "again" | undefined {
  if (!isLoop(node) && isWithin(node, branch)) return "again";
  const last = branch.type === "BlockStatement" ? branch.body.at(-1) : branch;
  if (last?.type === "ContinueStatement") return "again";
  return last?.type === "ThrowStatement" || last?.type === "ReturnStatement" || last?.type === "BreakStatement" ? "out" : undefined;
}

/** The operands of a chain of `&&` or of `||`: each of them decides alone. */
export function* operands(test: TSESTree.Node, operator: "&&" | "||"): Generator<TSESTree.Node> {
  const node = bare(test);
  if (node.type === "LogicalExpression" && node.operator === operator) {
    yield* operands(node.left, operator);
    yield* operands(node.right, operator);
  } else yield node;
}

/** What a function that calls itself asks before it tries. */
function entries(file: File, { whole, tried, trigger }: Retry): readonly TSESTree.IfStatement[] {
  const body = isFunction(whole) && whole.body.type === "BlockStatement" ? whole.body : undefined;
  return nodes(file).of("IfStatement").filter((condition) => condition.parent === body && condition !== trigger && condition.range[1] <= tried.range[0]);
}

/** Whether the loop itself tests a status, so that no branch in it does. */
export function isTestedByLoop(retry: Retry): boolean {
  return retry.trigger === retry.node && statusTestIn(retry) !== undefined;
}
