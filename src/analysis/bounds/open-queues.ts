import type { TSESTree } from "@typescript-eslint/utils";
import { eventSources, failureEvents, messageHandlers, streamedEvents } from "../../knowledge/bounds.js";
import { onceEvents } from "../../knowledge/handlers.js";
import { variableOf } from "../places/bindings.js";
import { nameIn } from "../libraries/dispensables.js";
import { callsNamed } from "../libraries/named-calls.js";
import type { File } from "../file.js";
import { callbackOf, functionOf, valueOf } from "../functions.js";
import { bare, dressed, isLoop, nodes, ownNodes, propertyName, type Call, type FunctionNode } from "../nodes.js";
import { numberOf } from "../numbers.js";
import { normalised } from "../libraries/libraries.js";
import { originOf } from "../origin.js";
import { perFile } from "../per-file.js";
import { isLengthLimited } from "./size-checks.js";

/** An event that adds to a list which outlives it, and a list that nobody bounds. */
export const openQueues = perFile((file): readonly { readonly push: TSESTree.CallExpression; readonly list: string }[] =>
  nodes(file).of("CallExpression").flatMap((push) => {
    const callee = bare(push.callee);
    const listener = functionOf(push);
    if (callee.type !== "MemberExpression" || propertyName(callee) !== "push" || !listener) return [];
    const source = sourceOf(file, listener, push);
    if (source === undefined) return [];
    const list = bare(callee.object);
    const text = file.source.getText(list);
    if (!isMadeHere(file, list) || isWithinLoop(push, listener)) return [];
    const isDrained = drainedSlowly(file).has(text);
    if (isDrained ? source === "call" || isHomeOf(file, list, listener) : source === "call" || source === "event" || !isKeptOpen(file, source, list, text)) return [];
    return isLengthLimited(file, text) || file.source.text.includes(".pause()") ? [] : [{ push, list: text }];
  }),
);

/** What runs a function again and again: an event, one that comes as long as there is something to tell, one of a name of its own; or just some call. */
type Source = "stream" | "told" | "event" | "call";

function sourceOf(file: File, listener: FunctionNode, push: TSESTree.Node): Source | undefined {
  const registered = callbackOf(listener)?.call;
  if (!registered) return isConsumer(file, listener) && !waitsAfter(file, listener, push) ? "stream" : undefined;
  if (isStreamed(registered)) return "stream";
  if (isTold(file, registered)) return "told";
  return isEvent(registered) ? "event" : "call";
}

/** `consumer.run({ eachMessage })`: the next message comes when its promise has settled. */
function isConsumer(file: File, fn: FunctionNode): boolean {
  const property = dressed(fn).parent;
  const name = property?.type === "Property" && property.value === dressed(fn) ? propertyName(property) : undefined;
  const call = name === undefined ? undefined : dressed(property?.parent as TSESTree.Node).parent;
  if (call?.type !== "CallExpression") return false;
  const origin = originOf(file, call);
  return messageHandlers.some(({ module, path, handler }) => handler === name && module === origin?.module && path === normalised(file, origin).path);
}

function waitsAfter(file: File, fn: FunctionNode, push: TSESTree.Node): boolean {
  return [...ownNodes(file, fn.body)].some((node) => (node.type === "AwaitExpression" || node.type === "ReturnStatement") && node.range[1] > push.range[1]);
}

/** Nothing empties it but a step at a time, or nothing does. */
function isKeptOpen(file: File, source: Source, list: TSESTree.Node, text: string): boolean {
  if (source !== "stream" && !isTakenFrom(file, text)) return false;
  const name = list.type === "Identifier" ? variableOf(file, list)?.defs[0]?.name : undefined;
  const isShared = list.type === "MemberExpression" ? list.object.type === "ThisExpression" : name !== undefined && functionOf(name) === undefined;
  const around = file.source.text;
  return isShared && !(around.includes(`${text}.length`) || around.includes(`${text}.splice`) || around.includes(`${text} = []`) !== around.includes(`const ${text} = []`));
}

/** Whether the list is one of the listener's own. */
function isHomeOf(file: File, list: TSESTree.Node, listener: TSESTree.Node): boolean {
  const name = list.type === "Identifier" ? variableOf(file, list)?.defs[0]?.name : undefined;
  return name !== undefined && functionOf(name) === listener;
}

/**
 * The lists from which a function takes what is in them and then waits for work with it: `await send(queue.shift())`,
 * `const batch = queue.splice(0); await send(batch);`, or the list is swapped for an empty one. The source does not wait for that.
 */
const drainedSlowly = perFile((file): ReadonlySet<string> => {
  const found = new Set<string>();
  for (const node of [...callsNamed(file, "shift", "pop", "splice"), ...nodes(file).of("AssignmentExpression")]) {
    const list = listTaken(file, node);
    const fn = list === undefined ? undefined : functionOf(node);
    if (list !== undefined && fn?.async === true && ownNodes(file, fn.body).some((step) => step.type === "AwaitExpression" && step.range[1] > node.range[1])) found.add(list);
  }
  return found;
});

/** The list from which a step takes something, as the source writes it. */
function listTaken(file: File, node: TSESTree.CallExpression | TSESTree.AssignmentExpression): string | undefined {
  if (node.type === "AssignmentExpression") {
    if (node.right.type !== "ArrayExpression" || node.right.elements.length > 0) return undefined;
    const list = file.source.getText(node.left);
    return isReadBefore(file, node, list) ? list : undefined;
  }
  const callee = bare(node.callee);
  if (callee.type !== "MemberExpression") return undefined;
  const takes = propertyName(callee) !== "splice" || (node.arguments[0] !== undefined && numberOf(file, node.arguments[0]) === 0);
  return takes ? file.source.getText(callee.object) : undefined;
}

/** `const batch = this.backlog; this.backlog = [];` */
function isReadBefore(file: File, swap: TSESTree.Node, list: string): boolean {
  const block = dressed(swap).parent?.parent;
  const statements: readonly TSESTree.Node[] = block?.type === "BlockStatement" ? block.body : [];
  const at = statements.findIndex((statement) => statement === swap.parent);
  const before = statements[at - 1];
  return before?.type === "VariableDeclaration" && before.declarations.some(({ init }) => init !== null && file.source.getText(init) === list);
}

/** `source.on("signup", …)` */
function isEvent(call: Call): boolean {
  const callee = bare(call.callee);
  const [event] = call.arguments;
  return callee.type === "MemberExpression" && /^(?:on|addListener|addEventListener)$/.test(propertyName(callee) ?? "") && event?.type === "Literal" && ![...onceEvents, ...failureEvents].includes(String(event.value));
}

/** `source.on("data", …)`: an event that comes for as long as there is something to tell. */
function isStreamed(call: Call): boolean {
  const callee = bare(call.callee);
  const [event] = call.arguments;
  return callee.type === "MemberExpression" && /^(?:on|addListener|addEventListener)$/.test(propertyName(callee) ?? "") && event?.type === "Literal" && streamedEvents.includes(String(event.value));
}

/** `queue.shift()` somewhere in the file: what is pushed there waits for its turn. */
function isTakenFrom(file: File, list: string): boolean {
  return ["shift", "pop"].some((method) => file.source.text.includes(`${list}.${method}(`));
}

/** `bus.on("reading", …)`: an event of a name of its own, that may come again and again. */
function isTold(file: File, call: Call): boolean {
  const callee = bare(call.callee);
  const [event] = call.arguments;
  if (callee.type !== "MemberExpression" || !/^(?:on|addListener)$/.test(propertyName(callee) ?? "") || event?.type !== "Literal") return false;
  return eventSources.test(originOf(file, callee.object)?.path ?? "") && ![...onceEvents, ...failureEvents].includes(String(event.value));
}

/** A list that this file makes: `push` of a router or a service adds to no list. */
function isMadeHere(file: File, list: TSESTree.Node): boolean {
  const variable = list.type === "Identifier" ? variableOf(file, list) : undefined;
  if (!variable) return listsMade(file).has(nameIn(list));
  const value = valueOf(variable);
  return value !== undefined && isNewList(file, value);
}

/** The last names of what is given a list of its own: `queue`, of `this.queue = []`. */
const listsMade = perFile((file): ReadonlySet<string | undefined> => {
  const fields = nodes(file).of("PropertyDefinition").flatMap((field) => (field.value && isNewList(file, field.value) ? [propertyName(field)] : []));
  const assigned = nodes(file).of("AssignmentExpression").flatMap(({ left, right }) => (isNewList(file, right) ? [nameIn(bare(left))] : []));
  return new Set([...fields, ...assigned]);
});

function isNewList(file: File, value: TSESTree.Node): boolean {
  const node = bare(value);
  return node.type === "ArrayExpression" || (node.type === "NewExpression" && file.source.getText(node.callee) === "Array");
}

/** What one event tells in many parts ends with it. */
function isWithinLoop(push: TSESTree.Node, listener: TSESTree.Node): boolean {
  for (let node = push.parent; node && node !== listener; node = node.parent) if (isLoop(node)) return true;
  return false;
}
