import type { TSESTree } from "@typescript-eslint/utils";
import type { OwnRetries, Slot } from "../../knowledge/library.js";
import type { File } from "../file.js";
import { settingAt, type RemoteCall } from "../libraries/library-calls.js";
import { attemptsByPolicy } from "./retry-policies.js";
import { literalOf, settingOf } from "../settings.js";
import { calleeName } from "../libraries/time-limits.js";
import { effectOf } from "./call-effects.js";

/** What a library that minds its methods makes again. */
const repeatable: ReadonlySet<string> = new Set(["read", "idempotent-write"]);

/** How often a library calls by itself when a call fails, at least; 1 where it does not, or where that is not known. */
export function ownAttempts(file: File, call: RemoteCall): number {
  const { retries } = call.fact;
  const byPolicy = attemptsByPolicy(file, call.node);
  if (byPolicy !== undefined) return byPolicy;
  if (!retries || typeof retries.defaultAttempts !== "number") return 1;
  if (retries.idempotentOnly && !listsMethod(file, call) && !repeatable.has(effectOf(file, call))) return 1;
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
