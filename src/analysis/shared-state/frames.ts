import type { TSESTree } from "@typescript-eslint/utils";
import type { File } from "../file.js";
import { flowOf } from "../flow/flow.js";
import { callbackOf, functionOf, isImmediatelyCalled } from "../functions.js";
import { factOf } from "../libraries/libraries.js";
import type { Call, FunctionNode } from "../nodes.js";
import { perFile } from "../per-file.js";
import { chainMethod } from "../promises/promises.js";

/** A step as one function of its run sees it: the step itself, or the callback in which it stands. */
export interface Frame {
  readonly fn: FunctionNode;
  readonly step: TSESTree.Node;
  /** The call that this function waits for before it runs: `load().then(…)`. */
  readonly boundary: Call | undefined;
}

/** The functions that run as one with a step, innermost first: its own, and those in which that is a callback of the same run. */
export function framesOf(file: File, node: TSESTree.Node): readonly Frame[] {
  const fn = functionOf(node);
  if (fn === undefined) return [];
  const known = framesByFunction(file).get(fn);
  const [own, ...outer] = known ?? framesFrom(file, fn);
  const frames = own === undefined ? [] : [{ ...own, step: node }, ...outer];
  if (known === undefined) framesByFunction(file).set(fn, frames);
  return frames;
}

/** The frames of the steps of a function differ in the step alone. */
const framesByFunction = perFile(() => new Map<FunctionNode, readonly Frame[]>());

function framesFrom(file: File, start: FunctionNode): readonly Frame[] {
  const frames: Frame[] = [];
  let step: TSESTree.Node = start;
  for (let fn: FunctionNode | undefined = start; fn; step = fn, fn = functionOf(fn)) {
    const call = isImmediatelyCalled(fn) ? undefined : callbackOf(fn)?.call;
    const waits = call !== undefined && (chainMethod(call) !== undefined || factOf(file, "scoped", call) !== undefined || factOf(file, "limiters", call) !== undefined);
    frames.push({ fn, step, boundary: waits ? call : undefined });
    const isSameRun = waits || isImmediatelyCalled(fn) || (call !== undefined && factOf(file, "callbacks", call)?.fact.runs === "sync");
    if (!isSameRun) break;
  }
  return frames;
}

type Question = (node: TSESTree.Node) => boolean;

/**
 * Where control is given away between a node of one of the frames and the step that they lead to, the outermost first.
 * Paths that meet a node of `unless` do not count.
 */
export function suspensionsBetween(file: File, from: TSESTree.Node, frames: readonly Frame[], unless?: Question): readonly TSESTree.Node[] {
  const index = frames.findIndex(({ fn }) => fn === functionOf(from));
  const home = frames[index];
  if (!home) return [];
  // a step of a function that runs in one go
  if (index === 0 && !home.fn.async && !home.fn.generator) return [];
  const flow = flowOf(file, home.fn);
  if (!flow.reaches(from, home.step, unless)) return [];
  const inner = frames.slice(0, index).reverse();
  return [...flow.suspensionsBetween(from, home.step, unless), ...inner.flatMap(({ fn, step, boundary }) => [...(boundary ? [boundary] : []), ...flowOf(file, fn).suspensionsBefore(step, unless)])];
}

/** The last of them, between two steps of a run. */
export function suspensionBetween(file: File, from: TSESTree.Node, to: TSESTree.Node, unless?: Question): TSESTree.Node | undefined {
  return suspensionsBetween(file, from, framesOf(file, to), unless).at(-1);
}

/** The last point at which control is given away between the start of a step's run and the step. */
export function suspensionBefore(file: File, step: TSESTree.Node): TSESTree.Node | undefined {
  for (const frame of framesOf(file, step)) {
    const own = flowOf(file, frame.fn).suspensionsBefore(frame.step).at(-1) ?? frame.boundary;
    if (own) return own;
  }
  return undefined;
}
