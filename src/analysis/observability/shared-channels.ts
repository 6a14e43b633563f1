import type { TSESTree } from "@typescript-eslint/utils";
import type { File } from "../file.js";
import { calleeOf, callGraph, functionOf, nameOf, thisOwner } from "../functions.js";
import { kindAwaited, type Kind } from "./log-waits.js";
import { metricCalls, wordsOf } from "./metric-calls.js";
import { bare, descendants, isClass, isFunction, isLoop, isWithin, nodes, ownNodes, type ClassNode, type FunctionNode, type Loop } from "../nodes.js";
import { perFile } from "../per-file.js";
import { sends } from "./telemetry-channels.js";
import { kindNamed, type Send } from "./telemetry-sends.js";

/** A channel that carries log records and metric points alike. */
export interface SharedChannel {
  /** The step by which a metric goes the way of the logs. */
  readonly metric: TSESTree.Node;
  readonly log: TSESTree.Node;
  readonly channel: string;
}

/** The channels of a file that both kinds are put into, one entry each, and the loops that take both kinds out and wait for each. */
export const sharedChannels = perFile((file): readonly SharedChannel[] => {
  const own = sharedPipelines(file);
  const put = [...grouped(file).values()].flatMap((group) => {
    const [log, metric] = [group.find(({ kind }) => kind === "log"), group.find(({ kind }) => kind === "metric")];
    if (!log || !metric || own.some(({ owner }) => isWithin(metric.node, owner))) return [];
    return [{ metric: metric.node, log: log.node, channel: metric.text }];
  });
  if (put.length > 0 || own.length > 0) return put;
  const known = sharedLoops(file);
  return [...known, ...tellingLoops(file).filter(({ metric }) => !known.some((one) => loopAround(one.metric) === loopAround(metric)))];
});

function grouped(file: File): ReadonlyMap<string, readonly Send[]> {
  const groups = new Map<string, Send[]>();
  for (const send of sends(file)) groups.set(send.channel, [...(groups.get(send.channel) ?? []), send]);
  return groups;
}

/** A loop that takes records of both kinds and waits for the log before it takes the next. */
function sharedLoops(file: File): readonly SharedChannel[] {
  return metricCalls(file).flatMap(({ node }) => {
    const loop = loopAround(node);
    if (!loop || !asksForKind(file, loop)) return [];
    const log = [...ownNodes(file, loop.body)].find((one) => one.type === "AwaitExpression" && waitsForLog(file, one) && (!isWithin(node, one) || one.argument.type === "ConditionalExpression"));
    return log ? [{ metric: node, log, channel: "the loop" }] : [];
  });
}

/** A loop that asks each record which of the two it is, and waits for what it does with a log. */
function tellingLoops(file: File): readonly SharedChannel[] {
  return nodes(file).of("ForOfStatement").flatMap((loop) => {
    const branches = branchesByKind(file, loop);
    const [log, metric] = [branches.get("log"), branches.get("metric")];
    const wait = log && [log, ...ownNodes(file, log)].find(({ type }) => type === "AwaitExpression");
    const point = metric && [metric, ...ownNodes(file, metric)].find((node) => node.type === "CallExpression");
    return wait && point ? [{ metric: point, log: wait, channel: "the loop" }] : [];
  });
}

/** What a loop does with a record of each kind: `if (item.kind === "log") … else …`, `case "metric": …` */
function branchesByKind(file: File, loop: Loop): ReadonlyMap<Kind, TSESTree.Node> {
  const found = new Map<Kind, TSESTree.Node>();
  for (const node of ownNodes(file, loop.body)) {
    const [test, branch] = node.type === "IfStatement" && node.test.type === "BinaryExpression" && /^={2,3}$/.test(node.test.operator) ? [node.test.right, node.consequent] : node.type === "SwitchCase" ? [node.test, node] : [];
    const kind = test?.type === "Literal" ? kindNamed(test.value) : undefined;
    if (kind && branch && !found.has(kind)) found.set(kind, branch);
    const other = kind && node.type === "IfStatement" && node.alternate && node.alternate.type !== "IfStatement" ? node.alternate : undefined;
    if (other) found.set(kind === "log" ? "metric" : "log", other);
  }
  return found;
}

function waitsForLog(file: File, { argument }: TSESTree.AwaitExpression): boolean {
  const node = bare(argument);
  const branches = node.type === "ConditionalExpression" ? [node.consequent, node.alternate] : [node];
  return branches.some((branch) => kindAwaited(file, branch) === "log");
}

function loopAround(node: TSESTree.Node): Loop | undefined {
  for (let outer = node.parent; outer && !isFunction(outer); outer = outer.parent) if (isLoop(outer)) return outer;
  return undefined;
}

/** `item.kind === "log"`, `case "metric":` */
function asksForKind(file: File, loop: Loop): boolean {
  return [...descendants(file, loop.body)].some((node) => {
    if (node.type === "SwitchCase") return node.test?.type === "Literal" && kindNamed(node.test.value) !== undefined;
    return node.type === "BinaryExpression" && /^[=!]==?$/.test(node.operator) && [node.left, node.right].some((side) => side.type === "Literal" && kindNamed(side.value) !== undefined);
  });
}

/** A class or object whose log and metric entry points share what they write to. */
export interface SharedPipeline extends SharedChannel {
  readonly owner: ClassNode | TSESTree.ObjectExpression;
  readonly fn: FunctionNode;
  readonly logFn: FunctionNode;
}

const logEntries = new Set(["log", "info", "warn", "error", "debug", "trace", "logEvent", "writeLog", "recordLog", "addLog", "emitLog", "sendLog"]);
const metricEntries = new Set(["metric", "metrics", "recordMetric", "addMetric", "emitMetric", "sendMetric", "increment", "gauge", "histogram", "timing", "observe"]);
/** Names that an entry point for metrics may have where the owner says that it is about telemetry. */
const otherEntries = new Set(["count", "counter", "measure", "point", "record", "distribution"]);

/** The classes and objects with both kinds of entry points and one pipeline behind them. */
export const sharedPipelines = perFile((file): readonly SharedPipeline[] => {
  const owners = new Set(sends(file).flatMap(({ node }) => ownersOf(file, node)));
  return [...owners].flatMap((owner) => {
    const entries = entriesOf(file, owner);
    for (const metric of entries.filter(({ kind }) => kind === "metric")) {
      for (const log of entries.filter(({ kind }) => kind === "log")) {
        const shared = metric.sent.find(({ channel }) => log.sent.some((other) => other.channel === channel));
        if (shared) return [{ owner, fn: metric.fn, logFn: log.fn, metric: keyOf(metric.fn), log: keyOf(log.fn), channel: shared.text }];
      }
    }
    return [];
  });
});

/** Whose entry point a step is in, or, where it is in a function of its own, those that call it. */
function ownersOf(file: File, node: TSESTree.Node): readonly SharedPipeline["owner"][] {
  const own = ownerOf(node);
  const fn = functionOf(node);
  if (own || !fn) return own ? [own] : [];
  return callGraph(file).callersOf(fn).flatMap((caller) => ownerOf(caller) ?? []);
}

function ownerOf(node: TSESTree.Node): SharedPipeline["owner"] | undefined {
  const owner = thisOwner(node);
  if (owner) return owner;
  for (let fn = functionOf(node); fn; fn = functionOf(fn)) if (fn.parent.type === "Property" && fn.parent.parent.type === "ObjectExpression") return fn.parent.parent;
  return undefined;
}

interface Entry {
  readonly kind: "log" | "metric";
  readonly fn: FunctionNode;
  readonly sent: readonly Send[];
}

function entriesOf(file: File, owner: SharedPipeline["owner"]): readonly Entry[] {
  const members = isClass(owner) ? owner.body.body : owner.properties;
  const all = members.flatMap((member) => ((member.type === "MethodDefinition" || member.type === "PropertyDefinition" || member.type === "Property") && isFunction(member.value) ? [member.value] : []));
  const isTold = sends(file).some(({ kind }) => kind !== undefined);
  return all.flatMap((fn) => {
    if (!isTold && !kindByName(owner, nameOf(fn) ?? "")) return [];
    const sent = sentBy(file, fn, 0);
    const kinds = new Set(sent.map(({ kind }) => kind));
    const told = kinds.size === 1 ? sent[0]?.kind : undefined;
    const kind = told ?? kindByName(owner, nameOf(fn) ?? "");
    return kind && sent.length > 0 ? [{ kind, fn, sent }] : [];
  });
}

function kindByName(owner: SharedPipeline["owner"], name: string): Entry["kind"] | undefined {
  if (logEntries.has(name)) return "log";
  if (metricEntries.has(name)) return "metric";
  const title = isClass(owner) ? owner.id?.name : owner.parent.type === "VariableDeclarator" && owner.parent.id.type === "Identifier" ? owner.parent.id.name : undefined;
  const isTelemetry = wordsOf(title ?? "").some((word) => /^(?:telemetry|observability|observer|instrumentation|monitoring)$/.test(word));
  return isTelemetry && otherEntries.has(name) ? "metric" : undefined;
}

const sendsByNode = perFile((file): ReadonlyMap<TSESTree.Node, Send> => new Map(sends(file).map((send) => [send.node, send])));

/** What a method puts into channels, itself or through functions of the file that it calls. */
function sentBy(file: File, fn: FunctionNode, depth: number): readonly Send[] {
  if (depth > 2) return [];
  return [...ownNodes(file, fn.body)].flatMap((node) => {
    if (node.type !== "CallExpression") return [];
    const send = sendsByNode(file).get(node);
    if (send) return [send];
    const callee = calleeOf(file, node);
    return callee && callee !== fn ? sentBy(file, callee, depth + 1) : [];
  });
}

function keyOf(fn: FunctionNode): TSESTree.Node {
  const { parent } = fn;
  return "key" in parent ? parent.key : fn;
}

