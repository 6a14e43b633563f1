import type { TSESTree } from "@typescript-eslint/utils";
import { variableOf } from "../places/bindings.js";
import type { File } from "../file.js";
import { flowOf } from "../flow/flow.js";
import { functionOf, nameOf } from "../functions.js";
import { bare, descendants, isFunction, isWithin, ownNodes, propertyName } from "../nodes.js";
import { isAboutLogs, metricCalls, metricsByNode, wordsOf, type MetricCall } from "./metric-calls.js";
import { normalised } from "../libraries/libraries.js";
import { originOf } from "../origin.js";
import { perFile } from "../per-file.js";
import { literalOf } from "../settings.js";
import { isLogCall } from "../libraries/telemetry.js";

/** A metric behind a log call that can throw, in the same `try`. */
export interface SharedTry {
  readonly metric: MetricCall;
  readonly log: TSESTree.CallExpression;
  readonly statement: TSESTree.TryStatement;
}

/** The metrics that are lost when a log call before them throws, since one `try` holds both. */
export const sharedTries = perFile((file): readonly SharedTry[] =>
  metricCalls(file).flatMap((metric) => {
    const statement = tryAround(metric.node);
    if (!statement || isAboutLogs(metric) || (statement.handler && recordsMetric(file, statement.handler))) return [];
    const fn = functionOf(metric.node);
    const flow = flowOf(file, fn ?? file.ast);
    const log = [...ownNodes(file, statement.block)].find(
      (node): node is TSESTree.CallExpression =>
        node.type === "CallExpression" && node.range[1] <= metric.node.range[0] && tryAround(node) === statement && canThrow(file, node) && !isAwaited(node) && flow.reaches(node, metric.node),
    );
    return log ? [{ metric, log, statement }] : [];
  }),
);

/** The `try` whose block a node stands in, within its function. */
function tryAround(node: TSESTree.Node): TSESTree.TryStatement | undefined {
  for (let inner = node, outer = node.parent; outer && !isFunction(outer); inner = outer, outer = outer.parent) {
    if (outer.type === "TryStatement" && outer.block === inner && outer.handler) return outer;
  }
  return undefined;
}

function recordsMetric(file: File, handler: TSESTree.Node): boolean {
  return [...ownNodes(file, handler)].some((node) => metricsByNode(file).has(node));
}

function isAwaited(node: TSESTree.CallExpression): boolean {
  return node.parent.type === "AwaitExpression";
}

/** Whether a call writes a log line in a way that can throw: to a file or a stream, or with data made into text on the way. */
function canThrow(file: File, call: TSESTree.CallExpression): boolean {
  if (isLogCall(file, call)) return call.arguments.some((argument) => [...descendants(file, argument, (inner) => !isFunction(inner))].some((node) => isSerializer(file, node)));
  return isFileLog(file, call) || isStreamLog(file, call);
}

/** `JSON.stringify(order)`: a cycle or a `bigint` in data from elsewhere makes it throw. */
function isSerializer(file: File, node: TSESTree.Node): boolean {
  if (node.type !== "CallExpression") return false;
  const [data] = node.arguments;
  return data !== undefined && isForeign(file, data) && (originOf(file, node)?.path === ".JSON.stringify()" || (node.callee.type === "Identifier" && /^(?:stringify|serialize)$/.test(node.callee.name)));
}

/** What this file did not write out itself, alone or as a part of a record: `{ message, order }`. */
function isForeign(file: File, data: TSESTree.Node): boolean {
  const node = bare(data);
  switch (node.type) {
    case "Identifier":
      return variableOf(file, node)?.defs[0]?.type === "Parameter" || literalOf(file, node) === node;
    case "MemberExpression":
    case "CallExpression":
      return true;
    case "ObjectExpression":
      return node.properties.some((property) => isForeign(file, property.type === "Property" ? property.value : property.argument));
    default:
      return false;
  }
}

const fileWrites = new Set([".appendFileSync()", ".writeFileSync()", ".writeSync()"]);

function isFileLog(file: File, call: TSESTree.CallExpression): boolean {
  const origin = originOf(file, call);
  if (origin?.module !== "fs" || !fileWrites.has(normalised(file, origin).path.replace(/^\.fs/, ""))) return false;
  const target = call.arguments[0];
  return target !== undefined && (speaksOfLogs(file, target) || speaksOfLogsByName(nameAround(call)));
}

/** `logStream.write(line)` */
function isStreamLog(file: File, call: TSESTree.CallExpression): boolean {
  const callee = bare(call.callee);
  return callee.type === "MemberExpression" && propertyName(callee) === "write" && speaksOfLogs(file, callee.object);
}

/** Whether a path, or the name of a value, says that it is a log. */
function speaksOfLogs(file: File, expression: TSESTree.Node): boolean {
  const value = literalOf(file, expression);
  // `createWriteStream("/var/log/orders.log")`
  const told = value.type === "CallExpression" && value.arguments[0] ? literalOf(file, value.arguments[0]) : value;
  const texts = [file.source.getText(bare(expression)), told.type === "Literal" || told.type === "TemplateLiteral" ? file.source.getText(told) : ""];
  return texts.some(speaksOfLogsByName);
}

function speaksOfLogsByName(name: string): boolean {
  return wordsOf(name).some((word) => /^(?:log|logs|logger|logfile|logstream|audit|journal)$/.test(word));
}

function nameAround(node: TSESTree.Node): string {
  const fn = functionOf(node);
  return (fn && isWithin(node, fn) ? nameOf(fn) : undefined) ?? "";
}
