import type { TSESTree } from "@typescript-eslint/utils";
import { chainEnd, chainStart } from "../promises/detached.js";
import { rejectionOf } from "../promises/failures.js";
import type { File } from "../file.js";
import { callbackOf, functionOf } from "../functions.js";
import { kindAwaited } from "./log-waits.js";
import { bare, type FunctionNode } from "../nodes.js";
import { chainMethod } from "../promises/promises.js";

/** A stretch of code that runs only where the work before it goes well: `load(id).then((user) => { … })`. */
export interface ChainedSuccess {
  /** The call of `then`. */
  readonly then: TSESTree.CallExpression;
  /** The work that the chain starts with. */
  readonly work: TSESTree.CallExpression;
  /** The whole chain, which tells one from another. */
  readonly chain: TSESTree.Node;
  /** The function that the chain stands in. */
  readonly fn: FunctionNode | undefined;
}

/** The chain in whose `then` a node stands, where the work before it can fail and is no telemetry. */
export function chainedSuccessOf(file: File, node: TSESTree.Node): ChainedSuccess | undefined {
  const callback = functionOf(node);
  const given = callback && callbackOf(callback);
  if (given?.call.type !== "CallExpression" || chainMethod(given.call) !== "then" || given.argument !== 0) return undefined;
  const work = chainStart(given.call);
  if (work.type !== "CallExpression" || kindAwaited(file, work) || rejectionOf(file, promiseOf(given.call)) === undefined) return undefined;
  return { then: given.call, work, chain: chainEnd(given.call), fn: functionOf(given.call) };
}

function promiseOf({ callee }: TSESTree.CallExpression): TSESTree.Node {
  const target = bare(callee);
  return target.type === "MemberExpression" ? target.object : target;
}
