import type { TSESTree } from "@typescript-eslint/utils";
import {
  attemptWords,
  borrowedWords,
  capturedWords,
  carelessNames,
  cleanupStatements,
  cleanupWords,
  copyingWords,
  directoryMethods,
  glimpseWords,
  leftoverWords,
  lookingMethods,
  openingModules,
  refusedMethods,
  removalWords,
  showingMethods,
  vanishingReceivers,
  waitingWords,
  watchingServices,
  watchingWords,
  writingWords,
} from "../../knowledge/intents.js";
import { variableOf } from "../places/bindings.js";
import { chainEnd } from "../promises/detached.js";
import type { File } from "../file.js";
import { functionsAround, nameOf } from "../functions.js";
import { bare, dressed, propertyName, type Call } from "../nodes.js";
import { originOf } from "../origin.js";
import { statementOf } from "./sent-statements.js";
import { settingOf } from "../settings.js";
import { isLogCall, isMetricCall } from "./telemetry.js";

/** Whether a call says by its name, or by that of its receiver, that nobody counts on it. */
export function isDispensable(file: File, call: Call): boolean {
  if (isLogCall(file, call) || isMetricCall(file, call)) return true;
  const callee = bare(call.callee);
  const name = nameIn(callee);
  if (name === undefined) return false;
  if (isDispensableName(name) || isSmallMatter(file, call, name) || isHeartbeat(call) || openingModules.includes(originOf(file, callee)?.module ?? "")) return true;
  if (cleanupStatements.some((statement) => statementOf(call).startsWith(statement))) return true;
  if (isToDebugger(name, call) || isOnlyIfMissing(file, call) || (name === "pipeline" && isReadElsewhere(file, call))) return true;
  return callee.type === "MemberExpression" && isDispensableOn(callee.object, name);
}

/** Whether a function is called after what nobody counts on. */
export function isDispensableName(name: string): boolean {
  const all = wordsOf(name);
  // `gracefullyClose`
  const words = all.length > 1 && all[0]?.endsWith("ly") ? all.slice(1) : all;
  const [first = "", ...rest] = words;
  const [last = ""] = words.slice(-1);
  if ([cleanupWords, watchingWords, attemptWords, waitingWords].some((list) => list.includes(first)) || cleanupWords.includes(last)) return true;
  if (first === "capture" && rest.some((word) => capturedWords.includes(word))) return true;
  if (carelessNames.some((part) => name.includes(part)) || borrowedWords.includes(last)) return true;
  if (words.some((word) => copyingWords.includes(word) || glimpseWords.includes(word))) return true;
  return removalWords.includes(first) && rest.some((word) => leftoverWords.includes(word));
}

/** Whether a function is called after waiting for what others do. */
export function isWaitingName(name: string): boolean {
  return waitingWords.includes(wordsOf(name)[0] ?? "");
}

/** Whether a node stands in a function that is called after watching or trying: `function track(event) { fetch(…).catch(() => {}); }`. */
export function isInCarelessFunction(node: TSESTree.Node): boolean {
  for (const fn of functionsAround(node)) {
    const name = nameOf(fn);
    if (name === undefined) continue;
    const [first = "", ...rest] = wordsOf(name);
    const isCareless = watchingWords.includes(first) || attemptWords.includes(first) || carelessNames.some((part) => name.includes(part));
    return isCareless || rest.some((word) => word === "ping" || word === "diag" || word === "telemetry" || word === "ack");
  }
  return false;
}

/** Whether a node stands in a function that is called after what its callers do not wait for: `sendTelemetryEvent`. */
export function isInBeacon(node: TSESTree.Node): boolean {
  return [...functionsAround(node)].some((fn) => wordsOf(nameOf(fn) ?? "").some((word) => word === "telemetry" || word === "beacon"));
}

/** Whether a call only cleans up, or waits a while. */
export function onlyTidies(file: File, call: Call): boolean {
  if (isLogCall(file, call) || isMetricCall(file, call)) return false;
  const name = nameIn(bare(call.callee));
  const [first = ""] = wordsOf(name ?? "");
  return name !== undefined && (cleanupWords.includes(first) || ["sleep", "delay", "wait"].includes(first)) && !/error|fail/i.test(name);
}

/** The name that an expression is called by or ends in. */
export function nameIn(expression: TSESTree.Node): string | undefined {
  let node = expression;
  while (node.type === "CallExpression") node = bare(node.callee);
  if (node.type === "Identifier") return node.name;
  return node.type === "MemberExpression" ? propertyName(node) : undefined;
}

function isSmallMatter(file: File, call: Call, name: string): boolean {
  return showingMethods.includes(name) || directoryMethods.includes(name) || (lookingMethods.includes(name) && (isStatement(call) || isOnlyLogged(file, call)));
}

/** Whether what a call comes to is only part of a line in the log. */
function isOnlyLogged(file: File, call: Call): boolean {
  for (let outer = dressed(call).parent; outer; outer = outer.parent) {
    if (outer.type === "CallExpression") return isLogCall(file, outer);
    if (!["AwaitExpression", "TemplateLiteral", "BinaryExpression"].includes(outer.type)) return false;
  }
  return false;
}

/** Whether nobody reads what a call, or the chain that it begins, comes to. */
function isStatement(call: Call): boolean {
  let end = dressed(chainEnd(call));
  while (end.parent?.type === "AwaitExpression" || end.parent?.type === "UnaryExpression") end = dressed(end.parent);
  return end.parent?.type === "ExpressionStatement";
}

/** `send("ping")` */
function isHeartbeat({ arguments: [message] }: Call): boolean {
  return message?.type === "Literal" && /^(?:ping|heartbeat|keep-?alive)$/i.test(String(message.value));
}

function isDispensableOn(object: TSESTree.Node, method: string): boolean {
  const receiver = nameIn(bare(object));
  if (receiver === undefined) return false;
  const words = wordsOf(receiver);
  const [verb = ""] = wordsOf(method);
  if (!writingWords.includes(verb) && mayVanish(object)) return true;
  if (removalWords.includes(method)) return /^(?:fs|fsp|fse|promises)$/.test(receiver) || words.some((word) => leftoverWords.includes(word));
  if (words.some((word) => watchingWords.includes(word) || watchingServices.includes(word) || copyingWords.includes(word))) return true;
  return refusedMethods[receiver.replace(/^[$_#]+/, "")]?.includes(method) ?? false;
}

/** Whether a receiver is, or belongs to, what may be gone by the time that it is spoken to. */
export function mayVanish(receiver: TSESTree.Node): boolean {
  return namesAlong(receiver).some((name) => vanishingReceivers.includes(wordsOf(name).at(-1) ?? ""));
}

/** The names that a chain of members and calls goes through. */
export function namesAlong(expression: TSESTree.Node): readonly string[] {
  const names: string[] = [];
  let node = bare(expression);
  for (;;) {
    if (node.type === "CallExpression") node = bare(node.callee);
    else if (node.type === "MemberExpression") {
      names.push(propertyName(node) ?? "");
      node = bare(node.object);
    } else return node.type === "Identifier" ? [...names, node.name] : names;
  }
}

/** `session.send("Page.enable")`: a message of the browsers' debugging protocol, to a page that may be gone. */
function isToDebugger(name: string, call: Call): boolean {
  const message = call.arguments[0];
  return /^_?send/.test(name) && message?.type === "Literal" && /^[A-Z]\w*\.[a-z]\w*$/.test(String(message.value));
}

/** `writeFile(path, text, { flag: "wx" })` fails where the file is there already. */
function isOnlyIfMissing(file: File, call: Call): boolean {
  const { value } = settingOf(file, call, { argument: 2, path: "flag" });
  return value?.type === "Literal" && (value.value === "wx" || value.value === "ax");
}

/** A pipeline that fails destroys its streams with the error: whoever reads the last of them hears of it. */
function isReadElsewhere(file: File, call: Call): boolean {
  const list = call.arguments[0]?.type === "ArrayExpression" ? call.arguments[0].elements : call.arguments;
  const last = list.at(-1);
  const variable = last?.type === "Identifier" ? variableOf(file, last) : undefined;
  return variable !== undefined && variable.references.filter((reference) => reference.isRead()).length > 1;
}

/** The words of a name, in lower case: `stopAllTimers` is `stop`, `all`, `timers`. */
export function wordsOf(name: string): readonly string[] {
  return name
    .replaceAll(/[^A-Za-z]+/g, " ")
    .replaceAll(/([a-z])([A-Z])/g, "$1 $2")
    .replaceAll(/([A-Z])([A-Z][a-z])/g, "$1 $2")
    .trim()
    .toLowerCase()
    .split(" ");
}
