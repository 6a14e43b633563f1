import type { TSESTree } from "@typescript-eslint/utils";
import { libraries as builtIn } from "../../knowledge/index.js";
import type { Library, RemoteFact } from "../../knowledge/library.js";
import { globalNames, variableOf } from "../places/bindings.js";
import { Catalogue, isOneOf, kinds, standard, type CallFacts, type Entries, type Entry, type Kind, type Kinds } from "./catalogue.js";
import type { File } from "../file.js";
import { functionMeant } from "../functions.js";
import { isCollectionGiven } from "./given-collections.js";
import { bareSpecifier, modulesNamed } from "./module-names.js";
import { bare, callsOf, nodes, propertyName, type Call } from "../nodes.js";
import { declaredOrigins, originOf, type Origin } from "../origin.js";
import { perFile } from "../per-file.js";

export { callsIn } from "../spelling.js";

/** A fact that holds for a call, with the library it is of and what the callee denotes. */
export interface Known<Fact> {
  readonly fact: Fact;
  readonly library: Library;
  readonly origin: Origin;
}

/** What the knowledge says of a call; `undefined` where it says nothing of this kind. */
export function factOf<K extends Kind>(file: File, kind: K, call: Call): Known<CallFacts[K]> | undefined {
  if (!isOneOf(kind, kindsIn(file))) return undefined;
  const look = lookAt(file, call);
  if (!isOneOf(kind, look.possible)) return undefined;
  look.known ??= knownOf(file, call);
  return look.known[kind] as Known<CallFacts[K]> | undefined;
}

/** The calls that may have a fact of a kind, in source order: by the names that the file gives them. */
export function callsWith(file: File, kind: Kind): readonly Call[] {
  return isOneOf(kind, kindsIn(file)) ? (callsByKind(file).get(kind) ?? []) : [];
}

const callsByKind = perFile((file): ReadonlyMap<Kind, readonly Call[]> => {
  const brought = kindsIn(file);
  const found = new Map<Kind, Call[]>(kinds.flatMap((kind) => (isOneOf(kind, brought) ? [[kind, []]] : [])));
  for (const call of callsOf(file)) {
    const { possible } = lookAt(file, call);
    if ((possible & brought) !== 0) for (const [kind, calls] of found) if (isOneOf(kind, possible)) calls.push(call);
  }
  return found;
});

/** What the knowledge says of the calls of a function that is handed on: `setUser` of `load(id).then(setUser)`. */
export function factOfFunction<K extends Kind>(file: File, kind: K, fn: TSESTree.Node): Known<CallFacts[K]> | undefined {
  const origin = isOneOf(kind, kindsIn(file)) ? originOf(file, fn) : undefined;
  return origin && (factsAt(file, { ...origin, path: `${origin.path}()`, calls: [...origin.calls, undefined] })[kind] as Known<CallFacts[K]> | undefined);
}

/** A path as the knowledge spells it: types by what gives their values, modules without their own name. */
export function normalised(file: File, origin: Origin): Origin {
  return catalogue(file).normalised(origin);
}

/** The libraries that there is knowledge of: those of the team, and the built-in ones. */
export function librariesOf(file: File): readonly Library[] {
  return catalogue(file).libraries;
}

/** What knowledge there is of a module. */
export function librariesOfModule(file: File, module: string): readonly Library[] {
  return catalogue(file).librariesOf(module);
}

/** Makes something of the libraries that there is knowledge of, once for all files that have the same. */
export function perLibraries<Result>(compute: (libraries: readonly Library[]) => Result): (file: File) => Result {
  const known = new WeakMap<readonly Library[], { readonly result: Result }>();
  return (file) => {
    const libraries = librariesOf(file);
    let made = known.get(libraries);
    if (made === undefined) known.set(libraries, (made = { result: compute(libraries) }));
    return made.result;
  };
}

/** What is known of one call, by kind; told in full when it is first asked for. */
interface Look {
  readonly possible: Kinds;
  known: Facts | undefined;
}

type Facts = { [K in Kind]?: Known<unknown> | undefined };

const looks = perFile(() => new Map<Call, Look>());

function lookAt(file: File, call: Call): Look {
  const known = looks(file).get(call);
  if (known !== undefined) return known;
  const look: Look = { possible: kindsPossible(file, call), known: undefined };
  looks(file).set(call, look);
  return look;
}

/** A field may hold a function under any name: `this.#fetch(url)`. */
function kindsPossible(file: File, call: Call): Kinds {
  const callee = bare(call.callee);
  if (callee.type === "Identifier") return kindsOfNamed(file, callee);
  if (callee.type !== "MemberExpression" || callee.object.type === "ThisExpression") return catalogue(file).kinds;
  return catalogue(file).kindsOfName(propertyName(callee) ?? "") | kindsOfAnyMethod(file);
}

/** A function of the file is none of a library, and what an import or a global brings is known by its name. */
function kindsOfNamed(file: File, callee: TSESTree.Identifier): Kinds {
  const known = catalogue(file);
  const [definition] = variableOf(file, callee)?.defs ?? [];
  if (definition?.type === "FunctionName") return 0;
  const declaration = definition?.type === "ImportBinding" ? definition.node.parent : undefined;
  return declaration?.type === "ImportDeclaration" ? known.kindsOfModule(bareSpecifier(declaration.source.value)) : known.kinds;
}

function knownOf(file: File, call: Call): Facts {
  const callee = bare(call.callee);
  const origin = originOf(file, call);
  const found: Facts = origin ? factsAt(file, origin) : {};
  // a call of `load()` that returns `fetch(url)` is not itself one of `fetch`, nor is `new Response()`
  for (const kind of Object.keys(found) as Kind[]) if (found[kind]?.origin.calls.at(-1) !== call) found[kind] = undefined;
  if ((found.remote?.fact as RemoteFact | undefined)?.calledBack && !isCalledBack(file, call)) found.remote = undefined;
  // what the language or the platform gives can be an array: `Object.keys(users).forEach`
  if (callee.type !== "MemberExpression" || (origin && origin.module !== null && !isCollectionGiven(file, call, callee.object))) return found;
  const name = propertyName(callee) ?? "";
  for (const type of origin ? [] : declaredOrigins(file, callee.object)) addMissing(found, factsAt(file, { module: type.module, path: `${type.path}.${name}()`, calls: [undefined, call] }));
  for (const prototype of ["Array", "Promise"] as const) {
    const entries = catalogue(file).entriesOfMethod(prototype, name);
    addMissing(found, withOrigin(entries, { module: null, path: `${prototype}#${name}`, calls: [call] }));
  }
  return found;
}

function isCalledBack(file: File, call: Call): boolean {
  const last = call.arguments.at(-1);
  return last !== undefined && functionMeant(file, last) !== undefined;
}

function addMissing(found: Facts, more: Facts): void {
  for (const kind of Object.keys(more) as Kind[]) if (!(kind in found)) found[kind] = more[kind];
}

function factsAt(file: File, origin: Origin): Facts {
  if (!catalogue(file).knows(origin.module)) return {};
  const own = normalised(file, origin);
  return withOrigin(catalogue(file).entriesAt(own), own);
}

function withOrigin(entries: Readonly<Entries>, origin: Origin): Facts {
  const facts: Facts = {};
  for (const kind in entries) {
    const { fact, library } = entries[kind as Kind] as Entry;
    facts[kind as Kind] = { fact, library, origin };
  }
  return facts;
}

const catalogues = new WeakMap<readonly Library[], Catalogue>();

const catalogue = perFile((file): Catalogue => {
  const own = file.settings.libraries;
  if (own.length === 0) return standard;
  const known = catalogues.get(own) ?? new Catalogue([...own, ...builtIn]);
  catalogues.set(own, known);
  return known;
});

/** Which kinds of facts can hold in a file at all: through the modules and the globals that it names. Types can bring them in unnamed. */
const kindsIn = perFile((file): Kinds => {
  const known = catalogue(file);
  return file.services ? known.kinds : known.kindsOfPrototypes | kindsNamed(file);
});

/** Whether a call of a file can have a fact of one of some kinds at all: where not, `factOf` has no answer for any. */
export function canHold(file: File, some: readonly Kind[]): boolean {
  return some.some((kind) => isOneOf(kind, kindsIn(file)));
}

/** Whether the modules and globals that a file names bring facts of one of some kinds into it; types can bring in any. */
export function mayBring(file: File, some: readonly Kind[]): boolean {
  const brought = file.services ? catalogue(file).kinds : kindsNamed(file);
  return some.some((kind) => isOneOf(kind, brought));
}

const kindsNamed = perFile((file): Kinds => {
  const known = catalogue(file);
  let found: Kinds = 0;
  for (const module of modulesNamed(file)) found |= known.kindsOfModule(module);
  for (const name of globalNames(file)) found |= known.kindsOfGlobal(name);
  for (const name of membersOfGlobalObjects(file)) found |= known.kindsOfGlobal(name);
  return found;
});

/** `fetch` of `window.fetch`. */
function membersOfGlobalObjects(file: File): readonly string[] {
  if (!globalObjects.some((name) => globalNames(file).has(name))) return [];
  return nodes(file).of("MemberExpression").flatMap((node) => {
    const object = bare(node.object);
    return object.type === "Identifier" && globalObjects.includes(object.name) ? [propertyName(node) ?? ""] : [];
  });
}

const globalObjects = ["globalThis", "window", "self", "global"];

/** Of which kinds facts can hold for a method whatever its name. */
const kindsOfAnyMethod = perFile((file): Kinds => catalogue(file).kindsOfAnyMethod(file.source.text));
