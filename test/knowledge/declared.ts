import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import type { Library, Slot, Spelling } from "../../src/knowledge/library.js";
import { stepsOf, type Step } from "./spelling.js";

const here = dirname(fileURLToPath(import.meta.url));

/** Types as the packages themselves declare them, asked by spelling. */
export class Declarations {
  readonly #program: ts.Program;
  readonly #checker: ts.TypeChecker;
  readonly #probe: ts.SourceFile;

  /** `modules` are imported; `types` are the packages whose globals are looked at. */
  constructor(modules: readonly string[], types: readonly string[]) {
    const probe = join(here, "probe.ts");
    const text = modules.map((module, index) => `import * as m${index} from ${JSON.stringify(module)};`).join("\n") + "\nexport {};\n";
    const options: ts.CompilerOptions = {
      target: ts.ScriptTarget.ES2023,
      lib: ["lib.esnext.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts", "lib.dom.asynciterable.d.ts"],
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
      strict: true,
      skipLibCheck: true,
      noEmit: true,
      types: [...types],
      typeRoots: [join(here, "node_modules/@types")],
    };
    const host = ts.createCompilerHost(options);
    const onDisk = { ...host };
    host.fileExists = (file) => file === probe || onDisk.fileExists(file);
    host.readFile = (file) => (file === probe ? text : onDisk.readFile(file));
    this.#program = ts.createProgram([probe], options, host);
    this.#checker = this.#program.getTypeChecker();
    this.#probe = this.#program.getSourceFile(probe) as ts.SourceFile;
  }

  /** The types that a spelling may have: several where it holds a `*`. Empty where it means nothing. */
  typesOf(library: Library, spelling: Spelling): readonly ts.Type[] {
    const [first, ...rest] = stepsOf(spelling);
    if (first?.kind !== "member") return [];
    const roots = library.modules.length === 0 ? this.#globals(first.name, spelling.includes("#") ? rest[0] : undefined) : library.modules.flatMap((module) => this.#exports(library, module, first.name));
    let types = roots;
    for (const step of rest.slice(spelling.includes("#") ? 1 : 0)) types = types.flatMap((type) => this.#step(type, step));
    return types.filter((type) => (type.flags & ts.TypeFlags.Any) === 0);
  }

  /** What a call of the spelling takes at a position: the types of that parameter in all its overloads. */
  parametersOf(library: Library, spelling: Spelling, argument: number | "last" | "all"): readonly ts.Type[] {
    const constructs = spelling.startsWith("new ") && !spelling.includes("()");
    return this.typesOf(library, spelling).flatMap((type) =>
      this.#signatures(type, constructs ? "new" : "call").flatMap((signature) => {
        const last = signature.parameters.length - 1;
        const positions = argument === "all" ? [...signature.parameters.keys()] : [argument === "last" ? last : argument];
        return positions.flatMap((position) => this.#parameter(signature, position));
      }),
    );
  }

  /** Whether a slot exists: its dotted path, in the type of the argument that it stands in. */
  hasSlot(library: Library, call: Spelling, slot: Slot): boolean {
    const parameters = this.parametersOf(library, slot.client ?? call, slot.argument);
    return parameters.some((type) => (slot.path === "" ? true : this.#hasPath(type, slot.path.split("."))));
  }

  /** Whether a value of one of these types can be called, or is a list of such. Vue declares its hooks to take `any`. */
  takesFunction(types: readonly ts.Type[]): boolean {
    const elements = types.flatMap((type) => this.#parts(type).flatMap((part) => this.#checker.getIndexTypeOfType(part, ts.IndexKind.Number) ?? []));
    return [...types, ...elements].some((type) => (type.flags & ts.TypeFlags.Any) !== 0 || this.#parts(type).some((part) => part.getCallSignatures().length > 0 || part.getSymbol()?.name === "Function"));
  }

  has(types: readonly ts.Type[], property: string): boolean {
    return types.some((type) => this.#hasPath(type, property.split(".")));
  }

  isCallable(types: readonly ts.Type[]): boolean {
    return types.some((type) => this.#signatures(type, "call").length > 0);
  }

  /** A global value, or a method that the instances of a global class have. */
  #globals(name: string, method: Step | undefined): ts.Type[] {
    const wanted = method === undefined ? ts.SymbolFlags.Value : ts.SymbolFlags.Interface;
    const global = this.#checker.resolveName(name, this.#probe, wanted, false);
    if (!global) return [];
    if (method?.kind !== "member") return [this.#checker.getTypeOfSymbol(global)];
    const own = this.#checker.getDeclaredTypeOfSymbol(global).getProperty(method.name);
    return own ? [this.#typeOf(own)] : [];
  }

  #exports(library: Library, module: string, name: string): ts.Type[] {
    const index = this.#imports().indexOf(module.replace("client-*", "client-s3"));
    const statement = this.#probe.statements[index];
    if (!statement || !ts.isImportDeclaration(statement)) return [];
    const symbol = this.#checker.getSymbolAtLocation(statement.moduleSpecifier);
    if (!symbol) return [];
    const exported = this.#checker.getExportsOfModule(symbol);
    const types = (symbols: readonly ts.Symbol[]): ts.Type[] => symbols.map((one) => this.#typeOf(one));
    if (name === "*") return types(exported);
    const named = types(exported.filter((one) => one.name === name));
    if (name !== library.default) return named;
    const whole = symbol.exports?.get(ts.InternalSymbolName.ExportEquals);
    const namespace = statement.importClause?.namedBindings;
    return [
      ...types(exported.filter((one) => one.name === "default")),
      ...types(whole ? [whole] : []),
      ...named,
      ...(namespace ? [this.#checker.getTypeAtLocation(namespace)] : []),
    ];
  }

  #imports(): readonly string[] {
    return this.#probe.statements.flatMap((one) => (ts.isImportDeclaration(one) && ts.isStringLiteral(one.moduleSpecifier) ? [one.moduleSpecifier.text] : []));
  }

  #step(type: ts.Type, step: Step): ts.Type[] {
    switch (step.kind) {
      case "member":
        return this.#parts(type).flatMap((part) => {
          const symbols = step.name === "*" ? part.getProperties() : [this.#checker.getPropertyOfType(part, step.name)];
          return symbols.flatMap((symbol) => (symbol ? [this.#typeOf(symbol)] : []));
        });
      case "element":
        return this.#parts(type).flatMap((part) => this.#checker.getTypeArguments(part as ts.TypeReference)[step.index] ?? []);
      default:
        return this.#signatures(type, step.kind).flatMap((signature) => this.#awaitedOrNot(signature.getReturnType()));
    }
  }

  /** An `await` on the way is left out of spellings, and a promise may have methods of its own. */
  #awaitedOrNot(type: ts.Type): ts.Type[] {
    const awaited = this.#checker.getAwaitedType(type);
    return awaited === undefined || awaited === type ? [type] : [type, awaited];
  }

  #signatures(type: ts.Type, kind: "call" | "new"): readonly ts.Signature[] {
    return this.#parts(type).flatMap((part): readonly ts.Signature[] => {
      if (kind === "call") return part.getCallSignatures();
      const constructors = part.getConstructSignatures();
      return constructors.length > 0 ? constructors : this.#protectedConstructors(part);
    });
  }

  /** A class that is made by a factory has no public constructor, and is the declared type of parameters all the same. */
  #protectedConstructors(type: ts.Type): readonly ts.Signature[] {
    const declaration = type.getSymbol()?.valueDeclaration;
    if (!declaration || !ts.isClassDeclaration(declaration)) return [];
    return declaration.members.flatMap((member) => (ts.isConstructorDeclaration(member) ? (this.#checker.getSignatureFromDeclaration(member) ?? []) : []));
  }

  #parameter(signature: ts.Signature, position: number): ts.Type[] {
    const last = signature.parameters.at(-1);
    const declaration = last?.valueDeclaration;
    const isRest = declaration && ts.isParameter(declaration) && declaration.dotDotDotToken !== undefined;
    const symbol = signature.parameters[position];
    if (isRest && position >= signature.parameters.length - 1) {
      const type = this.#constrained(this.#typeOf(last));
      const index = position - (signature.parameters.length - 1);
      const arguments_ = this.#parts(type).flatMap((part) => [...this.#checker.getTypeArguments(part as ts.TypeReference)]);
      return this.#checker.isTupleType(type) ? arguments_.slice(index, index + 1) : arguments_;
    }
    return symbol ? [this.#typeOf(symbol)] : [];
  }

  #hasPath(type: ts.Type, path: readonly string[]): boolean {
    const [name, ...rest] = path;
    if (name === undefined) return true;
    return this.#parts(type).some((part) => {
      const property = this.#checker.getPropertyOfType(part, name);
      return property !== undefined && this.#hasPath(this.#typeOf(property), rest);
    });
  }

  #typeOf(symbol: ts.Symbol): ts.Type {
    const real = symbol.flags & ts.SymbolFlags.Alias ? this.#checker.getAliasedSymbol(symbol) : symbol;
    return this.#checker.getTypeOfSymbol(real);
  }

  #constrained(type: ts.Type): ts.Type {
    return this.#checker.getBaseConstraintOfType(type) ?? type;
  }

  /** The members of a union and of what a type parameter must be, without `undefined`. */
  #parts(type: ts.Type): readonly ts.Type[] {
    const whole = this.#checker.getNonNullableType(this.#constrained(this.#checker.getNonNullableType(type)));
    return whole.isUnion() ? whole.types.flatMap((part) => this.#parts(part)) : [whole];
  }
}

const folders = [join(here, "node_modules"), join(here, "../../node_modules")];

/** The version of a package that is installed for this proof. */
export function installedVersion(name: string): string | undefined {
  const manifest = folders.map((folder) => join(folder, name, "package.json")).find((file) => existsSync(file));
  return manifest && (JSON.parse(readFileSync(manifest, "utf8")) as { version: string }).version;
}

/** Whether a source names a file or a line that the installed package lacks. Of other versions nothing can be said. */
export function isMissing(source: string): boolean {
  const [, name = "", version, path = "", line] = /^(@?[^@]+)@([\d.]+)\/([^:\s]+)(?::(\d+))?$/.exec(source) ?? [];
  if (version === undefined || installedVersion(name) !== version) return false;
  const file = folders.map((folder) => join(folder, name, path)).find((one) => existsSync(one));
  return file === undefined || readFileSync(file, "utf8").split("\n").length < Number(line ?? 0);
}
