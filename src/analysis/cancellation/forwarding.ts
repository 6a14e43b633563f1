import type { TSESTree } from "@typescript-eslint/utils";
import { isWithoutSignal } from "./absent-signals.js";
import { abortableCall, type AbortableCall } from "./abortable-calls.js";
import { variableOf } from "../places/bindings.js";
import { chainEnd } from "../promises/detached.js";
import type { File } from "../file.js";
import { functionOf, functionsAround, isNothing, valueOf } from "../functions.js";
import { isLetGo } from "./let-go.js";
import { factOf } from "../libraries/libraries.js";
import { boundsWorkAt } from "./live-controllers.js";
import { bare, callsOf, dressed, isCall, isFunction, isWithin, ownNodes, propertyName, type Call, type FunctionNode } from "../nodes.js";
import { originOf } from "../origin.js";
import { perFile } from "../per-file.js";
import { callersSignal, mayHaveSignals, signalsOf, type SignalInScope } from "./signal-sources.js";
import { namedSignals, signalName } from "./signal-uses.js";
import { partsOf } from "./signals.js";
import { runsWithin } from "./within-runs.js";

/** A call that can be given up, in reach of a signal that does not reach it. */
export interface Unforwarded {
  readonly call: AbortableCall;
  readonly signal: SignalInScope;
  /** The signal that it follows instead: a new one of the function's own. */
  readonly instead: { readonly value: TSESTree.Node; readonly made: TSESTree.Node } | undefined;
}

/** The calls of a file that a signal in scope does not reach, in source order. */
export const unforwarded = perFile((file): readonly Unforwarded[] =>
  (mayHaveSignals(file) ? callsOf(file) : []).flatMap((node) => {
    const signal = signalFor(file, node);
    const call = signal && abortableCall(file, node);
    if (!call || call.signal.answer === "unknown" || isTakenWithSignal(file, node, signal) || isWithoutSignal(file, node, signal)) return [];
    if (call.signal.answer === "set") return signal.by === "caller" ? insteadOf(file, call, signal) : [];
    // whoever writes `signal: undefined` means it
    const isOptOut = call.signal.value !== undefined;
    return isOptOut || isGivenOtherwise(file, call, signal) || isLetGo(file, call, signal) || isEndedByHand(file, call, signal) ? [] : [{ call, signal, instead: undefined }];
  }),
);

/** The signal that a call should follow: the caller's, or that of a controller which nothing follows yet. */
function signalFor(file: File, node: Call): SignalInScope | undefined {
  const own = callersSignal(file, node);
  if (own) return runsWithin(file, node, own.fn) ? own : undefined;
  for (const fn of functionsAround(node)) {
    const made = signalsOf(file, fn).find((signal) => signal.by === "controller" && signal.declared.range[1] <= node.range[0] && (isIdle(signal) || bounds(file, signal, node)));
    if (made) return runsWithin(file, node, fn) ? made : undefined;
  }
  return undefined;
}

/** A socket or a request that is no promise, in a function that listens to the signal: whoever listens ends it by hand. */
function isEndedByHand(file: File, { node }: AbortableCall, signal: SignalInScope): boolean {
  const gives = factOf(file, "remote", node)?.fact.returns;
  return (gives === "emitter" || gives === "stream") && isListenedTo(signal);
}

/** A controller whose signal another call follows already, and which still bounds the work here. */
function bounds(file: File, { holder, fn }: SignalInScope, node: Call): boolean {
  return holder !== undefined && functionOf(node) === fn && boundsWorkAt(file, holder, fn, node);
}

/** A controller that is aborted, and whose signal nobody is given. */
function isIdle({ holder }: SignalInScope): boolean {
  const uses = (holder?.references ?? []).filter(({ init }) => !init).map(({ identifier }) => identifier.parent);
  return uses.length > 0 && uses.every((use) => use.type === "MemberExpression" && propertyName(use) === "abort");
}

/** Whether a call has the signal by another way: among its arguments, or in its receiver. */
function isGivenOtherwise(file: File, { node, kind }: AbortableCall, signal: SignalInScope): boolean {
  if (kind === "wait" && !factOf(file, "retries", node) && node.arguments.some((argument) => isFunction(argument) && followsSignal(file, argument, signal))) return true;
  if (node.arguments.some((argument) => !isFunction(argument) && mentions(file, argument, signal))) return true;
  if (kind === "wait" && node.arguments.some((argument) => isMadeWith(file, argument, signal))) return true;
  return (kind === "wait" && isRacedWithSignal(file, node, signal)) || holdsWhole(file, node, signal) || hasItInReceiver(file, node, signal);
}

/** `const { body } = await fetch(url, { signal }); await pipeline(body, file);`, or `answer.body`: the abort ends what it reads from. */
function isMadeWith(file: File, argument: TSESTree.Node, signal: SignalInScope): boolean {
  return ownNodes(file, bare(argument)).some((node) => {
    const definition = node.type === "Identifier" && !isKey(node) ? variableOf(file, node)?.defs[0]?.node : undefined;
    const made = definition?.type === "VariableDeclarator" && definition.init ? bare(definition.init) : undefined;
    const call = made?.type === "AwaitExpression" ? bare(made.argument) : made;
    return isCall(call) && call.arguments.some((given) => mentions(file, given, signal));
  });
}

/** `Promise.race([once(input, "line"), ask({ signal })])`: whoever waits is told, and a listener costs nothing. */
function isRacedWithSignal(file: File, node: Call, signal: SignalInScope): boolean {
  const list = dressed(chainEnd(node)).parent;
  if (list?.type !== "ArrayExpression" || originOf(file, list.parent)?.path !== ".Promise.race()") return false;
  return list.elements.some((element) => element !== null && !isWithin(node, element) && mentions(file, element, signal));
}

/** `pipeline(source, async (body) => store(body, signal))`: the stage that fails ends the others. */
function followsSignal(file: File, stage: FunctionNode, signal: SignalInScope): boolean {
  return [...ownNodes(file, stage.body)].some((node) => isCall(node) && node.arguments.some((argument) => mentions(file, argument, signal)));
}

/** Whether whoever takes the promise of a call has the signal: `raced(fetch(url), signal)`. */
function isTakenWithSignal(file: File, node: Call, signal: SignalInScope): boolean {
  let inner: TSESTree.Node = node;
  for (let outer: TSESTree.Node | undefined = node.parent; outer && !isFunction(outer) && !outer.type.endsWith("Statement"); inner = outer, outer = outer.parent) {
    const taken = inner;
    if (isCall(outer) && outer.arguments.some((argument) => argument !== taken && mentions(file, argument, signal))) return true;
  }
  return false;
}

/** Whether an expression names a signal, anywhere but in the functions that it makes. */
export function mentions(file: File, expression: TSESTree.Node, signal: SignalInScope): boolean {
  return [...ownNodes(file, expression)].some((node) => namesSignal(file, node, signal));
}

/** Whether a node itself is a name for a signal: `signal`, `options.signal`. */
export function namesSignal(file: File, node: TSESTree.Node, { holder, text }: SignalInScope): boolean {
  if (node.type === "MemberExpression") return namedSignals.has(propertyName(node) ?? "");
  if (node.type !== "Identifier" || isKey(node)) return false;
  if (signalName.test(node.name) && node.name !== "AbortSignal") return true;
  return holder !== undefined && text === holder.name && variableOf(file, node) === holder;
}

function isKey(node: TSESTree.Identifier): boolean {
  const { parent } = node;
  if (parent.type === "MemberExpression") return parent.property === node && !parent.computed;
  return parent.type === "Property" && parent.key === node && !parent.computed && !parent.shorthand;
}

/** The object that holds the signal goes along as a whole: `load(id, options)`, `{ ...options }`, `{ context }`. */
export function holdsWhole(file: File, node: Call, { holder }: SignalInScope): boolean {
  const isHolder = (value: TSESTree.Node): boolean => {
    const inner = bare(value);
    return inner.type === "Identifier" && holder !== undefined && variableOf(file, inner) === holder;
  };
  return node.arguments.some((argument) => {
    if (argument.type === "SpreadElement" || isHolder(argument)) return true;
    if (argument.type !== "ObjectExpression") return false;
    return argument.properties.some((property) => isHolder(property.type === "SpreadElement" ? property.argument : property.value));
  });
}

/** `const client = connect({ signal }); await client.load(id);` */
function hasItInReceiver(file: File, node: Call, signal: SignalInScope): boolean {
  let root = bare(node.callee);
  while (root.type === "MemberExpression" || root.type === "CallExpression") {
    if (root.type === "CallExpression" && root.arguments.some((argument) => mentions(file, argument, signal))) return true;
    root = bare(root.type === "MemberExpression" ? root.object : root.callee);
  }
  const variable = root.type === "Identifier" && root !== node.callee ? variableOf(file, root) : undefined;
  const value = variable && variable !== signal.holder ? valueOf(variable) : undefined;
  return value !== undefined && isCall(bare(value)) && mentions(file, value, signal);
}

/** The new signal that a call follows, where nothing ties it to the one that the caller handed in. */
function insteadOf(file: File, call: AbortableCall, signal: SignalInScope): Unforwarded[] {
  const { value } = call.signal;
  if (!value || isNothing(value) || isMadeOf(file, value, signal)) return [];
  const parts = partsOf(file, value);
  const made = parts.find((part) => isNew(file, part, signal));
  if (!made || parts.some((part) => !isNew(file, part, signal))) return [];
  return isTied(file, made, signal) || isLetGo(file, call, signal) ? [] : [{ call, signal, instead: { value, made } }];
}

/** `signal: this.signalFor(options)`: a call that is given the caller's signal, or what holds it. */
function isMadeOf(file: File, value: TSESTree.Node, signal: SignalInScope): boolean {
  const made = bare(value);
  return isCall(made) && made.arguments.some((argument) => mentionsCallers(file, argument, signal));
}

function isNew(file: File, part: TSESTree.Node, { fn }: SignalInScope): boolean {
  const path = isCall(part) ? originOf(file, part)?.path : undefined;
  return (path === ".AbortController!" || path === ".AbortSignal.timeout()") && isWithin(part, fn);
}

/** The function listens to its caller's signal, hands it to something together with the controller, or ends the controller itself when it leaves. */
function isTied(file: File, made: TSESTree.Node, signal: SignalInScope): boolean {
  if (isListenedTo(signal)) return true;
  const { parent } = dressed(made);
  const controller = parent?.type === "VariableDeclarator" && parent.id.type === "Identifier" ? variableOf(file, parent.id) : undefined;
  return (controller?.references ?? []).some(({ identifier }) => {
    if (isInFinally(identifier)) return true;
    for (let outer: TSESTree.Node | undefined = identifier.parent; outer && !isFunction(outer); outer = outer.parent) {
      if (isCall(outer) && outer.arguments.some((argument) => mentionsCallers(file, argument, signal))) return true;
    }
    return false;
  });
}

function mentionsCallers(file: File, argument: TSESTree.Node, { holder }: SignalInScope): boolean {
  return [...ownNodes(file, argument)].some((node) => node.type === "Identifier" && holder !== undefined && variableOf(file, node) === holder);
}

function isInFinally(node: TSESTree.Node): boolean {
  for (let inner = node, outer = node.parent; outer; inner = outer, outer = outer.parent) {
    if (outer.type === "TryStatement" && outer.finalizer === inner) return true;
  }
  return false;
}

/** `signal.addEventListener("abort", …)`, `signal.onabort = …` */
export function isListenedTo({ holder, fn }: SignalInScope): boolean {
  return (holder?.references ?? []).some(({ identifier }) => {
    let value: TSESTree.Node = dressed(identifier);
    while (value.parent?.type === "MemberExpression" && value.parent.object === value && namedSignals.has(propertyName(value.parent) ?? "")) value = dressed(value.parent);
    const member = value.parent;
    if (member?.type !== "MemberExpression" || member.object !== value || !isWithin(member, fn)) return false;
    return ["addEventListener", "onabort"].includes(propertyName(member) ?? "");
  });
}
