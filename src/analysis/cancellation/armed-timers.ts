import type { TSESTree } from "@typescript-eslint/utils";
import { variableOf, type Variable } from "../places/bindings.js";
import { givesPromise } from "../promises/callbacks.js";
import { linksOf } from "../promises/chain-links.js";
import { chainEnd, chainStart } from "../promises/detached.js";
import { endsAfterwards, endsProgram, mayEndProgram } from "../flow/endings.js";
import { rejectionOf } from "../promises/failures.js";
import type { File } from "../file.js";
import { flowOf, type Flow } from "../flow/flow.js";
import { calleeOf, callGraph, functionMeant, functionOf, functionsAround } from "../functions.js";
import { factOf } from "../libraries/libraries.js";
import { bare, dressed, isCall, isFunction, isWithin, nodes, ownNodes, propertyName, type Call, type FunctionNode } from "../nodes.js";
import { originOf } from "../origin.js";
import { perFile } from "../per-file.js";
import { chainMethod, returnedBy } from "../promises/promises.js";
import { rejectingTimers } from "./promise-timers.js";
import { isRaced, limitedRaces, type Limit } from "./races.js";
import { settingOf } from "../settings.js";
import { heldIn, isClearedAnywhere, isClearing, isLeftInField, isShort, isUnreferenced } from "./timer-handles.js";
import { calleeName } from "../libraries/time-limits.js";

/** A timer that bounds some work and is still armed when the work is done. */
export interface ArmedTimer {
  readonly timer: Call;
  /** What holds it, where a variable does. */
  readonly holder: Variable | undefined;
  /** What leaves it armed: the call that throws, the `return`; `undefined` where nothing ever clears it. */
  readonly way: { readonly node: TSESTree.Node; readonly throws: boolean } | undefined;
  /** The race that it bounds, the controller that it aborts, the promise that it rejects, or the function that waits for something before it clears it. */
  readonly bounds: { readonly race: TSESTree.CallExpression; readonly limit: Limit } | { readonly controller: Variable } | { readonly promise: TSESTree.Node } | { readonly wait: FunctionNode };
}

/** The timers of a file that some path leaves armed, in source order. */
export const armedTimers = perFile((file): readonly ArmedTimer[] => {
  const found = new Map<Call, ArmedTimer>();
  for (const { node: race, limits } of limitedRaces(file)) {
    for (const limit of limits) {
      const one = limit.timer && racingTimer(file, limit.timer, limit, race);
      if (one && !found.has(one.timer)) found.set(one.timer, one);
    }
  }
  for (const timer of nodes(file).of("CallExpression")) {
    const one = found.has(timer) ? undefined : abortingTimer(file, timer);
    if (one) found.set(timer, one);
  }
  for (const one of rejectingTimers(file)) if (!found.has(one.timer) && !isRaced(file, one.promise)) found.set(one.timer, { ...one, bounds: { promise: one.promise } });
  return [...found.values()].sort((one, other) => one.timer.range[0] - other.timer.range[0]);
});

function racingTimer(file: File, timer: Call, limit: Limit, race: TSESTree.CallExpression): ArmedTimer | undefined {
  const bounds = { race, limit };
  const fact = factOf(file, "timers", timer)?.fact;
  if (isShort(file, timer, fact?.delay) || endsAfterwards(file, race)) return undefined;
  if (fact?.callback === null) {
    const isBound = (fact.abort ?? []).some((slot) => settingOf(file, timer, slot).answer !== "unset" || settingOf(file, timer, { ...slot, path: "ref" }).answer !== "unset");
    return isBound ? undefined : { timer, holder: undefined, way: undefined, bounds };
  }
  const held = heldIn(file, timer);
  if (held === "elsewhere") return isLeftInField(file, timer) ? { timer, holder: undefined, way: undefined, bounds } : undefined;
  if (isUnreferenced(timer, held) || (limit.made === "by a function" && !servesRaces(file, timer))) return undefined;
  if (!held) return { timer, holder: undefined, way: undefined, bounds };
  const start = limit.promise;
  const home = start && functionOf(start);
  if (!start || limit.made !== "here" || functionOf(held.identifiers[0] as TSESTree.Node) !== home) return isClearedAnywhere(file, held) ? undefined : { timer, holder: held, way: undefined, bounds };
  return owed(file, home ?? file.ast, start, held, { timer, holder: held, bounds });
}

/** Whether the function around a timer is called for races alone. A pause serves others too. */
function servesRaces(file: File, timer: Call): boolean {
  const calls = callersAround(file, timer);
  const elements = limitedRaces(file).flatMap(({ limits }) => limits.map(({ element }) => element));
  return calls.length > 0 && calls.every((call) => elements.some((element) => isWithin(call, element) || isHeldBy(file, call, element)));
}

function callersAround(file: File, timer: Call): readonly Call[] {
  return [...functionsAround(timer)].flatMap((fn) => callGraph(file).callersOf(fn));
}

/** `const timeout = tooLate(1000); await Promise.race([work, timeout]);` */
function isHeldBy(file: File, call: Call, element: TSESTree.Node): boolean {
  const { parent } = dressed(call);
  const variable = parent?.type === "VariableDeclarator" && parent.id.type === "Identifier" ? variableOf(file, parent.id) : undefined;
  return variable !== undefined && bare(element).type === "Identifier" && variableOf(file, bare(element)) === variable;
}

/** `setTimeout(() => controller.abort(), ms)` for a controller of the same function, whose work ends there too. */
function abortingTimer(file: File, timer: TSESTree.CallExpression): ArmedTimer | undefined {
  const fact = factOf(file, "timers", timer)?.fact;
  if (!fact || fact.callback === null || fact.delay === null || fact.repeats || isShort(file, timer, fact.delay)) return undefined;
  const controller = abortedBy(file, timer.arguments[fact.callback]);
  const home = functionOf(timer);
  if (!controller || !home || controllerHome(file, controller) !== home || leaves(file, home, controller)) return undefined;
  const held = heldIn(file, timer);
  if (held === "elsewhere" || isUnreferenced(timer, held)) return undefined;
  const bounds = { controller };
  if (!held) return { timer, holder: undefined, way: undefined, bounds };
  // what returns at once leaves the timer to the callbacks that it registered
  if (!givesPromise(file, home) && isClearedAnywhere(file, held)) return undefined;
  return leaves(file, home, held) ? undefined : owed(file, home, timer, held, { timer, holder: held, bounds });
}

function abortedBy(file: File, callback: TSESTree.Node | undefined): Variable | undefined {
  const fn = callback && functionMeant(file, callback);
  const body = fn ? [...ownNodes(file, fn.body)] : [];
  const isAbort = (node: TSESTree.Node | undefined): node is TSESTree.MemberExpression => node?.type === "MemberExpression" && propertyName(node) === "abort" && bare(node.object).type === "Identifier";
  const abort = [boundMethod(callback), ...body.filter(({ parent }) => parent?.type === "CallExpression")].find(isAbort);
  return abort ? variableOf(file, bare(abort.object)) : undefined;
}

/** `controller.abort` of `controller.abort.bind(controller)` */
function boundMethod(callback: TSESTree.Node | undefined): TSESTree.Node | undefined {
  const callee = callback?.type === "CallExpression" ? bare(callback.callee) : undefined;
  return callee?.type === "MemberExpression" && propertyName(callee) === "bind" ? bare(callee.object) : undefined;
}

/** The function that makes the controller which a variable holds. */
function controllerHome(file: File, controller: Variable): FunctionNode | undefined {
  const definition = controller.defs[0]?.node as TSESTree.Node | undefined;
  const init = definition?.type === "VariableDeclarator" ? definition.init : undefined;
  return init && originOf(file, init)?.path === ".AbortController!" ? functionOf(init) : undefined;
}

/** Whether a variable is part of what a function gives to its caller, or a function in it is. */
export function leaves(file: File, home: FunctionNode, variable: Variable): boolean {
  const given = returnedBy(file, home).map(bare);
  return given.some((value) => {
    if (isFunction(value)) return mentionsIn(variable, value);
    const parts = value.type === "ObjectExpression" ? value.properties.map((property) => bare(property.type === "SpreadElement" ? property.argument : property.value)) : [value];
    return parts.some((part) => isPart(file, part, variable) || (isFunction(part) && mentionsIn(variable, part)));
  });
}

function isPart(file: File, part: TSESTree.Node, variable: Variable): boolean {
  const root = part.type === "MemberExpression" ? bare(part.object) : part;
  return root.type === "Identifier" && variableOf(file, root) === variable;
}

function mentionsIn({ references }: Variable, node: TSESTree.Node): boolean {
  return references.some(({ identifier }) => isWithin(identifier, node));
}

/** Whether a function clears its timer on every path from its start on. What others were given to clear is not looked into. */
function owed(file: File, home: FunctionNode | TSESTree.Program, start: TSESTree.Node, held: Variable, one: Omit<ArmedTimer, "way">): ArmedTimer | undefined {
  const clearings = held.references.flatMap(({ identifier }) => dressed(identifier).parent ?? []).filter(isClearing);
  const isHome = (node: TSESTree.Node): boolean => (functionOf(node) ?? file.ast) === home;
  const nested = clearings.filter((node) => !isHome(node));
  // a call that gives a promise throws nothing before the links of its chain are put on
  const clears = (node: TSESTree.Node): boolean =>
    clearings.includes(node) || asksForIt(node, held, clearings) || (node.type === "CallExpression" && (linksOf(chainEnd(node)).some((link) => clearsInChain(file, link.call, nested)) || clearsInCallee(file, node, nested) || isExit(file, node)));
  const isTold = nested.every((node) => isInChain(node) || isInNamed(file, node));
  if (!isTold) return undefined;
  const way = wayOut(flowOf(file, home), file, home, start, clears);
  return way ? { ...one, way: clearings.length > 0 ? way : undefined } : undefined;
}

/** `await app.exit(error)`: what is armed then holds nothing open. */
function isExit(file: File, node: TSESTree.CallExpression): boolean {
  return endsProgram(file, node) || mayEndProgram(file, node) || calleeName(node) === "exit";
}

/** `if (timer !== undefined) clearTimeout(timer)`, `timer && clearTimeout(timer)`: where there is no timer, nothing is owed. */
export function asksForIt(node: TSESTree.Node, held: Variable, clearings: readonly TSESTree.Node[]): boolean {
  const [test, then] = node.type === "IfStatement" ? [node.test, node.consequent] : node.type === "LogicalExpression" && node.operator === "&&" ? [node.left, node.right] : [];
  if (!test || !then || !clearings.some((clearing) => isWithin(clearing, then))) return false;
  const asked = test.type === "BinaryExpression" ? [test.left, test.right] : [test];
  return asked.some((part) => held.references.some(({ identifier }) => identifier === bare(part)));
}

/** The first way to leave the function with the timer armed that an `await` throws on, or on which nothing is thrown. */
function wayOut(flow: Flow, file: File, home: FunctionNode | TSESTree.Program, start: TSESTree.Node, clears: (node: TSESTree.Node) => boolean): ArmedTimer["way"] {
  const ways = flow.waysOut(start, clears);
  const normal = ways.find(({ throws }) => !throws);
  if (normal) return normal;
  if (ways.length === 0) return undefined;
  const body = isFunction(home) ? home.body : home;
  const awaits = [...ownNodes(file, body)].filter((node): node is TSESTree.AwaitExpression => node.type === "AwaitExpression" && node.range[1] > start.range[1]);
  // a call that throws before anything is waited for is no slow work; an `await` is
  return awaits.flatMap((wait) => {
    const work = bare(wait.argument);
    if (!canFail(file, work) || !flow.reaches(start, wait, clears)) return [];
    return flow.waysOutIfThrown(wait, (node) => clears(node) || isAfterAbort(file, node)).some(({ throws }) => throws) ? [{ node: wait, throws: true }] : [];
  })[0];
}

/** `if (error.name === "AbortError") throw new TooSlow();`: the timer has fired. */
function isAfterAbort(file: File, node: TSESTree.Node): boolean {
  if (node.type !== "ThrowStatement") return false;
  const { parent } = node;
  const decision = parent.type === "BlockStatement" ? parent.parent : parent;
  return decision.type === "IfStatement" && /abort/i.test(file.source.getText(decision.test));
}

/** Whether what is waited for can reject; a race that its limit ends has no timer left. */
export function canFail(file: File, work: TSESTree.Node): boolean {
  const race = limitedRaces(file).find(({ node }) => node === work);
  return race ? race.work.some((element) => rejectionOf(file, element) !== undefined) : rejectionOf(file, work) !== undefined;
}

/** `.finally(() => clearTimeout(timer))`, `.then(f, g)` where both clear it, `.then(f).catch(g)` likewise. */
function clearsInChain(file: File, node: TSESTree.CallExpression, clearings: readonly TSESTree.Node[]): boolean {
  const has = (argument: TSESTree.Node | undefined): boolean => argument !== undefined && clearings.some((clearing) => isWithin(clearing, argument));
  const [first, second] = node.arguments;
  switch (chainMethod(node)) {
    case "finally":
      return has(first) || (first?.type === "Identifier" && has(first));
    case "then":
      return has(first) && (has(second) || !canFail(file, chainStart(node)));
    case "catch": {
      const inner = bare((bare(node.callee) as TSESTree.MemberExpression).object);
      return has(first) && inner.type === "CallExpression" && chainMethod(inner) === "then" && has(inner.arguments[0]);
    }
    default:
      return false;
  }
}

/** A function of this file is called, or handed to `finally`, that clears the timer. */
function clearsInCallee(file: File, node: TSESTree.CallExpression, clearings: readonly TSESTree.Node[]): boolean {
  const called = chainMethod(node) === "finally" && node.arguments[0] ? functionMeant(file, node.arguments[0]) : calleeOf(file, node);
  return called !== undefined && clearings.some((clearing) => isWithin(clearing, called));
}

function isInChain(node: TSESTree.Node): boolean {
  for (let fn = functionOf(node); fn; fn = functionOf(fn)) if (isCall(fn.parent) && chainMethod(fn.parent) !== undefined) return true;
  return false;
}

/** In a function with a name that is called or given to `finally`, and to nobody else. */
function isInNamed(file: File, node: TSESTree.Node): boolean {
  const fn = functionOf(node);
  const name = fn?.id ?? (fn?.parent.type === "VariableDeclarator" ? fn.parent.id : undefined);
  const variable = name?.type === "Identifier" ? variableOf(file, name) : undefined;
  const reads = (variable?.references ?? []).filter((reference) => reference.isRead());
  return reads.length > 0 && reads.every(({ identifier: { parent } }) => isCall(parent) && (parent.callee.type === "Identifier" || chainMethod(parent) === "finally"));
}

