import type { TSESTree } from "@typescript-eslint/utils";
import { libraries as builtIn } from "../knowledge/index.js";
import type { Library } from "../knowledge/library.js";
import type { File } from "./file.js";
import { bare, propertyName, type Call } from "./nodes.js";
import { declaredOrigins, originOf, type Origin } from "./origin.js";
import { perFile } from "./per-file.js";
import { callPathOf, pathOf, rooted, withAnyMembers, withAnyName, type Path } from "./spelling.js";

type Item<List> = NonNullable<List> extends readonly (infer Element)[] ? Element : never;

/** The kinds of facts that are found by a call, each with the spellings it is found by. */
interface CallFacts {
  remote: Item<Library["remote"]>;
  waits: Item<Library["waits"]>;
  callbacks: Item<Library["callbacks"]>;
  promises: Item<Library["promises"]>;
  timers: Item<Library["timers"]>;
  acquires: Item<Library["locks"]>;
  scoped: Item<Library["locks"]>;
  limiters: Item<Library["limiters"]>;
  retries: Item<Library["retries"]>;
  jobs: Item<Library["jobs"]>;
  sharedLoads: Item<Library["sharedLoads"]>;
  timeLimits: Item<Library["timeLimits"]>;
  setters: Item<Library["state"]>;
  effects: Item<Library["effects"]>;
}

type Kind = keyof CallFacts;

/** A fact that holds for a call, with the library it is of and what the callee denotes. */
export interface Known<Fact> {
  readonly fact: Fact;
  readonly library: Library;
  readonly origin: Origin;
}

/** What the knowledge says of a call; `undefined` where it says nothing of this kind. */
export function factOf<K extends Kind>(file: File, kind: K, call: Call): Known<CallFacts[K]> | undefined {
  return catalogue(file).factOf(file, kind, call);
}

/** What the knowledge says of the calls of a function that is handed on: `setUser` of `load(id).then(setUser)`. */
export function factOfFunction<K extends Kind>(file: File, kind: K, fn: TSESTree.Node): Known<CallFacts[K]> | undefined {
  return catalogue(file).factOfFunction(file, kind, fn);
}

/** A path as the knowledge spells it: types by what gives their values, modules without their own name. */
export function normalised(file: File, origin: Origin): Origin {
  return catalogue(file).normalised(origin);
}

/** Whether knowledge speaks of anything that a file imports or could call globally by one of these names. */
export function librariesOf(file: File): readonly Library[] {
  return catalogue(file).libraries;
}

/** What knowledge there is of a module. */
export function librariesOfModule(file: File, module: string): readonly Library[] {
  return catalogue(file).librariesOf(module);
}

const spellingsOf: { readonly [K in Kind]: (library: Library) => readonly (readonly [fact: CallFacts[K], spellings: readonly string[]])[] } = {
  remote: (library) => (library.remote ?? []).map((fact) => [fact, fact.calls]),
  waits: (library) => (library.waits ?? []).map((fact) => [fact, fact.calls]),
  callbacks: (library) => (library.callbacks ?? []).map((fact) => [fact, fact.calls]),
  promises: (library) => (library.promises ?? []).map((fact) => [fact, fact.calls]),
  timers: (library) => (library.timers ?? []).map((fact) => [fact, fact.calls]),
  acquires: (library) => (library.locks ?? []).map((fact) => [fact, fact.acquire]),
  scoped: (library) => (library.locks ?? []).map((fact) => [fact, fact.scoped ?? []]),
  limiters: (library) => (library.limiters ?? []).map((fact) => [fact, fact.run]),
  retries: (library) => (library.retries ?? []).map((fact) => [fact, fact.run]),
  jobs: (library) => (library.jobs ?? []).map((fact) => [fact, fact.calls]),
  sharedLoads: (library) => (library.sharedLoads ?? []).map((fact) => [fact, fact.calls]),
  timeLimits: (library) => (library.timeLimits ?? []).map((fact) => [fact, fact.calls]),
  setters: (library) => (library.state ?? []).map((fact) => [fact, fact.setters ?? []]),
  effects: (library) => (library.effects ?? []).map((fact) => [fact, fact.calls]),
};

const kinds = Object.keys(spellingsOf) as Kind[];

interface Entry {
  readonly fact: unknown;
  readonly library: Library;
}

/** What is known of one module: facts by kind and path, types by name, and the names that stand for the module itself. */
interface Table {
  readonly facts: ReadonlyMap<string, Entry>;
  readonly types: ReadonlyMap<string, Path>;
  readonly roots: ReadonlySet<string>;
  /** Some of its facts hold for any name inside. */
  readonly hasStars: boolean;
}

/** Facts of some libraries, found by module and path. Those that come first win. Tables are built when they are first asked for. */
class Catalogue {
  readonly #tables = new Map<string | null, Table>();
  readonly #names = new Map<Kind, ReadonlySet<string>>();
  readonly #modules: readonly (readonly [test: (module: string) => boolean, library: Library])[];
  readonly #globals: readonly Library[];
  readonly #mentions: Partial<Record<Kind, RegExp>> = {};
  readonly #anyMethods: Partial<Record<Kind, RegExp | null>> = {};

  constructor(readonly libraries: readonly Library[]) {
    this.#modules = libraries.flatMap((library) => library.modules.map((module) => [isModule(module.replace(/^node:/, "")), library] as const));
    this.#globals = libraries.filter((library) => library.modules.length === 0 || isAlsoGlobal(library));
  }

  librariesOf(module: string | null): readonly Library[] {
    if (module === null) return this.#globals;
    return [...new Set(this.#modules.flatMap(([test, library]) => (test(module) ? [library] : [])))];
  }

  #tableOf(module: string | null): Table {
    const known = this.#tables.get(module);
    if (known) return known;
    const libraries = this.librariesOf(module);
    const facts = new Map<string, Entry>();
    const types = new Map<string, Path>();
    for (const library of libraries) {
      for (const kind of kinds) {
        for (const [fact, paths] of factsOf(kind, library)) for (const path of paths) if (!facts.has(`${kind} ${path}`)) facts.set(`${kind} ${path}`, { fact, library });
      }
      for (const [name, value] of Object.entries(library.types ?? {})) if (!types.has(name)) types.set(name, pathOf(value, library.default));
    }
    const hasStars = [...facts.keys()].some((key) => /.\*/.test(key.slice(key.indexOf(" ") + 2)));
    const table: Table = { facts, types, hasStars, roots: new Set(libraries.flatMap(({ default: root }) => (root === undefined ? [] : [root]))) };
    this.#tables.set(module, table);
    return table;
  }

  normalised(origin: Origin): Origin {
    const { roots, types } = this.#tableOf(origin.module);
    const first = /^\.([\w$]+)/.exec(origin.path)?.[1];
    if (first === undefined) return origin;
    const path = first === "default" || roots.has(first) ? rooted(origin.path, first) : origin.path;
    const [prefix, name = ""] = types.size > 0 ? (/^\.([\w$]+)!/.exec(path) ?? []) : [];
    const value = types.get(name);
    if (prefix !== undefined && value !== undefined && value !== prefix) return inPlaceOf(origin, path, prefix, value);
    return path === origin.path ? origin : { ...origin, path };
  }

  /** Whether a method of this name has a fact of a kind in any library: a look that spares most calls the rest. */
  #hasName(kind: Kind, name: string): boolean {
    let names = this.#names.get(kind);
    if (!names) {
      names = new Set(this.libraries.flatMap((library) => factsOf(kind, library).flatMap(([, paths]) => paths.map((path) => lastName(path) ?? ""))));
      this.#names.set(kind, names);
    }
    return names.has(name);
  }

  /** Whether the text of a file names a module of which any method has a fact of a kind. */
  mayHaveAnyMethod(file: File, kind: Kind): boolean {
    const stars = (this.#anyMethods[kind] ??= anyMethodsOf(kind, this.libraries));
    return stars?.test(file.source.text) ?? false;
  }

  /** Whether the text of a file names a module or a global that has facts of a kind. Types can bring them in unnamed. */
  mayHave(file: File, kind: Kind): boolean {
    if (file.services) return true;
    const mentions = (this.#mentions[kind] ??= mentionsOf(kind, this.libraries));
    return mentions.test(file.source.text);
  }

  factOf<K extends Kind>(file: File, kind: K, call: Call): Known<CallFacts[K]> | undefined {
    if (!mayHave(file)[kind]) return undefined;
    const callee = bare(call.callee);
    const name = callee.type === "MemberExpression" ? (propertyName(callee) ?? "") : undefined;
    // a field may hold a function under any name: `this.#fetch(url)`
    if (callee.type === "MemberExpression" && callee.object.type !== "ThisExpression" && !this.#hasName(kind, name as string) && !mayHaveAnyMethod(file)[kind]) return undefined;
    const origin = originOf(file, call);
    const known = origin && this.#lookUp(kind, origin);
    // a call of `load()` that returns `fetch(url)` is not itself one of `fetch`, nor is `new Response()`
    if (known) return known.origin.calls.at(-1) === call ? known : undefined;
    if (callee.type !== "MemberExpression") return undefined;
    // what the language or the platform gives can be an array: `Object.keys(users).forEach`
    if (origin) return origin.module === null ? this.#byPrototype(kind, call, name as string) : undefined;
    return this.#byDeclaredType(file, kind, callee, call) ?? this.#byPrototype(kind, call, name as string);
  }

  factOfFunction<K extends Kind>(file: File, kind: K, fn: TSESTree.Node): Known<CallFacts[K]> | undefined {
    const origin = mayHave(file)[kind] ? originOf(file, fn) : undefined;
    return origin && this.#lookUp(kind, { ...origin, path: `${origin.path}()`, calls: [...origin.calls, undefined] });
  }

  #byDeclaredType<K extends Kind>(file: File, kind: K, callee: TSESTree.MemberExpression, call: Call): Known<CallFacts[K]> | undefined {
    for (const type of declaredOrigins(file, callee.object)) {
      const path = `${type.path}.${propertyName(callee) ?? ""}()`;
      const found = this.#lookUp(kind, { module: type.module, path, calls: [undefined, call] });
      if (found) return found;
    }
    return undefined;
  }

  /** Methods of built-in prototypes, on receivers of which nothing else is known. */
  #byPrototype<K extends Kind>(kind: K, call: Call, name: string): Known<CallFacts[K]> | undefined {
    for (const path of [`Array#${name}`, `Promise#${name}`]) {
      const entry = this.#tableOf(null).facts.get(`${kind} ${path}`);
      if (entry) return { ...(entry as { fact: CallFacts[K]; library: Library }), origin: { module: null, path, calls: [call] } };
    }
    return undefined;
  }

  #lookUp<K extends Kind>(kind: K, origin: Origin): Known<CallFacts[K]> | undefined {
    const own = this.normalised(origin);
    const { facts, hasStars } = this.#tableOf(own.module);
    const spelled = [own.path, withAnyName(own.path), ...(hasStars ? withAnyMembers(own.path) : [])].find((path) => facts.has(`${kind} ${path}`));
    const entry = spelled === undefined ? undefined : facts.get(`${kind} ${spelled}`);
    return entry && { ...(entry as { fact: CallFacts[K]; library: Library }), origin: own };
  }
}

/** Finds the modules, in quotes, and the globals through which a fact of a kind can come into a file. */
function mentionsOf(kind: Kind, libraries: readonly Library[]): RegExp {
  const known = libraries.filter((library) => factsOf(kind, library).length > 0);
  const modules = known.flatMap((library) => library.modules.map((module) => pattern(module.replace(/^node:/, ""))));
  const globals = known.filter(({ modules: of }) => of.length === 0).concat(known.filter(isAlsoGlobal));
  const names = globals.flatMap((library) => factsOf(kind, library).flatMap(([, paths]) => paths.map((path) => /[\w$]+/.exec(path)?.[0] ?? "")));
  const roots = globals.flatMap((library) => (library.default === undefined ? [] : [library.default]));
  // a method of every array may stand anywhere
  if (names.some((name) => name === "Array" || name === "Promise")) return /(?:)/;
  const quoted = quotedIn(modules);
  return new RegExp([...(modules.length > 0 ? [quoted] : []), `\\b(?:${[...new Set([...names, ...roots])].map(pattern).join("|")})\\b`].join("|"));
}

/** Finds the modules, in quotes, that give clients of which every method has a fact of a kind. */
function anyMethodsOf(kind: Kind, libraries: readonly Library[]): RegExp | null {
  const known = libraries.filter((library) => factsOf(kind, library).some(([, paths]) => paths.some((path) => path.endsWith(".*()"))));
  return known.length === 0 ? null : new RegExp(quotedIn(known.flatMap((library) => library.modules.map((module) => pattern(module)))));
}

function quotedIn(modules: readonly string[]): string {
  return `["'](?:node:)?(?:${modules.join("|")})["']`;
}

/** Facts of a library with the paths of the calls they are found by. */
function factsOf(kind: Kind, library: Library): readonly (readonly [fact: unknown, paths: readonly Path[]])[] {
  return spellingsOf[kind](library).map(([fact, spellings]) => [
    fact,
    spellings.map((spelling) => (spelling.includes("#") ? spelling : callPathOf(spelling, library.default))),
  ]);
}

/** `@aws-sdk/client-*` stands for a family: the star is any one segment. */
function isModule(name: string): (module: string) => boolean {
  if (!name.includes("*")) return (module) => module === name;
  const family = new RegExp(`^${pattern(name)}$`);
  return (module) => family.test(module);
}

function pattern(name: string): string {
  return name.replaceAll(/[.+?^${}()|[\]\\]/g, "\\$&").replaceAll("*", "[^/\"']+");
}

const catalogues = new WeakMap<readonly Library[], Catalogue>();
const standard = new Catalogue(builtIn);

const catalogue = perFile((file): Catalogue => {
  const own = file.settings.libraries;
  if (own.length === 0) return standard;
  const known = catalogues.get(own) ?? new Catalogue([...own, ...builtIn]);
  catalogues.set(own, known);
  return known;
});

/** Which kinds of facts can hold in a file at all. */
const mayHave = perFile((file): Readonly<Record<Kind, boolean>> => {
  const own = catalogue(file);
  return Object.fromEntries(kinds.map((kind) => [kind, own.mayHave(file, kind)])) as Record<Kind, boolean>;
});

/** Of which kinds facts can hold for a method whatever its name. */
const mayHaveAnyMethod = perFile((file): Readonly<Record<Kind, boolean>> => {
  const own = catalogue(file);
  return Object.fromEntries(kinds.map((kind) => [kind, own.mayHaveAnyMethod(file, kind)])) as Record<Kind, boolean>;
});

/** `process` and `console` are modules, and globals of the same name. */
function isAlsoGlobal({ modules, default: name }: Library): boolean {
  return name !== undefined && modules.includes(`node:${name}`);
}

function lastName(path: Path): string | undefined {
  return /[.#]([\w$]+)(?:\(\)|!)?$/.exec(path)?.[1];
}

/** How many calls a path goes through. */
export function callsIn(path: Path): number {
  return path.match(/\(\)|!/g)?.length ?? 0;
}

function inPlaceOf(origin: Origin, path: Path, prefix: Path, value: Path): Origin {
  const calls = [...Array<undefined>(callsIn(value)).fill(undefined), ...origin.calls.slice(callsIn(prefix))];
  return { module: origin.module, path: value + path.slice(prefix.length), calls };
}
