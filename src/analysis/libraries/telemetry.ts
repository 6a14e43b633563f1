import type { TSESTree } from "@typescript-eslint/utils";
import type { Library, LoggerFact, MetricFact } from "../../knowledge/library.js";
import type { File } from "../file.js";
import { normalised, perLibraries } from "./libraries.js";
import { bareSpecifier } from "./module-names.js";
import { bare, propertyName, type Call } from "../nodes.js";
import { declaredOrigins, originOf } from "../origin.js";
import { pathOf, type Path } from "../spelling.js";

const levels = new Set(["trace", "debug", "verbose", "info", "notice", "log", "warn", "warning", "error", "fatal", "critical"]);
const recordings = new Set(["increment", "inc", "decrement", "dec", "count", "timing", "histogram", "distribution", "observe", "gauge", "set", "record", "add", "startTimer", "timer"]);
/** Of the methods that record, those that no collection has: `metrics.requests.inc()`, where `requests` may be anything. */
const distinct = new Set(["increment", "inc", "decrement", "dec", "timing", "histogram", "observe", "gauge", "startTimer"]);
/** Methods that hand what was collected to its sink, and give a promise for it. */
const handingOver = new Set(["ship", "push", "pushAdd", "send", "flush", "forceFlush", "close", "shutdown", "drain"]);

/** A call of a logger or of an instrument. */
export interface TelemetryCall<Fact> {
  readonly node: TSESTree.CallExpression;
  readonly method: string;
  readonly receiver: TSESTree.Node;
  /** What the knowledge says of the receiver; `undefined` where only its name tells. */
  readonly fact: Fact | undefined;
  /** Writes or records; `hands over` what was collected to its sink. */
  readonly does: "records" | "hands over";
}

/** Whether a call writes a log record: to a known logger, one that the settings name, or one that says so by its name. */
export function isLogCall(file: File, call: Call): boolean {
  return logCallOf(file, call)?.does === "records";
}

/** Whether a call records a metric. */
export function isMetricCall(file: File, call: Call): boolean {
  return metricCallOf(file, call)?.does === "records";
}

/** The call of a logger that a call is. */
export function logCallOf(file: File, call: Call): TelemetryCall<LoggerFact> | undefined {
  const target = methodCalled(call);
  if (!target || call.type !== "CallExpression" || !(levels.has(target.method) || handingOver.has(target.method) || otherLevels(file).has(target.method))) return undefined;
  const { method, receiver } = target;
  const fact = factOfReceiver(file, receiver, loggers);
  const called = { node: call, method, receiver, fact };
  if (fact?.levels.includes(method) || (fact && fact.leveled === method)) return { ...called, does: "records" };
  if (fact?.waits?.includes(method)) return { ...called, does: "hands over" };
  if (fact || !isLogger(file, receiver)) return undefined;
  if (levels.has(method)) return { ...called, does: "records" };
  return handingOver.has(method) && method !== "push" ? { ...called, does: "hands over" } : undefined;
}

/** The call of an instrument that a call is. */
export function metricCallOf(file: File, call: Call): TelemetryCall<MetricFact> | undefined {
  const target = methodCalled(call);
  if (!target || call.type !== "CallExpression" || !(recordings.has(target.method) || handingOver.has(target.method) || otherRecordings(file).has(target.method))) return undefined;
  const { method, receiver } = target;
  const fact = factOfReceiver(file, receiver, instruments);
  const called = { node: call, method, receiver, fact };
  if (fact && methodsOf(fact).includes(method)) return { ...called, does: "records" };
  if (fact?.waits?.includes(method)) return { ...called, does: "hands over" };
  if (fact) return undefined;
  const names = ["metrics", "stats", "statsd", ...file.settings.metrics];
  if (isNamed(nameOfReceiver(receiver), names)) return { ...called, does: recordings.has(method) ? "records" : "hands over" };
  return distinct.has(method) && hangsOff(receiver, names) ? { ...called, does: "records" } : undefined;
}

/** Whether a call gives a logger that the knowledge tells of. */
export function isLoggerMade(file: File, call: Call): boolean {
  return factOfReceiver(file, call, loggers) !== undefined;
}

/** Whether a call gives an instrument, or a client of metrics, that the knowledge tells of. */
export function isInstrumentMade(file: File, call: Call): boolean {
  return factOfReceiver(file, call, instruments) !== undefined;
}

/** The methods by which any library logs or records, beside the usual ones. */
const otherLevels = perLibraries((libraries): ReadonlySet<string> => new Set(libraries.flatMap((library) => (library.loggers ?? []).flatMap((fact) => [...fact.levels, ...(fact.waits ?? [])]))));

const otherRecordings = perLibraries((libraries): ReadonlySet<string> => new Set(libraries.flatMap((library) => (library.metrics ?? []).flatMap((fact) => [...methodsOf(fact), ...(fact.waits ?? [])]))));

function methodsOf({ counts, observes, starts }: MetricFact): readonly string[] {
  return [...(counts ?? []), ...(observes ?? []), ...(starts ?? []).map(({ method }) => method)];
}

/** The fact whose values a receiver is one of. */
function factOfReceiver<Fact>(file: File, receiver: TSESTree.Node, factsIn: (file: File) => ByModule<Fact>): Fact | undefined {
  const found = originOf(file, receiver);
  for (const origin of found ? [found] : declaredOrigins(file, receiver)) {
    const { module, path } = normalised(file, origin);
    const known = factsIn(file).get(module)?.get(path);
    if (known) return known;
  }
  return undefined;
}

/** Facts by the module and the path of the values that they are about. */
type ByModule<Fact> = ReadonlyMap<string | null, ReadonlyMap<Path, Fact>>;

const loggers = perLibraries((libraries) => byModule(libraries, (library) => library.loggers?.map((known) => [known, known.loggers] as const)));
const instruments = perLibraries((libraries) => byModule(libraries, (library) => library.metrics?.map((known) => [known, known.instruments] as const)));

function byModule<Fact>(libraries: readonly Library[], valuesOf: (library: Library) => readonly (readonly [Fact, readonly string[]])[] | undefined): ByModule<Fact> {
  const found = new Map<string | null, Map<Path, Fact>>();
  for (const library of libraries) {
    for (const module of library.modules.length === 0 ? [null] : library.modules.map(bareSpecifier)) {
      const facts = found.get(module) ?? new Map<Path, Fact>();
      for (const [fact, values] of valuesOf(library) ?? []) for (const path of values.map((value) => pathOf(value, library.default))) if (!facts.has(path)) facts.set(path, fact);
      found.set(module, facts);
    }
  }
  return found;
}

function methodCalled(call: Call): { readonly receiver: TSESTree.Node; readonly method: string } | undefined {
  const callee = bare(call.callee);
  const method = callee.type === "MemberExpression" ? propertyName(callee) : undefined;
  return callee.type === "MemberExpression" && method !== undefined ? { receiver: bare(callee.object), method } : undefined;
}

/** Whether a receiver says by its name that it is a logger, or is one with more context bound to it: `logger.child({ id })`. */
function isLogger(file: File, receiver: TSESTree.Node): boolean {
  let node = receiver;
  while (node.type === "CallExpression") {
    const callee = bare(node.callee);
    if (callee.type !== "MemberExpression" || !binding.has(propertyName(callee) ?? "")) return false;
    node = bare(callee.object);
  }
  return isNamed(nameOfReceiver(node), ["log", "logger", "console", ...file.settings.loggers, ...file.settings.boundLoggers]);
}

/** Methods that give a logger with more context bound to it. */
const binding: ReadonlySet<string> = new Set(["child", "withContext", "withTag", "with", "bind", "extend", "getSubLogger", "getChild", "scope"]);

/** The last name of a receiver: `log` of `req.log`. */
export function nameOfReceiver(receiver: TSESTree.Node): string | undefined {
  const name = receiver.type === "Identifier" ? receiver.name : receiver.type === "MemberExpression" ? propertyName(receiver) : undefined;
  return name?.replace(/^[#_]+/, "");
}

function isNamed(receiver: string | undefined, names: readonly string[]): boolean {
  return receiver !== undefined && names.some((name) => name === receiver || name.endsWith(`.${receiver}`));
}

/** Whether a receiver is a member of one with such a name: `this.metrics.requests`. */
function hangsOff(receiver: TSESTree.Node, names: readonly string[]): boolean {
  for (let node = receiver; node.type === "MemberExpression" || node.type === "CallExpression"; ) {
    node = bare(node.type === "MemberExpression" ? node.object : node.callee);
    if (isNamed(nameOfReceiver(node), names)) return true;
  }
  return false;
}
