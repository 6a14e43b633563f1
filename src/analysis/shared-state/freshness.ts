import type { TSESTree } from "@typescript-eslint/utils";
import { mountFlags } from "../../knowledge/handlers.js";
import { variableOf } from "../places/bindings.js";
import { chainEnd, chainStart } from "../promises/detached.js";
import { cleanupsOf } from "../effects.js";
import type { File } from "../file.js";
import { callbackOf, functionOf, functionsAround } from "../functions.js";
import { isFlag, testsBefore } from "../guards.js";
import { factOf, factOfFunction } from "../libraries/libraries.js";
import { bare, descendants, dressed, isCall, isFunction, isWithin, ownNodes, propertyName, type FunctionNode } from "../nodes.js";
import { originOf } from "../origin.js";
import { outcomeOf, type Outcome } from "./outcomes.js";
import { placeOf, type Write } from "../places/places.js";
import { isWrite, writesWithin } from "../places/write-index.js";
import { chainMethod } from "../promises/promises.js";
import type { Run } from "../runs.js";
import { isSerial } from "../serial.js";
import { calleeName } from "../libraries/time-limits.js";

/** Why an older run cannot overwrite what a newer one wrote. */
export type Freshness = "checked" | "ended" | "in flight" | "filled once" | "one at a time" | "keyed" | "signal";

/** What keeps a run from writing an outcome that a newer run has replaced; `undefined` where nothing does. */
export function freshnessOf(file: File, run: Run, write: Write, outcome: Outcome): Freshness | undefined {
  if (isKeyed(write)) return "keyed";
  if (isOneAtATime(file, run, write, outcome)) return "one at a time";
  if (isCheckedAfter(file, run, write, outcome)) return "checked";
  if (endsEarlier(file, run, outcome)) return "ended";
  if (isInFlight(file, run, write, outcome)) return "in flight";
  if (fillsOnce(file, run, write, outcome)) return "filled once";
  return hasSignal(file, run, outcome) ? "signal" : undefined;
}

/** Answers to different questions go to different places: `this.users[id] = …`, `{ [id]: user }`. */
function isKeyed({ place, value }: Write): boolean {
  if (place.element && bare(place.element).type !== "Literal") return true;
  const object = value && bare(value);
  return object?.type === "ObjectExpression" && object.properties.some((one) => one.type === "Property" && one.computed && bare(one.key).type !== "Literal");
}

function isOneAtATime(file: File, run: Run, write: Write, { suspension }: Outcome): boolean {
  for (const step of [write.node, suspension]) {
    for (const fn of functionsAround(step)) {
      const call = callbackOf(fn)?.call;
      if (call && (isSerial(file, call) || isLinkOfKeptChain(file, call))) return true;
      if (run.frames.some((frame) => frame.fn === fn)) break;
    }
  }
  return run.frames.some(({ fn }) =>
    [...ownNodes(file, fn.body)].some((node) => node.type === "CallExpression" && node.range[0] < suspension.range[0] && (factOf(file, "acquires", node) !== undefined || /^(?:acquire|lock)$/.test(calleeName(node) ?? ""))),
  );
}

/** `this.tail = this.tail.then(…)`: each waits for the one before. */
function isLinkOfKeptChain(file: File, call: TSESTree.Node): boolean {
  if (!isCall(call) || chainMethod(call) === undefined) return false;
  const { parent } = dressed(chainEnd(call));
  const kept = parent?.type === "AssignmentExpression" ? placeOf(file, parent.left) : undefined;
  return kept !== undefined && placeOf(file, chainStart(call))?.key === kept.key;
}

/** After the suspension, something other than the answer is asked before the write. */
function isCheckedAfter(file: File, run: Run, write: Write, outcome: Outcome): boolean {
  const { suspension } = outcome;
  const since = suspension.type === "CallExpression" ? suspension.callee.range[1] : suspension.type === "ForOfStatement" ? suspension.right.range[1] : suspension.range[1];
  const outer = lexicalScope(run, write.node);
  for (const test of testsBefore(write.node, outer)) {
    if (test.range[0] >= since && asksOther(file, run, test, outer)) return true;
  }
  return false;
}

/** The function of the run that a step stands in, with everything around it that belongs to the run. */
function lexicalScope(run: Run, step: TSESTree.Node): FunctionNode {
  const around = run.frames.map(({ fn }) => fn).filter((fn) => isWithin(step, fn));
  return around.at(-1) ?? run.entry;
}

function asksOther(file: File, run: Run, test: TSESTree.Node, outer: FunctionNode): boolean {
  for (const node of descendants(file, test, (inner) => !isFunction(inner))) {
    if (node.type === "MemberExpression" && /^(?:aborted|throwIfAborted)$/.test(propertyName(node) ?? "")) return true;
    if (test.parent?.type === "ExpressionStatement" || isOfMount(node)) continue;
    if (node.type === "Identifier" && (isFlag(file, node) || isSharedVariable(file, node, outer))) return true;
    if (node.type === "CallExpression" && isOtherQuestion(file, run, node)) return true;
    if (node.type === "MemberExpression" && !isCalledMember(node) && isOutside(file, node, outer)) return true;
  }
  return false;
}

/** `mounted.current`, `this.mounted`, `isMounted()`: the component is still there, for which question ever. */
function isOfMount(node: TSESTree.Node): boolean {
  if (node.type === "CallExpression") return mountFlags.test(calleeName(node) ?? "");
  const member = node.type === "Identifier" && node.parent.type === "MemberExpression" ? node.parent : node;
  if (member.type !== "MemberExpression") return false;
  const [name, object] = [propertyName(member) ?? "", bare(member.object)];
  return mountFlags.test(name) || (name === "current" && object.type === "Identifier" && mountFlags.test(object.name));
}

/** `run !== latestRun`: a variable that outlives the run, and that is written again. */
function isSharedVariable(file: File, node: TSESTree.Identifier, outer: FunctionNode): boolean {
  const variable = variableOf(file, node);
  const definition = variable?.defs[0];
  if (definition?.type !== "Variable" || isWithin(definition.name, outer)) return false;
  return variable?.references.some((reference) => reference.isWrite() && reference.init !== true) === true;
}

/** A call that knows nothing of the answer: `isMounted()`, `this.isCurrent(run)`. */
function isOtherQuestion(file: File, run: Run, call: TSESTree.CallExpression): boolean {
  return originOf(file, call)?.module !== null && outcomeOf(file, run, call) === undefined;
}

function isCalledMember(node: TSESTree.MemberExpression): boolean {
  const { parent } = dressed(node);
  return isCall(parent) && bare(parent.callee) === node;
}

/** State that outlives the run: `this.id`, `latest.current`, `state.selected`. */
function isOutside(file: File, node: TSESTree.MemberExpression, outer: FunctionNode): boolean {
  const root = placeOf(file, node)?.root;
  if (root === "this") return true;
  return typeof root === "object" && root.defs[0] !== undefined && root.defs[0].type !== "ImportBinding" && !isWithin(root.defs[0].name, outer);
}

const ending = /^(?:abort|cancel|unsubscribe|dispose|destroy|terminate)/i;

/** The run ends the one before it, or says what ends itself. */
function endsEarlier(file: File, run: Run, { suspension }: Outcome): boolean {
  for (const { fn } of run.frames) {
    for (const node of ownNodes(file, fn.body)) {
      if (node.type === "CallExpression" && node.range[0] < suspension.range[0] && ending.test(calleeName(node) ?? "")) return true;
    }
  }
  const { effect } = run;
  return effect !== undefined && [...cleanupsOf(file, effect)].some((cleanup) => endsRun(file, cleanup) || isToldToWork(file, cleanup, effect.fn, suspension));
}

/** The flag that the cleanup sets is asked by a function that the work is given: `render({ isCancelled: () => cancelled })`. */
function isToldToWork(file: File, cleanup: TSESTree.Node, fn: FunctionNode, suspension: TSESTree.Node): boolean {
  const set = new Set(writesWithin(file, cleanup).flatMap(({ place }) => (place.root !== "this" && place.root !== "global" ? [place.root] : [])));
  return [...set].some((flag) =>
    flag.references.some(({ identifier }) => {
      const asking = functionOf(identifier);
      return !isWithin(identifier, cleanup) && asking !== undefined && asking !== fn && !isWithin(suspension, asking) && isWithin(asking, fn) && identifier.range[0] < suspension.range[1];
    }),
  );
}

/** Setting a flag that nothing asks, stopping a timer and taking off a listener end no request; of what else is called here nothing is known. */
function endsRun(file: File, cleanup: TSESTree.Node): boolean {
  const fn = bare(cleanup);
  if (!isFunction(fn)) return fn.type !== "Literal" && !(fn.type === "Identifier" && fn.name === "undefined");
  return [...descendants(file, fn.body)].some((node) => node.type === "CallExpression" && !isHarmless(file, node));
}

function isHarmless(file: File, call: TSESTree.CallExpression): boolean {
  return /^(?:clear(?:Timeout|Interval|Immediate)|cancelAnimationFrame|remove\w*Listener\w*|off|revokeObjectURL)$/.test(calleeName(call) ?? "") || factOf(file, "setters", call) !== undefined;
}

/** `if (this.loading) return; this.loading = true; …`: while one runs, no second one starts. */
function isInFlight(file: File, run: Run, write: Write, { suspension }: Outcome): boolean {
  const outer = lexicalScope(run, write.node);
  const set = new Set(
    writesWithin(file, outer)
      .filter(({ node }) => node.range[0] < suspension.range[0] && !isWithin(suspension, node))
      .map(({ place }) => stateOf(file, place.root) ?? place.key),
  );
  for (const test of asksBefore(file, suspension, outer)) {
    for (const node of descendants(file, test, (inner) => !isFunction(inner))) {
      const place = node.type === "Identifier" || node.type === "MemberExpression" ? placeOf(file, node) : undefined;
      if (place && set.has(place.key)) return true;
    }
  }
  return false;
}

/** `if (this.config) return; … this.config = await read(path)`: what is there is kept, and who may fill it is another question. */
function fillsOnce(file: File, run: Run, write: Write, { suspension }: Outcome): boolean {
  for (const test of asksBefore(file, suspension, lexicalScope(run, write.node))) {
    for (const node of descendants(file, test, (inner) => !isFunction(inner))) {
      const place = node.type === "Identifier" || node.type === "MemberExpression" ? placeOf(file, node) : undefined;
      if (place && (place.key === write.place.key || place.key === stateOf(file, write.place.root))) return true;
    }
  }
  return false;
}

/** What is asked before a step; `setUser(null)` empties a place and asks nothing. */
function asksBefore(file: File, step: TSESTree.Node, run: FunctionNode): readonly TSESTree.Node[] {
  return [...testsBefore(step, run)].filter((test) => !isWrite(file, bare(test)));
}

/** The state that a setter sets: `loading` of `const [loading, setLoading] = useState(false)`. */
function stateOf(file: File, root: Write["place"]["root"]): string | undefined {
  const name = typeof root === "object" ? root.defs[0]?.name : undefined;
  if (name?.parent.type !== "ArrayPattern" || !factOfFunction(file, "setters", name)) return undefined;
  const [state] = name.parent.elements;
  return state?.type === "Identifier" ? state.name : undefined;
}

/** The work is given a signal that the run did not make for a deadline: whoever holds it can end the work. */
function hasSignal(file: File, run: Run, { suspension }: Outcome): boolean {
  const outer = lexicalScope(run, suspension);
  for (const node of descendants(file, outer.body)) {
    if (node.range[0] > suspension.range[1]) break;
    if (node.type === "Identifier" && /signal$/i.test(node.name) && !isDeadline(file, node)) return true;
  }
  return false;
}

function isDeadline(file: File, node: TSESTree.Identifier): boolean {
  const property = node.parent.type === "Property" && node.parent.key === node && !node.parent.shorthand ? bare(node.parent.value) : undefined;
  if (node.name === "AbortSignal") return true;
  if (property) return isCall(property) && originOf(file, property)?.path.startsWith(".AbortSignal.timeout") === true;
  const variable = variableOf(file, node);
  return variable !== undefined && originOf(file, node)?.path.startsWith(".AbortSignal.timeout") === true && functionOf(node) !== undefined;
}
