import type { TSESTree } from "@typescript-eslint/utils";
import type { MetricFact } from "../../knowledge/library.js";
import type { File } from "../file.js";
import { instrumentOf, textOf } from "./instruments.js";
import { labelsOf, type Label } from "./metric-labels.js";
import { bare, nodes } from "../nodes.js";
import { perFile } from "../per-file.js";
import { metricCallOf, nameOfReceiver, type TelemetryCall } from "../libraries/telemetry.js";

/** A call that records a metric, or hands what was recorded to its sink. */
export interface MetricCall extends TelemetryCall<MetricFact> {
  /** What the metric is called: the text of the first argument, what the instrument was made with, or the instrument's own name. */
  readonly name: string | undefined;
  /** The words of that name and of the instrument's own. */
  readonly words: readonly string[];
  /** The expression that says so. */
  readonly named: TSESTree.Node;
  readonly labels: readonly Label[];
}

/** The calls of a file that record or hand over metrics, in source order. */
export const metricCalls = perFile((file): readonly MetricCall[] =>
  nodes(file)
    .of("CallExpression")
    .flatMap((node) => {
      const call = metricCallOf(file, node);
      return call ? [described(file, call)] : [];
    }),
);

/** Of a file, the metric calls by their node. */
export const metricsByNode = perFile((file): ReadonlyMap<TSESTree.Node, MetricCall> => new Map(metricCalls(file).map((call) => [call.node, call])));

function described(file: File, call: TelemetryCall<MetricFact>): MetricCall {
  const { node, receiver, fact } = call;
  const first = node.arguments[0];
  const text = first && textOf(file, first);
  // `labels(…)` gives the instrument with its labels
  const callee = receiver.type === "CallExpression" ? bare(receiver.callee) : undefined;
  const instrument = callee?.type === "MemberExpression" ? bare(callee.object) : receiver;
  const made = instrumentOf(file, receiver, fact);
  const own = nameOfReceiver(instrument);
  const labels = labelsOf(file, node, made, fact?.labels?.method);
  if (first && text !== undefined) return { ...call, name: text, words: wordsOf(text), named: first, labels };
  return { ...call, name: made.name ?? own, words: [...wordsOf(made.name ?? ""), ...wordsOf(own ?? "")], named: instrument, labels };
}

/** The words of a name, in lower case: `uploadSuccess`, `upload.success` and `upload_success` alike. */
export function wordsOf(name: string): readonly string[] {
  return name
    .replaceAll(/([a-z\d])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter((word) => word !== "");
}

const pipeline = new Set(["log", "logs", "logger", "logging", "line", "lines", "dropped", "flush", "telemetry"]);

/** Whether a metric is one of the log pipeline itself: lines written, lines dropped, counts by level. */
export function isAboutLogs(metric: MetricCall): boolean {
  if (metric.does === "hands over") return false;
  return metric.words.some((word) => pipeline.has(word)) || metric.labels.some(({ name }) => name === "level" || name === "logger");
}
