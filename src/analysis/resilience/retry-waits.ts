import type { TSESTree } from "@typescript-eslint/utils";
import type { File } from "../file.js";
import { calleeOf } from "../functions.js";
import { bare, descendants, isFunction, isWithin, propertyName } from "../nodes.js";
import { numberOf } from "../numbers.js";
import type { Sleep } from "./retry-delays.js";
import { ownPartsOf } from "./retry-exemptions.js";
import { wayOf } from "./retry-stops.js";
import type { Retry } from "./retry.js";
import { literalOf } from "../settings.js";
import { statusesIn } from "./status-tests.js";
import { isLogCall, isMetricCall } from "../libraries/telemetry.js";
import { calleeName } from "../libraries/time-limits.js";

/** The test of a status that asks the caller to wait, where the file never reads for how long. */
export function unreadWait(file: File, retry: Retry, sleeps: readonly Sleep[]): TSESTree.Node | undefined {
  if (sleeps.some((sleep) => isPatient(file, sleep)) || isMended(file, retry, sleeps)) return undefined;
  if (retry.form === "library" || retry.form === "reconnect" || (file.ast.tokens ?? []).some(({ value }) => /retry[-_]?after|rate-?limit-?reset/i.test(value))) return undefined;
  for (const node of descendants(file, retry.whole, (inner) => !isFunction(inner) || inner === retry.trigger)) {
    if (isWaitTest(file, node) && !isGivenUp(retry, node)) return node;
    if (node.type === "CallExpression" && isAskedForWait(file, node) && !isGivenUp(retry, node)) return node;
    if (node.type === "SwitchCase" && isWaitCase(file, node) && !endsInError(retry, node)) return node;
  }
  return undefined;
}

/** Whether something is done about the refusal before the next try: room is made, another peer is asked. */
function isMended(file: File, { node: again, between }: Retry, sleeps: readonly Sleep[]): boolean {
  return [...ownPartsOf(file, between)].some((node) => {
    const call = node.type === "AwaitExpression" ? bare(node.argument) : undefined;
    if (call?.type !== "CallExpression" || call === again) return false;
    return !sleeps.some((sleep) => isWithin(sleep.call, call)) && !/^(?:dump|cancel|text|json|arrayBuffer)$/.test(calleeName(call) ?? "") && !isLogCall(file, call) && !isMetricCall(file, call);
  });
}

/** `status === 429`, `TOO_MANY === answer.status`, `[429, 503].includes(error.response?.status)`, `retryable.has(response.status)` */
function isWaitTest(file: File, node: TSESTree.Node): boolean {
  if (node.type === "CallExpression") {
    const [given] = node.arguments;
    return given !== undefined && isStatus(bare(given)) && statusesIn(file, node).some(isWait);
  }
  if (node.type !== "BinaryExpression" || !/^[!=]==?$/.test(node.operator)) return false;
  const sides = [node.left, node.right];
  return sides.some((side) => isStatus(bare(side))) && sides.some((side) => isWait(numberOf(file, side)));
}

/** `isThrottled(error)`: a function of this file that looks for such a status. */
function isAskedForWait(file: File, call: TSESTree.CallExpression): boolean {
  const fn = call.arguments.length > 0 ? calleeOf(file, call) : undefined;
  if (!fn || fn.async || !isCondition(call)) return false;
  return [...descendants(file, fn.body, (inner) => !isFunction(inner))].some((node) => isWaitTest(file, node));
}

function isCondition(call: TSESTree.Node): boolean {
  const { parent } = call;
  if (parent?.type === "UnaryExpression" || parent?.type === "LogicalExpression") return isCondition(parent);
  return parent !== undefined && "test" in parent && parent.test === call;
}

/** `switch (error.status) { case 503: … }` */
function isWaitCase(file: File, { test, parent }: TSESTree.SwitchCase): boolean {
  return test !== null && isWait(numberOf(file, test)) && isStatus(bare(parent.discriminant));
}

/** A case whose statements, or those of the case that it falls through to, do not try again. */
function endsInError(retry: Retry, branch: TSESTree.SwitchCase): boolean {
  const { cases } = branch.parent;
  const last = cases.slice(cases.indexOf(branch)).find(({ consequent }) => consequent.length > 0)?.consequent.at(-1);
  return last === undefined || (last.type !== "BreakStatement" && wayOf(retry, last) === "out");
}

/** `60_000 + Math.random() * 60_000`: no peer asks for much more than half a minute. */
function isPatient(file: File, { delay }: Sleep): boolean {
  const value = delay && literalOf(file, delay);
  if (value?.type === "Literal") return Number(value.value) >= 30_000;
  return value?.type === "BinaryExpression" && value.operator === "+" && [value.left, value.right].some((side) => side.type === "Literal" && Number(side.value) >= 30_000);
}

function isWait(value: unknown): boolean {
  return value === 429 || value === 503;
}

function isStatus(node: TSESTree.Node): boolean {
  return /status|code/i.test(node.type === "MemberExpression" ? (propertyName(node) ?? "") : node.type === "Identifier" ? node.name : "");
}

/** `if (error.status === 429) throw error;` does not try again. */
function isGivenUp(retry: Retry, test: TSESTree.Node): boolean {
  const outer = test.parent;
  if (outer?.type !== "IfStatement" || (test.type === "BinaryExpression" && test.operator.startsWith("!"))) return false;
  return wayOf(retry, outer.consequent) === "out";
}
