import type { TSESTree } from "@typescript-eslint/utils";
import { variableOf, type Variable } from "../places/bindings.js";
import { asyncCatches } from "../rejections/catch-clauses.js";
import { endsProgram, tellsItFailed } from "../flow/endings.js";
import { rejectionHandlers } from "../rejections/empty-handlers.js";
import type { File } from "../file.js";
import { isPiece } from "./logged-errors.js";
import { wordsOf } from "./metric-calls.js";
import { bare, isFunction, nodes, ownNodes, propertyName, type FunctionNode } from "../nodes.js";
import { perFile } from "../per-file.js";
import { logCallOf, type TelemetryCall } from "../libraries/telemetry.js";
import { printsForOne } from "../targets.js";
import type { LoggerFact } from "../../knowledge/library.js";

/** Code that is given the failure of work that was waited for. */
export interface FailureHandler {
  readonly holder: TSESTree.CatchClause | FunctionNode;
  readonly body: TSESTree.Node;
  /** What holds the error; empty where nobody gave it a name. */
  readonly errors: ReadonlySet<Variable>;
  /** What the error is called, and what declares it. */
  readonly name: TSESTree.Identifier | undefined;
  /** The error is taken apart where it is received. */
  readonly isTakenApart: boolean;
  /** What is taken out of it there are texts and codes alone: `catch ({ message })`. */
  readonly hasOnlyPieces: boolean;
  /** The work that failed. */
  readonly work: readonly TSESTree.Node[];
  readonly logs: readonly FailureLog[];
}

/** A log call in a handler of a failure. */
export interface FailureLog extends TelemetryCall<LoggerFact> {
  readonly level: "error" | "warning" | "other";
}

/** `console.error(…)` */
export function isConsole({ receiver }: FailureLog): boolean {
  return receiver.type === "Identifier" && receiver.name === "console";
}

/** The logger of a command, which prints for whoever typed it; what writes records says so by its library. */
export function isForOnePerson(file: File, log: FailureLog): boolean {
  return !log.fact && !isConsole(log) && printsForOne(file);
}

/** The handlers of a file that log something of work that was waited for, in source order. */
export const failureHandlers = perFile((file): readonly FailureHandler[] => tellingOf(file, waitedFor(file)));

/** The handlers of a file of the failures of work that was waited for, whether or not they log. */
export const waitedFor = perFile((file): readonly FailureHandler[] => {
  const clauses = asyncCatches(file).map(({ clause, work }) => handlerOf(file, clause, clause.body, clause.param, work));
  const callbacks = rejectionHandlers(file).flatMap(({ handler, promise }) => {
    const fn = bare(handler);
    return isFunction(fn) ? [handlerOf(file, fn, fn.body, fn.params[0] ?? null, [promise])] : [];
  });
  return [...clauses, ...callbacks];
});

/** Those that log something, in source order. What ends the program after that speaks to whoever started it. */
export function tellingOf(file: File, handlers: readonly FailureHandler[]): readonly FailureHandler[] {
  return handlers.filter(({ logs, body }) => logs.length > 0 && ![...nodesOf(file, body)].some((node) => endsProgram(file, node) || tellsItFailed(file, node))).sort((one, other) => one.holder.range[0] - other.holder.range[0]);
}

/** What handles a failure, by the code that does it, the parameter that holds the error, and the work that failed. */
export function handlerOf(file: File, holder: FailureHandler["holder"], body: TSESTree.Node, param: TSESTree.Node | null, work: readonly TSESTree.Node[]): FailureHandler {
  const name = param?.type === "Identifier" ? param : undefined;
  const variable = name && variableOf(file, name);
  return { holder, body, errors: new Set(variable ? [variable] : []), name, isTakenApart: param !== null && !name, hasOnlyPieces: takesPieces(param), work, logs: logsIn(file, body) };
}

function takesPieces(param: TSESTree.Node | null): boolean {
  return param?.type === "ObjectPattern" && param.properties.length > 0 && param.properties.every((property) => property.type === "Property" && property.value.type === "Identifier" && isPiece(propertyName(property)));
}

/** The log calls in a stretch of code. */
export function logsIn(file: File, body: TSESTree.Node): readonly FailureLog[] {
  return [...nodesOf(file, body)].flatMap((node) => {
    const log = node.type === "CallExpression" ? logCallOf(file, node) : undefined;
    return log?.does === "records" ? [{ ...log, level: isForDebugging(file, node, body) ? "other" : levelOf(log) }] : [];
  });
}

/** `if (options.debug) console.error(error.message);` is written for whoever looks for a mistake, and for nobody else. */
function isForDebugging(file: File, log: TSESTree.Node, body: TSESTree.Node): boolean {
  for (let inner = log, outer = log.parent; outer && inner !== body; inner = outer, outer = outer.parent) {
    const test = (outer.type === "IfStatement" || outer.type === "ConditionalExpression") && outer.consequent === inner ? outer.test : outer.type === "LogicalExpression" && outer.right === inner ? outer.left : undefined;
    if (test && wordsOf(file.source.getText(test)).some((word) => word === "debug" || word === "verbose")) return true;
  }
  return false;
}

/** The nodes of a handler without those of the handlers in it. */
export function* nodesOf(file: File, body: TSESTree.Node): Generator<TSESTree.Node> {
  const inner: TSESTree.Node[] = [];
  for (const node of ownNodes(file, body)) {
    if (node.type === "CatchClause") inner.push(node);
    if (!inner.some((clause) => clause.range[0] <= node.range[0] && node.range[1] <= clause.range[1])) yield node;
  }
}

function levelOf(log: TelemetryCall<LoggerFact>): FailureLog["level"] {
  const level = levelTold(log) ?? log.method;
  if (log.fact ? log.fact.errorLevels.includes(level) : /^(?:error|fatal|critical)$/.test(level)) return "error";
  return /^warn/.test(level) ? "warning" : "other";
}

/** `log("error", text)`, `log({ level: "error", text })` */
function levelTold({ node, method, fact }: TelemetryCall<LoggerFact>): string | undefined {
  if (method !== (fact ? fact.leveled : "log")) return undefined;
  const first = node.arguments[0] && bare(node.arguments[0]);
  const level = first?.type === "ObjectExpression" ? first.properties.find((property) => property.type === "Property" && propertyName(property) === "level") : undefined;
  const told = level?.type === "Property" ? level.value : node.arguments.length > 1 ? first : undefined;
  return told?.type === "Literal" && typeof told.value === "string" ? told.value : undefined;
}

/** Where a logger takes its context: what is known of it, or what its other calls in the file show. */
export function contextPlaceOf(file: File, log: TelemetryCall<LoggerFact>): LoggerFact["context"] | undefined {
  if (levelTold(log) !== undefined) return undefined;
  if (log.fact) return log.fact.context;
  const receiver = file.source.getText(log.receiver);
  if (receiver === "console") return "values";
  const own = shownBy(log.node);
  if (own) return own;
  return shownPlaces(file).get(receiver);
}

/** What the calls of each receiver show, where they agree. */
const shownPlaces = perFile((file): ReadonlyMap<string, "first" | "second"> => {
  const places = new Map<string, "first" | "second">();
  const torn = new Set<string>();
  for (const node of allLogs(file)) {
    const shown = shownBy(node.node);
    const receiver = file.source.getText(node.receiver);
    const known = places.get(receiver);
    if (shown && known && known !== shown) torn.add(receiver);
    if (shown) places.set(receiver, shown);
  }
  for (const receiver of torn) places.delete(receiver);
  return places;
});

const allLogs = perFile((file): readonly TelemetryCall<LoggerFact>[] =>
  nodes(file)
    .of("CallExpression")
    .flatMap((node) => {
      const log = logCallOf(file, node);
      return log?.does === "records" ? [log] : [];
    }),
);

/** An object before the text, or after it. */
function shownBy({ arguments: [first, second] }: TSESTree.CallExpression): "first" | "second" | undefined {
  const [one, other] = [first && bare(first), second && bare(second)];
  if (one?.type === "ObjectExpression") return "first";
  return one && isText(one) && other?.type === "ObjectExpression" ? "second" : undefined;
}

/** A text that is written out. */
export function isText(node: TSESTree.Node): boolean {
  return (node.type === "Literal" && typeof node.value === "string") || node.type === "TemplateLiteral" || (node.type === "BinaryExpression" && node.operator === "+");
}
