import type { TSESTree } from "@typescript-eslint/utils";
import { callbackUse } from "./callbacks.js";
import type { File } from "./file.js";
import { flowOf } from "./flow.js";
import { callbackOf, functionOf, isImmediatelyCalled } from "./functions.js";
import type { FunctionNode } from "./nodes.js";
import { chainMethod } from "./promises.js";

/** A function that a step runs in, and where the step stands there. */
export interface Stage {
  readonly fn: FunctionNode;
  /** The step itself, or the call that an inner stage is a callback of. */
  readonly step: TSESTree.Node;
  /** What the inner stages wait for before they run: the link of a chain; `undefined` where they run at once. */
  readonly boundary: TSESTree.Node | undefined;
}

/** The functions that a step runs in as a part of one run, innermost first: through `then` callbacks, functions called in place and callbacks that run at once. */
export function stagesOf(file: File, node: TSESTree.Node): readonly Stage[] {
  const stages: Stage[] = [];
  let [step, boundary]: [TSESTree.Node, TSESTree.Node | undefined] = [node, undefined];
  for (let fn = functionOf(node); fn; fn = functionOf(fn)) {
    stages.push({ fn, step, boundary });
    const callback = callbackOf(fn);
    if (callback) {
      const isLink = chainMethod(callback.call) !== undefined;
      if (!isLink && callbackUse(file, callback.call, callback.argument)?.runs !== "sync") break;
      [step, boundary] = [callback.call, isLink ? callback.call : undefined];
    } else if (isImmediatelyCalled(fn)) [step, boundary] = [fn.parent, undefined];
    else break;
  }
  return stages;
}

/** Where control is given away between a node of one of the stages and the step that the stages lead to. In the order of the outermost first. */
export function suspensionsTo(file: File, from: TSESTree.Node, stages: readonly Stage[]): readonly TSESTree.Node[] {
  const index = stages.findIndex(({ fn }) => fn === functionOf(from));
  const home = stages[index];
  if (!home) return [];
  const inner = stages.slice(0, index).flatMap(({ fn, step }) => flowOf(file, fn).suspensionsBefore(step));
  const boundaries = stages.slice(0, index + 1).flatMap(({ boundary }) => boundary ?? []);
  return [...flowOf(file, home.fn).suspensionsBetween(from, home.step), ...boundaries, ...inner];
}
