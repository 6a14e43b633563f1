import type { TSESTree } from "@typescript-eslint/utils";
import { mayWait } from "../promises/asynchrony.js";
import { stateVariableOf } from "./component-state.js";
import type { File } from "../file.js";
import { isMissed } from "./update-weights.js";
import { bare, dressed, ownNodes, propertyName, type FunctionNode } from "../nodes.js";
import { takesTurns } from "../exclusions.js";
import { callbackOf, functionOf, functionsAround } from "../functions.js";
import { endsEarlierRun } from "../guards.js";
import { factOf } from "../libraries/libraries.js";
import { perFile } from "../per-file.js";
import { isSharedIn, placeOf, writes, type Place, type Write } from "../places/places.js";
import { isRechecked } from "./rechecks.js";
import { framesOf, suspensionBefore, suspensionBetween, type Frame } from "./frames.js";
import { mayOverlapAt } from "./overlapping-runs.js";
import { snapshotsOf } from "./snapshots.js";
import type { Variable } from "../places/bindings.js";
import { chainMethod } from "../promises/promises.js";

/** A value that was read before control was given away, and is written back changed after it. */
export interface LostUpdate {
  readonly write: Write;
  readonly place: Place;
  readonly read: TSESTree.Node;
  readonly suspension: TSESTree.Node;
  /** Whether the old value is still in the new one, and what is lost of it is missed; otherwise it is one of the things from which that was made, or may well be lost. */
  readonly isBuiltOn: boolean;
  /** Set where the place is a state variable of a component, as it was when that was rendered. */
  readonly state: Variable | undefined;
}

/** In source order, one for each write. */
export const lostUpdates = perFile((file): readonly LostUpdate[] => {
  const found: LostUpdate[] = [];
  if (!mayWait(file)) return found;
  for (const write of writes(file)) {
    // what is added to a collection leaves the rest as it is
    const isAdded = write.adds && write.node.type === "CallExpression";
    if (!write.fn || isAdded || isAwaitedCall(write.node)) continue;
    const frames = framesOf(file, write.node);
    if (!frames.some(({ fn, boundary }) => fn.async || fn.generator || boundary)) continue;
    const update = lostUpdateOf(file, write, frames);
    if (update) found.push(update);
  }
  return found;
});

function lostUpdateOf(file: File, write: Write, frames: readonly Frame[]): LostUpdate | undefined {
  for (const { place, value, state } of targetsOf(file, write)) {
    for (const snapshot of snapshotsOf(file, write, place, value)) {
      if (isAwaitedCall(snapshot.read)) continue;
      const isReplaced = (node: TSESTree.Node): boolean => snapshot.replaced.has(node) || (node !== write.node && node.type === "AssignmentExpression" && node.operator === "=" && placeOf(file, node.left)?.key === place.key);
      // a state variable of a component holds what it held when the component was rendered
      const suspension = state ? suspensionBefore(file, write.node) : suspensionBetween(file, snapshot.read, write.node, isReplaced);
      if (!suspension) continue;
      const isOverlapped = state ? isRendered(file, state, frames) : mayOverlapAt(file, place, frames, false);
      if (isOverlapped && !isOrdered(file, write, place, suspension, frames)) return { write, place: snapshot.place, read: snapshot.read, suspension, state, isBuiltOn: snapshot.use === "built on" && isMissed(file, write, frames.map(({ fn }) => fn), suspension, state) };
    }
  }
  return undefined;
}

interface Target {
  readonly place: Place;
  readonly value: TSESTree.Node | undefined;
  /** The variable that shows a component its state. */
  readonly state?: Variable;
}

/** What a write replaces, and with what: of `setItems(…)` the state `items`, of `this.setState({ count })` the state's `count`. */
function targetsOf(file: File, { node, place, value }: Write): readonly Target[] {
  if (node.type !== "CallExpression" || !value) return [{ place, value }];
  const setter = factOf(file, "setters", node)?.fact;
  if (setter) {
    const state = stateVariableOf(place.root);
    return state && !setter.reduces ? [{ place: { text: state.name, key: state.name, root: state, element: undefined }, value, state }] : [];
  }
  // `this.set(…)` is a method of the object's own
  if (place.key === "this") return [];
  if (place.key !== "this.setState") return [{ place, value }];
  const parts = bare(value);
  if (parts.type !== "ObjectExpression") return [];
  return parts.properties.flatMap((part): Target[] => {
    const name = part.type === "Property" ? propertyName(part) : undefined;
    if (part.type !== "Property" || name === undefined) return [];
    return [{ place: { text: `this.state.${name}`, key: `this.state.${name}`, root: "this", element: undefined }, value: part.value }];
  });
}

/** The state is that of the component around the run, not of the run itself. */
function isRendered(file: File, state: Variable, frames: readonly Frame[]): boolean {
  const run = frames.at(-1)?.fn;
  if (run && isRenewed(file, state, run)) return false;
  const component = state.defs[0] && functionOf(state.defs[0].node);
  return run !== undefined && component !== undefined && run !== component && isSharedIn(file, { text: "", key: "", root: state, element: undefined }, run);
}

/** An effect that names the state among what it depends on runs anew with each value. */
function isRenewed(file: File, state: Variable, run: FunctionNode): boolean {
  return [run, ...functionsAround(run)].some((fn) => {
    const call = callbackOf(fn)?.call;
    const known = call?.arguments.some((argument) => argument.type === "ArrayExpression" && argument.elements.some((name) => name?.type === "Identifier" && name.name === state.name));
    return known === true && call !== undefined && factOf(file, "callbacks", call)?.fact.runs === "many";
  });
}

function isOrdered(file: File, write: Write, place: Place, suspension: TSESTree.Node, frames: readonly Frame[]): boolean {
  const run = frames.at(-1)?.fn;
  if (!run) return true;
  if (isToldToStop(file, run)) return true;
  return isRechecked(file, write.node, suspension, place, run) || endsEarlierRun(file, run, suspension) !== undefined || takesTurns(file, suspension);
}

/** `if (signal.aborted) return;`, wherever in the run: whoever starts the next one ends this one. */
function isToldToStop(file: File, run: FunctionNode): boolean {
  return [...ownNodes(file, run.body)].some((node) => node.type === "MemberExpression" && propertyName(node) === "aborted");
}

/** A call whose promise somebody waits for goes to a store beyond this process. */
export function isAwaitedCall(node: TSESTree.Node): boolean {
  if (node.type !== "CallExpression") return false;
  const outer = dressed(node).parent;
  if (outer?.type === "AwaitExpression") return true;
  return outer?.type === "MemberExpression" && outer.parent.type === "CallExpression" && chainMethod(outer.parent) !== undefined;
}
