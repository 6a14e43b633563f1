import type { TSESTree } from "@typescript-eslint/utils";
import type { File } from "../file.js";
import { callGraph, functionOf } from "../functions.js";
import { metricCalls, type MetricCall } from "./metric-calls.js";
import { isCall, ownNodes } from "../nodes.js";
import { originOf } from "../origin.js";
import { perFile } from "../per-file.js";

/** The calls of functions of this file that do nothing but record a metric or hand metrics over. */
export const metricHelpers = perFile((file): readonly MetricCall[] =>
  metricCalls(file).flatMap((metric) => {
    const fn = functionOf(metric.node);
    if (!fn || ![...ownNodes(file, fn.body)].every((node) => !isCall(node) || node === metric.node || isReckoned(file, node))) return [];
    return callGraph(file).callersOf(fn).flatMap((node) => (functionOf(node) !== fn ? [{ ...metric, ...saidBy(node, metric), node }] : []));
  }),
);

function isReckoned(file: File, node: TSESTree.Node): boolean {
  return originOf(file, node)?.module === null;
}

/** `count("log_lines")` names what is counted. */
function saidBy({ arguments: [first] }: TSESTree.CallExpression, metric: MetricCall): Pick<MetricCall, "name"> {
  return { name: first?.type === "Literal" && typeof first.value === "string" ? first.value : metric.name };
}
