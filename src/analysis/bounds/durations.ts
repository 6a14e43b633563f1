import type { TSESTree } from "@typescript-eslint/utils";
import { isPlainDelay } from "../libraries/delays.js";
import type { File } from "../file.js";
import { remoteCalls } from "../libraries/library-calls.js";
import { bare, isCall, propertyName } from "../nodes.js";
import { numberOf } from "../numbers.js";
import { literalOf } from "../settings.js";
import { deadlinesIn } from "../cancellation/signals.js";
import { isTimeLimited } from "../libraries/time-limits.js";

/** The longest that a piece of work can take: milliseconds, `unknown` where it is bounded by a value that cannot be seen, `none` where nothing bounds it. */
export type Duration = number | "unknown" | "none";

/** A default of a library that is longer was chosen by nobody with a period in mind. */
const longestChosen = 60_000;

/** How long what is awaited or started here can take at most. */
export function durationOf(file: File, work: TSESTree.Node): Duration {
  const call = firstCall(work);
  if (!call) return "none";
  if (call.type === "CallExpression" && isPlainDelay(file, call)) return (call.arguments[0] && numberOf(file, call.arguments[0])) ?? "unknown";
  const remote = remoteCalls(file).find(({ node }) => node === call);
  if (remote?.timeout.answer === "set") return remote.timeout.value ? limitOf(file, remote.timeout.value, remote.timeout.slot?.unit === "s" ? 1000 : 1) : "unknown";
  if (remote?.timeout.answer === "unknown") return "unknown";
  if (remote && (remote.fact.defaultTimeout === "unknown" || Number(remote.fact.defaultTimeout) <= longestChosen)) return remote.fact.defaultTimeout;
  if (isBodyOfAnswer(file, call)) return 0;
  return isTimeLimited(file, call) ? "unknown" : "none";
}

/** The call that a chain starts with: `fetch` of `fetch(url).then(…).catch(…)`. */
function firstCall(work: TSESTree.Node): TSESTree.CallExpression | TSESTree.NewExpression | undefined {
  let node = bare(work);
  while (node.type === "CallExpression") {
    const callee = bare(node.callee);
    const inner = callee.type === "MemberExpression" ? bare(callee.object) : undefined;
    if (inner?.type !== "CallExpression" || !/^(?:then|catch|finally|json|text)$/.test(callee.type === "MemberExpression" ? (propertyName(callee) ?? "") : "")) return node;
    node = inner;
  }
  return isCall(node) ? node : undefined;
}

function limitOf(file: File, value: TSESTree.Node, unit: number): Duration {
  const plain = numberOf(file, value);
  if (plain !== undefined) return plain * unit;
  const deadlines = deadlinesIn(file, value).flatMap(({ arguments: [ms] }) => (ms ? [numberOf(file, ms)] : []));
  const known = deadlines.filter((ms) => ms !== undefined);
  return known.length > 0 ? Math.min(...known) : "unknown";
}

const bodyMethods = new Set(["json", "text", "blob", "arrayBuffer", "bytes", "formData"]);

/** `await response.json()`: the limit of the request that `response` answers holds for it as well. */
function isBodyOfAnswer(file: File, call: TSESTree.Node): boolean {
  const callee = call.type === "CallExpression" ? bare(call.callee) : undefined;
  if (callee?.type !== "MemberExpression" || !bodyMethods.has(propertyName(callee) ?? "")) return false;
  const answer = literalOf(file, callee.object);
  const request = answer.type === "AwaitExpression" ? bare(answer.argument) : answer;
  return remoteCalls(file).some(({ node }) => node === request);
}
