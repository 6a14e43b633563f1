import type { Clock } from "./clock.js";
import { HostError, type HostErrorKind } from "./host-error.js";

/** What came back: a status with headers and text, or why nothing did. */
export type Fetched = { readonly status: number; readonly headers: Headers; readonly text: string } | { readonly reason: string };

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed; `undefined` where it is no JSON. */
  readonly body: unknown;
}

/** What an attempt came to: with `unsure`, nobody knows whether the forge has done it. */
export type Answer =
  | { readonly kind: "done"; readonly reply: Reply }
  | { readonly kind: "failed"; readonly error: HostError }
  | { readonly kind: "refused" | "unsure"; readonly wait: number; readonly error: HostError };

/** How errors name a forge. */
export interface Tongue {
  readonly name: string;
  /** What the token needs, as a clause. */
  readonly rights: string;
}

interface Circumstances extends Tongue {
  readonly clock: Clock;
  /** Which attempt it was, counted from 1. */
  readonly count: number;
}

/** Judges what came back: done, to be tried again after a while, or in vain. */
export function answerOf(got: Fetched, circumstances: Circumstances): Answer {
  const { name, count, clock } = circumstances;
  const brief = spread(1_000 * 2 ** (count - 1), clock);
  if ("reason" in got) {
    return { kind: "unsure", wait: brief, error: new HostError("unreachable", `${name} cannot be reached (${got.reason}); run it again, it goes on where it stopped.`) };
  }
  const reply = { status: got.status, headers: got.headers, body: parsed(got.text) };
  if (isLimit(reply)) {
    const error = new HostError("limited", `${name} takes no more requests for now; run it again later, it goes on where it stopped.`);
    return { kind: "refused", wait: waitOf(reply.headers, circumstances), error };
  }
  if (reply.status >= 500) {
    return { kind: "unsure", wait: brief, error: new HostError("unreachable", `${name} fails with status ${String(reply.status)}; run it again, it goes on where it stopped.`) };
  }
  return reply.status < 300 ? { kind: "done", reply } : { kind: "failed", error: failureOf(reply, circumstances) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function isLimit({ status, headers, body }: Reply): boolean {
  const { message, errors } = (body ?? {}) as { message?: unknown; errors?: unknown };
  if (Array.isArray(errors) && errors.some((error) => (error as { type?: unknown } | null)?.type === "RATE_LIMITED")) return true;
  if (status !== 403) return status === 429;
  return headers.has("retry-after") || headers.get("x-ratelimit-remaining") === "0" || /rate limit|abuse/i.test(String(message));
}

/** What the forge says, else from a minute upwards. */
function waitOf(headers: Headers, { clock, count }: Circumstances): number {
  const after = headers.get("retry-after");
  if (after !== null && /^\d+$/.test(after)) return Number(after) * 1000;
  const reset = Number(headers.get("x-ratelimit-reset") ?? headers.get("ratelimit-reset"));
  const spent = (headers.get("x-ratelimit-remaining") ?? headers.get("ratelimit-remaining")) === "0";
  if (spent && reset > 0) return Math.max(0, reset * 1000 - clock.now()) + 1_000;
  return 60_000 * 2 ** (count - 1);
}

function spread(milliseconds: number, clock: Clock): number {
  return Math.round(milliseconds * (1 + clock.random()));
}

const kinds: Readonly<Record<number, HostErrorKind>> = { 400: "invalid", 401: "unauthorised", 403: "forbidden", 404: "missing", 405: "missing", 409: "invalid", 422: "invalid" };

function failureOf(reply: Reply, { name, rights }: Tongue): HostError {
  const kind = kinds[reply.status] ?? "unreachable";
  const said = saidBy(reply.body);
  if (kind === "unauthorised") return new HostError(kind, `${name} does not know the token${said}; give it a valid one that ${rights}.`);
  if (kind === "forbidden") return new HostError(kind, `${name} does not let the token do this${said}; give it one that ${rights}.`);
  if (kind === "missing") return new HostError(kind, `${name} finds nothing there${said}; the address may be wrong, or hidden from the token: give it one that ${rights}.`);
  if (reply.status >= 300 && reply.status < 400) return new HostError("missing", `${name} says that it has moved to ${reply.headers.get("location") ?? "another place"}; use the new address.`);
  return new HostError(kind, `${name} refuses with status ${String(reply.status)}${said}.`);
}

const longest = 300;

/** The forge's own words in brackets. */
function saidBy(body: unknown): string {
  if (typeof body !== "object" || body === null) return "";
  const { message, error, errors } = body as Record<string, unknown>;
  const words = [message ?? error, ...(Array.isArray(errors) ? (errors as unknown[]) : [])].filter((word) => word !== undefined && word !== null);
  const told = words.map((word) => (typeof word === "string" ? word : JSON.stringify(word))).join(": ").replace(/[\s\u0000-\u001f\u007f-\u009f]+/g, " ");
  return told === "" ? "" : ` (${told.length > longest ? `${told.slice(0, longest)}…` : told})`;
}
