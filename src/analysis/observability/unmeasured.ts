import type { TSESTree } from "@typescript-eslint/utils";
import { failureHandlers, logsIn, nodesOf, waitedFor, type FailureHandler } from "./failure-logs.js";
import type { File } from "../file.js";
import { flowOf } from "../flow/flow.js";
import { calleeOf, callGraph, functionOf, functionsAround } from "../functions.js";
import { remoteCalls } from "../libraries/library-calls.js";
import { metricCalls } from "./metric-calls.js";
import { isWithin, nodes, type Call, type FunctionNode } from "../nodes.js";
import { isCountedOutside, records } from "./operations.js";
import { perFile } from "../per-file.js";
import { literalOf } from "../settings.js";
import { statusTestOf } from "../resilience/status-tests.js";

/** A remote call whose failure is logged and that no metric tells of, in a file that has metrics. */
export interface Unmeasured {
  readonly call: Call;
  readonly log: TSESTree.Node;
}

export const unmeasuredCalls = perFile((file): readonly Unmeasured[] => {
  if (!metricCalls(file).some(({ does }) => does === "records") && !makesInstruments(file)) return [];
  const found = [...failureHandlers(file), ...handedOn(file), ...refusals(file)].flatMap(({ work, logs }) => {
    const log = logs.find(({ level }) => level === "error");
    const call = remoteCalls(file).find(({ node, fact }) => fact.crosses !== "process" && work.some((one) => isWithin(node, one)))?.node;
    return log && call && !isMeasured(file, call) ? [{ call, log: log.node }] : [];
  });
  return found.filter((one, index) => found.findIndex(({ call }) => call === one.call) === index);
});

/** The handlers that leave the log to a function of this file: `catch (error) { return failed(id, error); }`. */
function handedOn(file: File): readonly Pick<FailureHandler, "work" | "logs">[] {
  return waitedFor(file).flatMap(({ work, logs, body }) => {
    if (logs.length > 0) return [];
    const helpers = [...nodesOf(file, body)].flatMap((node) => (node.type === "CallExpression" ? (calleeOf(file, node) ?? []) : []));
    return helpers.map((helper) => ({ work, logs: logsIn(file, helper.body) }));
  });
}

/** What a function does with an answer that refuses: `if (!response.ok) { logger.error(…); … }`. */
function refusals(file: File): readonly Pick<FailureHandler, "work" | "logs">[] {
  return nodes(file).of("IfStatement").flatMap(({ test, consequent, alternate }) => {
    const status = statusTestOf(file, test);
    const branch = status?.succeeds ? alternate : consequent;
    const answer = status && literalOf(file, status.subject);
    return branch && answer?.type === "AwaitExpression" ? [{ work: [answer.argument], logs: logsIn(file, branch) }] : [];
  });
}

/** An instrument that is made in the file, whoever uses it. */
function makesInstruments(file: File): boolean {
  return /\bfrom\s+["'](?:prom-client|hot-shots)["']|require\(["'](?:prom-client|hot-shots)["']\)/.test(file.source.text);
}

/** Whether a function records a metric on some way that leads through a call; what is counted where the call is not made tells nothing of it. */
function recordsBeside(file: File, fn: FunctionNode, call: TSESTree.Node): boolean {
  const own = metricCalls(file).map(({ node }) => node).filter((node) => functionOf(node) === fn);
  const flow = own.length > 0 && functionOf(call) === fn ? flowOf(file, fn) : undefined;
  if (!flow || metricCalls(file).some(({ node }) => isWithin(node, fn) && functionOf(node) !== fn)) return records(file, fn);
  return own.some((node) => flow.reaches(node, call) || flow.reaches(call, node));
}

function isMeasured(file: File, call: TSESTree.Node): boolean {
  if (isCountedOutside(file, call)) return true;
  return [...functionsAround(call)].some((fn) => recordsBeside(file, fn, call) || callGraph(file).callersOf(fn).some((caller) => [...functionsAround(caller)].some((outer) => records(file, outer))));
}
