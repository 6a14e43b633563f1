import type { TSESTree } from "@typescript-eslint/utils";
import type { File } from "../file.js";
import { flowOf } from "../flow/flow.js";
import { functionOf, isNothing } from "../functions.js";
import { factOf } from "../libraries/libraries.js";
import { bare, dressed, isFunction, nodes, ownNodes, type FunctionNode } from "../nodes.js";
import { perFile } from "../per-file.js";
import { writesOf } from "../places/bindings.js";
import { asksForIt, canFail, leaves, type ArmedTimer } from "./armed-timers.js";
import { heldIn, isClearing, isShort, isUnreferenced } from "./timer-handles.js";
import { interferes } from "./timer-harm.js";

/**
 * The timers that are cleared only where the work goes well, and that do after a failure what was meant for work that
 * takes too long: `const timer = setTimeout(() => link.reset(), ms); await link.read(); clearTimeout(timer);`.
 * In source order.
 */
export const interferingTimers = perFile((file): readonly ArmedTimer[] =>
  nodes(file).of("CallExpression").map((call) => interferingTimer(file, call)).filter((one) => one !== undefined),
);

function interferingTimer(file: File, timer: TSESTree.CallExpression): ArmedTimer | undefined {
  const fact = factOf(file, "timers", timer)?.fact;
  if (!fact || fact.callback === null || fact.delay === null || fact.repeats || isShort(file, timer, fact.delay) || !interferes(file, timer.arguments[fact.callback])) return undefined;
  const [home, held] = [functionOf(timer), heldIn(file, timer)];
  if (!home?.async || !held || held === "elsewhere" || isUnreferenced(timer, held) || functionOf(held.identifiers[0] as TSESTree.Node) !== home || leaves(file, home, held)) return undefined;
  const clearings = held.references.flatMap(({ identifier }) => dressed(identifier).parent ?? []).filter(isClearing);
  const isArmedAgain = writesOf(held).filter(({ value }) => value && !isNothing(value)).length > 1;
  if (isArmedAgain || !clearings.every((node) => functionOf(node) === home && !isInFinally(node))) return undefined;
  const node = failedWait(file, home, timer, clearings, (step) => clearings.includes(step) || asksForIt(step, held, clearings));
  return node && { timer, holder: held, way: { node, throws: true }, bounds: { wait: home } };
}

function isInFinally(node: TSESTree.Node): boolean {
  let inner = node;
  for (let outer = node.parent; outer && !isFunction(outer); inner = outer, outer = outer.parent) if (outer.type === "TryStatement" && outer.finalizer === inner) return true;
  return false;
}

/** The first `await` between a timer and its end that leaves the function without it when it throws, whether or not a `catch` looks at that. */
function failedWait(file: File, home: FunctionNode, timer: TSESTree.Node, clearings: readonly TSESTree.Node[], hit: (node: TSESTree.Node) => boolean): TSESTree.Node | undefined {
  const flow = flowOf(file, home);
  const isBetween = (node: TSESTree.Node): boolean => node.range[0] > timer.range[1] && clearings.some((clearing) => clearing.range[0] > node.range[1]);
  return [...ownNodes(file, home.body)].find((node) => node.type === "AwaitExpression" && isBetween(node) && canFail(file, bare(node.argument)) && flow.reaches(timer, node, hit) && flow.waysOutIfThrown(node, hit).length > 0);
}
