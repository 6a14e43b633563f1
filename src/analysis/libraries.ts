import type { TSESTree } from "@typescript-eslint/utils";
import { libraries as builtIn } from "../knowledge/index.js";
import type { Library } from "../knowledge/library.js";
import type { File } from "./file.js";
import { bare, propertyName, type Call } from "./nodes.js";
import { declaredOrigins, originOf, type Origin } from "./origin.js";
import { perFile } from "./per-file.js";
import { callPathOf, pathOf, rooted, withAnyName, type Path } from "./spelling.js";

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
  timeLimits: Item<Library["timeLimits"]>;
  setters: Item<Library["state"]>;
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

/** A path as the knowledge spells it: types by what gives their values, modules without their own name. */
export function normalised(file: File, origin: Origin): Origin {
  return catalogue(file).normalised(origin);
}

/** Whether knowledge speaks of anything that a file imports or could call globally by one of these names. */
export function librariesOf(file: File): readonly Library[] {
  return catalogue(file).libraries;
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
  timeLimits: (library) => (library.timeLimits ?? []).map((fact) => [fact, fact.calls]),
  setters: (library) => (library.state ?? []).map((fact) => [fact, fact.setters ?? []]),
};

interface Entry {
  readonly fact: unknown;
  readonly library: Library;
}

/** Facts of some libraries, found by module and path. Those that come first win. */
class Catalogue {
  readonly #entries = new Map<string, Entry>();
  /** The last names that a call must have for a fact of a kind to be possible. */
  readonly #names = new Map<Kind, Set<string>>();
  readonly #exact = new Map<string | null, Library[]>();
  readonly #families: { readonly pattern: RegExp; readonly library: Library }[] = [];

  constructor(readonly libraries: readonly Library[]) {
    for (const library of libraries) {
      for (const module of library.modules) this.#addModule(module, library);
      if (library.modules.length === 0 || isAlsoGlobal(library)) this.#addModule(null, library);
      for (const kind of Object.keys(spellingsOf) as Kind[]) this.#addFacts(kind, library);
    }
  }

  #addModule(module: string | null, library: Library): void {
    const name = module && module.replace(/^node:/, "");
    if (name?.includes("*")) {
      const source = name.split("*").map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, "\\$&")).join("[^/]+");
      this.#families.push({ pattern: new RegExp(`^${source}$`), library });
    } else this.#exact.set(name, [...(this.#exact.get(name) ?? []), library]);
  }

  #addFacts(kind: Kind, library: Library): void {
    const names = this.#names.get(kind) ?? new Set();
    this.#names.set(kind, names);
    for (const [fact, spellings] of spellingsOf[kind](library)) {
      for (const spelling of spellings) {
        const path = spelling.includes("#") ? spelling : callPathOf(spelling, library.default);
        names.add(lastName(path) ?? "");
        const key = `${kind} ${library.name} ${path}`;
        if (!this.#entries.has(key)) this.#entries.set(key, { fact, library });
      }
    }
  }

  librariesOf(module: string | null): readonly Library[] {
    const exact = this.#exact.get(module) ?? [];
    if (module === null || this.#families.length === 0) return exact;
    const families = this.#families.filter(({ pattern }) => pattern.test(module));
    return [...exact, ...families.map(({ library }) => library)];
  }

  normalised(origin: Origin): Origin {
    for (const library of this.librariesOf(origin.module)) {
      const path = rooted(origin.path, library.default);
      const type = /^\.([\w$]+)!/.exec(path);
      const value = type && library.types?.[type[1] as string];
      if (value != null && pathOf(value, library.default) !== (type as RegExpExecArray)[0]) return inPlaceOf(origin, path, (type as RegExpExecArray)[0], pathOf(value, library.default));
      if (path !== origin.path) return { ...origin, path };
    }
    return origin;
  }

  factOf<K extends Kind>(file: File, kind: K, call: Call): Known<CallFacts[K]> | undefined {
    const callee = bare(call.callee);
    const name = callee.type === "MemberExpression" ? propertyName(callee) : undefined;
    // a field may hold a function under any name: `this.#fetch(url)`
    if (callee.type === "MemberExpression" && callee.object.type !== "ThisExpression" && !this.#names.get(kind)?.has(name ?? "")) return undefined;
    const origin = originOf(file, call);
    const known = origin && this.#lookUp(kind, origin);
    // a call of `load()` that returns `fetch(url)` is not itself one of `fetch`, nor is `new Response()`
    if (known) return known.origin.calls.at(-1) === call ? known : undefined;
    if (callee.type !== "MemberExpression") return undefined;
    // what the language or the platform gives can be an array: `Object.keys(users).forEach`
    if (origin) return origin.module === null ? this.#byPrototype(kind, call, name as string) : undefined;
    return this.#byDeclaredType(file, kind, callee, call) ?? this.#byPrototype(kind, call, name as string);
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
    for (const library of this.librariesOf(null)) {
      for (const prototype of ["Array", "Promise"]) {
        const entry = this.#entries.get(`${kind} ${library.name} ${prototype}#${name}`);
        if (entry) return { ...(entry as { fact: CallFacts[K]; library: Library }), origin: { module: null, path: `${prototype}#${name}`, calls: [call] } };
      }
    }
    return undefined;
  }

  #lookUp<K extends Kind>(kind: K, origin: Origin): Known<CallFacts[K]> | undefined {
    const own = this.normalised(origin);
    for (const library of this.librariesOf(own.module)) {
      for (const path of [own.path, withAnyName(own.path)]) {
        const entry = this.#entries.get(`${kind} ${library.name} ${path}`);
        if (entry) return { ...(entry as { fact: CallFacts[K]; library: Library }), origin: own };
      }
    }
    return undefined;
  }
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
