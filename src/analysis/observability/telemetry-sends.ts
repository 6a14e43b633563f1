import type { TSESTree } from "@typescript-eslint/utils";
import { variableOf } from "../places/bindings.js";
import type { File } from "../file.js";
import { callGraph, functionOf } from "../functions.js";
import { callsNamed } from "../libraries/named-calls.js";
import { bare, isWithin, ownNodes, propertyName, type Call } from "../nodes.js";
import { metricsByNode } from "./metric-calls.js";
import type { Kind } from "./log-waits.js";
import { originOf } from "../origin.js";
import { perFile } from "../per-file.js";
import { objectPlaceOf, type Place } from "../places/places.js";
import { literalOf } from "../settings.js";
import { logCallOf } from "../libraries/telemetry.js";

/** Something put into a queue, a stream, an emitter or a worker. */
export interface Send {
  readonly node: Call;
  /** Where it goes, told apart by place and, where one is given, by event or address. */
  readonly channel: string;
  readonly text: string;
  /** Which telemetry it is, where it says so: `{ kind: "log" }`. */
  readonly kind: Kind | undefined;
}

const methods = new Set(["push", "unshift", "write", "emit", "postMessage", "send", "enqueue", "add", "append", "publish", "post", "schedule", "run"]);
/** Methods whose first argument names where it goes. */
const addressed = new Set(["emit", "publish", "post", "send"]);

/** What the file itself puts into channels with a name. */
export const puts = perFile((file): readonly Send[] =>
  callsNamed(file, ...methods)
    .flatMap((node) => {
      const callee = bare(node.callee);
      const method = callee.type === "MemberExpression" ? propertyName(callee) : undefined;
      if (callee.type !== "MemberExpression" || method === undefined || !methods.has(method) || logCallOf(file, node) || metricsByNode(file).has(node)) return [];
      const place = objectPlaceOf(file, callee.object);
      if (!place || isListMadeHere(place, node)) return [];
      const [first, ...rest] = node.arguments;
      const address = addressed.has(method) && first ? literalOf(file, first) : undefined;
      const event = address?.type === "Literal" && typeof address.value === "string" ? address.value : undefined;
      const given = event === undefined ? node.arguments : rest;
      const send = { node, channel: `${place.key}${event === undefined ? "" : ` ${event}`}`, text: place.text };
      const kinds = given.map((argument) => kindsOf(file, argument, place)).find((found) => found.length > 0);
      return kinds ? kinds.map((kind): Send => ({ ...send, kind })) : [{ ...send, kind: undefined }, ...throughCallers(file, { ...send, kind: undefined }, given)];
    }),
);

/** A list that the function makes for itself is what it gives, and no way that others wait on. */
function isListMadeHere({ root, key }: Place, node: Call): boolean {
  const definition = typeof root === "string" || key.includes(".") ? undefined : root.defs[0];
  if (definition?.type !== "Variable" || !definition.node.init || bare(definition.node.init).type !== "ArrayExpression") return false;
  const home = functionOf(definition.node);
  return home !== undefined && functionOf(node) === home && typeof root !== "string" && root.references.every(({ identifier }) => functionOf(identifier) === home && isWithin(identifier, home));
}

/** `function enqueue(entry) { entries.push(entry); }`: what its callers hand in goes there. */
function throughCallers(file: File, send: Send, given: readonly TSESTree.Node[]): readonly Send[] {
  const fn = functionOf(send.node);
  const index = fn ? fn.params.findIndex((parameter) => given.some((argument) => isThe(file, parameter, argument))) : -1;
  if (!fn || index < 0) return [];
  return callGraph(file)
    .callersOf(fn)
    .flatMap((caller): Send[] => {
      const argument = caller.arguments[index];
      const kind = argument && kindOf(file, argument, 0);
      return kind ? [{ ...send, node: caller, kind }] : [];
    });
}

/** Whether an argument is a parameter, as it is or made into text. */
function isThe(file: File, parameter: TSESTree.Node, argument: TSESTree.Node): boolean {
  const node = bare(argument);
  if (node.type === "CallExpression") return isEncoding(file, node) && node.arguments.some((inner) => isThe(file, parameter, inner));
  return node.type === "Identifier" && variableOf(file, node)?.defs[0]?.name === parameter;
}

/** Names of what tasks wait in for their turn. A list of listeners, or of what is done at the end, keeps nobody waiting. */
const waiting = /queue|pending|backlog|jobs?$|tasks?$|buffer|outbox|telemetry|work(?:er)?s?$/i;

/** Which telemetry goes along with an argument: the kinds of a task, or that of a record. */
function kindsOf(file: File, argument: TSESTree.Node, place: Place): readonly Kind[] {
  const task = literalOf(file, argument);
  if (task.type === "ArrowFunctionExpression" || task.type === "FunctionExpression") return kindsOfTask(file, task, waiting.test(place.text));
  const kind = kindOf(file, argument, 0);
  return kind ? [kind] : [];
}

/** Which telemetry a record is, where it says so itself. */
function kindOf(file: File, expression: TSESTree.Node, depth: number): Kind | undefined {
  if (depth > 6) return undefined;
  const node = literalOf(file, expression);
  const first = (parts: readonly (TSESTree.Node | null)[]): Kind | undefined => parts.map((part) => (part ? kindOf(file, part, depth + 1) : undefined)).find((kind) => kind !== undefined);
  switch (node.type) {
    case "ObjectExpression":
      return kindOfRecord(node) ?? (isPoint(node) ? "metric" : undefined);
    case "ArrayExpression":
      return first(node.elements);
    case "TemplateLiteral":
      return first(node.expressions);
    case "BinaryExpression":
      return first([node.left, node.right]);
    case "AwaitExpression":
      return kindOf(file, node.argument, depth + 1);
    case "CallExpression":
      return isEncoding(file, node) ? first(node.arguments) : undefined;
    default:
      return undefined;
  }
}

/** Which telemetry a record says that it is: `{ kind: "log", line }`. */
export function kindOfRecord(record: TSESTree.ObjectExpression): Kind | undefined {
  for (const property of record.properties) {
    const name = property.type === "Property" ? propertyName(property) : undefined;
    if (property.type !== "Property" || (name !== "kind" && name !== "type")) continue;
    const value = bare(property.value);
    const kind = value.type === "Literal" ? kindNamed(value.value) : undefined;
    if (kind) return kind;
  }
  return undefined;
}

/** The kind that a literal names: `"log"`, `"metric"`. */
export function kindNamed(value: unknown): Kind | undefined {
  return value === "log" || value === "logs" ? "log" : value === "metric" || value === "metrics" ? "metric" : undefined;
}

function isEncoding(file: File, call: TSESTree.CallExpression): boolean {
  const path = originOf(file, call)?.path;
  return path === ".JSON.stringify()" || path === ".Buffer.from()" || (call.callee.type === "Identifier" && /^(?:encode|serialize|stringify)/.test(call.callee.name));
}

/** `{ metric: "requests", value: 1 }` */
function isPoint(record: TSESTree.ObjectExpression): boolean {
  const names = record.properties.flatMap((property) => (property.type === "Property" ? [propertyName(property) ?? ""] : []));
  return names.includes("metric") && names.some((name) => /^(?:value|count|delta|ms)$/.test(name));
}

/** `queue.add(() => logger.ship(line))`; a task that does nothing but telemetry may write its lines at once as well. */
function kindsOfTask(file: File, fn: TSESTree.ArrowFunctionExpression | TSESTree.FunctionExpression, waits: boolean): readonly Kind[] {
  const calls = [...(fn.body.type === "CallExpression" ? [fn.body] : []), ...ownNodes(file, fn.body)].filter((node) => node.type === "CallExpression");
  const told = calls.map((node): Kind | undefined => (metricsByNode(file).has(node) ? "metric" : logCallOf(file, node) ? "log" : undefined));
  if (waits && told.length > 0 && told.every((kind) => kind !== undefined)) return [...new Set(told)];
  const handed = new Set(calls.flatMap((node, index) => (told[index] === "metric" || logCallOf(file, node)?.does === "hands over" ? (told[index] ?? []) : [])));
  return handed.size === 1 ? [...handed] : [];
}
