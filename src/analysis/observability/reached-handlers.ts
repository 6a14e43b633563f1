import type { TSESTree } from "@typescript-eslint/utils";
import type { FailureHandler } from "./failure-logs.js";
import type { File } from "../file.js";
import { calleeOf } from "../functions.js";
import { logCallOf } from "../libraries/telemetry.js";
import { variableOf } from "../places/bindings.js";
import { executorIn } from "../promises/executors.js";
import { rejectionOf } from "../promises/failures.js";
import { bare, descendants, dressed, isCall, isFunction } from "../nodes.js";

/**
 * Whether a handler is given an error at all. It is not where all of its work are functions of the file that look after
 * their own failures, and not where the promise it waits for is rejected with nothing: `onerror = () => reject()`.
 */
export function isGivenErrors(file: File, { holder, work }: FailureHandler): boolean {
  if (isFunction(holder)) return !work.some((promise) => cannotReject(file, promise) || isRejectedBare(file, promise));
  const steps = [...descendants(file, holder.parent.block, (node) => !isFunction(node))].filter((node) => isCall(node) || node.type === "ThrowStatement" || node.type === "TaggedTemplateExpression");
  const rest = steps.filter((step) => !(step.type === "CallExpression" && logCallOf(file, step)));
  return rest.length === 0 || !rest.every((step) => dressed(step).parent?.type === "AwaitExpression" && (cannotReject(file, step) || isRejectedBare(file, step)));
}

/** An async function of the file, or a promise that is made by hand here: all of its code is at hand. */
function cannotReject(file: File, work: TSESTree.Node): boolean {
  const call = bare(work);
  const fn = call.type === "CallExpression" ? calleeOf(file, call) : call.type === "NewExpression" ? executorIn(file, call) : undefined;
  return fn !== undefined && (fn.async || call.type === "NewExpression") && rejectionOf(file, work) === undefined;
}

/** A promise that is made by hand, and whose `reject` is only ever called with nothing. */
function isRejectedBare(file: File, work: TSESTree.Node): boolean {
  const made = bare(work);
  const executor = made.type === "NewExpression" ? executorIn(file, made) : undefined;
  const reject = executor?.params[1];
  const uses = reject?.type === "Identifier" ? (variableOf(file, reject)?.references ?? []).map(({ identifier }) => identifier) : [];
  return uses.length > 0 && uses.every((use) => isCall(use.parent) && use.parent.callee === use && use.parent.arguments.length === 0);
}
