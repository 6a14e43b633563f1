import type { File } from "./file.js";
import { librariesOf, normalised } from "./libraries.js";
import { bare, propertyName, type Call } from "./nodes.js";
import { originOf } from "./origin.js";
import { pathOf } from "./spelling.js";

const levels = new Set(["trace", "debug", "verbose", "info", "notice", "log", "warn", "warning", "error", "fatal", "critical"]);
const recordings = new Set(["increment", "inc", "decrement", "count", "timing", "histogram", "observe", "gauge", "set", "record", "add"]);

/** Whether a call writes a log record: to a known logger, one that the settings name, or one that says so by its name. */
export function isLogCall(file: File, call: Call): boolean {
  const target = methodCalled(call);
  if (!target) return false;
  if (levels.has(target.method) && (isNamed(target.receiver, ["log", "logger", "console"]) || isNamed(target.receiver, file.settings.loggers))) return true;
  return isKnown(file, call, (library) => (library.loggers ?? []).map(({ loggers, levels: methods }) => [loggers, methods]));
}

/** Whether a call records a metric. */
export function isMetricCall(file: File, call: Call): boolean {
  const target = methodCalled(call);
  if (!target) return false;
  if (recordings.has(target.method) && (isNamed(target.receiver, ["metrics", "stats", "statsd"]) || isNamed(target.receiver, file.settings.metrics))) return true;
  return isKnown(file, call, (library) => (library.metrics ?? []).map(({ instruments, counts, observes }) => [instruments, [...(counts ?? []), ...(observes ?? [])]]));
}

type Library = ReturnType<typeof librariesOf>[number];

function isKnown(file: File, call: Call, valuesOf: (library: Library) => (readonly [readonly string[], readonly string[]])[]): boolean {
  const callee = bare(call.callee);
  const name = callee.type === "MemberExpression" ? propertyName(callee) : undefined;
  if (callee.type !== "MemberExpression" || name === undefined || !(levels.has(name) || recordings.has(name))) return false;
  const found = originOf(file, callee.object);
  if (!found) return false;
  const origin = normalised(file, found);
  return librariesOf(file)
    .filter(({ modules }) => (origin.module === null ? modules.length === 0 : modules.some((module) => module.replace(/^node:/, "") === origin.module)))
    .some((library) =>
      valuesOf(library).some(([values, methods]) => methods.includes(name) && values.some((value) => pathOf(value, library.default) === origin.path)),
    );
}

function methodCalled(call: Call): { readonly receiver: string; readonly method: string } | undefined {
  const callee = bare(call.callee);
  if (callee.type !== "MemberExpression") return undefined;
  const method = propertyName(callee);
  const object = bare(callee.object);
  const receiver = object.type === "Identifier" ? object.name : object.type === "MemberExpression" ? propertyName(object) : undefined;
  return method !== undefined && receiver !== undefined ? { receiver: receiver.replace(/^[#_]+/, ""), method } : undefined;
}

function isNamed(receiver: string, names: readonly string[]): boolean {
  return names.some((name) => name === receiver || name.endsWith(`.${receiver}`));
}
