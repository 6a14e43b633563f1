import type { TSESTree } from "@typescript-eslint/utils";
import { variableOf } from "./bindings.js";
import { callbackUse } from "./callbacks.js";
import type { File } from "./file.js";
import { callGraph, nameOf, thisOwner } from "./functions.js";
import { factOf } from "./libraries.js";
import { bare, dressed, isCall, isClass, nodes, propertyName, type ClassNode, type FunctionNode } from "./nodes.js";
import { perFile } from "./per-file.js";

/** A place where a function of the file is named, or stands itself, and what is done with it there. */
export interface Mention {
  readonly node: TSESTree.Node;
  /**
   * `called` where it stands; `handler`: something calls it at each event; `returned`: the function
   * around gives it out; `handed`: it is kept or passed on, and nobody here sees who calls it.
   */
  readonly as: "called" | "handler" | "returned" | "handed";
  readonly call: TSESTree.CallExpression | undefined;
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
    for (const { callee } of callGraph(file).callersOf(fn)) if (!own.some((node) => node === bare(callee))) yield bare(callee);
  } else if (holder?.type === "Property" && holder.parent.type === "ObjectExpression") {
    yield value;
    const member = propertyName(holder);
    if (member !== undefined) yield* members(file).get(holder.parent)?.get(member) ?? [];
  } else yield value;
}

/** The function, or the call that hands it back: `useCallback(fn, [])`. */
function valueHolder(file: File, fn: FunctionNode): TSESTree.Node {
  const { parent } = fn;
  return parent.type === "CallExpression" && factOf(file, "effects", parent)?.fact.handsBack ? dressed(parent) : dressed(fn);
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
  if (isCall(parent)) return { node, as: isHeard(file, parent, node) ? "handler" : "handed", call: undefined };
  if (parent.type === "JSXExpressionContainer") return { node, as: parent.parent.type === "JSXAttribute" && /^on[A-Z]/.test(attributeName(parent.parent)) ? "handler" : "handed", call: undefined };
  if (parent.type === "TemplateLiteral") return { node, as: isInEventSlot(parent, node) ? "handler" : "handed", call: undefined };
  // `window.onmessage = …`
  if (parent.type === "AssignmentExpression" && parent.right === node) return assignedTo(parent.left, node);
  if (parent.type === "AssignmentExpression" || parent.type === "UnaryExpression" || parent.type === "ExpressionStatement") return undefined;
  if (parent.type === "Property") return { node, as: /^on[A-Z]/.test(propertyName(parent) ?? "") ? "handler" : isReturned(parent.parent) ? "returned" : "handed", call: undefined };
  if (parent.type === "BinaryExpression" || parent.type === "IfStatement" || parent.type === "MemberExpression") return undefined;
  return { node, as: isReturned(node) ? "returned" : "handed", call: undefined };
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
function isInEventSlot(template: TSESTree.TemplateLiteral, node: TSESTree.Node): boolean {
  const index = template.expressions.indexOf(node as TSESTree.Expression);
  const before = template.quasis[index]?.value.raw ?? "";
  return template.parent.type === "TaggedTemplateExpression" && /\s@[\w.:-]+=["']?$/.test(before);
}

/** `window.onmessage = …`; what is assigned to the name of itself (`this.load = this.load.bind(this)`) stays what it is. */
function assignedTo(target: TSESTree.Node, node: TSESTree.Node): Mention | undefined {
  const name = target.type === "MemberExpression" ? propertyName(target) : undefined;
  if (name !== undefined && /^on[a-z]/.test(name)) return { node, as: "handler", call: undefined };
  const own = bare(node).type === "CallExpression" ? (bare(node) as TSESTree.CallExpression).callee : undefined;
  const isItself = own?.type === "MemberExpression" && own.object.type === "MemberExpression" && propertyName(own.object) === name;
  return isItself ? undefined : { node, as: "handed", call: undefined };
}

/** Whether a function is a member of a class. */
export function isMethod(fn: FunctionNode): boolean {
  const { parent } = fn;
  return (parent.type === "MethodDefinition" || parent.type === "PropertyDefinition") && isClass(parent.parent.parent);
}
