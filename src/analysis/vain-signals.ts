import type { TSESTree } from "@typescript-eslint/utils";
import type { AbortableCall } from "./abortable-calls.js";
import { variableOf } from "./bindings.js";
import type { File } from "./file.js";
import { callGraph } from "./functions.js";
import { bare } from "./nodes.js";
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
  const isTimed = race !== undefined && race.limits.every(({ timer }) => timer !== undefined);
  return isTimed && partsOf(file, signal.value).every((part) => isCallers(file, part, race.node));
}

/** A parameter, or a member of one, of a function that nobody in this file calls. */
function isCallers(file: File, part: TSESTree.Node, race: TSESTree.Node): boolean {
  const given = callersSignal(file, race);
  let root = bare(part);
  while (root.type === "MemberExpression") root = bare(root.object);
  return given?.holder !== undefined && root.type === "Identifier" && variableOf(file, root) === given.holder && callGraph(file).callersOf(given.fn).length === 0;
}
