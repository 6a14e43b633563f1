import type { TSESTree } from "@typescript-eslint/utils";
import { closingStates } from "../../knowledge/handlers.js";
import { tallies } from "../../knowledge/repetition.js";
import type { File } from "../file.js";
import { bare, descendants, propertyName, type FunctionNode } from "../nodes.js";
import type { Variable } from "../places/bindings.js";
import type { Write } from "../places/places.js";
import { writesWithin } from "../places/write-index.js";
import { answersOne } from "../targets.js";
import { stateVariableOf } from "./component-state.js";
import { isHeldBack } from "./held-back.js";
import { meetsItself } from "./overlapping-runs.js";

/**
 * Whether it is missed when what somebody else wrote meanwhile is lost: not what a cache holds, nor how often something
 * failed, nor what a failure puts back. And whether anybody else can have written: in a program for one person, and in
 * a dialog that is closed when its work is done, the runs come one after the other.
 */
export function isMissed(file: File, write: Write, frames: readonly FunctionNode[], suspension: TSESTree.Node, state: Variable | undefined): boolean {
  const run = frames.at(-1);
  if (/cache/i.test(write.place.text) || countsTries(file, write)) return false;
  if (run && answersOne(file) && !meetsItself(file, run)) return false;
  return state === undefined || !(isInCatch(write.node) || isHeldBack(file, frames, suspension) || frames.some((fn) => closesItself(file, fn, write)));
}

/** `{ state: "normal", failures: old.failures + 1 }` */
function countsTries(file: File, { value, place }: Write): boolean {
  const counted = value && [...descendants(file, value)].filter((node) => node.type === "Property" && bare(node.value).type === "BinaryExpression");
  if (counted && counted.length > 0) return counted.every((node) => tallies.test(propertyName(node as TSESTree.Property) ?? ""));
  return tallies.test(place.text.slice(place.text.lastIndexOf(".") + 1));
}

function isInCatch(node: TSESTree.Node): boolean {
  for (let outer = node.parent; outer; outer = outer.parent) if (outer.type === "CatchClause") return true;
  return false;
}

/** `setItems([...items, saved]); setDialogOpen(false);` */
function closesItself(file: File, fn: FunctionNode, write: Write): boolean {
  return writesWithin(file, fn).some(({ node, place, value }) => {
    const written = value && bare(value);
    const closed = node !== write.node ? stateVariableOf(place.root) : undefined;
    return closed !== undefined && written?.type === "Literal" && written.value === false && closingStates.test(closed.name);
  });
}
