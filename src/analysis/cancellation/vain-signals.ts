import type { TSESTree } from "@typescript-eslint/utils";
import type { AbortableCall } from "./abortable-calls.js";
import { variableOf } from "../places/bindings.js";
import type { File } from "../file.js";
import { callGraph } from "../functions.js";
import { factOf } from "../libraries/libraries.js";
import { bare, isCall, type Call } from "../nodes.js";
import { numberOf } from "../numbers.js";
import { originOf } from "../origin.js";
import type { Race } from "./races.js";
import { callersSignal } from "./signal-sources.js";
import { idleController, partsOf } from "./signals.js";

/**
 * Whether the signal that work follows is none that the end of a race aborts: of a controller that nothing aborts, or the
 * caller's, who learns of it too late, where a timer of this file ends the race.
 */
export function isSignalledInVain(file: File, { signal }: AbortableCall, race: Race | undefined): boolean {
  if (signal.answer !== "set" || !signal.value) return false;
  if (idleController(file, signal.value)) return true;
  if (outlives(file, signal.value, race)) return true;
  const isTimed = race !== undefined && race.limits.every(({ timer }) => timer !== undefined);
  return isTimed && partsOf(file, signal.value).every((part) => isCallers(file, part, race.node));
}

/** `Promise.race([fetch(url, { signal: AbortSignal.timeout(60_000) }), late(500)])`: it gives up long after the race has. */
function outlives(file: File, signal: TSESTree.Node, race: Race | undefined): boolean {
  const limits = (race?.limits ?? []).map(({ timer }) => timer && delayOf(file, timer));
  const own = partsOf(file, signal).map((part) => (isCall(part) && originOf(file, part)?.path === ".AbortSignal.timeout()" ? delayOf(file, part) : undefined));
  const [shortest, first] = [Math.min(...limits.map((ms) => ms ?? Infinity)), Math.min(...own.map((ms) => ms ?? -Infinity))];
  return own.length > 0 && Number.isFinite(shortest) && first > shortest;
}

function delayOf(file: File, call: Call): number | undefined {
  const position = factOf(file, "timers", call)?.fact.delay ?? 0;
  const delay = call.arguments[position];
  return delay && numberOf(file, delay);
}

/** A parameter, or a member of one, of a function that nobody in this file calls. */
function isCallers(file: File, part: TSESTree.Node, race: TSESTree.Node): boolean {
  const given = callersSignal(file, race);
  let root = bare(part);
  while (root.type === "MemberExpression") root = bare(root.object);
  return given?.holder !== undefined && root.type === "Identifier" && variableOf(file, root) === given.holder && callGraph(file).callersOf(given.fn).length === 0;
}
