import type { TSESTree } from "@typescript-eslint/utils";
import { variableOf } from "../places/bindings.js";
import { asyncCatches, type AsyncCatch } from "./catch-clauses.js";
import { nameIn } from "../libraries/dispensables.js";
import { isIdle, isValueUsed, rejectionHandlers } from "./empty-handlers.js";
import type { File } from "../file.js";
import { functionOf } from "../functions.js";
import { bare, descendants, isCall, isFunction, isLoop, isWithin, ownNodes, propertyName, type FunctionNode } from "../nodes.js";
import { perFile } from "../per-file.js";
import { chainMethod } from "../promises/promises.js";
import { callersSignal, type WrittenSignal } from "../cancellation/signal-sources.js";
import { isLogCall } from "../libraries/telemetry.js";

/** A `catch`, clause or method, that sees an abort as a failure like any other. */
export interface SwallowedAbort {
  readonly holder: TSESTree.CatchClause | FunctionNode;
  readonly signal: WrittenSignal;
  /** The part of the work that was given the signal. */
  readonly work: TSESTree.Node;
  readonly does: "logs an error" | "gives a default" | "tries again";
}

/** The clauses and handlers of work that was given a caller's signal, which log, give a default or try again without asking whether it has fired. */
export const swallowedAborts = perFile((file): readonly SwallowedAbort[] => [...inClauses(file), ...inHandlers(file)]);

function inClauses(file: File): readonly SwallowedAbort[] {
  return asyncCatches(file).flatMap((one) => {
    const { clause, statement } = one;
    if (clause.body.body.every(isIdle)) return [];
    const given = signalGiven(file, one);
    const does = given && outcomeOf(file, one);
    return given && does && !looksAtAbort(file, clause, statement, statement.block, !endsLoop(clause)) ? [{ holder: clause, ...given, does }] : [];
  });
}

function inHandlers(file: File): readonly SwallowedAbort[] {
  return rejectionHandlers(file).flatMap(({ call, handler, promise }) => {
    const fn = bare(handler);
    if (!isFunction(fn) || chainMethod(call) !== "catch" || !isValueUsed(file, call, true)) return [];
    const given = signalGiven(file, { statement: call, work: [promise] });
    const does = given && (logsError(file, fn.body) ? "logs an error" : givesDefault(file, fn) ? "gives a default" : undefined);
    return given && does && !looksAtAbort(file, fn, call, promise) ? [{ holder: fn, ...given, does }] : [];
  });
}

/** The caller's signal that the work in a `try`, or of a chain, is given, and the work. */
export function signalGiven(file: File, { statement, work }: { readonly statement: TSESTree.Node; readonly work: readonly TSESTree.Node[] }): Pick<SwallowedAbort, "signal" | "work"> | undefined {
  const inScope = callersSignal(file, statement);
  for (const one of work) {
    for (const node of ownNodes(file, one)) {
      if (node.type !== "Identifier" && node.type !== "MemberExpression") continue;
      const text = file.source.getText(node);
      if (!isHandedOver(node)) continue;
      if (inScope && text.replace("?.", ".") === inScope.text.replace("?.", ".")) return { signal: inScope, work: one };
      if (isCallersSignal(file, node)) return { signal: { text, optional: true }, work: one };
    }
  }
  return undefined;
}

/** `{ signal }`, `load(id, signal)`, `AbortSignal.any([signal])` */
function isHandedOver(node: TSESTree.Node): boolean {
  const { parent } = node;
  if (parent?.type === "Property") return parent.value === node;
  return (isCall(parent) && parent.callee !== node) || parent?.type === "ArrayExpression";
}

/** `options.signal` of a parameter, where nothing says what the parameter is. */
function isCallersSignal(file: File, node: TSESTree.Node): boolean {
  if (node.type !== "MemberExpression" || propertyName(node) !== "signal") return false;
  const object = bare(node.object);
  return object.type === "Identifier" && variableOf(file, object)?.defs[0]?.type === "Parameter";
}

function outcomeOf(file: File, { clause, statement }: AsyncCatch): SwallowedAbort["does"] | undefined {
  if (logsError(file, clause.body)) return "logs an error";
  const last = clause.body.body.at(-1);
  if (last?.type === "ReturnStatement") return last.argument && !readsError(file, clause, last) ? "gives a default" : undefined;
  const isExit = last?.type === "ThrowStatement" || last?.type === "BreakStatement";
  const succeeds = [...ownNodes(file, statement.block)].some(({ type }) => type === "ReturnStatement" || type === "BreakStatement");
  return !isExit && succeeds && isInLoop(statement) ? "tries again" : undefined;
}

function logsError(file: File, body: TSESTree.Node): boolean {
  return [...ownNodes(file, body)].some((node) => node.type === "CallExpression" && isLogCall(file, node) && /^(?:error|fatal|critical)$/.test(nameIn(node) ?? ""));
}

/** `() => null`, `(error) => { count(error); return []; }` */
function givesDefault(file: File, fn: FunctionNode): boolean {
  const last = fn.body.type === "BlockStatement" ? fn.body.body.at(-1) : undefined;
  const value = fn.body.type !== "BlockStatement" ? fn.body : last?.type === "ReturnStatement" ? last.argument : null;
  return value !== null && !isCall(bare(value)) && bare(value).type !== "AwaitExpression" && !readsError(file, fn, value);
}

/** What is returned tells the caller of the error. */
function readsError(file: File, holder: SwallowedAbort["holder"], within: TSESTree.Node): boolean {
  return file.source.getDeclaredVariables(holder).some(({ references }) => references.some(({ identifier }) => isWithin(identifier, within)));
}

/** After a clause that returns there is no next turn that could ask. */
function endsLoop({ body: { body } }: TSESTree.CatchClause): boolean {
  const last = body.at(-1)?.type;
  return last === "ReturnStatement" || last === "ThrowStatement" || last === "BreakStatement";
}

/** Whether the clause or handler, what follows it, or the next turn of the loop around it asks whether the work was aborted. */
function looksAtAbort(file: File, holder: SwallowedAbort["holder"], statement: TSESTree.Node, work: TSESTree.Node, goesRound = true): boolean {
  const home = functionOf(statement)?.body ?? file.ast;
  const loop = goesRound ? loopAround(statement) : undefined;
  for (const node of descendants(file, home)) {
    if (isWithin(node, work)) continue;
    if (node.range[0] < statement.range[0] && !(loop && isWithin(node, loop))) continue;
    if (tellsAborts(file, node, holder)) return true;
  }
  return false;
}

function tellsAborts(file: File, node: TSESTree.Node, holder: SwallowedAbort["holder"]): boolean {
  if (node.type === "Identifier") return /abort|cancel/i.test(node.name);
  if (node.type === "Literal") return typeof node.value === "string" && /abort|cancel/i.test(node.value);
  if (node.type !== "MemberExpression") return false;
  const isOfError = bare(node.object).type === "Identifier" && readsError(file, holder, node);
  return isOfError && ["name", "code"].includes(propertyName(node) ?? "");
}

function isInLoop(node: TSESTree.Node): boolean {
  return loopAround(node) !== undefined;
}

function loopAround(node: TSESTree.Node): TSESTree.Node | undefined {
  for (let outer = node.parent; outer && !isFunction(outer); outer = outer.parent) if (isLoop(outer)) return outer;
  return undefined;
}
