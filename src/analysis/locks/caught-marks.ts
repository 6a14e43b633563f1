import type { TSESTree } from "@typescript-eslint/utils";
import type { File } from "../file.js";
import { flowOf } from "../flow/flow.js";
import { isFunction, ownNodes, type FunctionNode } from "../nodes.js";
import { keepingOf, type Obligation } from "../flow/obligations.js";
import type { Write } from "../places/places.js";
import { writesOfKey } from "../places/write-index.js";
import { isLogCall, isMetricCall } from "../libraries/telemetry.js";

/**
 * The first of some steps whose failure is caught by a `catch` that goes on without what is owed, although all goes
 * through it where nothing fails: `try { await work(); this.busy = false; } catch (error) { log(error); }`.
 *
 * @param steps what can fail, in the order of the source.
 */
export function caughtStep(file: File, owed: Obligation, raise: Write, steps: readonly TSESTree.Node[]): TSESTree.Node | undefined {
  const { of } = owed;
  if (!isFunction(of) || !keepingOf(file, { ...owed, calm: () => true }).kept) return undefined;
  return steps.find((step) => {
    const handler = handlerOf(step, of);
    if (!handler || mayTakeBack(file, handler, raise)) return false;
    const isOver = (node: TSESTree.Node): boolean => owed.fulfils(node) || owed.handsOn?.(node) === true;
    return flowOf(file, of).waysOutIfThrown(step, isOver).some(({ throws }) => !throws);
  });
}

/** The `catch` that sees the failure of a step. */
function handlerOf(step: TSESTree.Node, of: FunctionNode): TSESTree.CatchClause | undefined {
  for (let inner = step, outer = step.parent; outer && inner !== of; inner = outer, outer = outer.parent) {
    if (outer.type === "TryStatement" && outer.block === inner && outer.handler) return outer.handler;
  }
  return undefined;
}

/** What a handler calls may take the mark back, where others in the file do: `this.close()`, `this.emit("error", error)`. */
function mayTakeBack(file: File, handler: TSESTree.CatchClause, { place, fn }: Write): boolean {
  const others = writesOfKey(file, place.key).some((write) => write.place.root === place.root && write.fn !== undefined && write.fn !== fn && !isConstructor(write.fn));
  return others && [...ownNodes(file, handler.body)].some((node) => node.type === "CallExpression" && !isLogCall(file, node) && !isMetricCall(file, node));
}

function isConstructor({ parent }: FunctionNode): boolean {
  return parent.type === "MethodDefinition" && parent.kind === "constructor";
}
