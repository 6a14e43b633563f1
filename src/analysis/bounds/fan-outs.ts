import type { TSESTree } from "@typescript-eslint/utils";
import { cursorSteps, rateSettings } from "../../knowledge/bounds.js";
import type { Slot } from "../../knowledge/library.js";
import { variableOf } from "../places/bindings.js";
import { sizeOf, streamSize, type Size } from "./collections.js";
import { elementFunction, workIn, workOf, type ElementWork } from "./element-work.js";
import type { File } from "../file.js";
import { valueOf } from "../functions.js";
import { factOf } from "../libraries/libraries.js";
import { bare, nodes, ownNodes, propertyName, type Call } from "../nodes.js";
import { originOf } from "../origin.js";
import { perFile } from "../per-file.js";
import { isPromise, outcomesOf, returnedBy } from "../promises/promises.js";
import { settingOf } from "../settings.js";
import { startedIn } from "./started-work.js";

/** Work that is started for every element of a collection at once. */
export interface FanOut {
  readonly as: "all" | "loop";
  /** The combinator, the `push`, or the call that nobody waits for. */
  readonly at: Call;
  readonly collection: TSESTree.Node;
  readonly size: Exclude<Size, { is: "bounded" | "unknown" }>;
  readonly work: ElementWork;
  /** The call that is given the function for one element, where there is one. */
  readonly mapping: TSESTree.CallExpression | undefined;
}

/** In source order. */
export const fanOuts = perFile((file): readonly FanOut[] =>
  [...nodes(file).of("CallExpression").flatMap((call) => combined(file, call) ?? eachOf(file, call) ?? []), ...nodes(file).of("ForOfStatement").flatMap((loop) => started(file, loop)), ...nodes(file).of("WhileStatement").flatMap((loop) => drained(file, loop)), ...[...nodes(file).of("ForStatement"), ...nodes(file).of("WhileStatement")].flatMap((loop) => counted(file, loop))].sort(
    (one, other) => one.at.range[0] - other.at.range[0],
  ),
);

/** `Promise.all(ids.map((id) => load(id)))`, also where the list has a name. */
function combined(file: File, call: TSESTree.CallExpression): FanOut | undefined {
  const origin = originOf(file, call);
  const list = call.arguments[0];
  if (!list || origin?.module !== null || !/^\.Promise\.(?:all|allSettled|any|race)\(\)$/.test(origin.path)) return undefined;
  const variable = list.type === "Identifier" ? variableOf(file, list) : undefined;
  const mapping = bare((variable && valueOf(variable)) ?? list);
  return mapping.type === "CallExpression" ? (overElements(file, mapping, call, "all", /^(?:map|flatMap)$/) ?? fromElements(file, mapping, call)) : undefined;
}

/** `Promise.all(Array.from(ids, (id) => load(id)))` */
function fromElements(file: File, making: TSESTree.CallExpression, at: Call): FanOut | undefined {
  const [collection] = making.arguments;
  const fn = originOf(file, making)?.path === ".Array.from()" ? elementFunction(file, making, 1) : undefined;
  const work = fn && workOf(file, fn);
  const size = work && collection && sizeOf(file, collection);
  return collection && work && isOpen(size, work) ? { as: "all", at, collection, size, work, mapping: undefined } : undefined;
}

/** `ids.forEach(async (id) => { await load(id); })`, `ids.forEach((id) => { jobs.push(load(id)); })`, `ids.reduce((jobs, id) => { jobs.push(load(id)); return jobs; }, [])` */
function eachOf(file: File, call: TSESTree.CallExpression): FanOut | undefined {
  const callee = bare(call.callee);
  if (callee.type !== "MemberExpression" || !/^(?:forEach|reduce)$/.test(propertyName(callee) ?? "")) return undefined;
  const fn = elementFunction(file, call, 0);
  if (!fn || fn.async) return overElements(file, call, call, "loop", /^forEach$/);
  const at = startedIn(file, fn.body);
  const work = at && workIn(file, at, fn.body);
  const size = work && sizeOf(file, callee.object);
  return work && isOpen(size, work) ? { as: "loop", at, collection: callee.object, size, work, mapping: undefined } : undefined;
}

function overElements(file: File, mapping: TSESTree.CallExpression, at: Call, as: FanOut["as"], methods: RegExp): FanOut | undefined {
  const callee = bare(mapping.callee);
  if (callee.type !== "MemberExpression" || !methods.test(propertyName(callee) ?? "")) return undefined;
  const fn = elementFunction(file, mapping, 0);
  const work = fn && (as === "all" || fn.async) ? workOf(file, fn) : undefined;
  const size = work && sizeOf(file, callee.object);
  return work && isOpen(size, work) ? { as, at, collection: callee.object, size, work, mapping } : undefined;
}

/** Lists of files that are handed in are short, as far as anybody can tell here. */
function isOpen(size: Size | undefined, work: ElementWork): size is FanOut["size"] {
  return size?.is === "growing" || (size?.is === "given" && !work.isFile);
}

/** Work that a loop starts on every turn without waiting for it; a loop that waits for anything but its next element holds itself back. */
function started(file: File, loop: TSESTree.ForOfStatement): readonly FanOut[] {
  if (waitsIn(file, loop.body).length > 0) return [];
  return startedBy(file, loop.body, loop.right, loop.await ? streamSize(file, loop.right) : sizeOf(file, loop.right));
}

/** `for (let i = 0; i < ids.length; i++) jobs.push(load(ids[i]));`, `while (ids.length) jobs.push(load(ids.pop()));` */
function counted(file: File, loop: TSESTree.ForStatement | TSESTree.WhileStatement): readonly FanOut[] {
  const test = loop.test && bare(loop.test);
  const length = test?.type === "BinaryExpression" && /^[<>]=?$/.test(test.operator) ? bare(test.operator.startsWith("<") ? test.right : test.left) : test;
  if (length?.type !== "MemberExpression" || !["length", "size"].includes(propertyName(length) ?? "") || waitsIn(file, loop.body).length > 0) return [];
  return startedBy(file, loop.body, length.object, sizeOf(file, length.object));
}

/** `while (await cursor.hasNext()) jobs.push(load(await cursor.next()));` */
function drained(file: File, loop: TSESTree.WhileStatement): readonly FanOut[] {
  const source = pulledFrom(loop.test);
  if (!source) return [];
  const name = file.source.getText(source);
  const others = waitsIn(file, loop.body).filter((wait) => {
    const from = wait.type === "AwaitExpression" ? pulledFrom(wait) : undefined;
    return !from || file.source.getText(from) !== name;
  });
  return others.length > 0 ? [] : startedBy(file, loop.body, source, { is: "growing", what: `what \`${name}\` gives` });
}

/** `cursor` of `await cursor.hasNext()` */
function pulledFrom(test: TSESTree.Node): TSESTree.Node | undefined {
  const node = bare(test);
  const call = node.type === "AwaitExpression" ? bare(node.argument) : undefined;
  const callee = call?.type === "CallExpression" ? bare(call.callee) : undefined;
  return callee?.type === "MemberExpression" && cursorSteps.includes(propertyName(callee) ?? "") ? callee.object : undefined;
}

/** What keeps a loop from its next turn, or ends it. */
function waitsIn(file: File, body: TSESTree.Node): readonly TSESTree.Node[] {
  return [...ownNodes(file, body)].filter(({ type }) => type === "AwaitExpression" || type === "YieldExpression" || type === "BreakStatement" || type === "ReturnStatement");
}

function startedBy(file: File, body: TSESTree.Node, collection: TSESTree.Node, size: Size): readonly FanOut[] {
  const at = startedIn(file, body);
  const work = at && workIn(file, at, body);
  return at && work && isOpen(size, work) ? [{ as: "loop", at, collection, size, work, mapping: undefined }] : [];
}

/** A limiter that is made or called without saying how many runs there may be at a time. */
export interface OpenLimiter {
  readonly call: Call;
  /** Undefined where the library has another function for that: `async.mapLimit`. */
  readonly slot: Slot | undefined;
}

export const openLimiters = perFile((file): readonly OpenLimiter[] => {
  const found = new Map<Call, OpenLimiter>();
  for (const call of nodes(file).of("CallExpression")) {
    const known = factOf(file, "limiters", call);
    const [slot] = known?.fact.concurrency ?? [];
    if (!known || slot?.path === "" || known.fact.defaultConcurrency !== "unbounded") continue;
    if (!slot) {
      if (isWideOpen(file, call, known.fact.argument)) found.set(call, { call, slot });
      continue;
    }
    const made = slot.client === undefined ? call : known.origin.calls.find((one) => one !== undefined && one !== call);
    const settings = made && known.fact.concurrency.map((one) => settingOf(file, made, one));
    // a rate, and a value that says that there is no limit, are decisions
    const isOpenAt = settings?.every(({ answer, value }) => answer === "unset" && value === undefined) && !rateSettings.test(made ? file.source.getText(made).slice(0, 400) : "");
    const list = slot.client === undefined ? call.arguments[0] : undefined;
    if (list && isInstant(file, call, known.fact.argument)) continue;
    if (made && isOpenAt && !(list && sizeOf(file, list).is === "bounded")) found.set(made, { call: made, slot });
  }
  return [...found.values()];
});

/** `pMap(words, (word) => word.length)`: what is done with an element is done at once. */
function isInstant(file: File, call: Call, argument: number): boolean {
  const fn = elementFunction(file, call, argument);
  if (!fn || fn.async || fn.generator) return false;
  return returnedBy(file, fn).flatMap(outcomesOf).every((result) => isPromise(file, result) === "no" || !["CallExpression", "Identifier", "NewExpression", "ImportExpression"].includes(result.type));
}

/** `async.each(ids, (id, done) => { … })`: the collection is not known to be small, and each element costs something. */
function isWideOpen(file: File, call: TSESTree.CallExpression, argument: number): boolean {
  const [list] = call.arguments;
  const fn = list && elementFunction(file, call, argument);
  const work = fn && workOf(file, fn);
  return work !== undefined && list !== undefined && isOpen(sizeOf(file, list), work);
}
