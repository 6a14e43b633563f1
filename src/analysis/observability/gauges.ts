import type { TSESTree } from "@typescript-eslint/utils";
import type { File } from "../file.js";
import { functionOf } from "../functions.js";
import { metricCalls, type MetricCall } from "./metric-calls.js";
import { bare, isWithin, type FunctionNode } from "../nodes.js";

/**
 * The calls that lower the gauge which a call raises, in the function of that call; `undefined` where it raises none, or
 * where one is lowered by a function that does not raise it itself: somebody else sees to it.
 */
export function loweringsOf(file: File, raise: MetricCall): readonly TSESTree.CallExpression[] | undefined {
  if (directionOf(raise) !== "up") return undefined;
  const home = functionOf(raise.node);
  const own = metricCalls(file).filter((other) => isSameGauge(file, raise, other));
  const lowered = own.filter((one) => directionOf(one) === "down").map(({ node }) => node);
  const here = lowered.filter((node) => isWithin(node, home ?? file.ast));
  const homes = own.filter((one) => directionOf(one) === "up").map(({ node }) => functionOf(node));
  const isAtHome = (node: TSESTree.Node): boolean => homes.some((fn: FunctionNode | undefined) => fn !== undefined && isWithin(node, fn));
  return lowered.every((node) => here.includes(node) || isAtHome(node)) ? here : undefined;
}

function isSameGauge(file: File, raise: MetricCall, other: MetricCall): boolean {
  return other.name === raise.name && file.source.getText(other.receiver) === file.source.getText(raise.receiver);
}

const ups = new Set(["inc", "increment"]);
const downs = new Set(["dec", "decrement"]);

/** Whether a call raises a gauge or lowers it; by a number that is written out, where one method does both. */
function directionOf({ method, fact, node }: MetricCall): "up" | "down" | undefined {
  if (fact?.starts?.some((one) => one.method === method && one.endedBy === method)) {
    const by = node.arguments[0] && bare(node.arguments[0]);
    if (by?.type === "Literal" && typeof by.value === "number") return "up";
    return by?.type === "UnaryExpression" && by.operator === "-" ? "down" : undefined;
  }
  return ups.has(method) ? "up" : downs.has(method) ? "down" : undefined;
}
