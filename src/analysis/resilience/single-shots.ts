import type { TSESTree } from "@typescript-eslint/utils";
import { linksOf } from "../promises/chain-links.js";
import { cleanupWords } from "../../knowledge/intents.js";
import { wordsOf } from "../libraries/dispensables.js";
import type { File } from "../file.js";
import { callbackOf, callGraph, functionMeant, functionsAround, nameOf } from "../functions.js";
import { isInner } from "../inner-functions.js";
import { factOf } from "../libraries/libraries.js";
import { remoteCalls, settingAt, type RemoteCall } from "../libraries/library-calls.js";
import { bare, descendants, dressed, isClass, isFunction, isWithin, nodes, propertyName, type Call, type FunctionNode } from "../nodes.js";
import { variableOf } from "../places/bindings.js";
import { isParameter } from "../places/owners.js";
import { isMadeAgain } from "./made-again.js";
import { originOf } from "../origin.js";
import { carriesKey } from "./idempotency-keys.js";
import { effectOf, isHarmlessTarget } from "./call-effects.js";
import { givenAttempts } from "./own-attempts.js";
import { isMade } from "./retry-policies.js";
import { onlyAsks } from "../libraries/sent-texts.js";
import { settingOf } from "../settings.js";
import { isBrowserCode, runsAlone } from "../targets.js";
import { isLogCall, logCallOf } from "../libraries/telemetry.js";
import { calleeName } from "../libraries/time-limits.js";

/** A call that is made once, and whose failure ends the operation where it is caught. */
export interface SingleShot {
  readonly call: Call;
  /** The `catch` clause, or the function that a `.catch` is given. */
  readonly handler: TSESTree.CatchClause | FunctionNode;
}

/** The calls that could be made again without harm, and are not. `operations` names functions of the project that are such calls. */
export function singleShots(file: File, operations: readonly string[]): readonly SingleShot[] {
  if (isBrowserCode(file) || isPage(file) || runsAlone(file)) return [];
  const known = remoteCalls(file).filter((call) => isRepeatable(file, call)).map(({ node }) => node);
  const named = operations.length === 0 ? [] : nodes(file).of("CallExpression").filter((node) => operations.includes(calleeName(node) ?? ""));
  return [...new Set<Call>([...known, ...named])].flatMap((call) => {
    const handler = isMadeAgain(file, call) ? undefined : (endOf(file, call) ?? endAtCallers(file, call));
    return handler && !isOptional(file, call, handler) && !hasFallback(file, call, handler) ? [{ call, handler }] : [];
  });
}

/** Code that draws a page, whether or not it says so. */
function isPage({ path, pathInProject, source }: File): boolean {
  return /\.[jt]sx$|\.min\.js$/.test(path) || /(?:^|\/)(?:components|polyfills)\//.test(pathInProject) || /\b(?:document|window|localStorage|navigator)\.|import\.meta\.env|from ["'](?:react|react-native|expo[\w-]*|vue|lit)["']/.test(source.text);
}

/** Whether a call may be made twice, and its library makes it once. */
function isRepeatable(file: File, call: RemoteCall): boolean {
  const { fact } = call;
  if (fact.crosses === "process" || fact.returns !== undefined || !isMadeOnce(file, call)) return false;
  const effect = effectAt(file, call);
  if (effect === "unknown" || (effect === "non-idempotent" && !carriesKey(file, call))) return false;
  return !isMadeThrough(file, call) && !isProbe(file, call) && !isTimedByCaller(file, call);
}

/** `search(title, timeout)`: whoever calls has said how long one answer may take, and may ask again. */
function isTimedByCaller(file: File, { timeout: { value } }: RemoteCall): boolean {
  const given = value && bare(value);
  const variable = given?.type === "Identifier" ? variableOf(file, given) : undefined;
  return variable !== undefined && isParameter(variable);
}

/** What a call does, where a statement that only asks is a read; not on one connection, where it may belong to a transaction. */
function effectAt(file: File, call: RemoteCall): ReturnType<typeof effectOf> {
  const effect = effectOf(file, call);
  return effect === "unknown" && !call.fact.serial && onlyAsks(file, call.node) ? "read" : effect;
}

/** Whether something else makes the call, which may make it again. */
function isMadeThrough(file: File, { fact, node, library }: RemoteCall): boolean {
  const through = fact.retries?.through;
  if (!through) return /dispatcher|agent\b/i.test(file.source.getText(node));
  const { answer, value } = settingOf(file, node, through.slot);
  return answer !== "unset" && !(value && through.once.some((spelling) => isMade(file, library, value, spelling)));
}

/** The library tries once by default and nothing is said, or somebody has said so. */
function isMadeOnce(file: File, call: RemoteCall): boolean {
  const { retries } = call.fact;
  if (typeof retries?.defaultAttempts !== "number") return false;
  const given = givenAttempts(file, call, retries);
  return given === undefined ? retries.defaultAttempts === 1 && retries.attempts.every((slot) => settingAt(file, call, call.node, slot).answer === "unset") : given === 1;
}

function isProbe(file: File, call: RemoteCall): boolean {
  if (namesAround(call.node).some((name) => wordsOf(name).some((word) => probing.includes(word)))) return true;
  const target = call.fact.target === undefined ? undefined : call.node.arguments[call.fact.target];
  return target !== undefined && /health|ping|ready|alive|status|probe|localhost|127\.0\.0\.1/i.test(file.source.getText(target)) && (effectAt(file, call) === "read" || isHarmlessTarget(file, call));
}

const probing: readonly string[] = ["probe", "probes", "health", "healthcheck", "liveness", "readiness"];

/** What the functions and the values around a node are called. */
function namesAround(node: TSESTree.Node): readonly string[] {
  const names: string[] = [];
  for (let outer = node.parent; outer; outer = outer.parent) {
    const name = isFunction(outer) ? nameOf(outer) : outer.type === "VariableDeclarator" && outer.id.type === "Identifier" ? outer.id.name : isClass(outer) ? outer.id?.name : undefined;
    if (name !== undefined) names.push(name);
  }
  return names;
}

/** What ends the operation when the call fails. */
function endOf(file: File, call: Call): SingleShot["handler"] | undefined {
  const handler = rejectionHandler(file, call);
  if (handler) return isEnd(file, handler.body) ? handler : undefined;
  const started = joinedBy(file, call) ?? call;
  for (let inner: TSESTree.Node = started, outer = started.parent as TSESTree.Node | undefined; outer && !isFunction(outer); inner = outer, outer = outer.parent) {
    if (outer.type !== "TryStatement" || outer.block !== inner || !outer.handler) continue;
    return isAwaitedIn(started, outer.block) && isEnd(file, outer.handler.body) ? outer.handler : undefined;
  }
  return undefined;
}

/** `Promise.all(ids.map((id) => load(id)))`: what waits for the calls of all elements, and fails with each of them. */
function joinedBy(file: File, call: Call): Call | undefined {
  const [home] = functionsAround(call);
  const mapped = home && home.body.type !== "BlockStatement" && bare(home.body) === chainOf(call) ? callbackOf(home)?.call : undefined;
  const joined = mapped && calleeName(mapped) === "map" ? mapped.parent : undefined;
  return joined?.type === "CallExpression" && joined.arguments[0] === mapped && originOf(file, joined)?.path === ".Promise.all()" ? joined : undefined;
}

/** The whole of a chain that a call begins: `client.get(path).json()`. */
function chainOf(call: Call): TSESTree.Node {
  let whole: TSESTree.Node = dressed(call);
  for (;;) {
    const member = whole.parent;
    const next = member?.type === "MemberExpression" && member.object === whole ? dressed(member).parent : undefined;
    if (next?.type !== "CallExpression" || bare(next.callee) !== member) return whole;
    whole = dressed(next);
  }
}

/** Where a function of this file hands a failure on, and each of its callers in this file ends the operation with it. */
function endAtCallers(file: File, call: Call): SingleShot["handler"] | undefined {
  const [home] = functionsAround(call);
  if (!home || !isHandedOn(file, call, home)) return undefined;
  const callers = callGraph(file).callersOf(home);
  const ends = callers.map((caller) => (isMadeAgain(file, caller) ? undefined : endOf(file, caller)));
  return ends.every((end) => end !== undefined) ? ends[0] : undefined;
}

/** Whether the failure of a call rejects what its function gives, and nothing in it looks at the failure. */
function isHandedOn(file: File, call: Call, home: FunctionNode): boolean {
  if (!isInner(file, home) || rejectionHandler(file, call)) return false;
  for (let outer = call.parent as TSESTree.Node | undefined; outer && outer !== home; outer = outer.parent) if (outer.type === "TryStatement" && outer.handler) return false;
  const whole = chainOf(call);
  return home.body === whole || isAwaitedIn(call, home) || whole.parent?.type === "ReturnStatement";
}

/** `try { return await first(id); } catch (error) { log.warn(error); } return await second(id);`: what failed here is asked elsewhere next. */
function hasFallback(file: File, call: Call, handler: SingleShot["handler"]): boolean {
  const [home] = functionsAround(call);
  if (handler.type !== "CatchClause" || !home || functionsAround(handler).next().value !== home) return false;
  const isLeft = handler.body.body.some(({ type }) => type === "ReturnStatement" || type === "ThrowStatement");
  const isAnswered = [...descendants(file, handler.parent.block, (inner) => !isFunction(inner))].some((node) => node.type === "ReturnStatement" && node.argument !== null);
  return !isLeft && isAnswered && remoteCalls(file).some(({ node }) => node.range[0] > handler.range[1] && isWithin(node, home));
}

/** A look-up that the caller can do without: its failure is no error to anybody, and gives nothing, or a no. */
function isOptional(file: File, call: Call, { body }: SingleShot["handler"]): boolean {
  const known = remoteCalls(file).find(({ node }) => node === call);
  if (!known || (effectAt(file, known) !== "read" && !isTidying(call))) return false;
  let isAnswered = body.type !== "BlockStatement" && isEmpty(body);
  for (const node of descendants(file, body, (inner) => !isFunction(inner))) {
    // under a condition it is another failure that is thrown: `if (signal.aborted) throw error;`
    if ((node.type === "ThrowStatement" && node.parent === body) || (node.type === "CallExpression" && isReported(file, node))) return false;
    if (node.type === "ReturnStatement" && node.argument) isAnswered = isEmpty(node.argument);
  }
  return isAnswered || !givesSomething(file, call);
}

/** `axios.delete(upload)`, `lock.release()`: what is left behind is in nobody's way. */
function isTidying(call: Call): boolean {
  const [first = ""] = wordsOf(calleeName(call) ?? "");
  return cleanupWords.includes(first) || /^(?:delete|del|remove|unlink)$/.test(first);
}

/** Whether the failure is written down as an error. */
function isReported(file: File, call: Call): boolean {
  return /^(?:error|fatal|critical|captureException|report\w*)$/.test(logCallOf(file, call)?.method ?? calleeName(call) ?? "");
}

/** Whether anything is made of the answer by who called. */
function givesSomething(file: File, call: Call): boolean {
  const [home] = functionsAround(call);
  return home !== undefined && [...descendants(file, home.body, (inner) => !isFunction(inner))].some((node) => node.type === "ReturnStatement" && node.argument !== null);
}

/** `null`, `undefined`, `false`, `""`, `[]` */
function isEmpty(value: TSESTree.Node): boolean {
  const node = bare(value);
  return (node.type === "Literal" && !node.value) || (node.type === "Identifier" && node.name === "undefined") || (node.type === "ArrayExpression" && node.elements.length === 0);
}

function rejectionHandler(file: File, call: Call): FunctionNode | undefined {
  for (let link = dressed(call).parent; link?.type === "MemberExpression"; link = dressed(link.parent).parent) {
    const next = link.parent;
    if (next.type !== "CallExpression" || bare(next.callee) !== link) return undefined;
    const rejected = linksOf(next)[0]?.rejected;
    if (rejected) return functionMeant(file, rejected);
  }
  return undefined;
}

function isAwaitedIn(call: Call, block: TSESTree.Node): boolean {
  for (let outer = call.parent as TSESTree.Node | undefined; outer && outer !== block; outer = outer.parent) {
    if (outer.type === "AwaitExpression") return true;
    if (outer.type === "ExpressionStatement" || outer.type === "VariableDeclaration") return false;
  }
  return false;
}

/** Whether a handler decides that it is over: it logs, or makes an answer of the failure. What it rethrows unheard, its caller decides. */
function isEnd(file: File, body: TSESTree.Node): boolean {
  let isOver = body.type !== "BlockStatement" && body.type !== "Identifier" && isAnswer(body);
  // who throws it on and does not call it an error leaves it to the caller what it is
  const isThrownOn = body.type === "BlockStatement" && body.body.at(-1)?.type === "ThrowStatement";
  for (const node of descendants(file, body, (inner) => !isFunction(inner))) {
    if (node.type === "CallExpression" && (goesOn(file, node) || factOf(file, "timers", node))) return false;
    if (node.type === "AwaitExpression" || node.type === "ContinueStatement") return false;
    if (node.type === "CallExpression" && isLogCall(file, node)) isOver ||= !isThrownOn || isReported(file, node);
    // under a condition it is the answer to one failure alone: `if (signal.aborted) return null;`
    if (node.type === "ReturnStatement" && node.parent === body && isAnswer(node.argument)) isOver = true;
    if (node.type === "ReturnStatement" && node.argument && !isAnswer(node.argument)) return false;
  }
  return isOver;
}

/** Something else takes over: a fallback, a queue, another source. */
function goesOn(file: File, call: TSESTree.CallExpression): boolean {
  return factOf(file, "remote", call) !== undefined || /retr|queue|again|schedul|fall_?back|cache|default|local|stale|backup/i.test(calleeName(call) ?? "");
}

/** `null`, `false`, `[]`, `{}`, `{ ok: false }`; a value that was there before is a fallback. */
function isAnswer(value: TSESTree.Node | null): boolean {
  if (value === null) return false;
  const node = bare(value);
  if (node.type === "Literal" || node.type === "ArrayExpression") return true;
  if (node.type === "Identifier") return node.name === "undefined";
  if (node.type === "NewExpression") return node.callee.type === "Identifier" && /^(?:Map|Set)$/.test(node.callee.name) && node.arguments.length === 0;
  if (node.type === "ObjectExpression") return node.properties.length === 0 || node.properties.some((property) => property.type === "Property" && /^(?:ok|error|err|success|status|message|reason|failed)$/.test(propertyName(property) ?? ""));
  return false;
}

/** The awaited or chained expression that a call begins: what is to be tried again as one. */
export function attemptOf(call: Call, handler: SingleShot["handler"]): TSESTree.Node {
  let whole: TSESTree.Node = dressed(call);
  for (;;) {
    const member = whole.parent;
    if (member?.type !== "MemberExpression" || member.object !== whole) return whole;
    const next = dressed(member).parent;
    if (next?.type !== "CallExpression" || bare(next.callee) !== member || next.arguments.some((argument) => isWithin(handler, argument))) return whole;
    whole = dressed(next);
  }
}
