import type { TSESTree } from "@typescript-eslint/utils";
import { callbackUse } from "./promises/callbacks.js";
import type { File } from "./file.js";
import { callbackOf, callGraph, functionOf, isImmediatelyCalled, nameOf } from "./functions.js";
import { dressed, isLoop, propertyName, type FunctionNode } from "./nodes.js";
import { isHandedOut } from "./places/places.js";

const onceByName = /^(?:main|init|initialize|initialise|setup|start|open|connect|bootstrap|boot|listen|mount|onModuleInit|onApplicationBootstrap|componentDidMount|connectedCallback|firstUpdated|beforeAll|beforeEach|before|created|mounted|ngOnInit)$|^(?:init|setup|bootstrap|start)[A-Z]|^after\w*(?:Init|Setup|Start)$/;

/**
 * Whether a function runs once in the life of what it belongs to, so that it cannot overlap itself.
 *
 * @param whateverItsName its name does not count: it tests whether it has run already, which says that a second call is expected.
 */
export function runsOnce(file: File, fn: FunctionNode, whateverItsName = false): boolean {
  if (fn.parent.type === "MethodDefinition" && fn.parent.kind === "constructor") return true;
  const callers = callGraph(file).callersOf(fn);
  if (callers.some((call) => isRepeated(file, call))) return false;
  const outer = functionOf(fn);
  if (isImmediatelyCalled(fn)) return outer === undefined || runsOnce(file, outer, whateverItsName);
  if (callbackOf(fn) && outer) return !isRegistered(file, fn) && !repetitionAround(file, fn) && runsOnce(file, outer, whateverItsName);
  const name = nameOf(fn);
  if (!whateverItsName && name !== undefined && onceByName.test(name)) return !isRegistered(file, fn);
  return callers.length === 1 && callers.every((call) => functionOf(call) === undefined) && !isExported(fn) && !isMethod(fn);
}

/**
 * Whether two runs of a function that looks for its own earlier result can be under way at the same time. That it
 * looks says that it expects a second call, whatever its name; what can be seen is whether each call waits for the last.
 */
export function mayOverlap(file: File, fn: FunctionNode, seen = new Set<FunctionNode>()): boolean {
  if (seen.has(fn)) return false; // a call from within its own run
  seen.add(fn);
  if (fn.parent.type === "MethodDefinition" && fn.parent.kind === "constructor") return false;
  const outer = functionOf(fn);
  if (isImmediatelyCalled(fn)) return outer !== undefined && mayOverlap(file, outer, seen);
  const callback = callbackOf(fn);
  if (callback) {
    const runs = callbackUse(file, callback.call, callback.argument)?.runs;
    if (runs === "sync" && fn.async) return true;
    return runs === "sync" && outer ? mayOverlap(file, outer, seen) : runs !== "sync";
  }
  if (nameOf(fn) === "main") return false;
  const callers = callGraph(file).callersOf(fn);
  if (callers.length === 0 || isExported(fn) || isMethod(fn) || isHandedOut(file, fn)) return true;
  const isOneByOne = callers.length === 1 || callers.every((call) => dressed(call).parent?.type === "AwaitExpression");
  return !isOneByOne || callers.some((call) => overlapsAround(file, call, seen));
}

function overlapsAround(file: File, call: TSESTree.Node, seen: Set<FunctionNode>): boolean {
  const caller = functionOf(call);
  if (repetitionAround(file, call) && dressed(call).parent?.type !== "AwaitExpression") return true;
  return caller !== undefined && mayOverlap(file, caller, seen);
}

/** Whether a node runs again and again within one call of its function: in a loop, or in a callback run for each element. */
export function repetitionAround(file: File, node: TSESTree.Node): TSESTree.Node | undefined {
  let inner = node;
  for (let outer = node.parent; outer; inner = outer, outer = outer.parent) {
    if (isLoop(outer) && "body" in outer && outer.body === inner) return outer;
    if (outer.type !== "ArrowFunctionExpression" && outer.type !== "FunctionExpression" && outer.type !== "FunctionDeclaration") continue;
    const callback = callbackOf(outer);
    const use = callback && callbackUse(file, callback.call, callback.argument);
    return use?.runs === "sync" ? callback?.call : undefined;
  }
  return undefined;
}

/** A call from a loop, a listener or a timer that fires again and again. */
function isRepeated(file: File, call: TSESTree.Node): boolean {
  if (repetitionAround(file, call)) return true;
  const fn = functionOf(call);
  const callback = fn && callbackOf(fn);
  return callback !== undefined && callbackUse(file, callback.call, callback.argument)?.runs === "many";
}

function isRegistered(file: File, fn: FunctionNode): boolean {
  const callback = callbackOf(fn);
  return callback !== undefined && callbackUse(file, callback.call, callback.argument)?.runs === "many";
}

function isExported(fn: FunctionNode): boolean {
  return fn.parent.type === "ExportNamedDeclaration" || fn.parent.type === "ExportDefaultDeclaration" || fn.parent.parent?.parent?.type === "ExportNamedDeclaration";
}

function isMethod(fn: FunctionNode): boolean {
  return fn.parent.type === "MethodDefinition" || fn.parent.type === "PropertyDefinition" || (fn.parent.type === "Property" && propertyName(fn.parent) !== undefined);
}
