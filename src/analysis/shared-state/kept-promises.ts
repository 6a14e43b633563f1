import type { TSESTree } from "@typescript-eslint/utils";
import { briefOwners, keyPlaces, peerCalls } from "../../knowledge/caches.js";
import { variableOf } from "../places/bindings.js";
import { holdsDeclaredPromises, isDeclaredPromise } from "../declared.js";
import { chainStart } from "../promises/detached.js";
import { isMadeFor, isOnePersons } from "./crowds.js";
import { isEmptiedOnSuccess, isEvicted } from "./evictions.js";
import { lastNameOf } from "../exclusions.js";
import { rejectionOf } from "../promises/failures.js";
import type { File } from "../file.js";
import { framesOf, suspensionsBetween } from "./frames.js";
import { callGraph, calleeOf, functionOf, isNothing, nameOf, thisOwner } from "../functions.js";
import { factOf } from "../libraries/libraries.js";
import { lookUpsBefore } from "./lookups.js";
import { bare, descendants, dressed, isCall, isClass, isWithin, ownNodes, type FunctionNode } from "../nodes.js";
import { isModuleLoad } from "./module-loads.js";
import { perFile } from "../per-file.js";
import { isSharedIn, writes, type Write } from "../places/places.js";
import { chainMethod, isPromise, outcomesOf } from "../promises/promises.js";
import { readsOf } from "../places/reads.js";
import { answersOne } from "../targets.js";

/** A promise that is kept for later callers, who are served it whether it has been fulfilled or not. */
export interface KeptPromise {
  readonly write: Write;
  readonly lookUp: TSESTree.Node;
  /** The call whose promise it is. */
  readonly work: TSESTree.Node;
  /** The expression that gives the promise: the value that is written, or what its variable was given before. */
  readonly value: TSESTree.Node;
  /** The place outlives whoever met the failure: it is one for the whole program, an entry of a cache, or meant to be emptied; a page is loaded anew. */
  readonly outlives: boolean;
}

/** The kept promises that can reject and that nothing takes out when they do, in source order. */
export const poisonedPromises = perFile((file): readonly KeptPromise[] =>
  writes(file).flatMap((write) => {
    const kept = write.value && !write.adds && write.fn && !isNothing(write.value) ? keptPromise(file, write, write.value, write.fn) : undefined;
    return kept && !isEvicted(file, kept) ? [kept] : [];
  }),
);

/** What ends something is done once: a second call asks how it ended, and is rightly told of the failure. */
const endings = /^_?(?:(?:on|handle|do)?[cC]lose|(?:on|handle|do)?[dD]isconnect|end|stop|quit|destroy|dispose|terminate|shut[dD]own|tear[dD]own|drain|clean[uU]p)(?=$|[A-Z_])/;

function keptPromise(file: File, write: Write, written: TSESTree.Node, fn: FunctionNode): KeptPromise | undefined {
  const value = sourceOf(file, written, write, fn);
  if (!value || answersOne(file) || !isSharedIn(file, write.place, fn) || isOfBriefOwner(write) || endings.test(nameOf(fn) ?? "")) return undefined;
  const frames = framesOf(file, write.node).slice(0, 1);
  const lookUp = lookUpsBefore(file, write, frames).at(-1);
  if (!lookUp || suspensionsBetween(file, lookUp, frames).length > 0) return undefined;
  if (isModuleLoad(file, value) || !isKnownPromise(file, value, write, fn) || !rejectionOf(file, value) || !isServed(file, write, fn)) return undefined;
  return { write, lookUp, work: chainStart(value), value, outlives: !isOnePersons(file) && outlivesFailures(file, write, value) };
}

/**
 * Another file's store may forget by itself, and a field goes with its object; neither is known to serve a failure for
 * long. Elsewhere it is felt where the work asks somebody who may be away for a while, and be back later.
 */
function outlivesFailures(file: File, write: Write, value: TSESTree.Node): boolean {
  const { root, element } = write.place;
  if (root !== "this" && !isEmptiedOnSuccess(file, write) && !asksPeer(file, value) && ![...descendants(file, value)].some(isPeerCall)) return false;
  if (root === "this") return element !== undefined || isEmptiedOnSuccess(file, write) || asksPeer(file, value) || keyPlaces.test(write.place.key);
  if (typeof root === "string") return true;
  const definition = root.defs[0];
  const home = definition && functionOf(definition.name);
  return definition !== undefined && definition.type !== "ImportBinding" && (home === undefined || (element !== undefined && isMadeFor(home, write)));
}

/** `connect()`, `loadConfig()`: what such names stand for is seldom near. */
function isPeerCall(node: TSESTree.Node): boolean {
  return isCall(node) && peerCalls.test(lastNameOf(node) ?? "");
}

/** A remote call, made here or by a function of the file that is called here. */
function asksPeer(file: File, value: TSESTree.Node): boolean {
  const isRemote = (node: TSESTree.Node): boolean => isCall(node) && factOf(file, "remote", node) !== undefined;
  return [...descendants(file, value)].some((node) => {
    const callee = node.type === "CallExpression" ? calleeOf(file, node) : undefined;
    return isRemote(node) || (callee !== undefined && [...ownNodes(file, callee.body)].some(isRemote));
  });
}

/** What belongs to one request, response or socket is asked for again with a new one. */
function isOfBriefOwner({ place, node }: Write): boolean {
  const owner = place.root === "this" ? thisOwner(node) : undefined;
  return isClass(owner) && briefOwners.test(owner.id?.name ?? "");
}

/** What a write keeps: the call itself, or the one that a local name of the same run was last given. */
function sourceOf(file: File, written: TSESTree.Node, write: Write, fn: FunctionNode): TSESTree.Node | undefined {
  const node = bare(written);
  if (isCall(node)) return node;
  const variable = node.type === "Identifier" ? variableOf(file, node) : undefined;
  if (!variable) return undefined;
  const given = variable.references.filter(({ identifier, writeExpr }) => writeExpr && identifier.range[0] < write.node.range[0] && functionOf(identifier) === fn && isWhole(identifier)).at(-1)?.writeExpr;
  const value = given ? outcomesOf(given).find((one) => isCall(one)) : undefined;
  return value && bare(value);
}

/** `const { promise, resolve } = make()` gives a name a part of the value only. */
function isWhole({ parent }: TSESTree.Node): boolean {
  return parent?.type === "VariableDeclarator" || parent?.type === "AssignmentExpression";
}

/** Whether a value is a promise: by its form, by what is declared, or because those who read the place wait for it. */
function isKnownPromise(file: File, value: TSESTree.Node, write: Write, fn: FunctionNode): boolean {
  if (isPromise(file, value) === "yes") return true;
  if (isPromise(file, value) === "no") return false;
  const target = write.node.type === "AssignmentExpression" ? write.node.left : undefined;
  if (target && isDeclaredPromise(file, target)) return true;
  const setter = write.node.type === "CallExpression" ? bare(write.node.callee) : undefined;
  if (setter?.type === "MemberExpression" && holdsDeclaredPromises(file, setter.object)) return true;
  return holdersOf(file, write, fn).some((node) => isWaitedFor(node)) || isAwaitedByCallers(file, write, fn);
}

/** `const db = await connection()`, of a plain function that returns what it keeps. */
function isAwaitedByCallers(file: File, write: Write, fn: FunctionNode): boolean {
  const isReturned = !fn.async && holdersOf(file, write, fn).some((node) => dressed(node).parent?.type === "ReturnStatement" || dressed(node).parent === fn);
  return isReturned && callGraph(file).callersOf(fn).some((call) => isWaitedFor(call));
}

/** Whether the function that keeps a promise serves it: it is returned, awaited, chained on or passed on. */
function isServed(file: File, write: Write, fn: FunctionNode): boolean {
  return holdersOf(file, write, fn).some((node) => {
    const outer = dressed(node);
    const { parent } = outer;
    if (isWaitedFor(node) || parent?.type === "ReturnStatement" || parent?.type === "Property" || parent?.type === "ArrayExpression") return true;
    if (parent?.type === "ArrowFunctionExpression") return parent.body === outer;
    return isCall(parent) && parent.callee !== outer && node !== write.value;
  });
}

/** The expressions of a function whose value is what the place holds: its reads, the write itself, and the names that hold either. */
function holdersOf(file: File, write: Write, fn: FunctionNode): readonly TSESTree.Node[] {
  const reads = readsOf(file, write.place).filter(({ tells, fn: reader }) => tells === "value" && reader === fn).map(({ node }) => node);
  const named = write.value?.type === "Identifier" ? [write.value] : [];
  const direct = [...reads, ...(write.node.type === "AssignmentExpression" ? [write.node] : []), ...named].map((node) => throughChoices(node));
  const names = direct.flatMap((node) => {
    const holder = node.type === "Identifier" ? node : nameGiven(node);
    return holder ? (variableOf(file, holder)?.references ?? []).filter((reference) => reference.isRead()).map(({ identifier }): TSESTree.Node => throughChoices(identifier)) : [];
  });
  return [...direct, ...names];
}

/** `(this.ready ??= open())` and `hit ?? (pending = load())`: the whole of the choice that a value is an outcome of. */
function throughChoices(node: TSESTree.Node): TSESTree.Node {
  let outer = node;
  for (;;) {
    const { parent } = dressed(outer);
    const isOutcome = (parent?.type === "LogicalExpression" || parent?.type === "ConditionalExpression") && outcomesOf(parent).some((one) => one === outer || isWithin(outer, one));
    if (!isOutcome && !(parent?.type === "AssignmentExpression" && parent.left === dressed(outer) && parent.operator !== "=")) return outer;
    outer = parent;
  }
}

function nameGiven(node: TSESTree.Node): TSESTree.Identifier | undefined {
  const { parent } = dressed(node);
  if (parent?.type === "VariableDeclarator" && parent.id.type === "Identifier") return parent.id;
  return parent?.type === "AssignmentExpression" && parent.right === dressed(node) && parent.left.type === "Identifier" ? parent.left : undefined;
}

function isWaitedFor(node: TSESTree.Node): boolean {
  const { parent } = dressed(node);
  if (parent?.type === "AwaitExpression") return true;
  const call = parent?.type === "MemberExpression" ? dressed(parent).parent : undefined;
  return isCall(call) && chainMethod(call) !== undefined && parent !== undefined && bare(call.callee) === parent;
}
