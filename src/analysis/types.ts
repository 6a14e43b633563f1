import type { TSESTree } from "@typescript-eslint/utils";
import type * as ts from "typescript";
import { isFunction, type Call, type FunctionNode } from "./nodes.js";
import { perFile } from "./per-file.js";

/** A declared type by name, with the module that declares it; `null` for a global. */
export interface DeclaredType {
  readonly module: string | null;
  readonly name: string;
}

/**
 * The answers of the TypeScript checker; the only file that asks it. `undefined` where the parser offers no program.
 * `typescript` itself is never imported: JavaScript projects have none.
 */
export interface Types {
  /** What the type of an expression is called, itself first, then what it extends. */
  namesOf(node: TSESTree.Node): readonly DeclaredType[];
  /** The function of this file that a call resolves to. */
  declarationOf(call: Call): FunctionNode | undefined;
  /** `promise` for Promise and its subclasses, `thenable` for others with a callable `then`, `no`, or `unknown` for `any`. */
  promiseKindOf(node: TSESTree.Node): PromiseKind;
  /** Whether the value may be something else than a promise: `Promise<T> | undefined`, and any variable where the compiler does not tell. */
  mayBeAbsent(node: TSESTree.Node): boolean;
  /** What a call of a function gives; `undefined` where the value cannot be called. */
  resultOf(callee: TSESTree.Node): PromiseKind | undefined;
  /** What the parameter at this position expects its function to return. */
  callbackResult(call: Call, argument: number): PromiseKind | "void" | undefined;
  /** Whether a property stands in the declared type of an argument. */
  acceptsProperty(call: Call, argument: number, property: string): boolean;
  /** Whether the value is an array or tuple. */
  isArray(node: TSESTree.Node): boolean;
}

export type PromiseKind = "promise" | "thenable" | "no" | "unknown";

type Intrinsic = "any" | "unknown" | "undefined" | "null" | "void" | "never" | "error";

/** Built-in types are told by name: their flags have other numbers in other versions of TypeScript. */
function is(type: ts.Type, ...names: readonly Intrinsic[]): boolean {
  return names.includes((type as { intrinsicName?: Intrinsic }).intrinsicName as Intrinsic);
}

export const types = perFile((file): Types | undefined => {
  const { services } = file;
  if (!services) return undefined;
  const checker = services.program.getTypeChecker();
  const { strict, strictNullChecks = strict } = services.program.getCompilerOptions();
  const isStrict = strictNullChecks === true;
  const typeAt = (node: TSESTree.Node): ts.Type => services.getTypeAtLocation(node);
  const tsCall = (call: Call): ts.CallLikeExpression => services.esTreeNodeToTSNodeMap.get(call) as ts.CallLikeExpression;

  /** What a variable or property may hold, whatever is known of it at this point. */
  const declaredAt = (node: TSESTree.Node): ts.Type => {
    const name = services.esTreeNodeToTSNodeMap.get(node.type === "MemberExpression" ? node.property : node);
    const symbol = node.type === "CallExpression" ? undefined : checker.getSymbolAtLocation(name);
    return symbol ? checker.getTypeOfSymbol(symbol) : typeAt(node);
  };

  const promiseKind = (type: ts.Type, node: ts.Node): PromiseKind => {
    if (is(type, "any", "unknown", "error")) return "unknown";
    const kinds = membersOf(type).filter((member) => !is(member, "undefined", "null", "never")).map((member) => {
      if (is(member, "any", "unknown", "error")) return "unknown";
      if (namesOfType(checker, checker.getApparentType(member)).some((name) => name.name === "Promise" && name.module === null)) return "promise";
      const then = checker.getApparentType(member).getProperty("then");
      const isThenable = then && checker.getTypeOfSymbolAtLocation(then, node).getCallSignatures().some((signature) => signature.parameters.length > 0);
      return isThenable ? "thenable" : "no";
    });
    for (const kind of ["promise", "thenable", "unknown"] as const) if (kinds.includes(kind)) return kind;
    return "no";
  };

  return {
    namesOf: (node) => namesOfType(checker, checker.getNonNullableType(typeAt(node))),
    declarationOf(call) {
      const declaration = checker.getResolvedSignature(tsCall(call))?.declaration;
      if (!declaration || declaration.getSourceFile().fileName !== tsCall(call).getSourceFile().fileName) return undefined;
      const node = services.tsNodeToESTreeNodeMap.get(declaration as never) as TSESTree.Node | undefined;
      const fn = node?.type === "MethodDefinition" ? node.value : node;
      return isFunction(fn) ? fn : undefined;
    },
    promiseKindOf: (node) => promiseKind(typeAt(node), services.esTreeNodeToTSNodeMap.get(node)),
    mayBeAbsent: (node) =>
      (!isStrict && node.type !== "CallExpression") ||
      [...membersOf(typeAt(node)), ...membersOf(declaredAt(node))].some(
        (member) => is(member, "undefined", "null", "void") || promiseKind(member, services.esTreeNodeToTSNodeMap.get(node)) !== "promise",
      ),
    resultOf(callee) {
      const kinds = typeAt(callee).getCallSignatures().map((signature) => promiseKind(signature.getReturnType(), services.esTreeNodeToTSNodeMap.get(callee)));
      return kinds.find((kind) => kind === "promise") ?? kinds[0];
    },
    callbackResult(call, argument) {
      const node = tsCall(call);
      const parameter = checker.getResolvedSignature(node)?.parameters[argument];
      if (!parameter) return undefined;
      const signatures = membersOf(checker.getTypeOfSymbolAtLocation(parameter, node)).flatMap((member) => [...member.getCallSignatures()]);
      const results = signatures.map((signature) => signature.getReturnType());
      if (results.length === 0) return undefined;
      if (results.some((result) => ["promise", "thenable"].includes(promiseKind(result, node)))) return "promise";
      if (results.some((result) => is(result, "any", "unknown", "error"))) return "unknown";
      return results.every((result) => is(result, "void")) ? "void" : "no";
    },
    acceptsProperty(call, argument, property) {
      const node = tsCall(call);
      const parameter = checker.getResolvedSignature(node)?.parameters[argument];
      if (!parameter) return false;
      return membersOf(checker.getTypeOfSymbolAtLocation(parameter, node)).some((member) => checker.getApparentType(member).getProperty(property) !== undefined);
    },
    isArray: (node) => membersOf(typeAt(node)).every((member) => checker.isArrayType(member) || checker.isTupleType(member)),
  };
});

function membersOf(type: ts.Type): readonly ts.Type[] {
  return type.isUnion() ? type.types : [type];
}

/** The name of a type and of everything it extends, each once, with the package or module that declares it. */
function namesOfType(checker: ts.TypeChecker, type: ts.Type): DeclaredType[] {
  const names: DeclaredType[] = [];
  const seen = new Set<ts.Type>();
  const open = type.isUnionOrIntersection() ? [...type.types] : [type];
  for (let next = open.shift(); next && seen.size < 30; next = open.shift()) {
    if (seen.has(next)) continue;
    seen.add(next);
    const symbol = next.getSymbol() ?? next.aliasSymbol;
    if (symbol) names.push({ module: moduleOf(symbol), name: symbol.name });
    const target = (next as ts.TypeReference).target as ts.Type | undefined;
    const declared = target ?? next;
    if (declared.isClassOrInterface()) open.push(...checker.getBaseTypes(declared));
  }
  return names;
}

/** The specifier of the module that declares a symbol: the ambient module's name, or the package of its file. */
function moduleOf(symbol: ts.Symbol): string | null {
  for (const declaration of symbol.declarations ?? []) {
    for (let node = declaration.parent as ts.Node | undefined; node; node = node.parent as ts.Node | undefined) {
      const name = (node as ts.ModuleDeclaration).name as ts.Node | undefined;
      // a module declaration with a string for its name: `declare module "events"`
      if (name && "body" in node && typeof (name as ts.StringLiteral).text === "string" && name.getText().startsWith('"'))
        return (name as ts.StringLiteral).text.replace(/^node:/, "");
    }
    const path = declaration.getSourceFile().fileName;
    const found = /.*\/node_modules\/(?:@types\/)?((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1];
    if (found === "typescript" || found === "node") return null;
    if (found) return found.includes("__") ? `@${found.replace("__", "/")}` : found;
    return path;
  }
  return null;
}
