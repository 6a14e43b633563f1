import type { TSESTree } from "@typescript-eslint/utils";
import type { RetryFact } from "../../knowledge/library.js";
import { functionOf } from "../functions.js";
import { isFunction, type Call, type FunctionNode, type Loop } from "../nodes.js";

/** Where a failure is met and led back: a `catch`, a handler of a rejection or of an event, a test of a status in a branch or by the loop itself. */
export type Trigger = TSESTree.CatchClause | FunctionNode | TSESTree.IfStatement | TSESTree.SwitchStatement | TestedLoop;

export type TestedLoop = TSESTree.ForStatement | TSESTree.WhileStatement | TSESTree.DoWhileStatement;

/** The same operation, done again with the same arguments because it failed. */
export interface Retry {
  /** `reconnect`: a function that is called again when what it opened has closed. */
  readonly form: "loop" | "recursion" | "reconnect" | "library";
  /** The loop, the call by which a function runs again, the call of a library. */
  readonly node: Loop | Call;
  /** The code that is run again: the loop, the function, the function that the library is given. */
  readonly whole: TSESTree.Node;
  /** What is tried, as far as its failure leads back. */
  readonly tried: TSESTree.Node;
  /** The expression whose failure counts. */
  readonly work: TSESTree.Node;
  readonly trigger: Trigger | undefined;
  /** What runs between a failure and the next try. */
  readonly between: readonly TSESTree.Node[];
  readonly fact?: RetryFact;
}

/** The function that a retry stands in. */
export function homeOf({ node, whole }: Retry): FunctionNode | undefined {
  return isFunction(whole) && whole.range[0] <= node.range[0] && node.range[1] <= whole.range[1] ? whole : functionOf(node);
}

/** The test of a status that leads back, where no error does. */
export function statusTestIn({ trigger }: Pick<Retry, "trigger">): TSESTree.Node | undefined {
  if (trigger === undefined || trigger.type === "CatchClause" || isFunction(trigger)) return undefined;
  return trigger.type === "SwitchStatement" ? trigger.discriminant : (trigger.test ?? undefined);
}
