import type { TSESTree } from "@typescript-eslint/utils";
import { callbackUse } from "./callbacks.js";
import type { File } from "./file.js";
import { callbackOf, callGraph, functionOf, isImmediatelyCalled, nameOf } from "./functions.js";
import { isLoop, propertyName, type FunctionNode } from "./nodes.js";

const onceByName = /^(?:main|init|initialize|initialise|setup|start|open|connect|bootstrap|boot|listen|mount|onModuleInit|onApplicationBootstrap|componentDidMount|connectedCallback|firstUpdated|beforeAll|beforeEach|before|created|mounted|ngOnInit)$|^(?:init|setup|bootstrap|start)[A-Z]/;

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
