import type { TSESTree } from "@typescript-eslint/utils";
import { componentCalls, delayingWrappers, watcherOption } from "../../knowledge/handlers.js";
import { variableOf } from "../places/bindings.js";
import { callbackUse } from "../promises/callbacks.js";
import type { File } from "../file.js";
import { callGraph, nameOf, thisOwner } from "../functions.js";
import { factOf } from "../libraries/libraries.js";
import { bare, dressed, isCall, isClass, isFunction, isWithin, nodes, propertyName, type ClassNode, type FunctionNode } from "../nodes.js";
import { perFile } from "../per-file.js";

/** A place where a function of the file is named, or stands itself, and what is done with it there. */
export interface Mention {
  readonly node: TSESTree.Node;
  /**
   * `called` where it stands; `handler`: something calls it at each event; `returned`: the function
   * around gives it out; `handed`: it is kept or passed on, and nobody here sees who calls it.
   */
  readonly as: "called" | "handler" | "returned" | "handed";
  readonly call: TSESTree.CallExpression | undefined;
  /** The event that a handler hears, in lower case, where its name is written there: `change` of `onChange={…}`. */
  readonly event?: string | undefined;
  /** The event is one that a component, or an object of options, calls so: `onPick={…}`, `{ onPick: … }`. */
  readonly isProperty?: boolean;
}

/** What is done with a function, wherever the file names it. A name in an export is no mention. */
export function mentionsOf(file: File, fn: FunctionNode): readonly Mention[] {
  const known = mentions(file).get(fn);
  if (known) return known;
  const found = [...namesOf(file, fn)].flatMap((node) => mentionAt(file, node) ?? []);
  mentions(file).set(fn, found);
  return found;
}

const mentions = perFile(() => new Map<FunctionNode, readonly Mention[]>());

/** The function's own place, and the names that mean it. */
function* namesOf(file: File, fn: FunctionNode): Generator<TSESTree.Node> {
  const value = valueHolder(file, fn);
  const holder = value.parent;
  const name = fn.type === "FunctionDeclaration" ? fn.id : holder?.type === "VariableDeclarator" ? holder.id : undefined;
  if (name) {
    for (const { identifier, init } of variableOf(file, name)?.references ?? []) if (init !== true) yield identifier;
  } else if (holder?.type === "MethodDefinition" || holder?.type === "PropertyDefinition") {
    const member = nameOf(fn) ?? propertyName(holder);
    const own = member === undefined ? [] : (members(file).get(holder.parent.parent)?.get(member) ?? []);
    yield* own;
    // `session.load(id)`, where the file shows what `session` is
    for (const { callee } of callGraph(file).callersOf(fn)) if (!own.some((node) => isWithin(node, callee))) yield bare(callee);
  } else if (holder?.type === "Property" && holder.parent.type === "ObjectExpression") {
    yield value;
    const member = propertyName(holder);
    if (member !== undefined) yield* members(file).get(holder.parent)?.get(member) ?? [];
  } else yield value;
}

/** The function, or the call that hands it back: `useCallback(fn, [])`, `debounce(fn, 200)`, `useMemo(() => debounce(fn), [])`. */
function valueHolder(file: File, fn: FunctionNode): TSESTree.Node {
  let value: TSESTree.Node = dressed(fn);
  for (let outer = value.parent; outer; outer = value.parent) {
    const isMade = outer.type === "ArrowFunctionExpression" && outer.body === value && outer.params.length === 0;
    const call = isMade ? dressed(outer).parent : outer;
    if (call?.type !== "CallExpression" || !(isMade ? isMemo(file, call) : handsBack(file, call, value))) break;
    value = dressed(call);
  }
  return value;
}

/** What `useMemo(() => fn, [])` gives is what its function makes. */
function isMemo(file: File, call: TSESTree.CallExpression): boolean {
  const use = factOf(file, "callbacks", call)?.fact;
  return use?.result === "returned" && use.runs === "sync" && call.arguments.length === 2 && isFunction(call.arguments[0]);
}

function handsBack(file: File, call: TSESTree.CallExpression, value: TSESTree.Node): boolean {
  if (call.arguments[0] !== value) return false;
  return factOf(file, "effects", call)?.fact.handsBack === true || delayingWrappers.includes(lastName(call.callee) ?? "");
}

/** The members of `this`, by the class or object that they are of. */
const members = perFile((file) => {
  const found = new Map<ClassNode | TSESTree.ObjectExpression, Map<string, TSESTree.MemberExpression[]>>();
  for (const node of nodes(file).of("ThisExpression")) {
    const { parent } = node;
    const name = parent.type === "MemberExpression" ? propertyName(parent) : undefined;
    const owner = thisOwner(node);
    if (parent.type !== "MemberExpression" || name === undefined || !owner) continue;
    const own = found.get(owner) ?? new Map<string, TSESTree.MemberExpression[]>();
    own.set(name, [...(own.get(name) ?? []), parent]);
    found.set(owner, own);
  }
  return found;
});

function mentionAt(file: File, name: TSESTree.Node): Mention | undefined {
  const node = boundName(dressed(name));
  const { parent } = node;
  if (!parent || parent.type.startsWith("Export")) return undefined;
  if (isCall(parent) && bare(parent.callee) === bare(node)) return { node, as: "called", call: parent.type === "CallExpression" ? parent : undefined };
  if (isCall(parent)) return isHeard(file, parent, node) ? handlerAt(node, textOf(parent.arguments[0])) : { node, as: "handed", call: undefined };
  if (parent.type === "JSXExpressionContainer") return parent.parent.type === "JSXAttribute" && /^on[A-Z]/.test(attributeName(parent.parent)) ? handlerAt(node, attributeName(parent.parent)) : { node, as: "handed", call: undefined };
  if (parent.type === "TemplateLiteral") return inTemplate(parent, node);
  // `window.onmessage = …`
  if (parent.type === "AssignmentExpression" && parent.right === node) return assignedTo(parent.left, node);
  if (parent.type === "AssignmentExpression" || parent.type === "UnaryExpression" || parent.type === "ExpressionStatement") return undefined;
  if (parent.type === "Property") return asProperty(parent, node);
  if (parent.type === "BinaryExpression" || parent.type === "IfStatement" || parent.type === "MemberExpression") return undefined;
  return { node, as: isReturned(node) ? "returned" : "handed", call: undefined };
}

/** A handler by the name of what it hears. */
function handlerAt(node: TSESTree.Node, name: string | undefined): Mention {
  return { node, as: "handler", call: undefined, event: name?.replace(/^on(?=[A-Z]|[a-z]+$)/, "").toLowerCase(), isProperty: /^on[A-Z]/.test(name ?? "") };
}

function asProperty(property: TSESTree.Property, node: TSESTree.Node): Mention {
  const name = propertyName(property) ?? "";
  if (/^on[A-Z]/.test(name)) return handlerAt(node, name);
  if (isWatcher(property)) return { node, as: "handler", call: undefined };
  return { node, as: isReturned(property.parent) ? "returned" : "handed", call: undefined };
}

/** `watch: { id() { … } }` and `watch: { id: { handler() { … } } }` in the options of a component: run at each change. */
function isWatcher(property: TSESTree.Property): boolean {
  const holder = property.parent.parent;
  const watched = propertyName(property) === "handler" && holder.type === "Property" ? holder.parent.parent : holder;
  return watched.type === "Property" && propertyName(watched) === watcherOption && watched.parent.type === "ObjectExpression" && isComponent(watched.parent);
}

/** What a module exports as its default, or gives to the call that says it is a component. */
function isComponent(options: TSESTree.ObjectExpression): boolean {
  const { parent } = dressed(options);
  return parent?.type === "ExportDefaultDeclaration" || (isCall(parent) && componentCalls.includes(lastName(parent.callee) ?? ""));
}

function lastName(callee: TSESTree.Node): string | undefined {
  const node = bare(callee);
  return node.type === "Identifier" ? node.name : node.type === "MemberExpression" ? propertyName(node) : undefined;
}

function textOf(node: TSESTree.Node | undefined): string | undefined {
  return node?.type === "Literal" && typeof node.value === "string" ? node.value : undefined;
}

/** Whether a value is what a function returns, alone or in a list. */
function isReturned(value: TSESTree.Node): boolean {
  const outer = dressed(value);
  const { parent } = outer.parent?.type === "ArrayExpression" ? outer.parent : outer;
  return parent?.type === "ReturnStatement" || (parent?.type === "ArrowFunctionExpression" && parent.body === (outer.parent?.type === "ArrayExpression" ? outer.parent : outer));
}

/** `this.load.bind(this)` is the function. */
function boundName(node: TSESTree.Node): TSESTree.Node {
  const member = node.parent;
  if (member?.type !== "MemberExpression" || member.object !== node || propertyName(member) !== "bind") return node;
  const call = dressed(member).parent;
  return call?.type === "CallExpression" && bare(call.callee) === member ? dressed(call) : node;
}

function isHeard(file: File, call: TSESTree.CallExpression | TSESTree.NewExpression, node: TSESTree.Node): boolean {
  const index = call.arguments.indexOf(node as TSESTree.CallExpressionArgument);
  const callee = bare(call.callee);
  const isOnce = callee.type === "MemberExpression" && /[oO]nce/.test(propertyName(callee) ?? "");
  return index >= 0 && !isOnce && callbackUse(file, call, index)?.runs === "many" && factOf(file, "timers", call) === undefined;
}

function attributeName({ name }: TSESTree.JSXAttribute): string {
  return typeof name.name === "string" ? name.name : name.name.name;
}

/** The template of a component that binds events with `@`: `html'<input @change=${this.onChange}>'`. */
function inTemplate(template: TSESTree.TemplateLiteral, node: TSESTree.Node): Mention {
  const index = template.expressions.indexOf(node as TSESTree.Expression);
  const slot = /\s@([\w.:-]+)=["']?$/.exec(template.quasis[index]?.value.raw ?? "");
  return slot && template.parent.type === "TaggedTemplateExpression" ? handlerAt(node, slot[1]) : { node, as: "handed", call: undefined };
}

/** `window.onmessage = …`; what is assigned to the name of itself (`this.load = this.load.bind(this)`) stays what it is. */
function assignedTo(target: TSESTree.Node, node: TSESTree.Node): Mention | undefined {
  const name = target.type === "MemberExpression" ? propertyName(target) : undefined;
  if (name !== undefined && /^on[a-z]/.test(name)) return handlerAt(node, name);
  const own = bare(node).type === "CallExpression" ? (bare(node) as TSESTree.CallExpression).callee : undefined;
  const isItself = own?.type === "MemberExpression" && own.object.type === "MemberExpression" && propertyName(own.object) === name;
  return isItself ? undefined : { node, as: "handed", call: undefined };
}

/** Whether a function is a member of a class. */
export function isMethod(fn: FunctionNode): boolean {
  const { parent } = fn;
  return (parent.type === "MethodDefinition" || parent.type === "PropertyDefinition") && isClass(parent.parent.parent);
}
