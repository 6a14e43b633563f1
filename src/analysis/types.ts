import type { ParserServicesWithTypeInformation, TSESTree } from "@typescript-eslint/utils";
import type * as ts from "typescript";
import type { ProgramSource } from "./file.js";
import { bare, isFunction, type Call, type FunctionNode } from "./nodes.js";
import { perFile } from "./per-file.js";
import { namesOfType, type DeclaredType } from "./type-names.js";

/**
 * The answers of the TypeScript checker; the only file that asks it. `undefined` where the parser offers no program.
 * `typescript` itself is never imported: JavaScript projects have none.
 */
export interface Types {
  /** What the type of an expression is called, itself first, then what it extends. */
  namesOf(node: TSESTree.Node): readonly DeclaredType[];
  /** The function of this file that a call resolves to. */
  declarationOf(call: Call): FunctionNode | undefined;
  /** Where another file of the program writes the function that a call resolves to; `undefined` for what is only declared, and for packages. */
  foreignBodyOf(call: Call): ForeignBody | undefined;
  /** `promise` for Promise and its subclasses, `thenable` for others with a callable `then`, `no`, or `unknown` for `any`. */
  promiseKindOf(node: TSESTree.Node): PromiseKind;
  /**
   * Whether the value may be something else than a promise: `Promise<T> | undefined`, and, where the place asks whether
   * there is one, any variable that the compiler does not tell it of.
   */
  mayBeAbsent(node: TSESTree.Node, isAsked: boolean): boolean;
  /** The literal values that an expression may have, each as text; `undefined` where it may have others. */
  literalsOf(node: TSESTree.Node): readonly string[] | undefined;
  /** Whether a call is declared never to return. */
  neverReturns(call: Call): boolean;
  /** What a call of a function gives; `undefined` where the value cannot be called. */
  resultOf(callee: TSESTree.Node): PromiseKind | undefined;
  /** Whether a value may be a function. */
  mayBeCalled(node: TSESTree.Node): boolean;
  /** What a function that stands here is expected to give; `undefined` where nothing says so. */
  expectedResult(fn: TSESTree.Node): PromiseKind | undefined;
  /** What the parameter at this position expects its function to return. */
  callbackResult(call: Call, argument: number): PromiseKind | "void" | undefined;
  /** Whether a value, or its member of this name, is an `AbortSignal`; `maybe` where it may be missing as well, `unknown` for `any`. */
  signalIn(node: TSESTree.Node, member?: string): SignalAnswer;
  /** Where the function that a call runs declares to take a signal: first as the call resolves, then in its other overloads. */
  signalPlaces(call: Call): readonly SignalPlace[];
}

/** The body of a function in another file: where it starts and ends in its text. */
export interface ForeignBody {
  readonly source: ProgramSource;
  readonly range: readonly [number, number];
}

export type SignalAnswer = "yes" | "maybe" | "no" | "unknown";

/** A parameter that is a signal (`path` is empty), or the member of an options object. */
export interface SignalPlace {
  readonly argument: number;
  readonly path: string;
}

export type PromiseKind = "promise" | "thenable" | "no" | "unknown";

type Intrinsic = "any" | "unknown" | "undefined" | "null" | "void" | "never" | "error" | "true" | "false";

/** Built-in types are told by name: their flags have other numbers in other versions of TypeScript. */
function is(type: ts.Type, ...names: readonly Intrinsic[]): boolean {
  return names.includes((type as { intrinsicName?: Intrinsic }).intrinsicName as Intrinsic);
}

/** What stands for the function in the callee: `save` of `store.save(…)`. */
function namedBy(callee: TSESTree.Node): TSESTree.Node {
  const node = bare(callee);
  return node.type === "MemberExpression" ? node.property : node;
}

/** The function that a declaration of this file gives a name. */
function functionIn(declaration: TSESTree.Node | undefined): FunctionNode | undefined {
  if (declaration?.type === "MethodDefinition" && declaration.kind !== "method") return undefined; // a getter gives the function, and is not it
  const found = declaration?.type === "MethodDefinition" || declaration?.type === "Property" || declaration?.type === "PropertyDefinition" ? declaration.value : declaration?.type === "VariableDeclarator" ? declaration.init : declaration;
  return isFunction(found) ? found : undefined;
}

export const types = perFile((file): Types | undefined => (file.services ? new Checker(file.services) : undefined));

class Checker implements Types {
  readonly #checker: ts.TypeChecker;
  /** Without strict null checks a type says nothing about what may be missing. */
  readonly #isStrict: boolean;

  constructor(readonly services: ParserServicesWithTypeInformation) {
    this.#checker = services.program.getTypeChecker();
    const { strict, strictNullChecks = strict } = services.program.getCompilerOptions();
    this.#isStrict = strictNullChecks === true;
  }

  namesOf(node: TSESTree.Node): readonly DeclaredType[] {
    return namesOfType(this.#checker, this.#checker.getNonNullableType(this.#typeAt(node)));
  }

  declarationOf(call: Call): FunctionNode | undefined {
    // which overload is meant says nothing of where the function stands, and costs a look at every argument
    const declarations = unlessEndless(() => this.#checker.getSymbolAtLocation(this.services.esTreeNodeToTSNodeMap.get(namedBy(call.callee))))?.declarations ?? [];
    for (const declaration of declarations) {
      const fn = functionIn(this.services.tsNodeToESTreeNodeMap.get(declaration));
      if (fn) return fn;
    }
    return undefined;
  }

  foreignBodyOf(call: Call): ForeignBody | undefined {
    const node = this.#callAt(call);
    const declaration = unlessEndless(() => this.#checker.getResolvedSignature(node))?.declaration;
    const source = declaration?.getSourceFile();
    const body = (declaration as Partial<ts.FunctionLikeDeclaration> | undefined)?.body;
    if (!source || !body || source === node.getSourceFile() || this.services.program.isSourceFileFromExternalLibrary(source)) return undefined;
    return { source, range: [body.getStart(source), body.end] };
  }

  promiseKindOf(node: TSESTree.Node): PromiseKind {
    return unlessEndless(() => this.#promiseKind(this.#typeAt(node), this.#nodeAt(node))) ?? "unknown";
  }

  mayBeAbsent(node: TSESTree.Node, isAsked: boolean): boolean {
    if (isAsked && !this.#isStrict && (node.type !== "CallExpression" || this.#mayGiveNothing(node))) return true;
    return [...membersOf(this.#typeAt(node)), ...membersOf(this.#declaredAt(node))].some(
      (member) => is(member, "undefined", "null", "void") || this.#promiseKind(member, this.#nodeAt(node)) !== "promise",
    );
  }

  /** The signature that a call resolves to is written with `undefined` among its results: `Map#get`. */
  #mayGiveNothing(call: TSESTree.CallExpression): boolean {
    const written = unlessEndless(() => this.#checker.getResolvedSignature(this.#callAt(call)))?.declaration?.type as Partial<ts.UnionTypeNode> | undefined;
    return written?.types?.some((part) => ["undefined", "null", "void"].includes(part.getText())) === true;
  }

  literalsOf(node: TSESTree.Node): readonly string[] | undefined {
    const type = this.#typeAt(node);
    const values = membersOf(this.#checker.getBaseConstraintOfType(type) ?? type).map(literalText);
    return values.every((value) => value !== undefined) ? values : undefined;
  }

  neverReturns(call: Call): boolean {
    return is(this.#typeAt(call), "never");
  }

  resultOf(callee: TSESTree.Node): PromiseKind | undefined {
    const signatures = this.#typeAt(callee).getCallSignatures();
    const kinds = signatures.map((signature) => this.#promiseKind(signature.getReturnType(), this.#nodeAt(callee)));
    return kinds.find((kind) => kind === "promise") ?? kinds[0];
  }

  mayBeCalled(node: TSESTree.Node): boolean {
    return membersOf(this.#typeAt(node)).some((member) => is(member, "any", "unknown", "error", "never") || this.#checker.getApparentType(member).getCallSignatures().length > 0);
  }

  expectedResult(fn: TSESTree.Node): PromiseKind | undefined {
    const node = this.#nodeAt(fn);
    const expected = this.#checker.getContextualType(node as ts.Expression);
    const members = expected ? membersOf(expected) : [];
    if (members.some((member) => is(member, "any", "unknown"))) return "unknown";
    const kinds = members.flatMap((member) => member.getCallSignatures().map((signature) => this.#promiseKind(signature.getReturnType(), node)));
    return kinds.find((kind) => kind === "promise") ?? kinds[0];
  }

  callbackResult(call: Call, argument: number): PromiseKind | "void" | undefined {
    const node = this.#callAt(call);
    const signatures = this.#parameterTypes(node, argument).flatMap((member) => [...member.getCallSignatures()]);
    const results = signatures.map((signature) => signature.getReturnType());
    if (results.length === 0) return undefined;
    if (results.some((result) => ["promise", "thenable"].includes(this.#promiseKind(result, node)))) return "promise";
    if (results.some((result) => is(result, "any", "unknown", "error"))) return "unknown";
    return results.every((result) => is(result, "void")) ? "void" : "no";
  }

  signalIn(node: TSESTree.Node, member?: string): SignalAnswer {
    const type = this.#typeAt(node);
    if (member === undefined) return signalAnswer(type);
    const owner = this.#checker.getNonNullableType(type);
    if (membersOf(owner).some((one) => is(one, "any", "unknown", "error"))) return "unknown";
    const property = this.#checker.getPropertyOfType(owner, member);
    if (!property) return "no";
    const answer = signalAnswer(this.#checker.getTypeOfSymbol(property));
    return answer === "yes" && owner !== type ? "maybe" : answer;
  }

  signalPlaces(call: Call): readonly SignalPlace[] {
    const node = this.#callAt(call);
    const callee = this.#typeAt(call.callee);
    const resolved = unlessEndless(() => this.#checker.getResolvedSignature(node));
    const others = call.type === "NewExpression" ? callee.getConstructSignatures() : callee.getCallSignatures();
    const all = [...(resolved ? [resolved] : []), ...others.filter(({ declaration }) => declaration !== resolved?.declaration)];
    return all.flatMap((signature) => this.#signalPlacesIn(signature, node));
  }

  #signalPlacesIn({ parameters }: ts.Signature, node: ts.Node): SignalPlace[] {
    return parameters.flatMap((parameter, argument) => {
      const isRest = (parameter.valueDeclaration as ts.ParameterDeclaration | undefined)?.dotDotDotToken !== undefined;
      const type = isRest ? undefined : unlessEndless(() => this.#checker.getTypeOfSymbolAtLocation(parameter, node));
      if (!type) return [];
      if (["yes", "maybe"].includes(signalAnswer(type))) return [{ argument, path: "" }];
      const path = membersOf(type).map((member) => this.#optionalSignal(member)).find((name) => name !== undefined);
      return path === undefined ? [] : [{ argument, path }];
    });
  }

  /** The name under which an options object may hold a signal. What always has one, such as a request, is no options object. */
  #optionalSignal(type: ts.Type): string | undefined {
    if (type.isUnionOrIntersection() ? false : !("objectFlags" in type)) return undefined;
    return ["signal", "abortSignal"].find((name) => {
      const property = this.#checker.getPropertyOfType(type, name);
      const declaration = property?.valueDeclaration as ts.PropertySignature | undefined;
      if (!property || (declaration && declaration.questionToken === undefined)) return false;
      return ["yes", "maybe"].includes(signalAnswer(this.#checker.getTypeOfSymbol(property)));
    });
  }

  #nodeAt(node: TSESTree.Node): ts.Node {
    return this.services.esTreeNodeToTSNodeMap.get(node);
  }

  #callAt(call: Call): ts.CallLikeExpression {
    return this.services.esTreeNodeToTSNodeMap.get(call);
  }

  #typeAt(node: TSESTree.Node): ts.Type {
    return this.services.getTypeAtLocation(node);
  }

  /** What a variable or property may hold, whatever is known of it at this point. */
  #declaredAt(node: TSESTree.Node): ts.Type {
    const name = this.#nodeAt(node.type === "MemberExpression" ? node.property : node);
    const symbol = node.type === "CallExpression" ? undefined : this.#checker.getSymbolAtLocation(name);
    return symbol ? this.#checker.getTypeOfSymbol(symbol) : this.#typeAt(node);
  }

  #parameterTypes(node: ts.CallLikeExpression, argument: number): readonly ts.Type[] {
    const parameter = this.#checker.getResolvedSignature(node)?.parameters[argument];
    return parameter ? membersOf(this.#checker.getTypeOfSymbolAtLocation(parameter, node)) : [];
  }

  #promiseKind(type: ts.Type, node: ts.Node): PromiseKind {
    const kinds = membersOf(type)
      .filter((member) => !is(member, "undefined", "null", "never"))
      .map((member) => this.#memberKind(member, node));
    for (const kind of ["promise", "thenable", "unknown"] as const) if (kinds.includes(kind)) return kind;
    return "no";
  }

  #memberKind(member: ts.Type, node: ts.Node): PromiseKind {
    if (is(member, "any", "unknown", "error")) return "unknown";
    const apparent = this.#checker.getApparentType(member);
    if (namesOfType(this.#checker, apparent).some(({ name, module }) => name === "Promise" && module === null)) return "promise";
    const then = apparent.getProperty("then");
    const signatures = then ? this.#checker.getTypeOfSymbolAtLocation(then, node).getCallSignatures() : [];
    return signatures.some((signature) => signature.parameters.length > 0) ? "thenable" : "no";
  }
}

/** The compiler runs out of stack on a type that contains itself in ever new ways; of that nothing is known. */
function unlessEndless<Answer>(ask: () => Answer): Answer | undefined {
  try {
    return ask();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function signalAnswer(type: ts.Type): SignalAnswer {
  const members = membersOf(type);
  if (members.some((member) => is(member, "any", "unknown", "error"))) return "unknown";
  const [signals, others] = [members.filter((member) => member.getSymbol()?.name === "AbortSignal"), members.filter((member) => member.getSymbol()?.name !== "AbortSignal")];
  if (signals.length === 0 || others.some((member) => !is(member, "undefined", "null", "void"))) return "no";
  return others.length > 0 ? "maybe" : "yes";
}

function literalText(type: ts.Type): string | undefined {
  const { value } = type as { value?: unknown };
  if (typeof value === "string" || typeof value === "number") return JSON.stringify(value);
  return is(type, "true", "false", "undefined", "null") ? (type as { intrinsicName?: Intrinsic }).intrinsicName : undefined;
}

function membersOf(type: ts.Type): readonly ts.Type[] {
  return type.isUnion() ? type.types : [type];
}
