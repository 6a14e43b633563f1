import type { TSESTree } from "@typescript-eslint/utils";
import { cleanupWords } from "../../knowledge/intents.js";
import { nameIn, wordsOf } from "../libraries/dispensables.js";
import { throwsOnBadData } from "../promises/bad-data.js";
import { rejectionOf } from "../promises/failures.js";
import type { File } from "../file.js";
import { calleeOf } from "../functions.js";
import { factOf } from "../libraries/libraries.js";
import { bare, dressed, isCall, ownNodes, propertyName, type Call } from "../nodes.js";
import { originOf } from "../origin.js";
import { isPromise } from "../promises/promises.js";
import { isLogCall, isMetricCall } from "../libraries/telemetry.js";

const plain = /^\.(?:console|Math|Date|performance|Number|String|Boolean|Object\.(?:keys|values|entries|assign|freeze)|Array\.(?:isArray|from|of)|process\.(?:hrtime|uptime|memoryUsage|cwd)|crypto\.randomUUID|Symbol|TextEncoder!)(?:[.(!]|$)/;
const made = new Set([".Map!", ".Set!", ".WeakMap!", ".WeakSet!", ".Error!", ".Array!", ".AbortController!", ".Promise!", ".Promise.resolve()"]);
const collecting = new Set(["push", "add", "set", "delete", "has", "get", "clear", "join", "slice", "includes", "toString", "toISOString", "on", "once", "off", "removeListener", "addEventListener", "removeEventListener"]);

/**
 * Whether a step that could throw in principle is one that nobody expects to: a log record, a counter, a timer, what
 * the language itself reckons, other cleanup, and a promise that cannot reject. What is taken before it is safe from it.
 */
export function isCalm(file: File, node: TSESTree.Node): boolean {
  if (node.type === "AwaitExpression") return isTidying(bare(node.argument)) || rejectionOf(file, node.argument) === undefined;
  if (node.type !== "CallExpression" && node.type !== "NewExpression") return false;
  if (isLogCall(file, node) || isMetricCall(file, node) || factOf(file, "timers", node)) return true;
  if (isTidying(node)) return true;
  if (node.type === "NewExpression") return !throwsOnBadData(file, node);
  const { parent } = dressed(node);
  if (parent?.type === "AwaitExpression") return isPromise(file, node) === "yes" && rejectionOf(file, node) === undefined;
  return isReckoning(file, node) || isHarmlessHere(file, node);
}

/** A function of this file in which nothing can go wrong: it gives a field, or puts together what it is passed. */
function isHarmlessHere(file: File, call: TSESTree.CallExpression): boolean {
  const fn = calleeOf(file, call);
  if (!fn || fn.async || fn.generator) return false;
  return [...ownNodes(file, fn.body)].every((node) => node.type !== "ThrowStatement" && node.type !== "ForOfStatement" && (!isCall(node) || isReckoning(file, node)));
}

/** `other.close()`, `timer.stop()`, `sleep(100)` */
function isTidying(node: TSESTree.Node): boolean {
  const name = node.type === "CallExpression" ? nameIn(bare(node.callee)) : undefined;
  return name !== undefined && (cleanupWords.includes(wordsOf(name)[0] ?? "") || /^(?:m?sleep|delay|pause)$/i.test(name));
}

function isReckoning(file: File, call: Call): boolean {
  const origin = originOf(file, call);
  if (origin?.module === null && (plain.test(origin.path) || made.has(origin.path))) return true;
  if (origin?.module === "path" || (origin?.module === "crypto" && origin.path === ".randomUUID()")) return true;
  const callee = bare(call.callee);
  return callee.type === "MemberExpression" && collecting.has(propertyName(callee) ?? "") && dressed(call).parent?.type !== "AwaitExpression";
}
