import { wordsOf } from "../libraries/dispensables.js";
import type { File } from "../file.js";
import { factOf } from "../libraries/libraries.js";
import type { Place, Write } from "../places/places.js";
import { isLookedAt, isPrivatePlace } from "../places/private-places.js";

/**
 * Whether a mark that nothing asks for before it works tells somebody that work goes on: it is called after work in
 * progress, and somebody can see it. A mode, a panel that is open and a field that nobody reads are something else.
 */
export function isShownAsBusy(file: File, { node, place }: Write): boolean {
  if (!saysBusy(place)) return false;
  return (node.type === "CallExpression" && factOf(file, "setters", node) !== undefined) || isLookedAt(file, place) || !isPrivatePlace(place, node);
}

const busyWords = new Set(["busy", "pending", "progress", "flight", "wait", "spinner"]);
const otherWords = new Set(["showing", "hiding", "string", "setting", "warning", "missing", "existing", "remaining", "heading", "listing", "meeting", "timing", "rating", "ring", "thing", "nothing", "anything", "spring", "king", "wing", "being", "having", "during", "using"]);

/** `isLoading`, `setSaving`, `this._processingAdd`, `busy` */
function saysBusy({ key }: Place): boolean {
  const names = key.replaceAll(/\[[^\]]*\]/g, "").split(".").slice(-2);
  const words = names.flatMap((name) => wordsOf(name));
  if (words.some((word) => word === "show" || word === "showing" || word === "open" || word === "visible")) return false;
  return words.some((word) => busyWords.has(word) || (word.endsWith("ing") && !otherWords.has(word)));
}
