import type { TSESTree } from "@typescript-eslint/utils";
import type { OwnRetries, RemoteFact, Slot } from "../../knowledge/library.js";
import { variableOf } from "../places/bindings.js";
import type { File } from "../file.js";
import { callGraph, calleeOf, functionMeant, functionsAround, nameOf } from "../functions.js";
import { wordsOf } from "../libraries/dispensables.js";
import { factOf } from "../libraries/libraries.js";
import { isOnlyNoted } from "./noted-failures.js";
import { remoteCalls, settingAt, type RemoteCall } from "../libraries/library-calls.js";
import { bare, descendants, isCall, isClass, isFunction, propertyName, type Call, type FunctionNode } from "../nodes.js";
import { perFile } from "../per-file.js";
import { attemptsByPolicy } from "./retry-policies.js";
import { effectSent } from "../libraries/sent-texts.js";
import { literalOf, settingOf } from "../settings.js";
import { calleeName } from "../libraries/time-limits.js";
import type { Retry } from "./retry.js";

/** A remote call that is made again, and the code of the file that it was reached through. */
export interface Tried {
  readonly calls: readonly RemoteCall[];
  /** Those of them that stand in what is tried, in what is handed in for it, or in a function that it calls. */
  readonly near: ReadonlySet<RemoteCall>;
  /** The stretches of code that are tried: the block itself, and the functions of this file that it calls. */
  readonly parts: readonly TSESTree.Node[];
  /** Every call in them. */
  readonly all: readonly Call[];
}

const byNode = perFile((file): ReadonlyMap<Call, RemoteCall> => new Map(remoteCalls(file).map((call) => [call.node, call])));

/** What is known of a call that crosses to a peer. */
export function callAt(file: File, call: Call): RemoteCall | undefined {
  return byNode(file).get(call);
}

/** What a retry does again: through the functions of this file that it calls, and those that it is given. */
export function triedBy(file: File, retry: Retry): Tried {
  const [calls, all, parts]: [RemoteCall[], Call[], TSESTree.Node[]] = [[], [], []];
  const near = new Set<RemoteCall>();
  const open: { readonly part: TSESTree.Node; readonly depth: number }[] = [{ part: retry.tried, depth: 0 }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { part, depth } = next;
    if (parts.includes(part)) continue;
    parts.push(part);
    for (const node of descendants(file, part, (inner) => !isClass(inner) && !(inner.type === "CatchClause"))) {
      if (!isCall(node)) continue;
      all.push(node);
      // its failure leads to no other try
      if (isOnlyNoted(file, node, part)) continue;
      const known = byNode(file).get(node);
      if (known) calls.push(known);
      if (known && depth < 2) near.add(known);
      if (!known && depth < 3) open.push(...behind(file, node, retry).map((fn) => ({ part: fn.body, depth: depth + (calleeOf(file, node) === fn ? 1 : 0.5) })));
    }
  }
  return { calls, near, all, parts };
}

/** The functions of this file that a call runs: its callee, or what callers hand in for it. */
function behind(file: File, call: Call, retry: Retry): readonly FunctionNode[] {
  const callee = bare(call.callee);
  const definition = callee.type === "Identifier" ? variableOf(file, callee)?.defs[0] : undefined;
  if (definition?.type === "Parameter" && isFunction(definition.node)) {
    const index = definition.node.params.findIndex((parameter) => parameter === definition.name);
    return callGraph(file)
      .callersOf(definition.node)
      .flatMap((caller) => (caller.arguments[index] ? (functionMeant(file, caller.arguments[index]) ?? []) : []));
  }
  const fn = calleeOf(file, call);
  return fn && fn !== retry.whole ? [fn] : [];
}

/** What a call does to its peer; `by-method` is decided here. */
export function effectOf(file: File, { fact, node }: RemoteCall): Exclude<RemoteFact["effect"], "by-method"> {
  if (fact.effect === "unknown") return commandEffect(file, fact, node) ?? effectSent(file, node);
  if (fact.effect !== "by-method") return fact.effect;
  for (const slot of fact.method ?? []) {
    const { answer, value } = settingOf(file, node, slot);
    const method = value && literalOf(file, value);
    if (method?.type === "Literal" && typeof method.value === "string") return effects[method.value.toUpperCase()] ?? "unknown";
    if (answer !== "unset") return "unknown";
  }
  return mayBeRequest(file, fact, node) ? "unknown" : "read";
}

/** What the class of a command says of it: `new GetObjectCommand(…)`. */
function commandEffect(file: File, { command, commandEffects }: RemoteFact, call: Call): "read" | "idempotent-write" | undefined {
  const given = command === undefined ? undefined : call.arguments[command];
  const made = given && literalOf(file, given);
  const name = made?.type === "NewExpression" && made.callee.type === "Identifier" ? made.callee.name : undefined;
  if (name === undefined) return undefined;
  return commandEffects?.find(({ names }) => names.some((one) => isNamed(name, one)))?.effect;
}

function isNamed(name: string, pattern: string): boolean {
  const [start = "", end] = pattern.split("*");
  return end === undefined ? name === pattern : name.startsWith(start) && name.endsWith(end);
}

const effects: Readonly<Record<string, "read" | "idempotent-write" | "non-idempotent">> = {
  GET: "read",
  HEAD: "read",
  OPTIONS: "read",
  PUT: "idempotent-write",
  DELETE: "idempotent-write",
  POST: "non-idempotent",
  PATCH: "non-idempotent",
};

/** A request object carries its own method. */
function mayBeRequest(file: File, fact: RemoteFact, call: Call): boolean {
  const target = fact.target === undefined ? undefined : call.arguments[fact.target];
  const value = target && literalOf(file, target);
  if (!value) return false;
  if (value.type === "Identifier") return /req|input|init/i.test(value.name);
  return value.type === "NewExpression" || value.type === "CallExpression" ? /Request|clone/.test(file.source.getText(value.callee)) : false;
}

/** Whether the address of a call says that it only asks, or takes what it is given as often as one likes. */
export function isHarmlessTarget(file: File, { fact, node }: RemoteCall): boolean {
  const target = fact.target === undefined ? undefined : node.arguments[fact.target];
  return saysThatItAsks(file, node) || target !== undefined && /graphql|search|query|rpc|oauth|token|login|auth|verify|valid|lookup|find|preview|health|resolve|disconnect|cancel|close|delete|remove|stop|unsubscribe|heartbeat|ping|release|upsert|refresh/i.test(file.source.getText(target));
}

/**
 * Whether it can be seen here that a call does something which counts twice: its library says so, or its address names
 * what it makes: `https://pay.example/charges`. What is sent to an address from elsewhere may be a question.
 */
export function saysWhatItDoes(file: File, { fact, node }: RemoteCall): boolean {
  const target = fact.target === undefined ? undefined : node.arguments[fact.target];
  if (fact.effect !== "by-method" && !(target && fact.rejectsOnStatus)) return true;
  const text = target ? writtenOut(file, target, 0) : "";
  if (sentParts(file, node).some((part) => namesIntent(file, part, (value) => !isQuestion(value)))) return true;
  if ([...functionsAround(node)].some((fn) => acts.has(wordsOf(nameOf(fn) ?? "")[0] ?? ""))) return true;
  return /(?:^|\/)[a-z][\w-]{2,}/i.test(text.replace(/^[a-z]+:\/\/[^/]*/i, ""));
}

/** First words of functions that do something which counts. */
const acts = new Set("add append book buy charge create insert invite order pay publish purchase refund rename transfer".split(" "));

/** What of a text can be read in the file. */
function writtenOut(file: File, expression: TSESTree.Node, depth: number): string {
  const node = literalOf(file, expression);
  const parts = node.type === "TemplateLiteral" ? node.expressions : node.type === "BinaryExpression" ? [node.left, node.right] : [];
  const own = node.type === "Literal" ? String(node.value) : node.type === "TemplateLiteral" ? node.quasis.map(({ value }) => value.raw).join("$") : "";
  return depth > 3 ? own : [own, ...parts.map((part) => writtenOut(file, part, depth + 1))].join("");
}

const intents = /^(?:intent|action|_action|op|operation|method|type|cmd|command)$/;
const questions = /^(?:resolve|get|list|find|search|query|read|load|fetch|check|validate|preview|count)(?:[-_A-Z]|$)/;

/** Whether what is sent names a question: `body.set("intent", "resolve-many")`, `JSON.stringify({ action: "list" })`. */
function saysThatItAsks(file: File, call: Call): boolean {
  return sentParts(file, call).some((part) => namesIntent(file, part, isQuestion));
}

/** Where the body of a call is made. */
function sentParts(file: File, call: Call): readonly TSESTree.Node[] {
  return call.arguments.flatMap((argument) => {
    if (argument.type !== "ObjectExpression") return [];
    const body = argument.properties.find((property) => property.type === "Property" && propertyName(property) === "body");
    const sent = body?.type === "Property" ? bare(body.value) : undefined;
    const variable = sent?.type === "Identifier" ? variableOf(file, sent) : undefined;
    return variable ? variable.references.map(({ identifier }) => identifier.parent.parent ?? identifier) : sent ? [sent] : [];
  });
}

function namesIntent(file: File, part: TSESTree.Node, isSuch: (value: TSESTree.Literal) => boolean): boolean {
  for (const node of descendants(file, part, (inner) => !isFunction(inner))) {
    const value = node.type === "Property" && intents.test(propertyName(node) ?? "") ? node.value : node.type === "CallExpression" && node.arguments[0]?.type === "Literal" && intents.test(String(node.arguments[0].value)) ? node.arguments[1] : undefined;
    if (value?.type === "Literal" && typeof value.value === "string" && isSuch(value)) return true;
  }
  return false;
}

function isQuestion({ value }: TSESTree.Literal): boolean {
  return questions.test(String(value));
}

/** How often a library calls by itself when a call fails, at least; 1 where it does not, or where that is not known. */
export function ownAttempts(file: File, call: RemoteCall): number {
  const { retries } = call.fact;
  const byPolicy = attemptsByPolicy(file, call.node);
  if (byPolicy !== undefined) return byPolicy;
  if (!retries || typeof retries.defaultAttempts !== "number") return 1;
  if (retries.idempotentOnly && !listsMethod(file, call) && !/read|idempotent-write/.test(effectOf(file, call).replace("non-idempotent", ""))) return 1;
  const given = givenAttempts(file, call, retries);
  return given === "elsewhere" ? 1 : (given ?? retries.defaultAttempts);
}

/** The list of methods by which a client is told to try a call of this method again. */
export function listsMethod(file: File, call: RemoteCall): TSESTree.Node | undefined {
  const method = methodOf(file, call);
  for (const slot of call.fact.retries?.methods ?? []) {
    const { value } = settingAt(file, call, call.node, slot);
    const list = value && literalOf(file, value);
    if (value && list?.type === "ArrayExpression" && list.elements.some((one) => one?.type === "Literal" && String(one.value).toUpperCase() === method)) return value;
  }
  return undefined;
}

/** `POST` of `client.post(…)` and of `{ method: "post" }`. */
function methodOf(file: File, { fact, node }: RemoteCall): string | undefined {
  if (fact.effect !== "by-method") return calleeName(node)?.toUpperCase();
  const given = (fact.method ?? []).flatMap((slot) => settingOf(file, node, slot).value ?? []).map((value) => literalOf(file, value));
  return given.flatMap((value) => (value.type === "Literal" ? [String(value.value).toUpperCase()] : []))[0];
}

/** Whether a library tries again by itself, as far as nobody here has told it not to. */
export function isPatient(file: File, call: RemoteCall): boolean {
  const { retries } = call.fact;
  if (typeof retries?.defaultAttempts !== "number" || retries.defaultAttempts <= 1) return false;
  const given = givenAttempts(file, call, retries);
  return given === undefined || given === "elsewhere" || given > 1;
}

/** Whether somebody has asked here for the tries that a library makes by itself: their number or their policy stands in the file. */
export function isToldToRetry(file: File, call: RemoteCall): boolean {
  const { retries } = call.fact;
  return attemptsByPolicy(file, call.node) !== undefined || (retries !== undefined && typeof givenAttempts(file, call, retries) === "number");
}

/** The number of tries that a call or its client is told to make; `elsewhere` where it is not written out here. */
export function givenAttempts(file: File, call: RemoteCall, retries: OwnRetries): number | "elsewhere" | undefined {
  for (const slot of retries.attempts) {
    const found = numberAt(file, call, slot);
    if (found !== undefined) return found === "elsewhere" ? found : found + (retries.firstIsExtra ? 1 : 0);
  }
  return undefined;
}

function numberAt(file: File, call: RemoteCall, slot: Slot): number | "elsewhere" | undefined {
  const { answer, value } = settingAt(file, call, call.node, slot);
  if (answer === "unset" && value === undefined) return undefined;
  const literal = value && literalOf(file, value);
  if (literal?.type === "ObjectExpression") return undefined;
  if (literal?.type === "Literal" && (literal.value === false || literal.value === 0)) return 0;
  return literal?.type === "Literal" && typeof literal.value === "number" ? literal.value : "elsewhere";
}

/** The call of a retry library, or the retry of this file's own, that runs inside what another retry does again. */
export function retriesWithin(file: File, { all, parts }: Tried, outer: Retry, others: readonly Retry[]): Retry | undefined {
  return others.find((other) => other !== outer && other.form !== "reconnect" && (all.includes(other.node as Call) || parts.some((part) => part.range[0] <= other.node.range[0] && other.node.range[1] <= part.range[1])) && (other.form !== "recursion" || !isCall(outer.node) || other.whole !== outer.whole) && !(isCall(other.node) && factOf(file, "timers", other.node)));
}
