import type { TSESTree } from "@typescript-eslint/utils";
import type { MetricFact } from "../knowledge/library.js";
import type { File } from "./file.js";
import { bare, nodes, propertyName } from "./nodes.js";
import { perFile } from "./per-file.js";
import { literalOf } from "./settings.js";
import { metricCallOf, nameOfReceiver, type TelemetryCall } from "./telemetry.js";

/** A call that records a metric, or hands what was recorded to its sink. */
export interface MetricCall extends TelemetryCall<MetricFact> {
  /** What the metric is called: the text of the first argument, or the name of the instrument. */
  readonly name: string | undefined;
  /** The expression that says so. */
  readonly named: TSESTree.Node;
  /** The labels, as they are written out. */
  readonly labels: readonly TSESTree.ObjectExpression[];
}

/** The calls of a file that record or hand over metrics, in source order. */
export const metricCalls = perFile((file): readonly MetricCall[] =>
  nodes(file)
    .of("CallExpression")
    .flatMap((node) => {
      const call = metricCallOf(file, node);
      return call ? [{ ...call, ...named(file, call), labels: labelsOf(file, node) }] : [];
    }),
);

/** Of a file, the metric calls by their node. */
export const metricsByNode = perFile((file): ReadonlyMap<TSESTree.Node, MetricCall> => new Map(metricCalls(file).map((call) => [call.node, call])));

function named(file: File, { node, receiver }: TelemetryCall<MetricFact>): Pick<MetricCall, "name" | "named"> {
  const first = node.arguments[0];
  const value = first && literalOf(file, first);
  if (first && value?.type === "Literal" && typeof value.value === "string") return { name: value.value, named: first };
  if (first && value?.type === "TemplateLiteral") return { name: value.quasis.map(({ value: { cooked } }) => cooked).join("*"), named: first };
  // `labels(…)` gives the instrument with its labels
  const callee = receiver.type === "CallExpression" ? bare(receiver.callee) : undefined;
  const instrument = callee?.type === "MemberExpression" ? bare(callee.object) : receiver;
  return { name: nameOfReceiver(instrument), named: instrument };
}

function labelsOf(file: File, { arguments: given, callee }: TSESTree.CallExpression): readonly TSESTree.ObjectExpression[] {
  const receiver = bare(callee).type === "MemberExpression" ? bare((bare(callee) as TSESTree.MemberExpression).object) : undefined;
  const all = [...given, ...(receiver?.type === "CallExpression" ? receiver.arguments : [])];
  return all.flatMap((argument) => {
    const value = literalOf(file, argument);
    return value.type === "ObjectExpression" ? [value] : [];
  });
}

/** The words of a name, in lower case: `uploadSuccess`, `upload.success` and `upload_success` alike. */
export function wordsOf(name: string): readonly string[] {
  return name
    .replaceAll(/([a-z\d])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter((word) => word !== "");
}

/** The labels of a call by name, one level deep. */
export function* labelValues({ labels }: MetricCall): Generator<readonly [name: string, value: TSESTree.Node]> {
  for (const { properties } of labels) {
    for (const property of properties) {
      const name = property.type === "Property" ? propertyName(property) : undefined;
      if (property.type === "Property" && name !== undefined) yield [name, bare(property.value)];
    }
  }
}

const pipeline = new Set(["log", "logs", "logger", "logging", "line", "lines", "dropped", "flush", "telemetry"]);

/** Whether a metric is one of the log pipeline itself: lines written, lines dropped, counts by level. */
export function isAboutLogs(metric: MetricCall): boolean {
  if (metric.does === "hands over") return false;
  return wordsOf(metric.name ?? "").some((word) => pipeline.has(word)) || [...labelValues(metric)].some(([name]) => name === "level" || name === "logger");
}
