import type { TSESTree } from "@typescript-eslint/utils";
import { variableOf, type Variable } from "./bindings.js";
import type { File } from "./file.js";
import { annotationOf, callbackOf, functionOf, functionsAround, memberOf, valueOf } from "./functions.js";
import { bare, isCall, isFunction, isLoop, isWithin, ownNodes, propertyName, type Call, type FunctionNode } from "./nodes.js";
import { originOf } from "./origin.js";
import { literalOf } from "./settings.js";

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
  const isOnlyRead = holder.references.every(
    ({ identifier, init }) => init || (identifier.parent.type === "MemberExpression" && identifier.parent.object === identifier && propertyName(identifier.parent) === "signal"),
  );
  return isOnlyRead && !isExported(holder) ? only : undefined;
}

/** `new AbortController().signal` and `const { signal } = new AbortController()`: nobody keeps the controller. */
function isTakenForItsSignal(controller: TSESTree.NewExpression): boolean {
  const { parent } = controller;
  if (parent.type === "MemberExpression") return parent.object === controller && propertyName(parent) === "signal";
  if (parent.type !== "VariableDeclarator" || parent.id.type !== "ObjectPattern") return false;
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
function partsOf(file: File, signal: TSESTree.Node, depth = 0): readonly TSESTree.Node[] {
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
    const inner = name === "signal" ? into(node.object) : fieldValue(file, node, into);
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
    return false;
  }
  for (let outer = call.parent; outer && !isFunction(outer); outer = outer.parent) {
    if (isLoop(outer) && !isWithin(deadline, outer) && !looksAtSignal(file, outer)) return true;
  }
  return false;
}

/** A loop that asks whether time is up has one deadline for all its turns, and means it. */
function looksAtSignal(file: File, loop: TSESTree.Node): boolean {
  return [...ownNodes(file, loop)].some((node) => node.type === "MemberExpression" && ["aborted", "throwIfAborted"].includes(propertyName(node) ?? ""));
}

function isInConstructor(node: TSESTree.Node): boolean {
  const fn = functionOf(node);
  return fn !== undefined && isConstructor(fn);
}

function isConstructor(fn: TSESTree.Node): boolean {
  return fn.parent?.type === "MethodDefinition" && fn.parent.kind === "constructor";
}

/** A signal that a node's function was given, as it is written there, and whether it may be missing. */
export interface SignalInScope {
  readonly text: string;
  readonly optional: boolean;
}

/** The signal that the caller of the enclosing functions handed in: a parameter, a destructured option, `options.signal`. */
export function signalInScope(node: TSESTree.Node): SignalInScope | undefined {
  for (const fn of functionsAround(node)) {
    if (isEventListener(fn)) continue;
    for (const parameter of fn.params) {
      const found = signalOf(parameter.type === "TSParameterProperty" ? parameter.parameter : parameter);
      if (found) return found;
    }
  }
  return undefined;
}

/** What `process.on("SIGTERM", …)` and `child.on("exit", …)` call a signal is a text. */
function isEventListener(fn: FunctionNode): boolean {
  const callee = callbackOf(fn)?.call.callee;
  return callee?.type === "MemberExpression" && /^(?:on|once|addListener|prependListener|prependOnceListener)$/.test(propertyName(callee) ?? "");
}

function signalOf(parameter: TSESTree.Parameter): SignalInScope | undefined {
  const target = parameter.type === "AssignmentPattern" ? parameter.left : parameter;
  const hasDefault = parameter.type === "AssignmentPattern";
  if (target.type === "Identifier") return namedSignal(target) ?? signalOfOptions(target, hasDefault);
  return target.type === "ObjectPattern" ? destructuredSignal(target) : undefined;
}

function namedSignal(target: TSESTree.Identifier): SignalInScope | undefined {
  const declared = annotationOf(target);
  const isSignal = declared?.type === "Identifier" ? declared.name === "AbortSignal" : target.typeAnnotation === undefined && /^(?:abort)?signal$/i.test(target.name);
  return isSignal ? { text: target.name, optional: target.optional || mayBeMissing(target.typeAnnotation?.typeAnnotation) } : undefined;
}

function signalOfOptions(target: TSESTree.Identifier, hasDefault: boolean): SignalInScope | undefined {
  const member = signalMember(target.typeAnnotation?.typeAnnotation);
  if (!member) return undefined;
  const optional = target.optional || member.optional || mayBeMissing(member.typeAnnotation?.typeAnnotation);
  return { text: `${target.name}${target.optional && !hasDefault ? "?." : "."}signal`, optional };
}

function destructuredSignal(target: TSESTree.ObjectPattern): SignalInScope | undefined {
  for (const property of target.properties) {
    if (property.type !== "Property" || propertyName(property) !== "signal" || property.value.type !== "Identifier") continue;
    const member = signalMember(target.typeAnnotation?.typeAnnotation);
    return { text: property.value.name, optional: !member || member.optional || mayBeMissing(member.typeAnnotation?.typeAnnotation) };
  }
  return undefined;
}

/** The member `signal` of a type that is written out. */
function signalMember(type: TSESTree.TypeNode | undefined): TSESTree.TSPropertySignature | undefined {
  if (type?.type !== "TSTypeLiteral") return undefined;
  return type.members.find(
    (member): member is TSESTree.TSPropertySignature => member.type === "TSPropertySignature" && member.key.type === "Identifier" && member.key.name === "signal",
  );
}

/** JavaScript promises nothing; a type does, unless it is a union. */
function mayBeMissing(type: TSESTree.TypeNode | undefined): boolean {
  return type === undefined || type.type === "TSUnionType";
}
