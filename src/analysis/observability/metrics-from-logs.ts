import type { TSESTree } from "@typescript-eslint/utils";
import { loggerModules, loggerWords, transportModules } from "../../knowledge/modules.js";
import type { File } from "../file.js";
import { callbackOf, functionOf, nameOf } from "../functions.js";
import { isCall, isClass, isFunction, nodes, propertyName, type FunctionNode } from "../nodes.js";
import { variableOf } from "../places/bindings.js";
import { isAboutLogs, metricCalls, wordsOf } from "./metric-calls.js";
import { originOf } from "../origin.js";
import { perFile } from "../per-file.js";
import { literalOf } from "../settings.js";
import { isLoggerMade, logCallOf, nameOfReceiver } from "../libraries/telemetry.js";
import { kindOfRecord } from "./telemetry-sends.js";

/** A metric that goes the way of the logs. */
export interface MetricFromLog {
  /** The log call that writes it, or the metric call in what the logger calls for each line. */
  readonly node: TSESTree.CallExpression;
  /** What it hangs on: the logger, the transport. */
  readonly source: string;
  readonly how: "written" | "derived";
}

/** Metrics that are written as log lines, or counted from them. */
export const metricsFromLogs = perFile((file): readonly MetricFromLog[] => [...written(file), ...derived(file)]);

function* written(file: File): Generator<MetricFromLog> {
  for (const node of nodes(file).of("CallExpression")) {
    const log = logCallOf(file, node);
    if (log?.does !== "records" || !saysMetric(file, node)) continue;
    yield { node, source: nameOfReceiver(log.receiver) ?? "logger", how: "written" };
  }
}

const values = new Set(["value", "v", "count", "delta", "duration", "durationMs", "ms", "sum", "total", "metricValue"]);

/** `logger.info("metric", { name, value })`, `logger.info({ metric: "requests", value: 1 })` */
function saysMetric(file: File, { arguments: given }: TSESTree.CallExpression): boolean {
  const parts = given.flatMap((argument) => recordsIn(file, argument));
  const titled = parts.some((part) => part.type === "Literal" && typeof part.value === "string" && /^\W*metrics?\W*$/i.test(part.value));
  return parts.some((part) => {
    if (part.type !== "ObjectExpression") return false;
    const names = part.properties.flatMap((property) => (property.type === "Property" ? [propertyName(property) ?? ""] : []));
    const named = names.some((name) => /^metric(?:Name)?$/.test(name)) || ((titled || kindOfRecord(part) === "metric") && names.includes("name"));
    return named && names.some((name) => values.has(name));
  });
}

/** What a line is made of: a value, and the record that is made into text for it. */
function recordsIn(file: File, argument: TSESTree.Node): readonly TSESTree.Node[] {
  const value = literalOf(file, argument);
  if (value.type !== "CallExpression" || originOf(file, value)?.path !== ".JSON.stringify()") return [value];
  return value.arguments.slice(0, 1).map((record) => literalOf(file, record));
}

function* derived(file: File): Generator<MetricFromLog> {
  for (const metric of metricCalls(file)) {
    if (metric.does !== "records" || isAboutLogs(metric)) continue;
    for (let fn = functionOf(metric.node); fn; fn = functionOf(fn)) {
      const source = listens(file, fn) ?? transportOf(file, fn);
      if (source === undefined) continue;
      yield { node: metric.node, source, how: "derived" };
      break;
    }
  }
}

/** `logger.on("data", (line) => …)` */
function listens(file: File, fn: FunctionNode): string | undefined {
  const call = callbackOf(fn)?.call;
  if (call?.type !== "CallExpression" || call.callee.type !== "MemberExpression") return undefined;
  const { callee } = call;
  const event = call.arguments[0];
  const isListener = /^(?:on|addListener|prependListener|subscribe)$/.test(propertyName(callee) ?? "");
  const hears = event?.type !== "Literal" || /^(?:data|log|logged|line|record|message|entry)$/.test(String(event.value));
  const name = nameOfReceiver(callee.object);
  const known = originOf(file, callee.object)?.module;
  const isLogger = name !== undefined && (/^(?:log|logger)$/.test(name) || file.settings.loggers.includes(name) || loggerModules.includes(known ?? ""));
  return isListener && hears && isLogger ? name : undefined;
}

/** The `log` of a transport, or the hook that a logger calls for each line. */
function transportOf(file: File, fn: FunctionNode): string | undefined {
  const name = nameOf(fn);
  const { parent } = fn;
  if (parent.type === "MethodDefinition" && isClass(parent.parent.parent)) {
    const { superClass, id } = parent.parent.parent;
    const isTransport = superClass !== null && /^(?:log|write|_write|_transform|transform)$/.test(name ?? "") && /(?:Transport|Appender|LogHandler)$/.test(file.source.getText(superClass));
    if (isTransport && (isOfLogs(originOf(file, superClass)?.module ?? "") || speaksOfLogs(file))) return id?.name ?? "the transport";
  }
  const made = callbackOf(fn)?.call;
  if (/^(?:write|_write|log)$/.test(name ?? "") && isLoggersOwn(file, fn)) return "the logger";
  if (made && transportModules.includes(originOf(file, made.callee)?.module ?? "")) return "the transport";
  const isHook = parent.type === "Property" && (name === "logMethod" || name === "streamWrite");
  return isHook ? name : undefined;
}

/** `createLogger({ streams: [{ stream: { write(line) { … } } }] })`: whose lines an object or a class of the file is given. */
function isLoggersOwn(file: File, { parent }: FunctionNode): boolean {
  const holder = parent.type === "Property" ? parent.parent : parent.type === "MethodDefinition" ? parent.parent.parent : undefined;
  if (!holder) return false;
  const declares = isClass(holder) ? holder : holder.parent.type === "VariableDeclarator" ? holder.parent : undefined;
  const uses = declares ? file.source.getDeclaredVariables(declares).flatMap(({ references }) => references.map(({ identifier }) => identifier)) : [holder];
  return uses.some((use) => isGivenToLogger(file, use));
}

function isGivenToLogger(file: File, value: TSESTree.Node, seen = new Set<TSESTree.Node>()): boolean {
  if (seen.has(value)) return false;
  seen.add(value);
  for (let outer = value.parent; outer; outer = outer.parent) {
    if (isCall(outer) && isLoggerMade(file, outer)) return true;
    if (outer.type === "VariableDeclarator" && outer.id.type === "Identifier") return (variableOf(file, outer.id)?.references ?? []).some(({ init, identifier }) => init !== true && isGivenToLogger(file, identifier, seen));
    if (isFunction(outer) || outer.type.endsWith("Statement")) return false;
  }
  return false;
}

/** A transport of logs, and not one of mails or packets. */
function speaksOfLogs(file: File): boolean {
  return nodes(file)
    .of("ImportDeclaration")
    .some(({ source }) => isOfLogs(source.value));
}

function isOfLogs(module: string): boolean {
  return wordsOf(module).some((word) => loggerWords.includes(word));
}
