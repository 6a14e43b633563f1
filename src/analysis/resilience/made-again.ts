import type { TSESTree } from "@typescript-eslint/utils";
import { itemWords, repeatingWords, retriedHandlers } from "../../knowledge/intents.js";
import { retryModules, retryRunners } from "../../knowledge/modules.js";
import { wordsOf } from "../libraries/dispensables.js";
import type { File } from "../file.js";
import { callbackOf, callGraph, functionMeant, functionsAround, nameOf } from "../functions.js";
import { factOf } from "../libraries/libraries.js";
import { bare, isFunction, isLoop, nodes, propertyName, type Call, type FunctionNode } from "../nodes.js";
import { modulesNamed } from "../libraries/module-names.js";
import { perFile } from "../per-file.js";
import { retries } from "./retries.js";
import { triedBy } from "./retry-operations.js";
import { calleeName } from "../libraries/time-limits.js";

/** Whether something makes a call again when it has failed: a retry, a loop that comes round, a timer, a queue, its client. */
export function isMadeAgain(file: File, call: Call): boolean {
  if (retried(file).has(call) || hasRetryingClient(file)) return true;
  for (let outer = call.parent as TSESTree.Node | undefined; outer; outer = outer.parent) {
    if (isLoop(outer)) return true;
  }
  return [...functionsAround(call)].some((fn) => isRunAgain(file, fn));
}

/** The calls that some retry of the file makes again. */
const retried = perFile((file): ReadonlySet<Call> => new Set(retries(file).flatMap((retry) => triedBy(file, retry).all)));

/** A library, a dispatcher or an interceptor that makes a client of this file try again. */
const hasRetryingClient = perFile((file): boolean => {
  const modules = [...modulesNamed(file)];
  if (modules.some((name) => retryModules.test(name) && !retryRunners.includes(name) && !name.startsWith("."))) return true;
  if (nodes(file).of("NewExpression").some(({ callee }) => lastName(callee) === "RetryAgent")) return true;
  return nodes(file).of("CallExpression").some((call) => isAnswerInterceptor(call));
});

/** `client.interceptors.response.use(undefined, again)`: what it does with a failure, it may do with each. */
function isAnswerInterceptor({ callee, arguments: given }: TSESTree.CallExpression): boolean {
  const response = callee.type === "MemberExpression" && propertyName(callee) === "use" ? bare(callee.object) : undefined;
  return response?.type === "MemberExpression" && propertyName(response) === "response" && given.length > 1;
}

function lastName(callee: TSESTree.Node): string | undefined {
  const node = bare(callee);
  return node.type === "MemberExpression" ? propertyName(node) : node.type === "Identifier" ? node.name : undefined;
}

function isRunAgain(file: File, fn: FunctionNode): boolean {
  const name = nameOf(fn) ?? "";
  if (saysAgain(name) || /^(?:is|has|try|check|verify|exists?)[A-Z]|Ready$|Exists$/.test(name)) return true;
  if (isGivenToRepeater(file, fn) || handedToRepeaters(file).has(fn)) return true;
  return callGraph(file).callersOf(fn).some((caller) => [...functionsAround(caller)].some((outer) => saysAgain(nameOf(outer) ?? "") || isGivenToRepeater(file, outer)));
}

/** `withRetry(() => load(id))`, `setInterval(() => pull(), 1000)` */
function isGivenToRepeater(file: File, fn: FunctionNode): boolean {
  const call = callbackOf(fn)?.call;
  return call !== undefined && (saysAgain(calleeName(call) ?? "") || factOf(file, "timers", call)?.fact.repeats === true);
}

/** The functions that are handed by name to what runs them again: `withRetry(load)`, `setInterval(this.pull, 1000)`. */
const handedToRepeaters = perFile((file): ReadonlySet<FunctionNode> => {
  const handed = nodes(file).of("CallExpression").flatMap((call) => {
    if (!saysAgain(calleeName(call) ?? "") && factOf(file, "timers", call)?.fact.repeats !== true) return [];
    return call.arguments.flatMap((argument) => (isFunction(argument) ? [] : (functionMeant(file, argument) ?? [])));
  });
  return new Set(handed);
});

/** `pollJobs`, `refresh`, `processMessage`; not `processOrder`, which is done once for each order. */
function saysAgain(name: string): boolean {
  const words = wordsOf(name);
  if (words.some((word) => repeatingWords.includes(word))) return true;
  if (retriedHandlers.includes(name)) return true;
  return words.some((word, index) => (word === "process" || word === "handle") && (index === words.length - 1 || itemWords.includes(words[index + 1] ?? "")));
}
