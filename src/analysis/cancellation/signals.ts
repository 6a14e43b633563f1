import type { TSESTree } from "@typescript-eslint/utils";
import { failureEvents, partEvents } from "../../knowledge/bounds.js";
import { onceEvents } from "../../knowledge/handlers.js";
import { variableOf, type Variable } from "../places/bindings.js";
import type { File } from "../file.js";
import { callbackOf, functionOf, functionsAround, memberOf, valueOf } from "../functions.js";
import { factOf } from "../libraries/libraries.js";
import { bare, descendants, isCall, isFunction, isLoop, isWithin, ownNodes, propertyName, type Call, type FunctionNode } from "../nodes.js";
import { originOf } from "../origin.js";
import { returnedBy } from "../promises/promises.js";
import { literalOf } from "../settings.js";

/** The `AbortSignal.timeout(…)` calls that a signal is made of, through variables and `AbortSignal.any`. */
export function deadlinesIn(file: File, signal: TSESTree.Node): readonly Call[] {
  return partsOf(file, signal).filter((part): part is Call => isCall(part) && originOf(file, part)?.path === ".AbortSignal.timeout()");
}

/** The controller whose signal this is, where nothing can ever abort it: no `abort`, and it does not leave the file's sight. */
export function idleController(file: File, signal: TSESTree.Node): TSESTree.Node | undefined {
  const parts = partsOf(file, signal);
  const only = parts.length === 1 ? parts[0] : undefined;
  if (only?.type !== "NewExpression" || originOf(file, only)?.path !== ".AbortController!") return undefined;
  const holder = holderOf(file, only);
  if (!holder) return isTakenForItsSignal(only) ? only : undefined;
  const isOnlyRead = holder.references.every(({ identifier, init }) => init || isTakenForItsSignal(identifier));
  return isOnlyRead && !isExported(holder) ? only : undefined;
}

/** `new AbortController().signal`, `const { signal } = controller`: nothing else of the controller is used there. */
function isTakenForItsSignal(controller: TSESTree.Node): boolean {
  const { parent } = controller;
  if (parent?.type === "MemberExpression") return parent.object === controller && propertyName(parent) === "signal";
  if (parent?.type !== "VariableDeclarator" || parent.id.type !== "ObjectPattern") return false;
  return parent.id.properties.every((property) => property.type === "Property" && propertyName(property) === "signal");
}

function isExported(variable: Variable): boolean {
  const declaration = variable.defs[0]?.node.parent;
  if (declaration?.parent?.type === "ExportNamedDeclaration") return true;
  return variable.references.some(({ identifier }) => identifier.parent.type === "ExportSpecifier");
}

function holderOf(file: File, value: TSESTree.Node): Variable | undefined {
  const { parent } = value;
  return parent?.type === "VariableDeclarator" && parent.id.type === "Identifier" ? variableOf(file, parent.id) : undefined;
}

/** What a signal is made of: the deadlines, controllers and other values behind variables, `.signal` and `AbortSignal.any`. */
export function partsOf(file: File, signal: TSESTree.Node, depth = 0): readonly TSESTree.Node[] {
  const node = bare(signal);
  if (depth > 8) return [node];
  const into = (inner: TSESTree.Node): readonly TSESTree.Node[] => partsOf(file, inner, depth + 1);
  if (node.type === "Identifier") {
    const variable = variableOf(file, node);
    const definition = variable?.defs[0]?.node;
    // `const { signal } = new AbortController()`
    if (definition?.type === "VariableDeclarator" && definition.id.type === "ObjectPattern" && definition.init) return into(definition.init);
    const value = variable && variable.defs[0]?.type !== "Parameter" ? valueOf(variable) : undefined;
    return value ? into(value) : [node];
  }
  if (node.type === "MemberExpression") {
    const name = propertyName(node);
    const object = literalOf(file, node.object);
    const member = object.type === "ObjectExpression" && name !== undefined ? memberOf(object, name) : undefined;
    if (member?.type === "Property") return into(member.value);
    const inner = name === "signal" && node.object.type !== "ThisExpression" ? into(node.object) : fieldValue(file, node, into);
    return inner.length > 0 ? inner : [node];
  }
  if (node.type === "CallExpression" && originOf(file, node)?.path === ".AbortSignal.any()") {
    const list = node.arguments[0];
    return list?.type === "ArrayExpression" ? list.elements.flatMap((element) => (element ? into(element) : [])) : [node];
  }
  if (node.type === "ConditionalExpression") return [...into(node.consequent), ...into(node.alternate)];
  if (node.type === "LogicalExpression") return [...into(node.left), ...into(node.right)];
  return [node];
}

function fieldValue(file: File, node: TSESTree.MemberExpression, into: (inner: TSESTree.Node) => readonly TSESTree.Node[]): readonly TSESTree.Node[] {
  const made = node.object.type === "ThisExpression" ? originOf(file, node)?.calls.at(-1) : undefined;
  return made ? into(made) : [];
}

/** Whether a deadline's clock starts well before a call: it is made once, and the call is made again and again or much later. */
export function startsBefore(file: File, deadline: TSESTree.Node, call: TSESTree.Node): boolean {
  const maker = functionOf(deadline);
  if (functionOf(call) !== maker) {
    if (!maker || isInConstructor(deadline)) return [...functionsAround(call)].some((fn) => fn !== maker && !isConstructor(fn));
    return isRunLater(file, call, maker);
  }
  for (let outer = call.parent; outer && !isFunction(outer); outer = outer.parent) {
    if (isLoop(outer) && !isWithin(deadline, outer) && !looksAtSignal(file, outer) && !goesThroughPages(file, outer)) return true;
  }
  return false;
}

/** `for (let page = 1; ; page++) { …; if (rows.length < size) break; }`: each turn goes on where the one before it ended, and the answer tells when all is there. What tries again has a `catch`. */
function goesThroughPages(file: File, loop: TSESTree.Node): boolean {
  if (loop.type !== "ForStatement" && loop.type !== "WhileStatement" && loop.type !== "DoWhileStatement") return false;
  const own = [...ownNodes(file, loop)];
  return own.some(({ type }) => type === "BreakStatement") && !own.some(({ type }) => type === "CatchClause");
}

/**
 * In a function that is called again and again after its maker has returned: a method that it gives out, the tick of an
 * interval, a listener. Whoever asks or listens whether time is up has one deadline for all of them, and means it.
 */
function isRunLater(file: File, call: TSESTree.Node, maker: FunctionNode): boolean {
  if (looksAtSignal(file, maker.body)) return false;
  for (const fn of functionsAround(call)) {
    if (fn === maker) return false;
    if (isMethodGivenOut(file, fn, maker)) return true;
    const runner = callbackOf(fn)?.call;
    if (runner && (factOf(file, "timers", runner)?.fact.repeats === true || isListening(runner))) return true;
  }
  return false;
}

/** `return { user: (id) => … }` */
function isMethodGivenOut(file: File, fn: FunctionNode, maker: FunctionNode): boolean {
  const { parent } = fn;
  return parent.type === "Property" && returnedBy(file, maker).some((value) => bare(value) === parent.parent);
}

/** `bus.on("change", …)`; the parts and the end of one stream belong to one piece of work. */
function isListening({ callee, arguments: [event] }: Call): boolean {
  const method = bare(callee);
  const isOne = event?.type === "Literal" && [...onceEvents, ...failureEvents, ...partEvents].includes(String(event.value));
  return !isOne && method.type === "MemberExpression" && /^(?:on|addListener|addEventListener)$/.test(propertyName(method) ?? "");
}

/** A loop that asks whether time is up has one deadline for all its turns, and means it. */
function looksAtSignal(file: File, loop: TSESTree.Node): boolean {
  return [...descendants(file, loop)].some((node) => {
    if (node.type === "MemberExpression") return ["aborted", "throwIfAborted", "onabort"].includes(propertyName(node) ?? "");
    return isCall(node) && node.arguments[0]?.type === "Literal" && node.arguments[0].value === "abort";
  });
}

function isInConstructor(node: TSESTree.Node): boolean {
  const fn = functionOf(node);
  return fn !== undefined && isConstructor(fn);
}

function isConstructor(fn: TSESTree.Node): boolean {
  return fn.parent?.type === "MethodDefinition" && fn.parent.kind === "constructor";
}
