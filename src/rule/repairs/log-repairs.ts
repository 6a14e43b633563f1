import type { TSESLint, TSESTree } from "@typescript-eslint/utils";
import type { ContextGap } from "../../analysis/observability/context-gaps.js";
import type { DroppedError } from "../../analysis/observability/dropped-errors.js";
import { emptiedBy } from "../../analysis/observability/error-keys.js";
import { contextPlaceOf, isText, type FailureHandler, type FailureLog } from "../../analysis/observability/failure-logs.js";
import { isNameOnly } from "../../analysis/places/feeding.js";
import type { File } from "../../analysis/file.js";
import { bare, descendants, isFunction, propertyName } from "../../analysis/nodes.js";
import type { Suggestion } from "../define-rule.js";

export const logSuggestions = {
  includeError: "Log the error as well.",
  addContext: "Log {{context}}.",
};

type SuggestionId = keyof typeof logSuggestions;

/** Gives a log the error where its logger takes it. */
export function includeErrorIn(file: File, { handler, log, how }: DroppedError): Suggestion<SuggestionId>[] {
  const place = contextPlaceOf(file, log);
  const name = handler.name?.name ?? freeName(file, handler, place === "first" ? "err" : "error");
  if (place === undefined || place === "none" || name === undefined) return [];
  const { arguments: given } = log.node;
  const declared = declarationOf(file, handler, name);
  // with the context second, winston takes the error itself there and spreads it over the line
  const whole = place === "values" || (place === "second" && log.fact !== undefined);
  const add = how === "key" ? renamed(file, log, handler) : place === "first" && isLate(given, name) ? moved(file, log.node, name) : whole ? appended(file, log.node, name, place) : intoContext(file, log.node, place, [place === "first" ? entry("err", name) : entry("error", name)]);
  if (!add) return [];
  return [{ message: "includeError", fix: (fixer) => [...(declared?.(fixer) ?? []), ...add(fixer)] }];
}

/** `"load failed", err` and `{ id }, "load failed", err`: the error stands where this logger does not look. */
function isLate(given: readonly TSESTree.CallExpressionArgument[], name: string): boolean {
  const last = given.at(-1) && bare(given.at(-1) as TSESTree.Node);
  return (given.length === 2 || given.length === 3) && last?.type === "Identifier" && last.name === name;
}

function moved(file: File, call: TSESTree.CallExpression, name: string): Edit | undefined {
  const [text, error, last] = call.arguments as [TSESTree.Node, TSESTree.Node, TSESTree.Node | undefined];
  if (last) {
    const add = intoContext(file, call, "first", [entry("err", name)]);
    return add && ((fixer) => [...add(fixer), fixer.removeRange([error.range[1], last.range[1]])]);
  }
  return (fixer) => [fixer.replaceText(text, `{ ${entry("err", name)} }`), fixer.replaceText(error, file.source.getText(text))];
}

/** The error under the one name that the logger knows. */
function renamed(file: File, log: FailureLog, { errors, name }: FailureHandler): Edit | undefined {
  const key = log.fact?.errorKey?.name;
  const [property, ...others] = emptiedBy(file, log, errors);
  if (key === undefined || !property || others.length > 0 || !name) return undefined;
  return (fixer) => [fixer.replaceText(property, `${key}: ${file.source.getText(property.value)}`)];
}

type Edit = (fixer: TSESLint.RuleFixer) => TSESLint.RuleFix[];

function appended(file: File, call: TSESTree.CallExpression, name: string, place: "values" | "second"): Edit | undefined {
  if (place === "second" && call.arguments.length !== 1) return undefined;
  return afterLast(file, call, name);
}

function afterLast(file: File, call: TSESTree.CallExpression, text: string): Edit | undefined {
  const last = call.arguments.at(-1);
  if (!last) return undefined;
  const close = file.source.getTokenAfter(last);
  return (fixer) => [fixer.insertTextAfter(close?.value === ")" && close.range[1] < call.range[1] ? close : last, `, ${text}`)];
}

function entry(key: string, value: string): string {
  return key === value ? key : `${key}: ${value}`;
}

/** Declares the error where the handler has left it out. */
function declarationOf(file: File, { holder, name }: FailureHandler, wanted: string): Edit | undefined {
  if (name) return undefined;
  if (isFunction(holder)) {
    const open = holder.params.length === 0 ? file.source.getFirstToken(holder, { filter: ({ value }) => value === "(" }) : undefined;
    return open ? (fixer) => [fixer.insertTextAfter(open, wanted)] : undefined;
  }
  const keyword = file.source.getFirstToken(holder);
  return keyword ? (fixer) => [fixer.insertTextAfter(keyword, ` (${wanted})`)] : undefined;
}

/** A name that means nothing else in the handler. */
function freeName(file: File, { holder, isTakenApart }: FailureHandler, wanted: string): string | undefined {
  if (isTakenApart || (isFunction(holder) && holder.params.length > 0)) return undefined;
  const used = new Set([...descendants(file, holder)].flatMap((node) => (node.type === "Identifier" && !isNameOnly(node) ? [node.name] : [])));
  return [wanted, "error", "failure"].find((name) => !used.has(name));
}

/** Adds what identifies the work to a log, and what else it leaves out. */
export function addContextTo(file: File, { log, identifying, attempt, start, trace, requestLogger, handler }: ContextGap): Suggestion<SuggestionId>[] {
  const place = contextPlaceOf(file, log);
  const parts = [
    ...[...identifying, ...(attempt ? [attempt] : []), ...(trace ? [trace] : [])].map(({ name, text }) => entry(name, text)),
    ...(start ? [`elapsedMs: ${elapsedSince(file, start.root?.defs[0]?.node, start.text)}`] : []),
  ];
  const isTyped = (handler.name?.typeAnnotation ?? undefined) !== undefined;
  if (parts.length === 0) {
    return requestLogger === undefined ? [] : [{ message: "addContext", data: { context: `through \`${requestLogger}\`` }, fix: (fixer) => fixer.replaceText(log.receiver, requestLogger) }];
  }
  const edit = place === undefined || place === "none" || isTyped ? undefined : intoContext(file, log.node, place, parts);
  return edit ? [{ message: "addContext", data: { context: `\`${parts.join(", ")}\` as well` }, fix: edit }] : [];
}

function elapsedSince(file: File, declarator: TSESTree.Node | undefined, name: string): string {
  const init = declarator?.type === "VariableDeclarator" ? declarator.init : null;
  if (init?.type === "NewExpression") return `Date.now() - ${name}.getTime()`;
  return `${init ? file.source.getText(init) : "Date.now()"} - ${name}`;
}

/** Writes properties into the object in which a logger takes its context. */
function intoContext(file: File, call: TSESTree.CallExpression, place: "first" | "second" | "last" | "values", parts: readonly string[]): Edit | undefined {
  const index = place === "first" ? 0 : place === "second" ? 1 : -1;
  const given = index < 0 ? call.arguments.findLast((argument) => bare(argument).type === "ObjectExpression") : call.arguments[index];
  const object = given && bare(given);
  const text = `{ ${parts.join(", ")} }`;
  if (call.arguments.some(({ type }) => type === "SpreadElement")) return undefined;
  if (object?.type === "ObjectExpression") return intoObject(file, object, parts);
  if (place === "values" || place === "last") return afterLast(file, call, text);
  if (place === "second") return call.arguments.length === 1 ? afterLast(file, call, text) : undefined;
  if (!object) return undefined;
  // an error in the place of the context becomes a part of it
  if (object.type === "Identifier" && !isText(object)) return /^(?:e|err|error|ex)$/.test(object.name) ? (fixer) => [fixer.replaceText(given, `{ ${entry("err", object.name)}, ${parts.join(", ")} }`)] : undefined;
  return (fixer) => [fixer.insertTextBefore(given, `${text}, `)];
}

function intoObject(file: File, object: TSESTree.ObjectExpression, parts: readonly string[]): Edit | undefined {
  const names = new Set(object.properties.flatMap((property) => (property.type === "Property" ? [propertyName(property) ?? ""] : [])));
  const added = parts.filter((part) => !names.has(/^\w+/.exec(part)?.[0] ?? ""));
  // a text under the name that the error should have
  if (added.length < parts.length) return undefined;
  const last = object.properties.at(-1);
  const open = file.source.getFirstToken(object);
  if (!last) return open ? (fixer) => [fixer.insertTextAfter(open, ` ${added.join(", ")} `)] : undefined;
  const isOnOwnLine = object.loc.start.line !== last.loc.start.line;
  const separator = isOnOwnLine ? `,\n${" ".repeat(last.loc.start.column)}` : ", ";
  return (fixer) => [fixer.insertTextAfter(last, `${separator}${added.join(", ")}`)];
}
