import type { TSESTree } from "@typescript-eslint/utils";
import { codeOf } from "../code-text.js";
import type { File } from "../file.js";
import { bare, descendants, isCall, isFunction, isWithin, ownNodes, type Call } from "../nodes.js";
import type { RemoteCall } from "../libraries/library-calls.js";
import { originOf } from "../origin.js";
import type { Retry } from "./retry.js";
import { attemptsOf } from "./retry-counts.js";
import { looksAtError } from "./retry-filters.js";
import type { Tried } from "./retry-operations.js";
import { literalOf, settingOf } from "../settings.js";
import { callersSignal } from "../cancellation/signal-sources.js";
import { statusTestOf } from "./status-tests.js";
import { runsAlone } from "../targets.js";

/** The line on which a refusal of the peer becomes an error like any other, where nothing looks at the error afterwards. */
export function refusalThrown(file: File, retry: Retry, tried: Tried): TSESTree.Node | undefined {
  if (runsAlone(file) || looksAtError(file, retry, tried)) return undefined;
  for (const part of tried.parts) {
    if (isToldApart(file, part)) continue;
    for (const node of ownNodes(file, part)) {
      const told = node.type === "IfStatement" ? statusTestOf(file, node.test) : undefined;
      const failing = told && node.type === "IfStatement" ? (told.succeeds ? node.alternate : node.consequent) : undefined;
      const throws = failing && [...ownNodes(file, failing)].find(({ type }) => type === "ThrowStatement");
      if (throws && node.type === "IfStatement" && isForAll(file, node.test)) return throws;
    }
  }
  return tried.calls.find(({ fact }) => fact.rejectsOnStatus)?.node;
}

/** `if (response.status === 404) return undefined;`: an answer that will not change has been taken out before. */
function isToldApart(file: File, part: TSESTree.Node): boolean {
  return [...ownNodes(file, part)].some((node) => node.type === "IfStatement" && /={2,3}\s*4\d\d\b/.test(file.source.getText(node.test)) && [...ownNodes(file, node.consequent)].some(({ type }) => type === "ReturnStatement"));
}

/** Whether a test lets every refusal through: `!response.ok`, `status >= 400`; not `status === 503`. */
function isForAll(file: File, test: TSESTree.Node): boolean {
  return !/\b(?:429|5\d\d)\b|retr|transient/i.test(file.source.getText(test));
}

/** Whether the next try comes when the peer has said that it may: the tries do not pile up. */
export function isToldWhen(file: File, { between }: Retry): boolean {
  return between.some((part) => /retry[-_]?after/i.test(codeOf(file, part)));
}

/** The signal in scope that neither the tries nor the pauses look at, as it is written there. */
export function unseenSignal(file: File, retry: Retry): string | undefined {
  if (runsAlone(file)) return undefined;
  const signal = callersSignal(file, retry.node);
  if (!signal || (retry.form !== "library" && looksAtError(file, retry, { parts: [] }) && isGiven(file, retry.tried, signal.text))) return undefined;
  if (retry.form === "library") {
    const { fact, node } = retry;
    if (!fact || fact.abort.length === 0 || !isCall(node) || fact.abort.some((slot) => settingOf(file, node, slot).answer !== "unset")) return undefined;
    return /aborted|throwIfAborted|AbortError/.test(file.source.getText(node)) ? undefined : signal.text;
  }
  const name = signal.text.split(/[.?]/)[0] as string;
  for (const node of descendants(file, retry.whole)) {
    if (node.type === "Identifier" && /^(?:aborted|throwIfAborted|AbortError)$/.test(node.name)) return undefined;
    if (node.type === "Identifier" && node.name === name && !isWithin(node, retry.tried) && !isParameterOf(node, retry) && !(isCall(retry.node) && isWithin(node, retry.node))) return undefined;
  }
  return signal.text;
}

/** The work ends with the signal, by itself or by the options that hold it, and a look at the error may tell that from other failures. */
function isGiven(file: File, tried: TSESTree.Node, signal: string): boolean {
  if (file.source.getText(tried).includes(signal)) return true;
  const [holder] = signal.split(/\??\./);
  return holder !== signal && [...descendants(file, tried)].some((node) => isCall(node) && node.arguments.some((argument) => argument.type === "Identifier" && argument.name === holder));
}

function isParameterOf(name: TSESTree.Node, { whole }: Retry): boolean {
  return isFunction(whole) && whole.params.some((parameter) => isWithin(name, parameter));
}

/** What all tries take together, in milliseconds, where both numbers are written out and nothing bounds the whole. */
export function worstCase(file: File, retry: Retry, tried: Tried): { readonly attempts: number; readonly limit: number } | undefined {
  const attempts = retry.form === "library" ? librarysAttempts(file, retry) : attemptsOf(file, retry);
  if (attempts === undefined || callersSignal(file, retry.node) || /deadline|Date\.now|performance\.now|elapsed|maxRetryTime|maxElapsed/i.test(codeOf(file, retry.node) + codeOf(file, retry.whole))) return undefined;
  for (const call of tried.calls) {
    const limit = limitOf(file, call);
    if (limit !== undefined) return { attempts, limit };
  }
  return undefined;
}

function librarysAttempts(file: File, { fact, node }: Retry): number | undefined {
  if (!fact || !isCall(node)) return undefined;
  for (const slot of fact.attempts) {
    const { answer, value } = settingOf(file, node, slot);
    const literal = value && literalOf(file, value);
    if (literal?.type === "Literal" && typeof literal.value === "number") return literal.value + (fact.firstIsExtra ? 1 : 0);
    if (answer !== "unset") return undefined;
  }
  return typeof fact.defaultAttempts === "number" ? fact.defaultAttempts : undefined;
}

function limitOf(file: File, { timeout }: RemoteCall): number | undefined {
  const { value, slot } = timeout;
  const given = value && literalOf(file, value);
  if (!given) return undefined;
  if (isCall(given)) return originOf(file, given)?.path === ".AbortSignal.timeout()" ? numberIn(file, given) : undefined;
  return given.type === "Literal" && typeof given.value === "number" ? given.value * (slot?.unit === "s" ? 1000 : 1) : undefined;
}

function numberIn(file: File, call: Call): number | undefined {
  const [first] = call.arguments;
  const literal = first && literalOf(file, bare(first));
  return literal?.type === "Literal" && typeof literal.value === "number" ? literal.value : undefined;
}
