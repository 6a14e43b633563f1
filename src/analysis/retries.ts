import type { TSESTree } from "@typescript-eslint/utils";
import type { RetryFact } from "../knowledge/library.js";
import type { File } from "./file.js";
import { functionMeant, functionOf } from "./functions.js";
import { factOf } from "./libraries.js";
import { isFunction, nodes, type Call, type FunctionNode, type Loop } from "./nodes.js";
import { perFile } from "./per-file.js";
import { retriesInLoops } from "./retry-loops.js";
import { retriesByRecursion } from "./retry-recursions.js";

/** Where a failure is met and led back: a `catch`, a handler of a rejection or of an event, a test of a status. */
export type Trigger = TSESTree.CatchClause | FunctionNode | TSESTree.IfStatement;

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

/** The retries of a file, in source order. */
export const retries = perFile((file): readonly Retry[] =>
  [...retriesInLoops(file), ...retriesByRecursion(file), ...retriesByLibrary(file)].sort((one, other) => one.node.range[0] - other.node.range[0]),
);

function retriesByLibrary(file: File): readonly Retry[] {
  return nodes(file)
    .of("CallExpression")
    .flatMap((node): Retry[] => {
      const fact = factOf(file, "retries", node)?.fact;
      const given = fact && node.arguments[fact.argument];
      if (!fact || !given) return [];
      const fn = functionMeant(file, given);
      const tried = fn?.body ?? given;
      return [{ form: "library", node, whole: fn ?? node, tried, work: tried, trigger: undefined, between: [], fact }];
    });
}

/** The function that a retry stands in. */
export function homeOf({ node, whole }: Retry): FunctionNode | undefined {
  return isFunction(whole) && whole.range[0] <= node.range[0] && node.range[1] <= whole.range[1] ? whole : functionOf(node);
}
