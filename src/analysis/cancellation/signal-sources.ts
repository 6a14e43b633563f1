import type { TSESTree } from "@typescript-eslint/utils";
import { requestMembers } from "../../knowledge/handlers.js";
import { variableOf, type Variable } from "../places/bindings.js";
import { unaliased } from "../declared.js";
import type { File } from "../file.js";
import { annotationOf, callbackOf, functionOf, functionsAround } from "../functions.js";
import { bare, dressed, isWithin, nodes, propertyName, type FunctionNode } from "../nodes.js";
import { originOf } from "../origin.js";
import { perFile } from "../per-file.js";
import { isAbortSignalUse, isDocumentedOtherwise, isTextUse, namedSignals, signalName } from "./signal-uses.js";
import { isSignalType } from "./signal-types.js";
import { types } from "../types.js";

/** A signal as it is written where it is, and whether it may be missing. */
export interface WrittenSignal {
  readonly text: string;
  readonly optional: boolean;
}

/** A signal that is there to be handed on. */
export interface SignalInScope extends WrittenSignal {
  /** Where it comes in: the parameter, the name it is destructured into, the construction of its controller. */
  readonly declared: TSESTree.Node;
  /** Whose it is: handed in by the caller, or of a controller that the function makes for itself. */
  readonly by: "caller" | "controller";
  /** The function that has it. */
  readonly fn: FunctionNode;
  /** What holds it: the signal itself, its options object, its controller. */
  readonly holder: Variable | undefined;
}

/** The signal that the caller of the enclosing functions handed in, the innermost first. */
export function callersSignal(file: File, node: TSESTree.Node): SignalInScope | undefined {
  if (!mayHaveSignals(file)) return undefined;
  for (const fn of functionsAround(node)) {
    const own = signalsOf(file, fn).filter(({ by }) => by === "caller");
    const [first] = own;
    if (first) return aliasAt(file, own, node) ?? first;
  }
  return undefined;
}

/** The signals that a function is given or makes, in the order of its parameters. */
export function signalsOf(file: File, fn: FunctionNode): readonly SignalInScope[] {
  if (!mayHaveSignals(file)) return [];
  const known = sources(file).get(fn);
  if (known) return known;
  const found = [...givenTo(file, fn), ...controllersIn(file).filter((one) => one.fn === fn)];
  sources(file).set(fn, found);
  return found;
}

/** Whether anything in a file can be a signal: a look at its text that spares most files the rest. */
export const mayHaveSignals = perFile((file): boolean => file.services !== undefined || /signal|AbortController|RequestInit/i.test(file.source.text));

const sources = perFile(() => new Map<FunctionNode, readonly SignalInScope[]>());

/** Under the names that a function gives to a signal it was handed, the one that is in force at a node: the last before it. */
function aliasAt(file: File, own: readonly SignalInScope[], node: TSESTree.Node): SignalInScope | undefined {
  return own.flatMap((one) => aliasesOf(file, one)).filter(({ declared }) => declared.range[1] <= node.range[0] && isVisibleAt(declared, node)).at(-1);
}

function isVisibleAt(declared: TSESTree.Node, node: TSESTree.Node): boolean {
  let block = declared.parent;
  while (block && block.type !== "BlockStatement" && block.type !== "Program") block = block.parent;
  return block !== undefined && isWithin(node, block);
}

/** `const signal = AbortSignal.any([given, …])`, `const { signal } = options`: names for it, or for what is made of it. */
function aliasesOf(file: File, source: SignalInScope): SignalInScope[] {
  return (source.holder?.references ?? []).flatMap(({ identifier }) => {
    const mention = memberMention(identifier) ?? identifier;
    const declarator = declaratorAround(mention);
    if (!declarator || functionOf(declarator) !== source.fn) return [];
    const taken = declarator.id.type === "ObjectPattern" && destructuring(identifier) ? signalIn(declarator.id) : undefined;
    if (taken) return [{ ...source, text: taken.name, declared: taken, holder: variableOf(file, taken) }];
    if (declarator.id.type !== "Identifier") return [];
    const isWhole = source.text === identifier.name || mention !== identifier;
    const init = declarator.init && bare(declarator.init);
    const isMade = init?.type === "CallExpression" && originOf(file, init)?.path === ".AbortSignal.any()";
    const isSame = isWhole && signalName.test(declarator.id.name);
    if (!isMade && !isSame) return [];
    return [{ ...source, text: declarator.id.name, optional: !isMade && source.optional, declared: declarator.id, holder: variableOf(file, declarator.id) }];
  });
}

/** The name that a pattern gives to the signal. */
function signalIn(pattern: TSESTree.ObjectPattern): TSESTree.Identifier | undefined {
  for (const property of pattern.properties) {
    if (property.type !== "Property" || !namedSignals.has(propertyName(property) ?? "")) continue;
    const value = property.value.type === "AssignmentPattern" ? property.value.left : property.value;
    if (value.type === "Identifier") return value;
  }
  return undefined;
}

/** `options.signal`, `controller.signal`, `event.request.signal` for the name before the first dot. */
function memberMention(identifier: TSESTree.Node): TSESTree.MemberExpression | undefined {
  const owner = requestBelow(identifier);
  const member = dressed(owner).parent;
  return member?.type === "MemberExpression" && bare(member.object) === owner && namedSignals.has(propertyName(member) ?? "") ? member : undefined;
}

/** `event.request`, `c.req.raw` for the name before the first dot; the name itself where no request is taken out of it. */
function requestBelow(identifier: TSESTree.Node): TSESTree.Node {
  const member = dressed(identifier).parent;
  return member?.type === "MemberExpression" && bare(member.object) === identifier && requestMembers.includes(propertyName(member) ?? "") ? requestBelow(member) : identifier;
}

function declaratorAround(mention: TSESTree.Node): TSESTree.VariableDeclarator | undefined {
  for (let outer = mention.parent; outer; outer = outer.parent) {
    if (outer.type === "VariableDeclarator") return outer;
    if (!["ArrayExpression", "CallExpression", "ConditionalExpression", "LogicalExpression", "ChainExpression", "TSNonNullExpression", "TSAsExpression", "MemberExpression"].includes(outer.type)) return undefined;
  }
  return undefined;
}

function* givenTo(file: File, fn: FunctionNode): Generator<SignalInScope> {
  if (isEventListener(fn)) return;
  for (const parameter of fn.params) {
    const plain = parameter.type === "TSParameterProperty" ? parameter.parameter : parameter;
    const target = plain.type === "AssignmentPattern" ? plain.left : plain;
    const found =
      target.type === "Identifier"
        ? (namedSignal(file, target) ?? memberSignal(file, target, plain.type === "AssignmentPattern") ?? requestSignal(file, target, false))
        : target.type === "ObjectPattern"
          ? (destructuredSignal(file, target) ?? requestIn(file, target))
          : undefined;
    if (found) yield { ...found, by: "caller", fn };
  }
}

/** What `process.on("SIGTERM", …)` and `child.on("exit", …)` call a signal is a text. */
function isEventListener(fn: FunctionNode): boolean {
  const callee = callbackOf(fn)?.call.callee;
  return callee?.type === "MemberExpression" && /^(?:on|once|addListener|prependListener|prependOnceListener)$/.test(propertyName(callee) ?? "");
}

type Given = Pick<SignalInScope, "text" | "optional" | "declared" | "holder">;

function namedSignal(file: File, target: TSESTree.Identifier): Given | undefined {
  const type = target.typeAnnotation?.typeAnnotation;
  const holder = variableOf(file, target);
  const isSignal = isSignalType(file, type) || (signalName.test(target.name) && isSignalOfAnyType(file, target));
  return isSignal ? { text: target.name, optional: target.optional || mayBeMissing(type), declared: target, holder } : undefined;
}

/** Without an annotation that settles it, the name counts, unless the value is treated as something else. */
function isSignalOfAnyType(file: File, target: TSESTree.Identifier): boolean {
  const answer = types(file)?.signalIn(target);
  if (answer === "yes" || answer === "maybe") return true;
  if (answer === "no" || target.typeAnnotation || isDocumentedOtherwise(file, target)) return false;
  return !variableOf(file, target)?.references.some(({ identifier }) => isTextUse(identifier));
}

const optionsName = /(?:opt(?:ion)?s?|init|ctx|context|config|extra|params|args)$/i;

/** `options.signal`, `ctx.signal`: by the declared type of the parameter, or because the function uses it so. */
function memberSignal(file: File, target: TSESTree.Identifier, hasDefault: boolean): Given | undefined {
  const holder = variableOf(file, target);
  const declared = declaredMember(file, target);
  if (declared === "none") return undefined;
  const used = holder?.references.map(({ identifier }) => identifier).find((identifier) => requestBelow(identifier) === identifier && takesSignal(identifier, optionsName.test(target.name)));
  if (!declared && !used) return undefined;
  const dot = target.optional && !hasDefault ? "?." : ".";
  const optional = target.optional || (declared ? declared.optional : !isDeclaredRequest(target));
  const name = declared?.name ?? nameTaken(used as TSESTree.Node) ?? "signal";
  return { text: target.name + dot + name, optional, declared: target, holder };
}

interface Member {
  readonly name: string;
  readonly optional: boolean;
}

/** The member for a signal that the type of a parameter has; `none` where the type is known and has none. */
function declaredMember(file: File, target: TSESTree.Identifier): Member | "none" | undefined {
  const annotation = target.typeAnnotation?.typeAnnotation;
  const written = signalMember(file, annotation);
  if (written) return written;
  const name = annotationOf(target);
  if (name?.type === "Identifier" && !variableOf(file, name)) {
    if (name.name === "RequestInit") return { name: "signal", optional: true };
    if (name.name === "AbortController") return { name: "signal", optional: false };
    // what a request has is told where requests are looked at
    if (name.name === "Request") return undefined;
  }
  const typed = annotation || optionsName.test(target.name) ? types(file) : undefined;
  const answers = [...namedSignals].map((member) => ({ name: member, answer: typed?.signalIn(target, member) }));
  const found = answers.find(({ answer }) => answer === "yes" || answer === "maybe");
  if (found) return isRequest(file, target) ? undefined : { name: found.name, optional: found.answer === "maybe" };
  // what is inferred from a default of `{}` leaves nothing out
  return annotation && answers.every(({ answer }) => answer === "no") ? "none" : undefined;
}

function isDeclaredRequest(target: TSESTree.Identifier): boolean {
  const name = annotationOf(target);
  return name?.type === "Identifier" && name.name === "Request";
}

function isRequest(file: File, target: TSESTree.Identifier): boolean {
  return types(file)?.namesOf(target).some(({ name }) => name === "Request") === true;
}

/** `({ request }) => load(request.signal)` */
function requestIn(file: File, pattern: TSESTree.ObjectPattern): Given | undefined {
  const request = pattern.properties.find((property) => property.type === "Property" && requestMembers.includes(propertyName(property) ?? ""));
  return request?.type === "Property" && request.value.type === "Identifier" ? requestSignal(file, request.value, true) : undefined;
}

/** The signal of a request that a parameter is, or holds, because the function uses it so: `event.request.signal`, `c.req.raw.signal`. */
function requestSignal(file: File, target: TSESTree.Identifier, isItself: boolean): Given | undefined {
  const holder = variableOf(file, target);
  for (const { identifier } of holder?.references ?? []) {
    const request = requestBelow(identifier);
    const isTaken = memberMention(identifier) !== undefined || nameTaken(identifier) !== undefined;
    if (isTaken && (isItself || request !== identifier)) return { text: `${file.source.getText(request)}.${nameTaken(identifier) ?? "signal"}`, optional: false, declared: target, holder };
  }
  return undefined;
}

/** Whether a mention of a parameter takes a signal out of it. */
function takesSignal(identifier: TSESTree.Node, hasOptionsName: boolean): boolean {
  if (nameTaken(identifier) !== undefined && destructuring(identifier)) return true;
  const member = memberMention(identifier);
  return member !== undefined && !isTextUse(member) && (hasOptionsName || isAbortSignalUse(member));
}

function nameTaken(identifier: TSESTree.Node): string | undefined {
  const member = memberMention(identifier);
  if (member) return propertyName(member);
  const pattern = destructuring(identifier);
  return pattern?.properties.flatMap((property) => (property.type === "Property" ? [propertyName(property) ?? ""] : [])).find((name) => namedSignals.has(name));
}

/** `const { signal } = options` for the name on the right. */
function destructuring(identifier: TSESTree.Node): TSESTree.ObjectPattern | undefined {
  const outer = dressed(requestBelow(identifier));
  const { parent } = outer;
  if (parent?.type === "LogicalExpression" && parent.left === outer) return destructuring(parent);
  return parent?.type === "VariableDeclarator" && parent.init === outer && parent.id.type === "ObjectPattern" ? parent.id : undefined;
}

function destructuredSignal(file: File, target: TSESTree.ObjectPattern): Given | undefined {
  const value = signalIn(target);
  if (!value) return undefined;
  const answer = types(file)?.signalIn(value);
  const holder = variableOf(file, value);
  if (answer === "no" || isOtherMember(file, target.typeAnnotation?.typeAnnotation) || holder?.references.some(({ identifier }) => isTextUse(identifier))) return undefined;
  const member = signalMember(file, target.typeAnnotation?.typeAnnotation);
  const optional = answer === "yes" ? false : !member || member.optional;
  return { text: value.name, optional, declared: value, holder };
}

/** The member for a signal of a type that is written out in this file. */
export function signalMember(file: File, type: TSESTree.Node | undefined): Member | undefined {
  const declared = unaliased(file, type);
  if (declared?.type === "TSIntersectionType") return declared.types.map((part) => signalMember(file, part)).find((member) => member !== undefined);
  const members = declared?.type === "TSTypeLiteral" ? declared.members : declared?.type === "TSInterfaceDeclaration" ? declared.body.body : [];
  for (const member of members) {
    if (member.type !== "TSPropertySignature" || !namedSignals.has(propertyName(member) ?? "")) continue;
    const type = member.typeAnnotation?.typeAnnotation;
    if (!isSignalType(file, type)) continue;
    return { name: propertyName(member) ?? "", optional: member.optional || mayBeMissing(type) };
  }
  return undefined;
}

/** `({ signal }: Trade)` where `interface Trade { signal: number }` is written out in this file. */
function isOtherMember(file: File, type: TSESTree.Node | undefined): boolean {
  const declared = unaliased(file, type);
  const members = declared?.type === "TSTypeLiteral" ? declared.members : declared?.type === "TSInterfaceDeclaration" ? declared.body.body : [];
  return members.some((member) => member.type === "TSPropertySignature" && namedSignals.has(propertyName(member) ?? "") && member.typeAnnotation !== undefined && plainSignals.test(member.typeAnnotation.typeAnnotation.type));
}

const plainSignals = /^TS(?:Number|String|Boolean|BigInt)Keyword$|^TSLiteralType$/;

/** JavaScript promises nothing; a type does, unless it is a union, or taken from options that need not be there. */
function mayBeMissing(type: TSESTree.TypeNode | undefined): boolean {
  return type === undefined || type.type === "TSUnionType" || type.type === "TSIndexedAccessType";
}

/** The controllers that functions of the file make and keep in a variable. */
const controllersIn = perFile((file): readonly SignalInScope[] =>
  nodes(file).of("NewExpression").flatMap((node) => {
    const { parent } = dressed(node);
    const fn = functionOf(node);
    if (!fn || parent?.type !== "VariableDeclarator" || parent.id.type !== "Identifier" || originOf(file, node)?.path !== ".AbortController!") return [];
    return [{ text: `${parent.id.name}.signal`, optional: false, declared: node, by: "controller" as const, fn, holder: variableOf(file, parent.id) }];
  }),
);
