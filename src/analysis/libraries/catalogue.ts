import { libraries as builtIn } from "../../knowledge/index.js";
import type { Library } from "../../knowledge/library.js";
import type { Origin } from "../origin.js";
import { callPathOf, callsIn, pathOf, rooted, withAnyMembers, withAnyName, type Path } from "../spelling.js";

type Item<List> = NonNullable<List> extends readonly (infer Element)[] ? Element : never;

/** The kinds of facts that are found by a call, each with the spellings it is found by. */
export interface CallFacts {
  remote: Item<Library["remote"]>;
  waits: Item<Library["waits"]>;
  callbacks: Item<Library["callbacks"]>;
  promises: Item<Library["promises"]>;
  timers: Item<Library["timers"]>;
  acquires: Item<Library["locks"]>;
  scoped: Item<Library["locks"]>;
  limiters: Item<Library["limiters"]>;
  retries: Item<Library["retries"]>;
  policies: Item<Library["policies"]>;
  jobs: Item<Library["jobs"]>;
  sharedLoads: Item<Library["sharedLoads"]>;
  timeLimits: Item<Library["timeLimits"]>;
  setters: Item<Library["state"]>;
  effects: Item<Library["effects"]>;
}

export type Kind = keyof CallFacts;

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
  policies: (library) => (library.policies ?? []).map((fact) => [fact, fact.calls]),
  jobs: (library) => (library.jobs ?? []).map((fact) => [fact, fact.calls]),
  sharedLoads: (library) => (library.sharedLoads ?? []).map((fact) => [fact, fact.calls]),
  timeLimits: (library) => (library.timeLimits ?? []).map((fact) => [fact, fact.calls]),
  setters: (library) => (library.state ?? []).map((fact) => [fact, fact.setters ?? []]),
  effects: (library) => (library.effects ?? []).map((fact) => [fact, fact.calls]),
};

export const kinds = Object.keys(spellingsOf) as Kind[];

/** Kinds of facts as a set: the bit of each is at its place in the list of kinds. */
export type Kinds = number;

const bits = Object.fromEntries(kinds.map((kind, index) => [kind, 1 << index])) as Readonly<Record<Kind, Kinds>>;
const everyKind: Kinds = (1 << kinds.length) - 1;

/** Whether a kind is one of some. */
export function isOneOf(kind: Kind, of: Kinds): boolean {
  return (of & bits[kind]) !== 0;
}

/** A fact with the library it is of. */
export interface Entry {
  readonly fact: unknown;
  readonly library: Library;
}

export type Entries = { [K in Kind]?: Entry };

/** What is known of one module: facts by path and kind, types by name, and the names that stand for the module itself. */
interface Table {
  readonly facts: ReadonlyMap<Path, Readonly<Entries>>;
  readonly types: ReadonlyMap<string, Path>;
  readonly roots: ReadonlySet<string>;
  /** Some of its facts hold for any name inside. */
  readonly hasStars: boolean;
}

/** Facts of some libraries, found by module and path. Those that come first win. Tables are built when they are first asked for. */
export class Catalogue {
  readonly #tables = new Map<string | null, Table>();
  readonly #byName = new Map<string, Library[]>();
  readonly #families: (readonly [modules: RegExp, library: Library])[] = [];
  readonly #librariesOf = new Map<string, readonly Library[]>();
  readonly #globals: readonly Library[];
  readonly #kindsOfModule = new Map<string, Kinds>();
  #kindsByGlobal: ReadonlyMap<string, Kinds> | undefined;
  #kindsByName: ReadonlyMap<string, Kinds> | undefined;
  #anyMethods: readonly (readonly [kind: Kind, modules: RegExp])[] | undefined;

  constructor(readonly libraries: readonly Library[]) {
    for (const library of libraries) for (const module of library.modules) this.#addModule(module.replace(/^node:/, ""), library);
    this.#globals = libraries.filter((library) => library.modules.length === 0 || isAlsoGlobal(library));
  }

  /** `@aws-sdk/client-*` stands for a family: the star is any one segment. */
  #addModule(name: string, library: Library): void {
    if (name.includes("*")) this.#families.push([new RegExp(`^${pattern(name)}$`), library]);
    else this.#byName.set(name, [...(this.#byName.get(name) ?? []), library]);
  }

  librariesOf(module: string | null): readonly Library[] {
    if (module === null) return this.#globals;
    let known = this.#librariesOf.get(module);
    if (known === undefined) {
      const named = [...(this.#byName.get(module) ?? []), ...this.#families.flatMap(([family, library]) => (family.test(module) ? [library] : []))];
      // most files import modules of which nothing is known
      known = named.length === 0 ? nobody : this.libraries.filter((library) => named.includes(library));
      this.#librariesOf.set(module, known);
    }
    return known;
  }

  /** Whether there is knowledge of a module at all. */
  knows(module: string | null): boolean {
    return module === null || this.librariesOf(module).length > 0;
  }

  #tableOf(module: string | null): Table {
    const known = this.#tables.get(module);
    if (known) return known;
    const libraries = this.librariesOf(module);
    const facts = new Map<Path, Entries>();
    const types = new Map<string, Path>();
    for (const library of libraries) {
      for (const kind of kinds) {
        for (const [fact, paths] of factsOf(kind, library)) for (const path of paths) addTo(facts, path, kind, { fact, library });
      }
      for (const [name, value] of Object.entries(library.types ?? {})) if (!types.has(name)) types.set(name, pathOf(value, library.default));
    }
    const hasStars = [...facts.keys()].some((path) => path.includes(".*", 1));
    const table: Table = { facts, types, hasStars, roots: new Set(libraries.flatMap(({ default: root }) => (root === undefined ? [] : [root]))) };
    this.#tables.set(module, table);
    return table;
  }

  /** A path as the knowledge spells it. */
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

  /** The facts about the calls of a value, its origin being normalised; of each kind the one whose spelling is the closest. */
  entriesAt(own: Origin): Readonly<Entries> {
    const { facts, hasStars } = this.#tableOf(own.module);
    let found: Readonly<Entries> | undefined = facts.get(own.path);
    for (const path of [withAnyName(own.path), ...(hasStars ? withAnyMembers(own.path) : [])]) {
      const more = facts.get(path);
      if (more) found = found ? { ...more, ...found } : more;
    }
    return found ?? none;
  }

  /** The facts about a method of every array and of every promise. */
  entriesOfMethod(prototype: "Array" | "Promise", name: string): Readonly<Entries> {
    return this.#tableOf(null).facts.get(`${prototype}#${name}`) ?? none;
  }

  /** The kinds of which a method of this name has a fact in any library: a look that spares most calls the rest. */
  kindsOfName(name: string): Kinds {
    this.#kindsByName ??= kindsBy(this.libraries, lastName);
    return this.#kindsByName.get(name) ?? 0;
  }

  /** The kinds of facts that a module can bring into a file. */
  kindsOfModule(module: string): Kinds {
    const known = this.#kindsOfModule.get(module);
    if (known !== undefined) return known;
    const found = kindsWhere((kind) => this.librariesOf(module).some((library) => factsOf(kind, library).length > 0));
    this.#kindsOfModule.set(module, found);
    return found;
  }

  /** The kinds of facts that hold for a global. */
  kindsOfGlobal(name: string): Kinds {
    this.#kindsByGlobal ??= kindsByGlobal(this.#globals);
    return this.#kindsByGlobal.get(name) ?? 0;
  }

  /** The kinds of facts that hold for methods of arrays and promises, which may stand anywhere. */
  get kindsOfPrototypes(): Kinds {
    return this.kindsOfGlobal("Array") | this.kindsOfGlobal("Promise");
  }

  /** The kinds of which any method has a fact, whatever its name, by the modules that a text names. */
  kindsOfAnyMethod(text: string): Kinds {
    this.#anyMethods ??= kinds.flatMap((kind) => {
      const modules = anyMethodsOf(kind, this.libraries);
      return modules ? [[kind, modules] as const] : [];
    });
    return this.#anyMethods.reduce((found, [kind, modules]) => (modules.test(text) ? found | bits[kind] : found), 0);
  }

  /** Every kind there is. */
  get kinds(): Kinds {
    return everyKind;
  }
}

const none: Readonly<Entries> = {};
const nobody: readonly Library[] = [];

function addTo(facts: Map<Path, Entries>, path: Path, kind: Kind, entry: Entry): void {
  const known = facts.get(path);
  if (known === undefined) facts.set(path, { [kind]: entry });
  else known[kind] ??= entry;
}

function kindsWhere(holds: (kind: Kind) => boolean): Kinds {
  return kinds.reduce((found, kind) => (holds(kind) ? found | bits[kind] : found), 0);
}

/** The kinds of the facts of some libraries, by a name that the path of each has. */
function kindsBy(libraries: readonly Library[], nameOf: (path: Path) => string | undefined): Map<string, Kinds> {
  const found = new Map<string, Kinds>();
  for (const library of libraries) {
    for (const kind of kinds) {
      for (const path of factsOf(kind, library).flatMap(([, paths]) => paths)) {
        const name = nameOf(path) ?? "";
        found.set(name, (found.get(name) ?? 0) | bits[kind]);
      }
    }
  }
  return found;
}

/** By the first name of each path, and by the name of the global itself: `process.on` is spelled from `process`. */
function kindsByGlobal(globals: readonly Library[]): Map<string, Kinds> {
  const found = kindsBy(globals, (path) => /[\w$]+/.exec(path)?.[0]);
  for (const library of globals) {
    if (library.default === undefined) continue;
    const own = kindsWhere((kind) => factsOf(kind, library).length > 0);
    found.set(library.default, (found.get(library.default) ?? 0) | own);
  }
  return found;
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

function pattern(name: string): string {
  return name.replaceAll(/[.+?^${}()|[\]\\]/g, "\\$&").replaceAll("*", "[^/\"']+");
}

/** `process` and `console` are modules, and globals of the same name. */
function isAlsoGlobal({ modules, default: name }: Library): boolean {
  return name !== undefined && modules.includes(`node:${name}`);
}

function lastName(path: Path): string | undefined {
  return /[.#]([\w$]+)(?:\(\)|!)?$/.exec(path)?.[1];
}

/** What all files have that bring no libraries of their own. */
export const standard = new Catalogue(builtIn);

function inPlaceOf(origin: Origin, path: Path, prefix: Path, value: Path): Origin {
  const calls = [...Array<undefined>(callsIn(value)).fill(undefined), ...origin.calls.slice(callsIn(prefix))];
  return { module: origin.module, path: value + path.slice(prefix.length), calls };
}
