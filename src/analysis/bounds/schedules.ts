import type { TSESTree } from "@typescript-eslint/utils";
import type { CallbackFact } from "../../knowledge/library.js";
import { variableOf } from "../places/bindings.js";
import { cronPeriod } from "./cron-periods.js";
import { wordsOf } from "../libraries/dispensables.js";
import type { File } from "../file.js";
import { factOf } from "../libraries/libraries.js";
import { textOf } from "./library-texts.js";
import { bare, descendants, isWithin, nodes, type Call } from "../nodes.js";
import { numberOf } from "../numbers.js";
import { isParameter, valueOf } from "../places/owners.js";
import { perFile } from "../per-file.js";
import { literalOf, settingOf } from "../settings.js";

/** A call that has a function run again and again by the clock, whether or not the run before has ended. */
export interface Schedule {
  readonly call: Call;
  readonly callback: TSESTree.Node;
  /** Milliseconds between two runs, where they are written out. */
  readonly period: number | undefined;
  /** What a sentence says of the period: `1000 ms`, `POLL_INTERVAL`, `* * * * *`. */
  readonly text: string;
  /** False for a scheduler of another kind than `setInterval`. */
  readonly isInterval: boolean;
  /** The same where nothing else is asked for: 30000 of `options.everyMs ?? 30_000`. */
  readonly usual: number | undefined;
  /** Whether a run has minutes until the next one comes. */
  readonly isSlow: boolean;
}

const minute = 60_000;
const hour = 60 * minute;

/** The schedules of a file whose runs come more often than hourly, or may, and that nothing keeps from overlapping. In source order. */
export const schedules = perFile((file): readonly Schedule[] =>
  [...nodes(file).of("CallExpression"), ...nodes(file).of("NewExpression")]
    .flatMap((call) => intervalAt(file, call) ?? jobAt(file, call) ?? [])
    .filter(({ period }) => period === undefined || period < hour)
    .sort((one, other) => one.call.range[0] - other.call.range[0]),
);

function intervalAt(file: File, call: Call): Schedule | undefined {
  const timer = factOf(file, "timers", call)?.fact;
  if (!timer?.repeats || timer.callback === null || timer.delay === null) return undefined;
  const [callback, delay] = [call.arguments[timer.callback], call.arguments[timer.delay]];
  if (!callback || callback.type === "SpreadElement") return undefined;
  const period = delay === undefined ? 0 : (numberOf(file, delay) ?? spelledOut(delay) ?? (saysHours(file, delay) ? hour : undefined));
  const usual = period ?? (delay && usualPeriod(file, delay));
  return { call, callback, period, text: delay === undefined ? "0 ms" : periodText(file, delay, period), isInterval: true, usual, isSlow: usual === undefined ? delay !== undefined && saysMinutes(file, usualDelay(delay)) : usual >= minute };
}

/** What stands after `??` holds where nobody says otherwise. */
function usualDelay(delay: TSESTree.Node): TSESTree.Node {
  const node = bare(delay);
  return node.type === "LogicalExpression" && node.operator !== "&&" ? usualDelay(node.right) : node;
}

/** The shortest that an expression comes to without a setting: through a getter, a default, and both branches of a choice. */
function usualPeriod(file: File, delay: TSESTree.Node, depth = 0): number | undefined {
  const node = usualDelay(delay);
  if (depth > 6) return undefined;
  if (node.type === "ConditionalExpression") {
    const branches = [node.consequent, node.alternate].map((branch) => usualPeriod(file, branch, depth + 1));
    return branches.every((branch) => branch !== undefined) ? Math.min(...branches) : undefined;
  }
  if (node.type === "BinaryExpression" && node.operator === "*") {
    const [left, right] = [usualPeriod(file, node.left, depth + 1), usualPeriod(file, node.right, depth + 1)];
    return left === undefined || right === undefined ? undefined : left * right;
  }
  const variable = node.type === "Identifier" ? variableOf(file, node) : undefined;
  const value = variable && !isParameter(variable) ? valueOf(variable) : undefined;
  if (value) return usualPeriod(file, value, depth + 1);
  const got = node.type === "MemberExpression" && bare(node.object).type === "ThisExpression" ? gotten(file, node) : undefined;
  return got ? usualPeriod(file, got, depth + 1) : numberOf(file, node);
}

/** What the only statement of a getter returns. */
function gotten(file: File, { parent, ...member }: TSESTree.MemberExpression): TSESTree.Node | undefined {
  const name = member.property.type === "Identifier" || member.property.type === "PrivateIdentifier" ? member.property.name : undefined;
  const getter = nodes(file)
    .of("MethodDefinition")
    .find((method) => method.kind === "get" && name !== undefined && (method.key.type === "Identifier" || method.key.type === "PrivateIdentifier") && method.key.name === name && isWithin(parent, method.parent));
  const [only, ...more] = getter?.value.body?.body ?? [];
  return only?.type === "ReturnStatement" && more.length === 0 && only.argument ? only.argument : undefined;
}

/** A period that is named after hours or days: `ONE_DAY_MS`, `Hour.ms`, `24 * HOUR`. */
function saysHours(file: File, delay: TSESTree.Node): boolean {
  return namesIn(file, delay).some((words) => words.some((word) => /^(?:hours?|hourly|days?|daily|weeks?|weekly)$/.test(word)));
}

/** A period that is named in minutes, or counted in seconds. */
function saysMinutes(file: File, delay: TSESTree.Node): boolean {
  const node = bare(delay);
  if (node.type === "BinaryExpression" && node.operator === "*" && [node.left, node.right].some((factor) => numberOf(file, factor) === 1000)) return true;
  return namesIn(file, delay).some((words) => words.some((word) => /^min(?:ute)?s?$/.test(word)));
}

/** The words of every name and text in an expression. */
function namesIn(file: File, expression: TSESTree.Node): readonly (readonly string[])[] {
  return [...descendants(file, expression)].flatMap((node) => {
    if (node.type === "Identifier") return [wordsOf(node.name)];
    return node.type === "Literal" && typeof node.value === "string" ? [node.value.toLowerCase().split(/\s+/)] : [];
  });
}

const units: Readonly<Record<string, number>> = { s: 1000, m: minute, min: minute, h: hour, d: 24 * hour, w: 7 * 24 * hour };

/** `ms("30m")` */
function spelledOut(delay: TSESTree.Node): number | undefined {
  const node = bare(delay);
  const text = node.type === "CallExpression" && node.arguments.length === 1 ? node.arguments[0] : undefined;
  const [, count, unit = ""] = (text?.type === "Literal" && typeof text.value === "string" && /^(\d+) ?(s|m|min|h|d|w)$/.exec(text.value)) || [];
  return count === undefined ? undefined : Number(count) * (units[unit] ?? 1);
}

function periodText(file: File, delay: TSESTree.Node, period: number | undefined): string {
  if (period !== undefined) return `${String(period)} ms`;
  const text = file.source.getText(delay).replaceAll(/\s+/g, " ").replaceAll("`", "'");
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}

function jobAt(file: File, call: Call): Schedule | undefined {
  const known = factOf(file, "callbacks", call);
  if (!known?.fact.periodic || known.fact.argument === "all") return undefined;
  const { schedule, noOverlap } = known.fact.periodic;
  const callback = runBy(file, call, known.fact);
  const when = settingOf(file, call, schedule).value;
  const isKept = noOverlap.some((slot) => settingOf(file, call, slot).answer !== "unset");
  if (!callback || !when || isKept) return undefined;
  const ms = numberOf(file, when);
  const text = ms === undefined ? literalText(file, when) : `${String(ms)} ms`;
  const period = ms ?? (text === undefined ? undefined : cronPeriod(text));
  if (text === undefined || period === undefined) return undefined;
  return { call, callback, period, text, isInterval: false, usual: ms, isSlow: period >= (ms === undefined ? 10 : 1) * minute };
}

/** The function that a scheduler is given, or whose method it decorates. */
function runBy(file: File, call: Call, { argument, periodic }: CallbackFact): TSESTree.Node | undefined {
  if (periodic?.runs === "decorated") {
    const method = call.parent.type === "Decorator" ? call.parent.parent : undefined;
    return method?.type === "MethodDefinition" && method.value.type === "FunctionExpression" ? method.value : undefined;
  }
  if (periodic?.runs) return settingOf(file, call, periodic.runs).value;
  return argument === "last" ? call.arguments.at(-1) : call.arguments[argument as number];
}

/** A text that is written out, here or in the library: `CronExpression.EVERY_MINUTE`. */
function literalText(file: File, node: TSESTree.Node): string | undefined {
  const literal = literalOf(file, node);
  if (literal.type === "TemplateLiteral" && literal.expressions.length === 0) return literal.quasis[0]?.value.cooked ?? undefined;
  if (literal.type === "Literal" && typeof literal.value === "string" && variableOf(file, node)?.defs[0]?.type !== "Parameter") return literal.value;
  return textOf(file, node);
}
