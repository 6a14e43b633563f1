import type { TSESTree } from "@typescript-eslint/utils";
import { variableOf, type Variable } from "../places/bindings.js";
import { isBound, isRequestName } from "./bound-loggers.js";
import { failedCalls } from "./failed-calls.js";
import { failureHandlers, isConsole, isForOnePerson, nodesOf, type FailureHandler, type FailureLog } from "./failure-logs.js";
import { isOfFiles } from "./file-calls.js";
import { linksOf } from "../promises/chain-links.js";
import { chainEnd, chainStart } from "../promises/detached.js";
import type { File } from "../file.js";
import { identifies, identifyingIn, identifyingParameters, isOfTheCall, variablesIn, type Identifying } from "./identifying.js";
import { factOf } from "../libraries/libraries.js";
import { wordsOf } from "./metric-calls.js";
import { callbackOf, isImmediatelyCalled } from "../functions.js";
import { bare, descendants, isCall, isFunction, isWithin, nodes, propertyName, type Call, type FunctionNode } from "../nodes.js";
import { functionOf, functionsAround, isParameter } from "../places/owners.js";
import { carriedBy } from "./logged-errors.js";
import { runsInComponent, runsInPage } from "../libraries/pages.js";
import { attemptAround } from "./attempts.js";
import { chainMethod } from "../promises/promises.js";
import { promiseMadeBy } from "../promises/executors.js";
import { requestLoggerInScope } from "./request-loggers.js";
import { hasCommands } from "../targets.js";
import { isClock, startOf } from "./stopwatches.js";
import { isLogCall, metricCallOf } from "../libraries/telemetry.js";
import { perFile } from "../per-file.js";

/** What a log of a failure leaves out although it is in scope. */
export interface ContextGap {
  readonly handler: FailureHandler;
  readonly log: FailureLog;
  /** The work that failed. */
  readonly work: TSESTree.Node;
  /** What identifies the work, where the log names nothing of it. */
  readonly identifying: readonly Identifying[];
  /** What counts the attempts, where it is left out. */
  readonly attempt: Identifying | undefined;
  /** The variable that holds the time at which the work started. */
  readonly start: Identifying | undefined;
  readonly trace: Identifying | undefined;
  /** The logger of the request, where the module's is used instead. */
  readonly requestLogger: string | undefined;
}

/** Names of fields that stand for an elapsed time or a trace, beside the values themselves. */
export interface FieldNames {
  readonly elapsed: readonly string[];
  readonly trace: readonly string[];
}

/** The logs of failures that leave out what is in scope. */
export function contextGaps(file: File, fields: FieldNames): readonly ContextGap[] {
  return failureHandlers(file).flatMap((handler) => {
    const log = handler.logs.find(({ level }) => level === "error") ?? handler.logs.find(({ level }) => level === "warning");
    const work = log && workOf(handler);
    if (!log || !work || isHandOver(file, log, handler) || isForOnePerson(file, log) || isPrinted(file, log, handler)) return [];
    const told = toldBy(file, handler);
    const isError = log.level === "error";
    const missing = isError && !told.namesSomething && !isBound(file, log.receiver) ? missingOf(file, handler, log) : undefined;
    const gap: ContextGap = {
      handler,
      log,
      work: missing?.work ?? work,
      identifying: missing?.identifying ?? [],
      attempt: unless(attemptAround(file, handler, log.node), told),
      start: isError && !fields.elapsed.some((name) => told.names.has(name)) ? unless(startOfWork(file, handler, log, work, fields), told) : undefined,
      trace: isError && !fields.trace.some((name) => told.names.has(name)) && !isBound(file, log.receiver) ? traceLeftOut(file, log, fields.trace, told) : undefined,
      requestLogger: isError && !isBound(file, log.receiver) && bare(log.receiver).type === "Identifier" ? requestLoggerInScope(file, log.node) : undefined,
    };
    return [gap];
  });
}

/** What a console shows on the screen of one person, who knows what was asked for; or a text with nothing beside it that tells the failure apart. */
function isPrinted(file: File, log: FailureLog, { errors }: FailureHandler): boolean {
  return isConsole(log) && (runsInPage(file) || runsInComponent(file, log.node) || !log.node.arguments.some((argument) => argument.type !== "SpreadElement" && carriedBy(file, argument, errors) === "whole"));
}

/** `console.error(error)`: a reporter of last resort, and no line that somebody wrote about this work; the failure of one remote call that says for what it was made is no last resort. */
function isHandOver(file: File, log: FailureLog, { errors, work, holder }: FailureHandler): boolean {
  const { node } = log;
  const [only] = node.arguments;
  const isBare = isConsole(log) && node.arguments.length === 1 && only !== undefined && only.type !== "SpreadElement" && carriedBy(file, only, errors) === "whole";
  return isBare && (hasCommands(file) || !work.some((one) => isCall(chainStart(one)) && factOf(file, "remote", chainStart(one) as Call) && ownIdentifiers(file, chainStart(one) as Call, node, holder).length > 0));
}

function workOf({ work }: FailureHandler): TSESTree.Node | undefined {
  const starts = work.map((one) => chainStart(one));
  return starts.find(isCall) ?? starts[0];
}

/** What a handler tells of the failure, in its logs and in what it gives the error to. */
interface Told {
  readonly variables: ReadonlySet<Variable>;
  /** Names of fields. */
  readonly names: ReadonlySet<string>;
  /** Something of the call's own, the error and mere figures aside. */
  readonly namesSomething: boolean;
}

function toldBy(file: File, { body, logs, errors }: FailureHandler): Told {
  const variables = new Set<Variable>();
  const names = new Set<string>();
  let namesSomething = false;
  for (const expression of tellings(file, body, logs, errors)) {
    variablesIn(file, expression, variables);
    for (const node of descendants(file, expression)) {
      if (node.type === "Property" || node.type === "MemberExpression") names.add(propertyName(node) ?? "");
      if (node.type === "MemberExpression" && rootIsThis(node) && !/^(?:constructor|logger|log)$/.test(propertyName(node) ?? "")) namesSomething = true;
    }
  }
  namesSomething ||= [...variables].some((variable) => !errors.has(variable) && variable.scope.block.type !== "Program" && !isFigure(file, variable) && !isDerivedFromError(file, variable, errors));
  return { variables, names, namesSomething };
}

function rootIsThis(node: TSESTree.MemberExpression): boolean {
  return node.object.type === "ThisExpression";
}

/** What is logged, thrown anew, or handed to somebody together with the error. */
function* tellings(file: File, body: TSESTree.Node, logs: readonly FailureLog[], errors: ReadonlySet<Variable>): Generator<TSESTree.Node> {
  for (const { node } of logs) yield* node.arguments;
  for (const node of nodesOf(file, body)) {
    if (node.type === "ThrowStatement" && !isFunction(node.argument)) yield node.argument;
    if (isCall(node) && node.arguments.some((argument) => argument.type !== "SpreadElement" && carriedBy(file, argument, errors) === "whole")) yield* node.arguments;
  }
}

/** A number of tries, a time, a state: they identify nothing. */
function isFigure(file: File, variable: Variable): boolean {
  const [name] = variable.identifiers;
  if (name && startOf(file, name)) return true;
  const words = wordsOf(variable.name);
  // `logContext` is no logger, and `statusPageId` no status
  return /^(?:level|logger|log)$/.test(words.at(-1) ?? "") || (!identifies(variable.name) && words.some((word) => /^(?:attempts?|retry|retries|tries|elapsed|duration|ms|start|started|status|count|total|timeout|delay)$/.test(word)));
}

function isDerivedFromError(file: File, variable: Variable, errors: ReadonlySet<Variable>): boolean {
  const definition = variable.defs[0];
  const init = definition?.type === "Variable" ? definition.node.init : null;
  return init !== null && [...variablesIn(file, init)].some((one) => errors.has(one));
}

/** What identifies the work: of its own arguments, or for a remote call of what is in scope. */
function missingOf(file: File, { work, holder }: FailureHandler, { node }: FailureLog): Pick<ContextGap, "work" | "identifying"> | undefined {
  for (const call of work.flatMap((one) => failedCalls(file, chainStart(one)))) {
    if (isOfFiles(file, call)) continue;
    const own = ownIdentifiers(file, call, node, holder);
    if (own.length > 0) return { work: call, identifying: unique(own) };
    if (!factOf(file, "remote", call)) continue;
    const fn = functionOf(holder);
    const around = fn ? identifyingParameters(file, fn).filter(({ root }) => root && isOfTheCall(root, node)) : [];
    if (around.length > 0) return { work: call, identifying: unique(around) };
  }
  return undefined;
}

/** What identifies the work among the arguments of its call. */
function ownIdentifiers(file: File, call: Call, log: TSESTree.Node, holder: TSESTree.Node): readonly Identifying[] {
  const all = call.arguments.flatMap((argument) => (isFunction(bare(argument)) ? [] : identifyingIn(file, argument, log)));
  return all.filter(({ root }) => !root || !isWithin(root.identifiers[0] ?? log, holder));
}

function unique(all: readonly Identifying[]): readonly Identifying[] {
  return all.filter((one, index) => all.findIndex(({ name }) => name === one.name) === index).slice(0, 3);
}

function unless(one: Identifying | undefined, { variables }: Told): Identifying | undefined {
  return one?.root && !variables.has(one.root) ? one : undefined;
}

/** One that is a part of the request is told by its own name, wherever else the request is mentioned. */
function traceLeftOut(file: File, log: FailureLog, names: readonly string[], told: Told): Identifying | undefined {
  const trace = traceInScope(file, log, names);
  return trace?.text.includes(".") ? trace : unless(trace, told);
}

/** The variables in scope at a node that belong to the call, the innermost first. */
function* inScope(file: File, node: TSESTree.Node): Generator<Variable> {
  for (let scope: ReturnType<typeof file.source.getScope> | null = file.source.getScope(node); scope; scope = scope.upper) {
    if (scope.block.type === "Program") return; // what stands around all functions is of no call, and there is much of it
    for (const variable of scope.variables) if (isOfTheCall(variable, node)) yield variable;
  }
}

/** What holds when the work started: it is read for this work alone, and neither the handler nor what follows it tells the time that has passed. */
function startOfWork(file: File, { holder }: FailureHandler, { node }: FailureLog, work: TSESTree.Node, fields: FieldNames): Identifying | undefined {
  for (const variable of inScope(file, node)) {
    const [name] = variable.identifiers;
    if (!name || !startOf(file, name) || !runsWith(file, work, functionOf(name)) || variable.references.some((reference) => reference.isWrite() && reference.init !== true)) continue;
    const elapsed = variable.references.flatMap(({ identifier }) => differenceFrom(file, identifier) ?? []);
    const isElsewhere = elapsed.some((difference) => difference.range[1] <= work.range[0] || isTold(difference, holder));
    const isWatched = (isCall(work) && factOf(file, "remote", work) !== undefined) || elapsed.some((difference) => isFigureOf(file, difference, fields));
    if (elapsed.length > 0 && isWatched && !isElsewhere) return { text: variable.name, name: variable.name, root: variable };
  }
  return undefined;
}

/** `Date.now() - started`, `Date.now() - started.getTime()` */
function differenceFrom(file: File, name: TSESTree.Node): TSESTree.BinaryExpression | undefined {
  const member = name.parent;
  const time = member?.type === "MemberExpression" && member.object === name && /^(?:getTime|valueOf)$/.test(propertyName(member) ?? "") ? member.parent : name;
  const parent = time.parent;
  return parent?.type === "BinaryExpression" && parent.operator === "-" && parent.right === time && isClock(file, parent.left) ? parent : undefined;
}

/** Whether a duration goes into a metric, or into a field of a record, where somebody looks at it; not into the text of a line alone. */
function isFigureOf(file: File, difference: TSESTree.Node, { elapsed }: FieldNames): boolean {
  const declared = declarationAround(difference);
  const uses = declared ? file.source.getDeclaredVariables(declared).flatMap(({ references }) => references.map(({ identifier }) => identifier)) : [difference];
  return uses.some((use) => {
    let isField = false;
    for (let outer = use.parent; outer && !isFunction(outer); outer = outer.parent) {
      if (outer.type === "Property" && elapsed.includes(propertyName(outer) ?? "")) return true;
      isField ||= outer.type === "Property";
      if (outer.type === "CallExpression" && (metricCallOf(file, outer) || (isField && isLogCall(file, outer)))) return true;
    }
    return false;
  });
}

function declarationAround(node: TSESTree.Node): TSESTree.VariableDeclarator | undefined {
  for (let outer = node.parent; outer && !isFunction(outer); outer = outer.parent) if (outer.type === "VariableDeclarator") return outer;
  return undefined;
}

/** Whether a node runs in one go with a function: in it, in what it calls at once, or in what its chains go on with. */
function runsWith(file: File, node: TSESTree.Node, home: FunctionNode | undefined): boolean {
  let fn = functionOf(node);
  while (fn && fn !== home && (linkOf(fn) ?? (isImmediatelyCalled(fn) || promiseMadeBy(file, fn)))) fn = functionOf(fn);
  return fn === home;
}

/** In the handler itself, in the `finally` of its `try`, or in what the chains around it do after a failure. */
function isTold(difference: TSESTree.Node, holder: FailureHandler["holder"]): boolean {
  if (isWithin(difference, holder)) return true;
  if (holder.type === "CatchClause" && holder.parent.finalizer !== null && isWithin(difference, holder.parent.finalizer)) return true;
  return [...functionsAround(difference)].some((fn) => {
    const link = linkOf(fn);
    if (!link || !isWithin(holder, chainEnd(link))) return false;
    const [own] = linksOf(link);
    return own?.rejected === fn || chainMethod(link) === "finally";
  });
}

/** The link of a chain that a function is a handler of. */
function linkOf(fn: FunctionNode): TSESTree.CallExpression | undefined {
  const call = callbackOf(fn)?.call;
  return call?.type === "CallExpression" && chainMethod(call) !== undefined ? call : undefined;
}

function traceInScope(file: File, { node }: FailureLog, names: readonly string[]): Identifying | undefined {
  for (const variable of inScope(file, node)) if (names.includes(variable.name) && isOfRequests(file, variable)) return { text: variable.name, name: variable.name, root: variable };
  return traceOfRequest(file, node, names);
}

/** What traces requests goes into their headers and into lines, or comes from there; a `traceId` that goes elsewhere is a thing of the program's own, such as a trace that it stores. */
function isOfRequests(file: File, { name, references, defs: [definition] }: Variable): boolean {
  if (!/^trace_?id$/i.test(name)) return true;
  if (definition?.type === "Variable" && definition.node.init && /header|\breq|\bctx|context|span|store/i.test(file.source.getText(definition.node.init))) return true;
  return references.every(({ init, identifier }) => init === true || isTracing(file, identifier));
}

function isTracing(file: File, use: TSESTree.Node): boolean {
  for (let outer = use.parent; outer && !isFunction(outer); outer = outer.parent) {
    if (outer.type === "Property" && /header|[-]/i.test(propertyName(outer) ?? "")) return true;
    if (outer.type === "CallExpression" && isLogCall(file, outer)) return true;
  }
  return false;
}

/** `ctx.state.requestId`, where the function reads it */
function traceOfRequest(file: File, node: TSESTree.Node, names: readonly string[]): Identifying | undefined {
  return requestReads(file).find(({ name, root }) => names.includes(name) && isOfTheCall(root, node));
}

/** What is read of parameters that hold a request, and of its parts. */
const requestReads = perFile((file) =>
  nodes(file).of("MemberExpression").flatMap((member) => {
    const name = propertyName(member);
    let start = bare(member.object);
    while (start.type === "MemberExpression" && !start.optional) start = bare(start.object);
    const root = start.type === "Identifier" && isRequestName(start.name) ? variableOf(file, start) : undefined;
    return name !== undefined && !member.optional && root && isParameter(root) ? [{ text: file.source.getText(member), name, root }] : [];
  }),
);
