import type { TSESTree } from "@typescript-eslint/utils";
import { lostAnswer, passingName, stopsRetrying, timedOut } from "../../knowledge/failures.js";
import type { RetryFact } from "../../knowledge/library.js";
import { variableOf } from "../places/bindings.js";
import { codeOf } from "../code-text.js";
import type { File } from "../file.js";
import { calleeOf, functionMeant } from "../functions.js";
import { nameIn } from "../libraries/dispensables.js";
import { bare, descendants, isCall, isFunction, isWithin, type Call } from "../nodes.js";
import { failureVariables } from "./retry-bounds.js";
import type { Tried } from "./retry-operations.js";
import { stopsOf } from "./retry-stops.js";
import { statusTestIn, type Retry } from "./retry.js";
import { settingOf } from "../settings.js";
import { statusTestOf } from "./status-tests.js";
import { isLogCall, isMetricCall } from "../libraries/telemetry.js";

/**
 * Which failures lead to another try: `all`, since nothing looks at them; `lost`, those after which the peer may have
 * done its work all the same; `passing`, those that a name from elsewhere calls so; `some`, of which no more is known.
 */
export type Filter = "all" | "lost" | "passing" | "some";

/** What the tests between a failure and the next try let through. */
export function filterOf(file: File, retry: Retry, tried: Tried): Filter {
  if (retry.form === "library") return !looksAtError(file, retry, tried) ? "all" : judgesAnswers(file, retry, tried) || asksForLost(file, retry) ? "lost" : "some";
  const looks = looksOf(file, retry);
  if (looks.length === 0) return "all";
  const texts = looks.flatMap((look) => [...spelledOut(file, look)]);
  if (texts.some((text) => lostAnswer.test(text)) || looks.some((look) => letsAnyRefusalThrough(file, look)) || isDenial(file, retry, looks)) return "lost";
  return texts.some((text) => passingName.test(text)) ? "passing" : "some";
}

/** Whether another try follows only a time that has run out, so that it does not come at once. */
export function isAfterWait(file: File, retry: Retry): boolean {
  const texts = looksOf(file, retry).flatMap((look) => [...spelledOut(file, look)]);
  return texts.some((text) => text.search(timedOut) >= 0) && !texts.some((text) => lostAnswer.test(text.replaceAll(timedOut, "")));
}

/** Whether what failed decides anything: a test of the error, a function that is asked about it. */
export function looksAtError(file: File, retry: Retry, { parts }: Pick<Tried, "parts">): boolean {
  if (retry.form !== "library") return looksOf(file, retry).length > 0;
  return !isCall(retry.node) || isFiltered(file, retry.node, retry.fact) || [retry.node, retry.whole, ...parts].some((part) => stopsRetrying.test(codeOf(file, part)));
}

function isFiltered(file: File, call: Call, fact: RetryFact | undefined): boolean {
  return (fact?.filter ?? []).some((slot) => settingOf(file, call, slot).answer !== "unset");
}

/** A filter that lets through what had no answer: `shouldRetry: ({ error }) => !error.response`. */
function asksForLost(file: File, { node, fact }: Retry): boolean {
  return (fact?.filter ?? []).some((slot) => {
    const value = isCall(node) ? settingOf(file, node, slot).value : undefined;
    const filter = value && functionMeant(file, value);
    const code = filter ? codeOf(file, filter.body).replaceAll(/\bis(?:Axios|Http|Fetch|Request)Error\b/g, "") : "";
    return unanswered.test(code) || lostAnswer.test(code);
  });
}

const unanswered = /!\s*[\w.]+\??\.response\b(?!\s*\??\.)|\.response\s*={2,3}\s*undefined/;

const endings = /^(?:AbortError|StopError|bail|abort)$/;

/** What a library is given ends the tries for some answers of the peer alone: a request that was lost on the way has none, and is made again. */
function judgesAnswers(file: File, { node, fact }: Retry, { parts }: Tried): boolean {
  if (!isCall(node) || isFiltered(file, node, fact) || node.arguments.some((argument) => !isFunction(bare(argument)) && stopsRetrying.test(codeOf(file, argument)))) return false;
  const ends = parts.flatMap((part) => [...descendants(file, part)].filter((inner): inner is Call => isCall(inner) && endings.test(nameIn(bare(inner.callee)) ?? "")));
  return ends.length > 0 && ends.every((end) => isAfterStatusTest(file, end));
}

function isAfterStatusTest(file: File, node: TSESTree.Node): boolean {
  for (let inner = node, outer = node.parent; outer && !isFunction(outer) && outer.type !== "CatchClause"; inner = outer, outer = outer.parent) {
    if (outer.type === "IfStatement" && outer.test !== inner && statusTestOf(file, outer.test)) return true;
  }
  return false;
}

/** `if (error.code === "EBADURL") throw error;`: all other failures lead to another try. */
function isDenial(file: File, retry: Retry, looks: readonly TSESTree.Node[]): boolean {
  const asked = [...stopsOf(file, retry)].filter(({ test }) => looks.some((look) => isWithin(test, look)) && [...failureVariables(file, { ...retry, work: retry.node })].some(({ references }) => references.some(({ identifier }) => isWithin(identifier, test))));
  return asked.length > 0 && looks.every((look) => asked.some(({ test }) => isWithin(test, look))) && asked.every(({ test, goesOn }) => !goesOn && namesOne(test));
}

/** `error.code === "EBADURL"`, `isHttp(error) && error.status === 404` */
function namesOne(test: TSESTree.Node): boolean {
  const node = bare(test);
  if (node.type === "LogicalExpression") return node.operator === "&&" && (namesOne(node.left) || namesOne(node.right));
  return node.type === "BinaryExpression" && ((/^={2,3}$/.test(node.operator) && [node.left, node.right].some(({ type }) => type === "Literal")) || node.operator === "instanceof");
}

/** The tests and the calls that what failed is handed to. */
function looksOf(file: File, retry: Retry): readonly TSESTree.Node[] {
  const status = statusTestIn(retry);
  if (status) return [status];
  return [...failureVariables(file, { ...retry, work: retry.node })].flatMap(({ references }) => references.flatMap(({ identifier }) => lookBy(file, identifier) ?? []));
}

/** The test that a name stands in, at once or by way of a constant. */
function lookBy(file: File, name: TSESTree.Node): TSESTree.Node | undefined {
  for (let inner = name, outer = name.parent; outer; inner = outer, outer = outer.parent) {
    switch (outer.type) {
      case "IfStatement":
        return outer.test;
      case "SwitchStatement":
        return outer.discriminant;
      case "ConditionalExpression":
        return isInMessage(outer) ? undefined : outer.test;
      case "LogicalExpression":
        if (outer.left === inner) return isInMessage(outer) ? undefined : outer;
        break;
      case "CallExpression":
        if (outer.callee !== inner) return isLogCall(file, outer) || isMetricCall(file, outer) || isText(outer) ? undefined : outer;
        break;
      case "VariableDeclarator":
        return lookByConstant(file, outer);
      case "AssignmentExpression":
        return outer.right === inner ? lookByCopy(file, outer) : undefined;
      case "BlockStatement":
      case "ThrowStatement":
      case "NewExpression":
        return undefined;
      default:
    }
  }
  return undefined;
}

/** `last = error; if (last.status === 400) throw error;`: what is asked of the copy in the same block. */
function lookByCopy(file: File, { left, parent }: TSESTree.AssignmentExpression): TSESTree.Node | undefined {
  const block = parent.parent;
  const variable = left.type === "Identifier" ? variableOf(file, left) : undefined;
  if (!variable || !block) return undefined;
  return variable.references.flatMap(({ identifier }) => (identifier.range[0] > left.range[1] && isWithin(identifier, block) ? (lookBy(file, identifier) ?? []) : []))[0];
}

function lookByConstant(file: File, { id, init }: TSESTree.VariableDeclarator): TSESTree.Node | undefined {
  const uses = file.source.getDeclaredVariables(id.parent).flatMap(({ references }) => references.map(({ identifier }) => identifier)).filter((use) => !isWithin(use, id));
  return uses.some((use) => lookBy(file, use) !== undefined) ? (init ?? undefined) : undefined;
}

/** `error instanceof Error ? error.message : String(error)` only makes a text. */
function isInMessage(node: TSESTree.Node): boolean {
  return node.parent?.type !== "IfStatement" && node.parent?.type !== "ReturnStatement" && node.parent?.type !== "VariableDeclarator" && !(node.parent?.type === "LogicalExpression" && !isInMessage(node.parent));
}

function isText({ callee }: TSESTree.CallExpression): boolean {
  return callee.type === "Identifier" && /^(?:String|report|captureException)$/.test(callee.name);
}

/** A test as it is written, and what stands behind the constants and functions of this file that it names. */
function* spelledOut(file: File, test: TSESTree.Node): Generator<string> {
  yield file.source.getText(test);
  for (const node of descendants(file, test)) {
    const fn = isCall(node) ? calleeOf(file, node) : undefined;
    if (fn) yield file.source.getText(fn);
    const definition = node.type === "Identifier" ? variableOf(file, node)?.defs[0] : undefined;
    if (definition?.type === "Variable" && definition.node.init && !isWithin(test, definition.node)) yield file.source.getText(definition.node.init);
  }
}

/** `!response.ok`, `status >= 400` */
function letsAnyRefusalThrough(file: File, test: TSESTree.Node): boolean {
  // which statuses a list holds is told by what it spells out, and a predicate says by its name what it lets through
  return bare(test).type !== "CallExpression" && statusTestOf(file, test) !== undefined && !/\b(?:429|503)\b|\b4\d\d\b.*={2,3}|={2,3}.*\b4\d\d\b/.test(file.source.getText(test));
}
