import type { TSESTree } from "@typescript-eslint/utils";
import type { File } from "../file.js";
import { framesOf, suspensionBefore } from "./frames.js";
import { callGraph, functionOf, isNothing, thisOwner } from "../functions.js";
import { lookUpsBefore } from "./lookups.js";
import { bare, dressed, type FunctionNode } from "../nodes.js";
import type { Write } from "../places/places.js";
import { writesOfFunction } from "../places/write-index.js";
import { readsWithin } from "../places/reads.js";

/** A place that one function finds empty, and that a function which it calls and waits for fills. */
export interface FarFill {
  readonly lookUp: TSESTree.Node;
  /** The call of the function that fills. */
  readonly call: TSESTree.CallExpression;
  /** What the function that fills waits for first. */
  readonly suspension: TSESTree.Node;
}

/** The look-up in a caller after which a write is reached: `if (!this.client) await this.connect()`, where `connect` sets the client. */
export function farFillOf(file: File, write: Write): FarFill | undefined {
  const { fn } = write;
  const calls = fn?.async ? callGraph(file).callersOf(fn).filter((call) => isWaitedFor(call) && isOfSameObject(call, write)) : [];
  const suspension = calls.length > 0 ? suspensionBefore(file, write.node) : undefined;
  if (!fn || !suspension || functionOf(suspension) !== fn) return undefined;
  for (const call of calls) {
    const caller = functionOf(call);
    if (!caller || caller === fn) continue;
    const lookUp = lookUpsBefore(file, { ...write, node: call }, framesOf(file, call)).at(-1);
    if (lookUp && functionOf(lookUp) === caller && !isToldBefore(file, write, fn, caller)) return { lookUp, call, suspension };
  }
  return undefined;
}

/** `await this.connect()`, `return this.connect()`: a promise that is kept may be shared. */
function isWaitedFor(call: TSESTree.CallExpression): boolean {
  const { parent } = dressed(call);
  return parent?.type === "AwaitExpression" || parent?.type === "ReturnStatement";
}

/** A field is that of the same object where the function is called on `this`. */
function isOfSameObject(call: TSESTree.CallExpression, { place, node }: Write): boolean {
  if (place.root !== "this") return true;
  const callee = bare(call.callee);
  return callee.type === "MemberExpression" && callee.object.type === "ThisExpression" && thisOwner(callee.object) === thisOwner(node);
}

/** Either function sets, before control is given away, another place that either of them looks at: a flag, a promise of the work under way. */
function isToldBefore(file: File, fill: Write, fn: FunctionNode, caller: FunctionNode): boolean {
  const own = [fn, caller].flatMap((one) => writesOfFunction(file, one));
  return own.some(({ fn: home, node, value, place }) => {
    if (value === undefined || isNothing(value) || place.key === fill.place.key) return false;
    if (home === fn && suspensionBefore(file, node) !== undefined) return false;
    return [fn, caller].some((one) => readsWithin(file, place, one).some((read) => read.fn === one));
  });
}
