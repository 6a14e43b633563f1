import type { TSESTree } from "@typescript-eslint/utils";
import { failureHandlers } from "./failure-logs.js";
import type { File } from "./file.js";
import { callGraph, functionsAround } from "./functions.js";
import { remoteCalls } from "./library-calls.js";
import { metricCalls } from "./metric-calls.js";
import { isWithin, type Call } from "./nodes.js";
import { isCountedOutside, records } from "./operations.js";
import { perFile } from "./per-file.js";

/** A remote call whose failure is logged and that no metric tells of, in a file that has metrics. */
export interface Unmeasured {
  readonly call: Call;
  readonly log: TSESTree.Node;
}

export const unmeasuredCalls = perFile((file): readonly Unmeasured[] => {
  if (!metricCalls(file).some(({ does }) => does === "records") && !makesInstruments(file)) return [];
  return failureHandlers(file).flatMap(({ work, logs }) => {
    const log = logs.find(({ level }) => level === "error");
    const call = remoteCalls(file).find(({ node, fact }) => fact.crosses !== "process" && work.some((one) => isWithin(node, one)))?.node;
    return log && call && !isMeasured(file, call) ? [{ call, log: log.node }] : [];
  });
});

/** An instrument that is made in the file, whoever uses it. */
function makesInstruments(file: File): boolean {
  return /\bfrom\s+["'](?:prom-client|hot-shots)["']|require\(["'](?:prom-client|hot-shots)["']\)/.test(file.source.text);
}

function isMeasured(file: File, call: TSESTree.Node): boolean {
  if (isCountedOutside(file, call)) return true;
  return [...functionsAround(call)].some((fn) => records(file, fn) || callGraph(file).callersOf(fn).some((caller) => [...functionsAround(caller)].some((outer) => records(file, outer))));
}
