import type { TSESTree } from "@typescript-eslint/utils";
import { variableOf, type Variable } from "../places/bindings.js";
import { givesPromise } from "../promises/callbacks.js";
import { isCalm } from "./calm-steps.js";
import { nameIn } from "../libraries/dispensables.js";
import type { File } from "../file.js";
import { callGraph, functionMeant, functionOf, functionsAround } from "../functions.js";
import { bare, descendants, dressed, isFunction, isLoop, isWithin, nodes, ownNodes, propertyName, type FunctionNode, type Loop } from "../nodes.js";
import { keepingOf } from "../flow/obligations.js";
import { perFile } from "../per-file.js";
import { promiseMadeBy } from "../promises/executors.js";
import { returnedBy } from "../promises/promises.js";
import { isRaced } from "./races.js";
import { signalsOf, type SignalInScope } from "./signal-sources.js";
import { signalName } from "./signal-uses.js";
import { partsOf } from "./signals.js";
import { runsAlone } from "../targets.js";

/** A listener on a signal that outlives the work, and that the work leaves behind. */
export interface LeftListener {
  readonly node: TSESTree.CallExpression;
  /** The signal as the source writes it. */
  readonly signal: TSESTree.Node;
  /** Whether this file adds one after the other to the same signal. */
  readonly isAddedAgain: boolean;
}

/** The listeners that work adds to its caller's signal and does not take back when it is done. `once` takes one back only when the signal aborts. */
export const leftListeners = perFile((file): readonly LeftListener[] => {
  // a script or a test ends before there are many
  if (runsAlone(file)) return [];
  const added = nodes(file).of("CallExpression").filter((node) => isAbortListening(node, "addEventListener"));
  const taken = added.length === 0 ? [] : nodes(file).of("CallExpression").filter((node) => isAbortListening(node, "removeEventListener"));
  return added.flatMap((node) => {
    const signal = (bare(node.callee) as TSESTree.MemberExpression).object;
    const removals = taken.filter((removal) => takesBack(file, removal, node));
    const isKept = removals.length > 0 ? isLeftOnAPath(file, node, signal, removals) : isLeft(file, node, signal);
    return isKept ? [{ node, signal, isAddedAgain: isAddedAgain(file, node, signal) }] : [];
  });
});

/** A function that waits for its work and takes the listener back on some ways out only. What a callback takes back is not followed. */
function isLeftOnAPath(file: File, node: TSESTree.CallExpression, signal: TSESTree.Node, removals: readonly TSESTree.CallExpression[]): boolean {
  const of = functionOf(node);
  if (!of?.async || !callersSource(file, signal) || isRequestSignal(signal) || removals.some((removal) => functionOf(removal) !== of)) return false;
  const isWait = (step: TSESTree.Node): boolean => step.type === "AwaitExpression" || dressed(step).parent?.type === "AwaitExpression";
  return !keepingOf(file, { of, from: node, fulfils: (step) => holdsAny(step, removals), calm: (step) => !isWait(step) || isCalm(file, step) }).kept;
}

/** Whether a listener is added, or its function called, in a loop that nobody counts, to a signal from outside of the loop. A signal of one call ends with it, and takes one listener along. */
function isAddedAgain(file: File, node: TSESTree.CallExpression, signal: TSESTree.Node): boolean {
  if (isInLoopFor(file, node, signal)) return true;
  const callers = [...functionsAround(node)].flatMap((fn) => callGraph(file).callersOf(fn));
  return callers.some((call) => call.arguments.some((argument) => signalName.test(nameIn(argument) ?? "") && isInLoopFor(file, call, argument)));
}

function isInLoopFor(file: File, node: TSESTree.Node, signal: TSESTree.Node): boolean {
  const names = [...descendants(file, signal)].flatMap((inner) => (inner.type === "Identifier" && !(inner.parent.type === "MemberExpression" && inner.parent.property === inner && !inner.parent.computed) ? [variableOf(file, inner)] : []));
  for (let outer = node.parent; outer; outer = outer.parent) {
    const loop = outer;
    if (isLoop(loop) && !isCounted(loop)) return names.length > 0 && names.every((name) => name !== undefined && name.identifiers.every((identifier) => !isWithin(identifier, loop)));
  }
  return false;
}

/** `for (let i = 0; i < 3; i++)`, `while (attempt < limit)`, `for (const user of users)` */
function isCounted(loop: Loop): boolean {
  if (loop.type === "ForInStatement" || (loop.type === "ForOfStatement" && !loop.await)) return true;
  const test = "test" in loop && loop.test ? bare(loop.test) : undefined;
  return test?.type === "BinaryExpression" && ["<", "<=", ">", ">="].includes(test.operator);
}

/** The removal itself, or a condition that it stands behind: `signal?.removeEventListener(…)`, `if (signal) …`. */
function holdsAny(step: TSESTree.Node, removals: readonly TSESTree.Node[]): boolean {
  if (step.type === "IfStatement") return removals.some((removal) => isWithin(removal, step.consequent) || (step.alternate !== null && isWithin(removal, step.alternate)));
  return removals.some((removal) => removal === step || (step.type === "ChainExpression" && step.expression === removal) || (step.type === "LogicalExpression" && isWithin(removal, step.right)));
}

function isAbortListening(node: TSESTree.CallExpression, method: string): boolean {
  const callee = bare(node.callee);
  const [event] = node.arguments;
  return callee.type === "MemberExpression" && propertyName(callee) === method && event?.type === "Literal" && event.value === "abort" && node.arguments.length > 1;
}

/** The same listener by name; what is a function in place can be taken back by nobody. */
function takesBack(file: File, removal: TSESTree.CallExpression, added: TSESTree.CallExpression): boolean {
  const [one, other] = [removal.arguments[1], added.arguments[1]] as [TSESTree.Node, TSESTree.Node];
  if (one.type === "Identifier" && other.type === "Identifier") return variableOf(file, one) === variableOf(file, other);
  return file.source.getText(one) === file.source.getText(other);
}

function isLeft(file: File, node: TSESTree.CallExpression, signal: TSESTree.Node): boolean {
  const source = callersSource(file, signal);
  const [, listener, options] = node.arguments as [TSESTree.Node, TSESTree.Node, TSESTree.Node | undefined];
  const fn = functionOf(node);
  if (!source || !fn || isRequestSignal(signal) || isTakenBackByOptions(options)) return false;
  const run = functionMeant(file, listener) ?? (bare(listener).type === "Identifier" ? bare(listener) : undefined);
  if (!run) return false;
  return promiseMadeBy(file, fn) ? settlesOtherwise(file, fn, run, node) : givesPromise(file, fn) && waitsAfter(file, fn, node) && endsBefore(file, fn, run);
}

/** Whose signal it is; a signal that the function made itself ends with it. */
function callersSource(file: File, signal: TSESTree.Node): SignalInScope | undefined {
  let root = bare(signal);
  while (root.type === "MemberExpression") root = bare(root.object);
  const variable = root.type === "Identifier" ? variableOf(file, root) : undefined;
  if (!variable) return undefined;
  for (const fn of functionsAround(signal)) {
    for (const source of signalsOf(file, fn)) {
      if (source.by !== "caller") continue;
      const isOwn = source.holder === variable || partsOf(file, signal).some((part) => isHolder(file, part, source.holder));
      if (isOwn) return source;
    }
  }
  return undefined;
}

function isHolder(file: File, part: TSESTree.Node, holder: Variable | undefined): boolean {
  const node = bare(part);
  return node.type === "Identifier" && holder !== undefined && variableOf(file, node) === holder;
}

/** A request's signal ends with the request, and its listeners with it. */
function isRequestSignal(signal: TSESTree.Node): boolean {
  const node = bare(signal);
  const object = node.type === "MemberExpression" ? bare(node.object) : undefined;
  const name = object?.type === "Identifier" ? object.name : object?.type === "MemberExpression" ? propertyName(object) : undefined;
  return name !== undefined && /^(?:req|request)$|Request$/.test(name);
}

/** `{ signal: other }` takes it back when the other aborts; options from elsewhere may. */
function isTakenBackByOptions(options: TSESTree.Node | undefined): boolean {
  if (!options) return false;
  if (options.type !== "ObjectExpression") return options.type !== "Literal";
  return options.properties.some((property) => property.type !== "Property" || propertyName(property) === "signal");
}

/** A promise that something else can settle too, or that runs in a race. What settles it before the listener is added leaves none: `if (signal.aborted) return resolve()`. */
function settlesOtherwise(file: File, executor: FunctionNode, run: TSESTree.Node, added: TSESTree.Node): boolean {
  const settlers = executor.params.flatMap((parameter) => (parameter.type === "Identifier" ? [variableOf(file, parameter)] : []));
  const uses = settlers.flatMap((variable) => variable?.references ?? []).map(({ identifier }) => identifier);
  return uses.some((use) => !isWithin(use, run) && !isCalledBefore(use, executor, added)) || isRaced(file, executor.parent);
}

function isCalledBefore(use: TSESTree.Node, executor: FunctionNode, added: TSESTree.Node): boolean {
  return use.parent?.type === "CallExpression" && use.parent.callee === use && functionOf(use) === executor && use.range[1] < added.range[0];
}

/** Whether a function is over before what its listener ends: a local thing that does not leave it, and no loop that runs until the abort. */
function endsBefore(file: File, fn: FunctionNode, run: TSESTree.Node): boolean {
  const locals = [...descendants(file, run)].flatMap((node) => {
    const variable = node.type === "Identifier" ? variableOf(file, node) : undefined;
    const definition = variable?.defs[0];
    return variable && definition && definition.type !== "Parameter" && functionOf(definition.name) === fn ? [variable] : [];
  });
  if (locals.length === 0 || returnedBy(file, fn).some((value) => mentionsAny(file, value, locals))) return false;
  if (!locals.some((local) => isUsedBesides(local, run, fn))) return false;
  return ![...ownNodes(file, fn.body)].some((node) => isLoop(node) && "test" in node && node.test !== null && asksAborted(file, node.test));
}

/** Whether a function has a use of its own for what its listener ends: what the listener alone uses, the function does not wait for. */
function isUsedBesides({ defs, references }: Variable, run: TSESTree.Node, fn: FunctionNode): boolean {
  const definition = defs[0]?.node as TSESTree.Node | undefined;
  if (definition && isFunction(definition)) return true;
  if (definition?.type === "VariableDeclarator" && (definition.id.type !== "Identifier" || (definition.init && isFunction(definition.init)))) return true;
  return references.some(({ identifier, init }) => !init && isWithin(identifier, fn) && !isWithin(identifier, run));
}

/** Whether a function waits for something while its listener is there. One that only registers it is meant to last until the abort. */
function waitsAfter(file: File, fn: FunctionNode, added: TSESTree.Node): boolean {
  const waits = [...ownNodes(file, fn.body)].filter(({ type }) => type === "AwaitExpression" || type === "YieldExpression" || (type === "ReturnStatement" && !fn.async));
  return waits.some((node) => node.range[1] > added.range[1]);
}

function mentionsAny(file: File, value: TSESTree.Node, variables: readonly Variable[]): boolean {
  const node = bare(value);
  const parts = node.type === "ObjectExpression" ? node.properties.flatMap((property) => (property.type === "Property" ? [bare(property.value)] : [])) : [node];
  return parts.some((part) => part.type === "Identifier" && variables.includes(variableOf(file, part) as Variable));
}

function asksAborted(file: File, test: TSESTree.Node): boolean {
  return [...descendants(file, test)].some((node) => node.type === "MemberExpression" && propertyName(node) === "aborted");
}
