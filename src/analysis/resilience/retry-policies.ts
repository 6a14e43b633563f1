import type { TSESTree } from "@typescript-eslint/utils";
import type { Library, PaceCondition, PaceFact, PolicyFact, Slot, Spelling } from "../../knowledge/library.js";
import { variableOf } from "../places/bindings.js";
import type { File } from "../file.js";
import { functionMeant, isNothing } from "../functions.js";
import { factOf, normalised, type Known } from "../libraries/libraries.js";
import { settingAt } from "../libraries/library-calls.js";
import { bare, callsOf, descendants, dressed, isCall, isFunction, isWithin, type Call, type FunctionNode } from "../nodes.js";
import { numberOf } from "../numbers.js";
import { originOf } from "../origin.js";
import { perFile } from "../per-file.js";
import { outcomesOf, returnedBy } from "../promises/promises.js";
import { literalOf, settingOf } from "../settings.js";
import { callPathOf, pathOf } from "../spelling.js";
import { usesOf } from "../libraries/time-limits.js";

/** How something that tries again by itself is told to. */
export interface Policy {
  /** What makes it, or is given it. */
  readonly call: Call;
  readonly fact: PolicyFact;
  readonly attempts: number | "unbounded" | "unknown";
  readonly pace: PaceFact["pace"] | "unknown";
  /** The setting that makes the pause what it is, where there is one. */
  readonly setting: TSESTree.Node | undefined;
}

/** The policies of a file, in source order. */
export const policies = perFile((file): readonly Policy[] =>
  callsOf(file).flatMap((call) => {
    const known = factOf(file, "policies", call);
    return known ? [{ call, fact: known.fact, attempts: attemptsAt(file, known, call), ...paceAt(file, known, call) }] : [];
  }),
);

/** How often a client that was made to try again calls in all; `undefined` where none was. */
export function attemptsByPolicy(file: File, call: Call): number | undefined {
  const attempts = policyOf(file, call)?.attempts;
  return typeof attempts === "number" ? attempts : undefined;
}

/** The policy by which the client of a call tries again, where it is written out how often. */
export function policyOf(file: File, { callee }: Call): Policy | undefined {
  const member = bare(callee);
  const client = member.type === "MemberExpression" ? member.object : member;
  return policies(file).find(({ call, fact, attempts }) => {
    const given = fact.client === undefined ? undefined : call.arguments[fact.client];
    return given !== undefined && typeof attempts === "number" && isSame(file, given, client);
  });
}

function isSame(file: File, one: TSESTree.Node, other: TSESTree.Node): boolean {
  const [first, second] = [bare(one), bare(other)];
  if (first.type === "Identifier") return second.type === "Identifier" && variableOf(file, first) !== undefined && variableOf(file, first) === variableOf(file, second);
  return first.type === "MemberExpression" && file.source.getText(first) === file.source.getText(second);
}

/** Whether a policy is handed on, or given something else that can end its tries: `wrap(policy, timeout)`, `policy.execute(work, signal)`. */
export function isEndedElsewhere(file: File, { call }: Policy): boolean {
  const value = dressed(call);
  const isKept = value.parent?.type === "VariableDeclarator" || value.parent?.type === "PropertyDefinition" || value.parent?.type === "AssignmentExpression" || value.parent?.type === "MemberExpression";
  if (!isKept || value.parent?.parent?.parent?.type === "ExportNamedDeclaration") return true;
  return usesOf(file, call).some((use) => {
    const { parent } = dressed(use);
    if (parent?.type !== "MemberExpression") return parent?.type !== "VariableDeclarator";
    return parent.parent.type === "CallExpression" && parent.parent.arguments.length > 1;
  });
}

function attemptsAt(file: File, known: Known<PolicyFact>, call: Call): Policy["attempts"] {
  const { attempts, defaultAttempts, firstIsExtra } = known.fact;
  for (const slot of attempts) {
    const { answer, value } = settingAt(file, known, call, slot);
    const number = value && numberOf(file, value);
    if (number !== undefined) return number + (firstIsExtra ? 1 : 0);
    if (value && /(?:Infinity|POSITIVE_INFINITY)$/.test(file.source.getText(value))) return "unbounded";
    if (answer !== "unset") return "unknown";
  }
  return defaultAttempts;
}

function paceAt(file: File, known: Known<PolicyFact>, call: Call): Pick<Policy, "pace" | "setting"> {
  const { paces, pause, defaultPause } = known.fact;
  for (const { pace, where } of paces ?? []) {
    if (where.every((condition) => isMet(file, known, call, condition))) return { pace, setting: where[0] && settingOf(file, call, where[0].slot).value };
  }
  const given = pause.map((slot: Slot) => settingOf(file, call, slot));
  const told = given.find(({ answer }) => answer !== "unset");
  if (told) return { pace: told.value ? paceOf(file, literalOf(file, told.value)) : "unknown", setting: told.value };
  return { pace: pause.length > 0 && defaultPause === "none" ? "none" : "unknown", setting: undefined };
}

function isMet(file: File, known: Known<PolicyFact>, call: Call, { slot, value, made, of }: PaceCondition): boolean {
  const given = settingOf(file, call, slot);
  if (value === null) return given.answer === "unset";
  if (given.answer === "unset" || !given.value) return false;
  const node = literalOf(file, given.value);
  if (made === undefined) return (node.type === "Literal" ? node.value : numberOf(file, node)) === value;
  if (!isMade(file, known.library, node, made)) return false;
  if (!of) return true;
  const inner = isCall(node) ? settingOf(file, node, of.slot).value : undefined;
  return inner !== undefined && isMade(file, known.library, inner, of.made);
}

/** Whether a value is what a library spells so, or what a call of that gives. */
export function isMade(file: File, library: Library, value: TSESTree.Node, made: Spelling): boolean {
  const origin = originOf(file, value);
  if (origin?.module == null || !library.modules.includes(origin.module)) return false;
  return [pathOf(made, library.default), callPathOf(made, library.default)].includes(normalised(file, origin).path);
}

/** How a number or a function that gives one goes on from try to try. */
function paceOf(file: File, pause: TSESTree.Node): Policy["pace"] {
  const number = numberOf(file, pause);
  if (number !== undefined) return number > 0 ? "fixed" : "none";
  const fn = functionMeant(file, pause);
  return fn ? paceByFunction(file, fn) : "unknown";
}

function paceByFunction(file: File, fn: FunctionNode): Policy["pace"] {
  if (/random|jitter/i.test(file.source.getText(fn))) return "spread";
  const given = returnedBy(file, fn).flatMap(outcomesOf).filter((value) => !isNothing(value) && value.type !== "NewExpression" && !(value.type === "Literal" && typeof value.value !== "number"));
  const numbers = given.map((value) => numberOf(file, value));
  if (given.length > 0 && numbers.every((number) => number !== undefined)) return new Set(numbers).size > 1 ? "unknown" : numbers[0] === 0 ? "none" : "fixed";
  const isCounted = given.every((value) => numberOf(file, value) !== undefined || isReckoned(file, value, fn));
  return isCounted && given.length > 0 ? "growing" : "unknown";
}

/** `Math.min(100 * attempt, 2_000)`: nothing but the number of the try and constants. */
function isReckoned(file: File, value: TSESTree.Node, fn: FunctionNode): boolean {
  const [count] = fn.params;
  for (const node of descendants(file, value)) {
    if (isFunction(node) || (node.type === "CallExpression" && !file.source.getText(node.callee).startsWith("Math."))) return false;
    if (node.type === "Identifier" && variableOf(file, node) && numberOf(file, node) === undefined && !(count && variableOf(file, node)?.identifiers.some((name) => isWithin(name, count)))) return false;
  }
  return true;
}
