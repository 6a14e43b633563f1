import { describe, expect, test } from "vitest";
import { libraries } from "../../src/knowledge/index.js";
import type { Library, Slot, Spelling } from "../../src/knowledge/library.js";
import { Declarations, installedVersion, isMissing } from "./declared.js";

/** Globals of test runners claim the same names: each is looked at in a program of its own. */
const globalsOf: Readonly<Record<string, string>> = { "jest globals": "jest", "mocha globals": "mocha" };

/** Modules that are not installed here, each with a reason. What is said of a library holds for those that are. */
const elsewhere: Readonly<Record<string, string>> = {
  octokit: "re-exports the Octokit of @octokit/core with plugins",
  "@tanstack/vue-query": "has the client of @tanstack/query-core",
  "@tanstack/solid-query": "has the client of @tanstack/query-core",
  puppeteer: "re-exports puppeteer-core",
  playwright: "re-exports playwright-core",
  "@tanstack/preact-query": "has the client of @tanstack/query-core",
  "@medusajs/framework/workflows-sdk": "re-exports @medusajs/workflows-sdk",
};

/** Libraries whose declarations cannot be asked, each with the reason. Their versions and their sources are proved all the same. */
const undeclared: Readonly<Record<string, string>> = {
  bent: "has no declarations",
  redlock: "gives its locks other methods in version 5, which is no release yet",
  lynx: "has no declarations",
  measured: "has no declarations",
  "@prisma/client": "is generated from a schema",
  "@trpc/client": "has the methods of the router that it is given the type of",
  "@connectrpc/connect": "has the methods of the service that it is given",
  "services of @grpc/grpc-js": "has the methods of the service that a file describes",
  "nice-grpc": "has the methods of the service that it is given",
};

const modules = libraries.flatMap(({ modules }) => modules).map((module) => module.replace("client-*", "client-s3"));
const shared = new Declarations(modules.filter((module) => module !== "mocha" && !(module in elsewhere)), ["node", "vscode"]);

function declarationsFor(library: Library): Declarations {
  const types = globalsOf[library.name];
  if (library.name === "Cypress globals") return new Declarations(["cypress"], ["node"]);
  if (library.name === "vitest globals") return new Declarations(["vitest/globals"], ["node"]);
  if (library.modules.includes("mocha")) return new Declarations(["mocha"], ["mocha"]);
  return types === undefined ? shared : new Declarations([], ["node", types]);
}

describe.each(libraries.map((library) => [library.name, library] as const))("%s", (_, library) => {
  test("is what its own declarations say", () => {
    const complaints = complaintsAbout(library, declarationsFor(library));
    if (library.name in undeclared) expect(complaints).not.toEqual([]);
    else expect(complaints).toEqual([]);
  });

  test("was read in the version that is installed", () => {
    const [, name, version] = /^(.+)@([^@]+)$/.exec(library.verified) ?? [];
    if (name === "node") expect(`v${version}`.split(".")[0]).toBe("v20");
    else expect(installedVersion(name ?? "")).toBe(version);
  });
});

test("what was read is there to be read again", () => {
  const cited = libraries.flatMap((library) => [...JSON.stringify(library).matchAll(/"source":"([^"]+)"/g)].flatMap(([, source = ""]) => source.split(", ")));
  expect([...new Set(cited)].filter((source) => isMissing(source))).toEqual([]);
});

describe("the proof can fail", () => {
  const slots = libraries.filter(({ name }) => !(name in undeclared)).flatMap((library) => slotsOf(library).map((each) => ({ library, ...each }))).filter(({ slot }) => slot.path !== "" && !isExempt(slot));

  test("every slot is refused under another name", () => {
    const wronglyAccepted = slots.filter(({ library, call, slot }) => {
      if (globalsOf[library.name] !== undefined) return false;
      return shared.hasSlot(library, call, { ...slot, path: slot.path.replace(/[^.]+$/, "nobodyDeclaresThis") });
    });
    expect(wronglyAccepted.map(({ library, call, slot }) => `${library.name}: ${call} ${slot.path}`)).toEqual([]);
    console.info(`${libraries.length} entries, ${libraries.flatMap(spellingsOf).length} spellings, ${slots.length} slots, each refused under another name.`);
  });

  test("every call is refused under another name", () => {
    const wronglyAccepted = libraries.flatMap((library) =>
      spellingsOf(library)
        .map(({ spelling }) => spelling)
        .filter((spelling) => /\.[\w$]+$/.test(spelling) && shared.typesOf(library, spelling.replace(/[\w$]+$/, "nobodyDeclaresThis")).length > 0)
        .map((spelling) => `${library.name}: ${spelling}`),
    );
    expect(wronglyAccepted).toEqual([]);
  });
});

function complaintsAbout(library: Library, declared: Declarations): string[] {
  const unknown = spellingsOf(library).filter(({ spelling, callable }) => {
    const types = declared.typesOf(library, spelling);
    return callable && !isConstruction(spelling) ? !declared.isCallable(types) : types.length === 0;
  });
  const missing = slotsOf(library).filter(({ call, slot }) => !isExempt(slot) && !declared.hasSlot(library, call, slot));
  const declaredAfterAll = slotsOf(library).filter(({ call, slot }) => slot.undeclared && declared.hasSlot(library, call, slot));
  const noFunction = functionsTaken(library).filter(({ call, argument }) => !declared.takesFunction(declared.parametersOf(library, call, argument)));
  const noMember = membersOf(library).filter(({ value, member }) => !declared.has(declared.typesOf(library, value), member));
  return [
    ...unknown.map(({ spelling }) => `\`${spelling}\` does not exist`),
    ...missing.map(({ call, slot }) => `\`${slot.client ?? call}\` takes no \`${slot.path}\` at argument ${slot.argument}`),
    ...declaredAfterAll.map(({ call, slot }) => `\`${call}\` declares \`${slot.path}\` by now`),
    ...noFunction.map(({ call, argument }) => `\`${call}\` takes no function at argument ${argument}`),
    ...noMember.map(({ value, member }) => `\`${value}\` has no \`${member}\``),
  ];
}

/** What is not declared, or not by the version that is installed, cannot be proved here. */
function isExempt(slot: Slot): boolean {
  return slot.undeclared === true || slot.versions !== undefined;
}

function isConstruction(spelling: Spelling): boolean {
  return spelling.startsWith("new ") && !spelling.includes("()");
}

function spellingsOf(library: Library): { readonly spelling: Spelling; readonly callable: boolean }[] {
  const callable = [
    ...(library.remote ?? []).flatMap(({ calls }) => calls),
    ...(library.remote ?? []).flatMap(({ timeoutCalls }) => timeoutCalls ?? []),
    ...(library.waits ?? []).flatMap(({ calls }) => calls),
    ...(library.callbacks ?? []).flatMap(({ calls }) => calls),
    ...(library.promises ?? []).flatMap(({ calls }) => calls),
    ...(library.timers ?? []).flatMap(({ calls, stoppedBy }) => [...calls, ...stoppedBy]),
    ...(library.locks ?? []).flatMap(({ acquire, release, scoped }) => [...acquire, ...release, ...(scoped ?? [])]),
    ...(library.limiters ?? []).flatMap(({ run }) => run),
    ...(library.retries ?? []).flatMap(({ run }) => run),
    ...(library.policies ?? []).flatMap(({ calls }) => calls),
    ...(library.jobs ?? []).flatMap(({ calls }) => calls),
    ...(library.sharedLoads ?? []).flatMap(({ calls }) => calls),
    ...(library.timeLimits ?? []).flatMap(({ calls }) => calls),
    ...(library.state ?? []).flatMap(({ setters }) => setters ?? []),
    ...(library.effects ?? []).flatMap(({ calls, registerCleanup }) => [...calls, ...(registerCleanup ?? [])]),
  ].filter((spelling) => !spelling.startsWith("result"));
  const values = [
    ...Object.values(library.types ?? {}),
    ...(library.policies ?? []).flatMap(({ paces }) => (paces ?? []).flatMap(({ where }) => where.flatMap(({ made, of: inner }) => [made, inner?.made].filter((spelling) => spelling !== undefined)))),
    ...Object.keys(library.texts ?? {}),
    ...(library.remote ?? []).flatMap(({ timeoutProperties }) => timeoutProperties ?? []),
    ...(library.loggers ?? []).flatMap(({ loggers }) => loggers),
    ...(library.metrics ?? []).flatMap(({ instruments }) => instruments),
    ...(library.state ?? []).flatMap(({ cells }) => (cells ?? []).map(({ value }) => value)),
    ...(library.emitters ?? []).flatMap(({ values }) => values),
  ];
  return [...callable.map((spelling) => ({ spelling, callable: true })), ...values.map((spelling) => ({ spelling, callable: false }))];
}

/**
 * The slots of an entry, each with the call it belongs to. A slot at a client, and a place that only some of several
 * calls have (`undici.request` of a string or an object), is the same for all calls of its fact.
 */
function slotsOf(library: Library): { readonly call: Spelling; readonly slot: Slot }[] {
  const of = (calls: readonly Spelling[], slots: readonly Slot[]): { call: Spelling; slot: Slot }[] =>
    slots.flatMap((slot) => (slot.client === undefined ? calls : calls.slice(0, 1)).map((call) => ({ call, slot })));
  return [
    ...(library.remote ?? []).flatMap(({ calls, timeout, abort, method, retries, idempotencyKey }) =>
      of(calls, [...timeout, ...abort, ...(method ?? []), ...(retries?.attempts ?? []), ...(idempotencyKey ?? [])]),
    ),
    ...(library.waits ?? []).flatMap(({ calls, abort }) => of(calls, abort)),
    ...(library.timers ?? []).flatMap(({ calls, abort }) => of(calls, abort ?? [])),
    ...(library.callbacks ?? []).flatMap(({ calls, unless, periodic }) => of(calls, [...(unless ?? []), ...(periodic ? [periodic.schedule, ...periodic.noOverlap, ...(typeof periodic.runs === "object" ? [periodic.runs] : [])] : [])])),
    ...(library.limiters ?? []).flatMap(({ run, concurrency, abort }) => of(run, [...concurrency, ...(abort ?? [])])),
    ...(library.retries ?? []).flatMap(({ run, attempts, jitter, abort }) => of(run, [...attempts, ...jitter, ...abort])),
    ...(library.policies ?? []).flatMap(({ calls, attempts, pause, paces }) => of(calls, [...attempts, ...pause, ...(paces ?? []).flatMap(({ where }) => where.map(({ slot }) => slot))])),
    ...(library.policies ?? []).flatMap(({ paces }) => (paces ?? []).flatMap(({ where }) => where.flatMap(({ made, of: inner }) => (made !== undefined && inner ? [{ call: made, slot: inner.slot }] : [])))),
    ...(library.jobs ?? []).flatMap(({ calls, attempts, backoff }) => of(calls, [attempts, ...backoff])),
    ...(library.locks ?? []).flatMap(({ acquire, exclusive }) => (typeof exclusive === "boolean" ? [] : of(acquire, [exclusive]))),
    ...(library.locks ?? []).flatMap(({ scoped, workLimits }) => of(scoped ?? [], workLimits ?? [])),
  ].flatMap((each) => (each.slot.needs === undefined ? [each] : [each, { call: each.call, slot: { ...each.slot, path: each.slot.needs } }]));
}

function functionsTaken(library: Library): { readonly call: Spelling; readonly argument: number | "last" | "all" }[] {
  const of = (calls: readonly Spelling[], argument: number | "last" | "all" | null): { call: Spelling; argument: number | "last" | "all" }[] =>
    argument === null ? [] : calls.map((call) => ({ call, argument }));
  return [
    ...(library.callbacks ?? []).filter(({ periodic }) => periodic?.runs === undefined).flatMap(({ calls, argument }) => of(calls, argument)),
    ...(library.timers ?? []).flatMap(({ calls, callback }) => of(calls, callback)),
    ...(library.locks ?? []).flatMap(({ scoped, scopedArgument }) => of(scoped ?? [], scopedArgument ?? null)),
    ...(library.limiters ?? []).flatMap(({ run, argument }) => of(run, argument)),
    ...(library.retries ?? []).flatMap(({ run, argument }) => of(run, argument)),
    ...(library.effects ?? []).flatMap(({ calls, callback }) => of(calls, callback)),
  ];
}

/** Members that a value must have: the levels of a logger, what a lock is released by. */
function membersOf(library: Library): { readonly value: Spelling; readonly member: string }[] {
  const each = (values: readonly Spelling[], members: readonly string[]): { value: Spelling; member: string }[] =>
    values.flatMap((value) => members.map((member) => ({ value, member })));
  const ofResult = (calls: readonly Spelling[], members: readonly Spelling[]): { value: Spelling; member: string }[] =>
    each(
      calls.map((call) => (isConstruction(call) ? call : `${call}()`)),
      members.filter((member) => member.startsWith("result.")).map((member) => member.slice("result.".length)),
    );
  return [
    ...(library.loggers ?? []).flatMap(({ loggers, levels, waits }) => each(loggers, [...levels, ...(waits ?? [])])),
    ...(library.metrics ?? []).flatMap(({ instruments, counts, observes, starts, waits }) =>
      each(instruments, [...(counts ?? []), ...(observes ?? []), ...(starts ?? []).map(({ method }) => method), ...(waits ?? [])]),
    ),
    ...(library.state ?? []).flatMap(({ cells }) => (cells ?? []).map(({ value, property }) => ({ value, member: property }))),
    ...(library.locks ?? []).flatMap(({ acquire, release }) => ofResult(acquire, release)),
    ...(library.timers ?? []).flatMap(({ calls, stoppedBy }) => ofResult(calls, stoppedBy)),
    ...(library.remote ?? []).flatMap(({ calls, timeoutMethods }) => ofResult(calls, (timeoutMethods ?? []).map(({ method }) => `result.${method}`))),
  ];
}
