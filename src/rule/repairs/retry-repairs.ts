import type { TSESLint, TSESTree } from "@typescript-eslint/utils";
import { variableOf } from "../../analysis/places/bindings.js";
import type { File } from "../../analysis/file.js";
import { functionOf } from "../../analysis/functions.js";
import { bare, isCall, isFunction, isLoop, isWithin } from "../../analysis/nodes.js";
import type { HastyJobs } from "../../analysis/resilience/hasty-jobs.js";
import type { Fault } from "../../analysis/resilience/retry-faults.js";
import { callersSignal } from "../../analysis/cancellation/signal-sources.js";
import type { Suggestion } from "../define-rule.js";
import { pauseText } from "./pause-text.js";
import { insertSetting } from "./insert-setting.js";
import { countedParameter, counterOf, headWithCounter, type Counter } from "./retry-counters.js";
import { loopForRecursion } from "./retry-recursion-repairs.js";

export const retrySuggestions = {
  addBackoff: "Wait longer after each failure, a random part of at most {{cap}} ms.",
  letQueueWait: "Let the queue wait longer after each failure, by chance.",
  addJitter: "Spread the pauses by chance.",
  boundAttempts: "Give up after {{attempts}} tries, with the last error.",
  rethrowLast: "Throw the last error when no try is left.",
};

type SuggestionId = keyof typeof retrySuggestions;
type Edits = (fixer: TSESLint.RuleFixer) => TSESLint.RuleFix[];

/** What a fault's suggestions are made with. */
export interface RetryNumbers {
  readonly capMs: number;
  readonly attempts: number;
}

/** The ways to mend a retry. */
export function suggestForRetry(file: File, fault: Fault, { capMs, attempts }: RetryNumbers): Suggestion<SuggestionId>[] {
  const offer = (message: SuggestionId, fix: Edits | TSESLint.ReportFixFunction | undefined): Suggestion<SuggestionId>[] =>
    fix ? [{ message, data: { cap: spelled(capMs), attempts }, fix }] : [];
  switch (fault.kind) {
    case "noDelay":
    case "immediateRetry":
      return fault.part ? [] : offer("addBackoff", pauseInserted(file, fault, capMs));
    case "fixedDelay":
      return offer("addBackoff", backoffFor(file, fault, capMs));
    case "noJitter":
      return fault.retry.form === "library" ? offer("addJitter", jitterFor(file, fault)) : offer("addJitter", spread(file, fault, capMs));
    case "unbounded":
      return offer("boundAttempts", bounded(file, fault, attempts));
    case "swallowsLastError":
      return offer("rethrowLast", rethrown(file, fault));
    default:
      return [];
  }
}

/** A pause for the jobs of a queue, where the queue takes it. */
export function letQueueWait(file: File, { call, fact }: HastyJobs): Suggestion<SuggestionId>[] {
  const [slot] = fact.backoff;
  const fix = slot && insertSetting(file, call, slot, fact.pause);
  return fix ? [{ message: "letQueueWait", fix }] : [];
}

function jitterFor(file: File, { retry: { fact, node } }: Fault): TSESLint.ReportFixFunction | undefined {
  const slot = fact?.jitter[0];
  return slot && isCall(node) ? insertSetting(file, node, slot, "true") : undefined;
}

/** The pause as it is computed, where that is one expression of this retry's own. */
function timeOf(file: File, { part, retry }: Fault): TSESTree.Node | undefined {
  const node = part && bare(part);
  const variable = node?.type === "Identifier" ? variableOf(file, node) : undefined;
  const definition = variable?.defs[0];
  if (definition?.type === "Variable" && definition.parent.kind === "const" && definition.node.init && isWithin(definition.node, retry.whole)) return definition.node.init;
  return node;
}

function spread(file: File, fault: Fault, capMs: number): Edits | undefined {
  const time = timeOf(file, fault);
  if (!time || !isWithin(time, fault.retry.whole)) return undefined;
  const text = file.source.getText(time);
  const isCapped = text.startsWith("Math.min(");
  return (fixer) => [fixer.replaceText(time, `Math.random() * ${isCapped ? text : `Math.min(${spelled(capMs)}, ${text})`}`)];
}

function backoffFor(file: File, fault: Fault, capMs: number): Edits | undefined {
  const time = timeOf(file, fault);
  const counter = counterOf(file, fault.retry);
  if (!time || !counter || !isWithin(time, fault.retry.whole) || fault.retry.form !== "loop") return undefined;
  const text = file.source.getText(time);
  const base = /^[\w.$#]+$/.test(text) ? text : `(${text})`;
  return (fixer) => [fixer.replaceText(time, backoff(base, counter, capMs)), ...headWithCounter(file, counter, fixer)];
}

/** A random part of a time that doubles with each try: full jitter. */
function backoff(base: string, { name, first }: Counter, capMs: number): string {
  return `Math.random() * Math.min(${spelled(capMs)}, ${base} * 2 ** ${first === 0 ? name : `(${name} - ${String(first)})`})`;
}

/** A pause before `return load(id, attempt + 1);`, in the `catch` of a function that can wait. */
function pauseBeforeCall(file: File, { node, whole, trigger }: Fault["retry"], capMs: number): Edits | undefined {
  if (node.type !== "CallExpression" || !isFunction(whole) || !whole.async || trigger?.type !== "CatchClause" || functionOf(node) !== whole) return undefined;
  const counter = countedParameter(node, whole);
  const holder = node.parent.type === "AwaitExpression" ? node.parent.parent : node.parent;
  if (!counter || (holder.type !== "ReturnStatement" && holder.type !== "ExpressionStatement") || holder.parent.type !== "BlockStatement") return undefined;
  const signal = callersSignal(file, node);
  const stop = signal ? `${signal.text}${signal.optional && !signal.text.includes("?") ? "?" : ""}.throwIfAborted();` : undefined;
  const lines = [...(stop === undefined ? [] : [stop]), `${pauseText(file, backoff("100", counter, capMs))};`];
  return (fixer) => [fixer.insertTextBefore(holder, lines.map((line) => `${line}\n${" ".repeat(holder.loc.start.column)}`).join(""))];
}

function pauseInserted(file: File, { retry }: Fault, capMs: number): Edits | undefined {
  const { trigger, node } = retry;
  if (retry.form === "recursion") return pauseBeforeCall(file, retry, capMs);
  const counter = counterOf(file, retry);
  if (trigger?.type !== "CatchClause" || !isLoop(node) || !counter) return undefined;
  const last = trigger.body.body.at(-1);
  if (last && /^(?:Return|Throw|Break)/.test(last.type)) return undefined;
  const signal = callersSignal(file, node);
  const stop = signal ? [`${signal.text}${signal.optional && !signal.text.includes("?") ? "?" : ""}.throwIfAborted();`] : [];
  const test = counter.end === undefined ? "" : `if (${counter.name} + 1 ${counter.end}) `;
  const pause = `${test}${pauseText(file, backoff("100", counter, capMs))};`;
  const before = last?.type === "ContinueStatement" ? last : undefined;
  return (fixer) => [insertedIn(file, fixer, trigger.body, [...stop, pause], before), ...headWithCounter(file, counter, fixer)];
}

/** Statements at the end of a block, or before one of it. */
function insertedIn(file: File, fixer: TSESLint.RuleFixer, block: TSESTree.BlockStatement, lines: readonly string[], before?: TSESTree.Node): TSESLint.RuleFix {
  const [first] = block.body;
  const isOnLines = block.loc.start.line !== block.loc.end.line;
  const indent = first && isOnLines ? first.loc.start.column : indentOf(file, block) + 2;
  const space = isOnLines ? `\n${" ".repeat(indent)}` : " ";
  if (before) return fixer.insertTextBefore(before, lines.map((line) => `${line}${space}`).join(""));
  const last = block.body.at(-1);
  const text = lines.map((line) => `${space}${line}`).join("");
  if (last) return fixer.insertTextAfter(last, text);
  const comment = file.source.getCommentsInside(block).at(-1);
  return comment ? fixer.insertTextAfterRange(comment.range, `\n${text.trimStart()}\n`) : fixer.insertTextAfterRange([block.range[0], block.range[0] + 1], `${text}${isOnLines ? "" : " "}`);
}

function insertedFirst(file: File, fixer: TSESLint.RuleFixer, block: TSESTree.BlockStatement, line: string): TSESLint.RuleFix {
  const [first] = block.body;
  if (!first) return insertedIn(file, fixer, block, [line]);
  const isOnLines = block.loc.start.line !== first.loc.start.line;
  return fixer.insertTextBefore(first, `${line}${isOnLines ? `\n${" ".repeat(first.loc.start.column)}` : " "}`);
}

function indentOf(file: File, node: TSESTree.Node): number {
  return /^\s*/.exec(file.source.lines[node.loc.start.line - 1] ?? "")?.[0].length ?? 0;
}

/** The name of a caught error, and the edit that gives it one. */
function errorOf(file: File, clause: TSESTree.CatchClause, fixer: TSESLint.RuleFixer): { readonly name: string; readonly edits: TSESLint.RuleFix[] } | undefined {
  if (clause.param) return clause.param.type === "Identifier" ? { name: clause.param.name, edits: [] } : undefined;
  const keyword = file.source.getFirstToken(clause);
  return keyword ? { name: "error", edits: [fixer.insertTextAfter(keyword, " (error)")] } : undefined;
}

function bounded(file: File, { retry }: Fault, attempts: number): Edits | undefined {
  const { trigger, node } = retry;
  if (retry.form === "recursion") return loopForRecursion(file, retry, attempts);
  const counter = counterOf(file, retry, 1);
  if (trigger?.type !== "CatchClause" || !isLoop(node) || !counter || (trigger.param && trigger.param.type !== "Identifier")) return undefined;
  return (fixer) => {
    const error = errorOf(file, trigger, fixer);
    if (!error) return [];
    const end = `if (${counter.name} >= ${String(counter.first + attempts - 1)}) throw ${error.name};`;
    return [...error.edits, insertedFirst(file, fixer, trigger.body, end), ...headWithCounter(file, counter, fixer)];
  };
}

function rethrown(file: File, { retry, part }: Fault): Edits | undefined {
  const { trigger, node } = retry;
  if (!isLoop(node)) return thrownInstead(file, retry, part);
  if (trigger?.type !== "CatchClause" || !part || node.parent.type !== "BlockStatement" || (trigger.param && trigger.param.type !== "Identifier")) return undefined;
  if (/\blastError\b/.test(file.source.text) || (part !== node && file.source.getCommentsInside(part).length > 0)) return undefined;
  const indent = " ".repeat(node.loc.start.column);
  const type = /\.[cm]?tsx?$/.test(file.path) ? ": unknown" : "";
  return (fixer) => {
    const error = errorOf(file, trigger, fixer);
    if (!error) return [];
    return [
      fixer.insertTextBefore(node, `let lastError${type};\n${indent}`),
      ...error.edits,
      insertedFirst(file, fixer, trigger.body, `lastError = ${error.name};`),
      part === node ? fixer.insertTextAfter(node, `\n${indent}throw lastError;`) : fixer.replaceText(part, "throw lastError;"),
    ];
  };
}

/** `return null;` for the last failure of a function that calls itself becomes the error. */
function thrownInstead(file: File, { trigger }: Fault["retry"], part: TSESTree.Node | undefined): Edits | undefined {
  const error = trigger?.type === "CatchClause" ? trigger.param : isFunction(trigger) ? trigger.params[0] : undefined;
  if (part?.type !== "ReturnStatement" || error?.type !== "Identifier" || file.source.getCommentsInside(part).length > 0) return undefined;
  return (fixer) => [fixer.replaceText(part, `throw ${error.name};`)];
}

/** A number the way people write long ones: `30_000`. */
function spelled(value: number): string {
  return String(value).replaceAll(/\B(?=(?:\d{3})+$)/g, "_");
}
