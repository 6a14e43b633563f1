import type { File } from "../file.js";
import { librariesOfModule } from "../libraries/libraries.js";
import type { RemoteCall } from "../libraries/library-calls.js";
import { bare, isLoop, type Call } from "../nodes.js";
import { originOf } from "../origin.js";
import { delayKind, type Sleep } from "./retry-delays.js";
import { isContended } from "./retry-exemptions.js";
import { marksOf } from "./retry-loops.js";
import { ownAttempts } from "./own-attempts.js";
import { callAt, type Tried } from "./retry-operations.js";
import type { Retry } from "./retry.js";
import { answersOne, runsAlone } from "../targets.js";

/** Whether callers that fail together can meet again at the peer, so that it matters how a pause is spread. */
export function meetsCrowd(file: File, retry: Retry, tried: Tried, sleep?: Sleep): boolean {
  if (runsAlone(file) || answersOne(file)) return false;
  if (isContended(file, retry)) return true;
  return !tried.all.some((call) => isOfPatientClient(file, call)) && !isOfThisMachine(file, tried) && !(sleep && (isPeriod(file, sleep) || isUntilThere(file, retry, tried, sleep)));
}

/**
 * A call of a client that tries again by itself: what failures pass in a moment it has met already.
 * Who tries on afterwards waits until a resource has come into being, or is free.
 */
function isOfPatientClient(file: File, call: Call): boolean {
  const known = callAt(file, call);
  if (known && isMany(known.fact.retries?.defaultAttempts) && !isSingle(file, known)) return true;
  return call.arguments.some((argument) => {
    const module = argument.type === "NewExpression" ? originOf(file, argument)?.module : undefined;
    return module != null && librariesOfModule(file, module).some(({ remote }) => remote?.some(({ retries }) => isMany(retries?.defaultAttempts)));
  });
}

/** `retry: { limit: 0 }` */
function isSingle(file: File, call: RemoteCall): boolean {
  return ownAttempts(file, call) <= 1;
}

function isMany(attempts: number | "unbounded" | "unknown" | undefined): boolean {
  return typeof attempts === "number" && attempts > 1;
}

/** `chrome.tabs.ungroup(ids)`: what is asked is the browser that the code runs in. */
function isOfThisMachine(file: File, { calls, all }: Tried): boolean {
  return calls.length === 0 && all.some((call) => /^\.(?:chrome|browser|navigator)\./.test(originOf(file, call.callee)?.path ?? ""));
}

/** The pause of a loop that asks for news anyhow. */
function isPeriod(file: File, { delay }: Sleep): boolean {
  return delay !== undefined && /poll/i.test(file.source.getText(delay));
}

/** `while (!socket) { try { socket = await open(); } catch { await sleep(50); } }` looks every moment whether something is there yet. */
function isUntilThere(file: File, retry: Retry, tried: Tried, sleep: Sleep): boolean {
  const { node } = retry;
  if (!isLoop(node) || node.type !== "WhileStatement" || node.test.type !== "UnaryExpression" || tried.calls.length > 0) return false;
  const delay = sleep.delay && bare(sleep.delay);
  const isShort = delay?.type === "Literal" && Number(delay.value) < 300;
  return isShort && delayKind(file, retry, sleep) === "fixed" && marksOf(file, retry.tried).has(file.source.getText(node.test.argument));
}
