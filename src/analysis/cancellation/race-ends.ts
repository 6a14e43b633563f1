import type { TSESTree } from "@typescript-eslint/utils";
import { variableOf } from "../places/bindings.js";
import type { File } from "../file.js";
import { callGraph, functionsAround } from "../functions.js";
import { factOf } from "../libraries/libraries.js";
import { bare, type Call } from "../nodes.js";
import { numberOf } from "../numbers.js";
import type { Limit, Race } from "./races.js";
import { deadlinesIn, partsOf } from "./signals.js";

/** When a signal fires by itself, in milliseconds after the call that is given it; `undefined` where anything else can abort it as well. */
export function deadlinesOf(file: File, signal: TSESTree.Node): number | undefined {
  const deadlines = deadlinesIn(file, signal);
  if (deadlines.length === 0 || deadlines.length !== partsOf(file, signal).length) return undefined;
  const times = deadlines.map(({ arguments: [ms] }) => ms && numberOf(file, ms));
  return times.every((time) => time !== undefined) ? Math.min(...times) : undefined;
}

/** When a race ends at the latest, in milliseconds; an abort ends it at a time that nobody knows, which may be at once. */
export function latestEnd(file: File, { limits }: Race): number | undefined {
  const ends = limits.map((limit) => endOf(file, limit)).filter((end) => end !== undefined);
  return ends.length > 0 ? Math.min(...ends) : limits.some(({ timer }) => timer) ? undefined : 0;
}

function endOf(file: File, { timer }: Limit): number | undefined {
  const delay = timer && timer.arguments[factOf(file, "timers", timer)?.fact.delay ?? -1];
  return timer && delay && (numberOf(file, delay) ?? givenByCallers(file, timer, delay));
}

/** `ms` of `deadline(ms)`: the longest that a call of this file asks for. */
function givenByCallers(file: File, timer: Call, delay: TSESTree.Node): number | undefined {
  const name = bare(delay);
  const variable = name.type === "Identifier" ? variableOf(file, name) : undefined;
  for (const fn of functionsAround(timer)) {
    const position = fn.params.findIndex((parameter) => parameter === variable?.identifiers[0]);
    if (position < 0) continue;
    const times = callGraph(file).callersOf(fn).map((call) => call.arguments[position] && numberOf(file, call.arguments[position]));
    return times.length > 0 && times.every((time) => time !== undefined) ? Math.max(...times) : undefined;
  }
  return undefined;
}

/** The longest time that a helper is given: `withTimeout(work, 500)`, `pTimeout(work, { milliseconds: 500 })`. */
export function longestGiven(file: File, { arguments: given }: TSESTree.CallExpression): number | undefined {
  const values = given.flatMap((argument): readonly TSESTree.Node[] => (argument.type === "ObjectExpression" ? argument.properties.flatMap((property) => (property.type === "Property" ? [property.value] : [])) : [argument]));
  const times = values.map((value) => numberOf(file, value)).filter((time) => time !== undefined);
  return times.length > 0 ? Math.max(...times) : undefined;
}
