import type { TSESTree } from "@typescript-eslint/utils";
import { constantOnPurpose, endlessOnPurpose } from "../../knowledge/intents.js";
import type { File } from "../file.js";
import { bare, headOf, isCall, isFunction, isLoop, isWithin, lineOf, shortText } from "../nodes.js";
import { isKeyedAround, lacksKey } from "./idempotency-keys.js";
import { retries } from "./retries.js";
import { statusTestIn, type Retry } from "./retry.js";
import { isUnbounded } from "./retry-bounds.js";
import { attemptsOf } from "./retry-counts.js";
import { meetsCrowd } from "./retry-crowds.js";
import { delayKind, sleepsOf, type Sleep } from "./retry-delays.js";
import { isAfterLast, lostEnding } from "./retry-endings.js";
import { isConflict, isForState, isLocal, isSaid, isUntilFound, isWaitByLibrary, ownPartsOf } from "./retry-exemptions.js";
import { effectOf, isHarmlessTarget, saysWhatItDoes } from "./call-effects.js";
import { isPatient, isToldToRetry, ownAttempts } from "./own-attempts.js";
import { retriesWithin, triedBy, type Tried } from "./retry-operations.js";
import { filterOf, isAfterWait } from "./retry-filters.js";
import { policies } from "./retry-policies.js";
import { isToldWhen, refusalThrown, unseenSignal, worstCase } from "./retry-oversights.js";
import { unreadWait } from "./retry-waits.js";
import { literalOf, settingOf, type Setting } from "../settings.js";
import { runsAlone } from "../targets.js";
import { isLogCall, isMetricCall } from "../libraries/telemetry.js";
import { calleeName } from "../libraries/time-limits.js";

/** What is wrong with a retry. The groups are those by which such bugs are told apart: whether, when and how it is tried again. */
export type FaultKind =
  | "retriesUnsafe" | "retriesPost" | "retriesEverything" // IF
  | "noDelay" | "immediateRetry" | "fixedDelay" | "noJitter" | "ignoresRetryAfter" | "sleepsAfterLast" // WHEN
  | "unbounded" | "noOverallDeadline" | "nestedRetries" | "layeredRetries" | "ignoresAbort" | "swallowsLastError"; // HOW

export interface Fault {
  readonly kind: FaultKind;
  readonly retry: Retry;
  /** Where it stands, the best place first: one place holds one report. */
  readonly at: readonly (TSESTree.Node | TSESTree.Token)[];
  readonly data: Readonly<Record<string, string | number>>;
  /** The pause or the statement that is to be changed. */
  readonly part?: TSESTree.Node | undefined;
}

/** The faults of the retries of a file. The gravest come first, so that they get the best places. */
export function* retryFaults(file: File, deadlineMs: number): Generator<Fault> {
  for (const retry of retries(file)) {
    const tried = triedBy(file, retry);
    const sleeps = retry.form === "library" ? [] : sleepsOf(file, retry);
    yield* unsafeCalls(file, retry, tried);
    yield* multiplied(file, retry, tried);
    if (isUnbounded(file, retry) && !runsAlone(file) && !isSaid(file, retry, endlessOnPurpose)) yield { kind: "unbounded", retry, at: [...attemptsOption(file, retry), ...placesOf(file, retry)], data: common(file, retry) };
    if (!isLocal(file, retry)) yield* timing(file, retry, sleeps, tried);
    const lost = lostEnding(file, retry);
    const [first, ...others] = placesOf(file, retry);
    if (lost && first && !isUntilFound(file, retry)) yield { kind: "swallowsLastError", retry, at: isLoop(lost) || lost === retry.node ? [first, ...others] : ranked([first, ...others], lost), data: common(file, retry), part: lost };
    yield* oversights(file, retry, tried, sleeps, deadlineMs);
    for (const sleep of sleeps) {
      if (isAfterLast(file, retry, sleep)) yield { kind: "sleepsAfterLast", retry, at: ranked(placesOf(file, retry), headOf(file, sleep.call)), data: { ...common(file, retry), sleep: shortText(file, sleep.call) }, part: sleep.call };
    }
  }
}

/** The keyword of the loop, or the call that tries again; where that is taken, the `catch` and the operation itself. */
function placesOf(file: File, { node, trigger, work }: Retry): (TSESTree.Node | TSESTree.Token)[] {
  const first = isLoop(node) ? file.source.getFirstToken(node) : headOf(file, node);
  const second = trigger?.type === "CatchClause" ? file.source.getFirstToken(trigger) : undefined;
  return [first, second, headOf(file, work)].filter((place) => place != null);
}

/** `retries: Infinity` in the call of a library. */
function attemptsOption(file: File, { fact, node }: Retry): TSESTree.Node[] {
  const [slot] = fact?.attempts ?? [];
  const value = slot && isCall(node) ? settingOf(file, node, slot).value : undefined;
  return value && isWithin(value, node) && value.parent?.type === "Property" ? [value.parent] : [];
}

function common(file: File, { node, work }: Retry): Record<string, string | number> {
  return { work: isCall(bare(work)) ? nameOf(file, work) : shortText(file, isCall(node) ? node : work), line: lineOf(node) };
}

/** `loadUser` of `loadUser(id)`, `fetch` of `fetch(url).then(parse)` and of `Promise.race([fetch(url), late])`. */
function nameOf(file: File, work: TSESTree.Node): string {
  let call = bare(work);
  for (;;) {
    const callee = call.type === "CallExpression" ? bare(call.callee) : undefined;
    const object = callee?.type === "MemberExpression" ? bare(callee.object) : undefined;
    if (object?.type === "CallExpression") call = object;
    else break;
  }
  return isCall(call) ? shortText(file, isFunction(bare(call.callee)) ? call : call.callee) : shortText(file, work);
}

function* unsafeCalls(file: File, retry: Retry, tried: Tried): Generator<Fault> {
  if (!meetsAny(file, retry, tried) || isLocal(file, retry)) return;
  for (const call of tried.calls) {
    if (effectOf(file, call) !== "non-idempotent" || ownAttempts(file, call) > 1 || !lacksKey(file, call) || isHarmlessTarget(file, call) || isKeyedAround(file, retry.node)) continue;
    yield { kind: tried.near.has(call) && !runsAlone(file) && saysWhatItDoes(file, call) ? "retriesUnsafe" : "retriesPost", retry, at: around(file, retry, call.node), data: { call: nameOf(file, call.node), line: lineOf(call.node) } };
  }
}

/** What is made again stands on the loop or the call that does it; where that is taken, on the call itself. */
function around(file: File, retry: Retry, call: TSESTree.Node): Fault["at"] {
  return ranked(placesOf(file, retry), headOf(file, call));
}

/** The first of some places, then the one that a fault has of its own, then the others. */
function ranked([first, ...others]: Fault["at"], own: Fault["at"][number]): Fault["at"] {
  return first ? [first, own, ...others] : [own];
}

/** Whether what fails on the way, or for any reason, leads to another try. */
function meetsAny(file: File, retry: Retry, tried: Tried): boolean {
  const filter = filterOf(file, retry, tried);
  return filter === "all" || filter === "lost";
}

function* multiplied(file: File, retry: Retry, tried: Tried): Generator<Fault> {
  if (retry.form === "reconnect" || isToldWhen(file, retry)) return;
  const inner = retriesWithin(file, tried, retry, retries(file));
  if (inner && meetsAny(file, inner, triedBy(file, inner)) && meetsAny(file, retry, tried)) yield { kind: "nestedRetries", retry, at: around(file, retry, inner.node), data: { call: common(file, inner)["work"] as string, inner: attemptsOf(file, inner) ?? "several", line: lineOf(inner.node) } };
  for (const call of tried.calls) {
    const own = ownAttempts(file, call);
    const isAsked = own > 1 && isToldToRetry(file, call);
    // a second try of a database driver is for a connection that it found closed
    if (isAsked || own > 2) yield { kind: isAsked || isAllThatIsTried(file, retry, call.node) ? "nestedRetries" : "layeredRetries", retry, at: around(file, retry, call.node), data: { call: nameOf(file, call.node), inner: own, line: lineOf(call.node) } };
  }
}

/** Whether a retry is for the failures of a call alone: it stands there itself, and nothing else throws beside it. */
function isAllThatIsTried(file: File, { tried }: Retry, call: TSESTree.Node): boolean {
  return isWithin(call, tried) && ![...ownPartsOf(file, [tried])].some(({ type }) => type === "ThrowStatement");
}

function* timing(file: File, retry: Retry, sleeps: readonly Sleep[], tried: Tried): Generator<Fault> {
  if (retry.form === "library") {
    if (lacksJitter(file, retry) && !isWaitByLibrary(retry) && meetsCrowd(file, retry, tried)) yield { kind: "noJitter", retry, at: placesOf(file, retry), data: { ...common(file, retry), delay: nameOf(file, retry.node) } };
    return;
  }
  if ((attemptsOf(file, retry) ?? 3) <= 2 || isForState(file, retry)) return;
  const hot = tried.calls.length > 0 || statusTestIn(retry) !== undefined || isUnbounded(file, retry) ? "noDelay" : "immediateRetry";
  if (sleeps.length === 0) {
    if (hot === "immediateRetry" && (runsAlone(file) || isOneOfMany(retry))) return;
    if (retry.form !== "reconnect" && !isConflict(file, retry) && isIdle(file, retry) && !isOnce(retry) && !isAfterWait(file, retry) && (statusTestIn(retry) !== undefined || filterOf(file, retry, tried) !== "some")) yield { kind: hot, retry, at: placesOf(file, retry), data: common(file, retry) };
    return;
  }
  for (const sleep of sleeps) {
    const found = kinds[delayKind(file, retry, sleep)];
    const kind = found === "noDelay" ? hot : found;
    const delay = sleep.delay ? shortText(file, sleep.delay) : "";
    if (kind === "fixedDelay" && isSaid(file, retry, constantOnPurpose)) continue;
    if ((kind === "fixedDelay" || kind === "noJitter") && !meetsCrowd(file, retry, tried, sleep)) continue;
    if (kind) yield { kind, retry, at: [headOf(file, sleep.call), ...placesOf(file, retry)], data: { ...common(file, retry), delay }, part: sleep.delay };
  }
}

const kinds = { none: "noDelay", fixed: "fixedDelay", growing: "noJitter", spread: undefined, unknown: undefined } as const;

/** `client.step(token)`: one move of an exchange, or one reckoning, that reaches a peer by accident at most. */
function isOneOfMany({ work }: Retry): boolean {
  const call = bare(work);
  return isCall(call) && /^(?:step|next|advance|parse|decode|encode|render|compile|draw)$/.test(calleeName(call) ?? "");
}

/** `return load(id, true);` tries once more. */
function isOnce({ node }: Retry): boolean {
  return isCall(node) && node.arguments.some((argument) => argument.type === "Literal" && typeof argument.value === "boolean");
}

/** Options that somebody wrote, without the chance that spreads the callers. */
function lacksJitter(file: File, { fact, node }: Retry): boolean {
  if (!fact || fact.jitter.length === 0 || !isCall(node)) return false;
  if (fact.defaultJitter) return fact.jitter.some((slot) => isSwitchedOff(settingOf(file, node, slot)));
  const given = node.arguments[fact.jitter[0]?.argument as number];
  const options = given && literalOf(file, given);
  if (policies(file).some(({ call, pace }) => call === node && pace !== "unknown")) return false;
  return options?.type === "ObjectExpression" && fact.jitter.every((slot) => settingOf(file, node, slot).answer === "unset");
}

/** `randomize: false` */
function isSwitchedOff({ answer, value }: Setting): boolean {
  return answer === "unset" && value?.type === "Literal";
}

/** Whether nothing is done between a failure and the next try but to note it: nothing that takes time, or that mends the cause. */
function isIdle(file: File, retry: Retry): boolean {
  for (const node of ownPartsOf(file, retry.between)) {
    if (node.type === "AwaitExpression" || node.type === "ForOfStatement") {
      if (!isCall(retry.node) || node.type !== "AwaitExpression" || bare(node.argument) !== retry.node) return false;
    }
    if (!isCall(node) || node === retry.node || node.type === "NewExpression" || isLogCall(file, node) || isMetricCall(file, node) || isLook(node)) continue;
    if (!/^(?:is|has|should|can)[A-Z]|^(?:report|String|Number|push|includes|test|log|debug|warn|error|info)$/.test(calleeName(node) ?? "")) return false;
  }
  return true;
}

/** `!transient(error)`: whoever is asked in a condition does not wait. */
function isLook(call: TSESTree.CallExpression): boolean {
  for (let inner: TSESTree.Node = call, outer = call.parent as TSESTree.Node | undefined; outer; inner = outer, outer = outer.parent) {
    if (outer.type === "IfStatement" || outer.type === "ConditionalExpression") return outer.test === inner;
    if (outer.type === "AwaitExpression" || outer.type === "BlockStatement") return false;
  }
  return false;
}

function* oversights(file: File, retry: Retry, tried: Tried, sleeps: readonly Sleep[], deadlineMs: number): Generator<Fault> {
  const places = placesOf(file, retry);
  const thrown = retry.form === "reconnect" ? undefined : refusalThrown(file, retry, tried);
  const clause = retry.trigger?.type === "CatchClause" ? file.source.getFirstToken(retry.trigger) : undefined;
  if (thrown) yield { kind: "retriesEverything", retry, at: clause ? [clause, ...places] : places, data: { ...common(file, retry), thrown: lineOf(thrown) } };
  const worst = worstCase(file, retry, tried);
  if (worst && !runsAlone(file) && worst.attempts * worst.limit > deadlineMs) {
    yield { kind: "noOverallDeadline", retry, at: places, data: { ...common(file, retry), ...worst, total: Math.round((worst.attempts * worst.limit) / 1000) } };
  }
  const signal = retry.form === "reconnect" ? undefined : unseenSignal(file, retry);
  if (signal) yield { kind: "ignoresAbort", retry, at: places, data: { ...common(file, retry), signal } };
  // a client that tries again by itself has waited as long as it was told to
  const test = tried.calls.some((call) => isPatient(file, call)) ? undefined : unreadWait(file, retry, sleeps);
  if (test) yield { kind: "ignoresRetryAfter", retry, at: ranked(places, test), data: { ...common(file, retry), test: shortText(file, test) } };
}
