import type { TSESTree } from "@typescript-eslint/utils";
import { acquisitions, receiverOf, type Acquisition } from "./acquisitions.js";
import { isCalm } from "../cancellation/calm-steps.js";
import { chainEnd } from "../promises/detached.js";
import type { File } from "../file.js";
import { flowOf } from "../flow/flow.js";
import { variableOf, type Variable } from "../places/bindings.js";
import { isEntry } from "../flow/endings.js";
import { callbackOf, functionOf, functionsAround } from "../functions.js";
import { bare, dressed, isCall, isWithin, nodes, ownNodes, propertyName, type FunctionNode } from "../nodes.js";
import { keepingOf, type Obligation } from "../flow/obligations.js";
import { originOf } from "../origin.js";
import { perFile } from "../per-file.js";
import { chainMethod } from "../promises/promises.js";
import { releaseOf, type Release } from "./releases.js";
import { runsAlone } from "../targets.js";

/** Something that is taken and not given back on every path. */
export interface Unreleased {
  readonly taken: Acquisition;
  /** The calls in its function that give it back, in source order. */
  readonly calls: readonly TSESTree.CallExpression[];
  /** The node after which control leaves with it. */
  readonly leaves: TSESTree.Node;
  readonly how: "throws" | "path" | "never";
  /** Where it is given back, or becomes somebody else's, where all goes well. */
  readonly ends: TSESTree.Node | undefined;
}

/** What this file takes and does not give back on some path. In source order. */
export const unreleased = perFile((file): readonly Unreleased[] =>
  acquisitions(file).flatMap((taken): Unreleased[] => {
    const release = releaseOf(file, taken);
    if (release.calls.length === 0 && (isStreamLock(taken) || mayBeReleasedElsewhere(file, taken))) return [];
    // what the module itself holds and gives back where it is asked to, if ever, is meant to last as long as the process
    if (taken.of.type === "Program" && release.calls.every((call) => functionOf(call) !== undefined)) return [];
    if (taken.fact.endsWithOwner && isFromOwn(file, taken)) return [];
    // what is no lock ends with the program, and that is soon
    if (taken.fact.lock === false && runsAlone(file)) return [];
    const { of, from } = taken;
    const { calls } = release;
    const owed: Obligation = { of, from, fulfils: release.fulfils, handsOn: release.handsOn, calm: (node) => isCalm(file, node) || isUnwound(release, node) || isMadeUpFor(release, node) || isBeginning(file, node, taken) || (isOfHolder(file, node, taken) && (isStreamLock(taken) || !isAwaited(node))) };
    const normal = keepingOf(file, { ...owed, thrown: "makes up", calm: () => true });
    const handedOn = normal.kept && calls.length === 0 ? normal.handedOn : undefined;
    const found = { taken, calls, ends: calls[0] ?? handedOn ?? closing(file, taken, release) };
    if (!normal.kept) return isStreamLock(taken) && looksForEnd(file, taken) ? [] : [{ ...found, leaves: normal.node, how: calls.length > 0 ? "path" : "never" }];
    // what throws ends the program, and what was taken from something of this call is waited for by nobody
    if (of.type === "Program" || isEntry(of) || isOfThisCall(file, taken)) return [];
    const waiting = keepingOf(file, { ...owed, calm: (node) => owed.calm?.(node) === true || (isCall(node) && !isAwaited(node)) });
    const thrown = waiting.kept ? keepingOf(file, owed) : waiting;
    if (thrown.kept) return [];
    return [{ ...found, leaves: thrown.throws ? thrown.node : (firstWait(file, owed) ?? thrown.node), how: found.ends ? "throws" : "never" }];
  }),
);

/** A lock on a stream goes with the stream, at its end or with the read that fails: it matters to those alone who give it back. */
function isStreamLock({ fact }: Acquisition): boolean {
  return fact.holds === "reader" || fact.holds === "writer";
}

/** `const { done } = await reader.read()`: at the end of the stream there is nothing left to lock. */
function looksForEnd(file: File, { of }: Acquisition): boolean {
  return [...ownNodes(file, of)].some((node) => node.type === "Identifier" && node.name === "done");
}

function isAwaited(node: TSESTree.Node): boolean {
  return node.type === "AwaitExpression" || dressed(node).parent?.type === "AwaitExpression";
}

/** `await runner.connect()`: where that fails, nothing is held. */
function isBeginning(file: File, node: TSESTree.Node, taken: Acquisition): boolean {
  const call = node.type === "AwaitExpression" ? bare(node.argument) : node;
  const callee = isCall(call) ? bare(call.callee) : undefined;
  return callee?.type === "MemberExpression" && (taken.fact.holdsFrom ?? []).includes(propertyName(callee) ?? "") && isOfHolder(file, node, taken);
}

/** `await reader.read()`, `browser.version()` */
function isOfHolder(file: File, node: TSESTree.Node, { holders }: Acquisition): boolean {
  const call = node.type === "AwaitExpression" ? bare(node.argument) : node;
  const object = isCall(call) && bare(call.callee).type === "MemberExpression" ? bare((bare(call.callee) as TSESTree.MemberExpression).object) : undefined;
  const variable = object?.type === "Identifier" ? variableOf(file, object) : undefined;
  return variable !== undefined && holders.has(variable);
}

/** `const page = await browser.newPage();` in a function that has opened the browser itself. */
function isFromOwn(file: File, { node, of }: Acquisition): boolean {
  const owners = acquisitions(file).filter((other) => other.node !== node && other.of === of).flatMap(({ holders }) => [...holders]);
  const root = rootOf(bare(node.callee));
  return root?.type === "Identifier" && owners.includes(variableOf(file, root) as Variable);
}

function rootOf(callee: TSESTree.Node): TSESTree.Node | undefined {
  return callee.type === "MemberExpression" ? rootOf(bare(callee.object)) : callee;
}

/** The call after which it gives itself back. */
function closing(file: File, { of }: Acquisition, { fulfils }: Release): TSESTree.Node | undefined {
  return [...ownNodes(file, of.type === "Program" ? of : of.body)].find((node) => node.type === "CallExpression" && fulfils(node));
}

/**
 * A lock that the same call has made, and that goes with it: `const limit = new Sema(8);` in the function itself, or in
 * the one that waits for all the runs at once and fails with the first of them.
 */
function isOfThisCall(file: File, { fact, node, of }: Acquisition): boolean {
  const callee = bare(node.callee);
  const object = callee.type === "MemberExpression" ? bare(callee.object) : undefined;
  const variable = object?.type === "Identifier" ? variableOf(file, object) : undefined;
  const made = variable?.defs[0];
  if (fact.lock === false || made?.type !== "Variable" || made.node.init?.type !== "NewExpression" || of.type === "Program") return false;
  const isKept = variable?.references.some(({ identifier, init }) => init !== true && identifier.parent.type !== "MemberExpression");
  const home = functionOf(made.name);
  return home !== undefined && isKept !== true && (home === of || (functionOf(of) === home && isRunOfAll(file, of)));
}

/** `Promise.all(files.map(async (file) => …))` */
function isRunOfAll(file: File, fn: FunctionNode): boolean {
  const each = callbackOf(fn)?.call;
  const all = each && dressed(each).parent;
  return all?.type === "CallExpression" && originOf(file, all)?.path === ".Promise.all()";
}

/** What is waited for first while it is held: where a failure is caught, and it is still held after that, the failure began there or later. */
function firstWait(file: File, { of, from, fulfils, calm }: Obligation): TSESTree.Node | undefined {
  const start = from?.range[1] ?? of.range[0];
  const body = of.type === "Program" ? of : of.body;
  return [...ownNodes(file, body)].find((node) => node.type === "AwaitExpression" && node.range[0] >= start && calm?.(node) !== true && (!from || flowOf(file, of).reaches(from, node, fulfils)));
}

/** Part of a chain that gives it back at its end, or of the question whether there is anything to give back. */
function isUnwound(release: Release, node: TSESTree.Node): boolean {
  for (let inner = node, outer = node.parent; outer; inner = outer, outer = outer.parent) {
    if (outer.type === "IfStatement") return outer.test === inner && release.fulfils(outer);
    if (outer.type.endsWith("Statement")) return false;
    if (outer.type === "CallExpression" && release.fulfils(outer)) return true;
  }
  return false;
}

/** `await read(path).catch(async (error) => { await release(); throw error; })`: what fails in the chain comes to its own handler, which gives it back. */
function isMadeUpFor({ calls }: Release, node: TSESTree.Node): boolean {
  const inner = node.type === "AwaitExpression" ? bare(node.argument) : node;
  for (let link: TSESTree.Node = isCall(inner) ? bare(chainEnd(inner)) : inner; link.type === "CallExpression"; link = bare(link.callee).type === "MemberExpression" ? bare((bare(link.callee) as TSESTree.MemberExpression).object) : link.callee) {
    const method = chainMethod(link);
    if (method === undefined) return false;
    const handler = method === "catch" ? link.arguments[0] : method === "then" ? link.arguments[1] : undefined;
    if (handler && calls.some((call) => isWithin(call, handler))) return true;
  }
  return false;
}

/** What is taken from a place and has no name of its own can be given back by anybody who has the place. */
function mayBeReleasedElsewhere(file: File, { fact, receiver, holders, parts, node, of }: Acquisition): boolean {
  if (fact.release.every((spelling) => spelling.startsWith("result"))) return false;
  if (fact.release.some((spelling) => spelling.startsWith("result")) && holders.size + parts.size > 0) return false;
  if (receiver === undefined || isHandedIn(file, receiver, node)) return true;
  const others = nodes(file).of("CallExpression").filter((call) => !isWithin(call, of.type === "Program" ? node : of));
  return others.some((call) => receiverOf(file, call) === receiver && /release|unlock|commit|rollback|abort|end/i.test(file.source.getText(call.callee)));
}

/** Others hold it as well: it is a parameter, or a field that is no secret of its class. */
function isHandedIn(file: File, receiver: string, node: TSESTree.Node): boolean {
  if (receiver.startsWith("this.#")) return false;
  const root = receiver.split(/[.[]/)[0] ?? "";
  return [...functionsAround(node)].some((fn) => fn.params.some((parameter) => file.source.getText(parameter).includes(root))) || (root === "this" && functionOf(node) === undefined);
}
