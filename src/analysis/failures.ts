import type { TSESTree } from "@typescript-eslint/utils";
import { variableOf } from "./bindings.js";
import type { File } from "./file.js";
import { calleeOf, functionMeant, isNothing, valueOf } from "./functions.js";
import { factOf } from "./libraries.js";
import { bare, childrenOf, isCall, isClass, isFunction, propertyName, type Call, type FunctionNode } from "./nodes.js";
import { originOf } from "./origin.js";
import { perFile } from "./per-file.js";
import { chainMethod, isPromise } from "./promises.js";
import { isLogCall, isMetricCall } from "./telemetry.js";

/**
 * How strictly a synchronous call is taken to throw: `any` call may, or only one that is seen to, as in handlers:
 * nobody wraps the reporter of errors in another `try`.
 */
type Suspicion = "any" | "visible";

/** What can make a promise reject, or `undefined` where nothing can. The node is the call, `await` or `throw` itself. */
export function rejectionOf(file: File, expression: TSESTree.Node): TSESTree.Node | undefined {
  return inspector(file).promise(bare(expression));
}

/** What can make the promise of an async function reject, or a function throw. */
export function failureOf(file: File, fn: FunctionNode, suspicion: Suspicion = "any"): TSESTree.Node | undefined {
  return inspector(file).fn(fn, suspicion);
}

/** What can go wrong in a handler given to `then`, `catch` or `finally`: the node in it, or the handler itself. */
export function handlerFailure(file: File, handler: TSESTree.Node | undefined, suspicion: Suspicion): TSESTree.Node | undefined {
  return inspector(file).handler(handler, suspicion);
}

/** The handler of a chain that fails although the chain handles rejections: the last `catch` rethrows, or what stands after it does. */
export function failingHandler(file: File, expression: TSESTree.Node): { readonly handler: TSESTree.Node; readonly failure: TSESTree.Node } | undefined {
  const links = linksOf(bare(expression));
  if (!links.some(({ rejected }) => isHandler(rejected))) return undefined;
  for (const { method, fulfilled, rejected } of links) {
    for (const handler of [rejected, fulfilled]) {
      const failure = handlerFailure(file, handler, handler === fulfilled && method === "then" ? "any" : "visible");
      if (handler && failure) return { handler, failure };
    }
    if (isHandler(rejected)) return undefined;
  }
  return undefined;
}

interface Link {
  readonly method: "then" | "catch" | "finally";
  readonly fulfilled: TSESTree.Node | undefined;
  readonly rejected: TSESTree.Node | undefined;
  readonly promise: TSESTree.Node;
}

/** The links of a chain, the last first. */
function linksOf(expression: TSESTree.Node): readonly Link[] {
  const links: Link[] = [];
  for (let node = expression; node.type === "CallExpression"; node = (links.at(-1) as Link).promise) {
    const method = chainMethod(node);
    if (method === undefined) break;
    const [first, second] = node.arguments;
    links.push({
      method,
      fulfilled: method === "catch" ? undefined : first,
      rejected: method === "catch" ? first : method === "then" ? second : undefined,
      promise: bare((bare(node.callee) as TSESTree.MemberExpression).object),
    });
  }
  return links;
}

const inspector = perFile((file) => new Inspector(file));

class Inspector {
  readonly #functions = new Map<FunctionNode, Map<Suspicion, TSESTree.Node | undefined>>();

  constructor(readonly file: File) {}

  promise(node: TSESTree.Node): TSESTree.Node | undefined {
    const links = linksOf(node);
    for (const { method, fulfilled, rejected } of links) {
      const failure = this.handler(fulfilled, method === "then" ? "any" : "visible");
      if (failure) return failure;
      if (isHandler(rejected)) return this.handler(rejected, "visible");
    }
    return this.#start(links.at(-1)?.promise ?? node);
  }

  /** Where a chain starts: a call, a construction, a variable. */
  #start(node: TSESTree.Node): TSESTree.Node | undefined {
    switch (node.type) {
      case "CallExpression":
        return this.#call(node);
      case "NewExpression":
        return this.#construction(node);
      case "ConditionalExpression":
        return this.promise(bare(node.consequent)) ?? this.promise(bare(node.alternate));
      case "Identifier": {
        const variable = variableOf(this.file, node);
        const value = variable && variable.defs[0]?.type !== "Parameter" ? valueOf(variable) : undefined;
        return value ? this.promise(bare(value)) : node;
      }
      case "AwaitExpression":
        return this.promise(bare(node.argument));
      case "ArrayExpression":
      case "Literal":
      case "ObjectExpression":
      case "TemplateLiteral":
      case "ArrowFunctionExpression":
      case "FunctionExpression":
        return undefined;
      default:
        return isNothing(node) || isPromise(this.file, node) === "no" ? undefined : node;
    }
  }

  #call(call: TSESTree.CallExpression): TSESTree.Node | undefined {
    if (isPromise(this.file, call) === "no") return undefined;
    if (factOf(this.file, "promises", call)?.fact.rejects) return undefined;
    const combined = originOf(this.file, call);
    if (combined?.module === null && combined.path.startsWith(".Promise.")) return this.#combinator(combined.path, call);
    const callee = calleeOf(this.file, call);
    if (!callee) return call;
    if (callee.async) return this.fn(callee, "any") && call;
    return call;
  }

  #combinator(path: string, call: TSESTree.CallExpression): TSESTree.Node | undefined {
    const argument = call.arguments[0];
    if (path === ".Promise.allSettled()") return undefined;
    if (path === ".Promise.resolve()") return argument && isPromise(this.file, argument) === "yes" ? this.promise(bare(argument)) : undefined;
    if (argument?.type !== "ArrayExpression" || path === ".Promise.reject()") return this.#mapped(argument) === "never" ? undefined : call;
    for (const element of argument.elements) {
      if (element && isPromise(this.file, element) !== "no" && this.promise(bare(element))) return call;
    }
    return undefined;
  }

  /** `list.map(async …)` whose callback cannot reject. */
  #mapped(argument: TSESTree.Node | undefined): "never" | "maybe" {
    const call = argument && bare(argument);
    if (call?.type !== "CallExpression" || bare(call.callee).type !== "MemberExpression" || propertyName(bare(call.callee) as TSESTree.MemberExpression) !== "map") return "maybe";
    const fn = call.arguments[0] && functionMeant(this.file, call.arguments[0]);
    if (!fn) return "maybe";
    if (fn.async) return this.fn(fn, "any") ? "maybe" : "never";
    return fn.body.type !== "BlockStatement" && isPromise(this.file, fn.body) === "yes" && !this.promise(bare(fn.body)) ? "never" : "maybe";
  }

  /** `new Promise(executor)` rejects where the executor can, or where it hands `reject` on. */
  #construction(node: TSESTree.NewExpression): TSESTree.Node | undefined {
    const executor = node.arguments[0] && functionMeant(this.file, node.arguments[0]);
    if (!executor) return node;
    const reject = executor.params[1];
    const used = reject?.type === "Identifier" && (variableOf(this.file, reject)?.references.length ?? 0) > 0;
    if (used) return node;
    return executor.async ? undefined : this.fn(executor, "any");
  }

  handler(handler: TSESTree.Node | undefined, suspicion: Suspicion): TSESTree.Node | undefined {
    const fn = handler && functionMeant(this.file, handler);
    return fn && this.fn(fn, suspicion);
  }

  fn(fn: FunctionNode, suspicion: Suspicion): TSESTree.Node | undefined {
    const known = this.#functions.get(fn) ?? new Map<Suspicion, TSESTree.Node | undefined>();
    if (known.has(suspicion)) return known.get(suspicion);
    known.set(suspicion, undefined); // a function that calls itself fails only if something else in it does
    this.#functions.set(fn, known);
    if (fn.generator) return undefined;
    const failure = fn.body.type === "BlockStatement" ? this.#in(fn.body, suspicion) : (this.#in(fn.body, suspicion) ?? this.#result(fn.body));
    known.set(suspicion, failure);
    return failure;
  }

  /** The first node below `root` that can throw or reject outside of a `try` that catches it. */
  #in(root: TSESTree.Node, suspicion: Suspicion): TSESTree.Node | undefined {
    const open: [TSESTree.Node, Suspicion][] = [[root, suspicion]];
    for (let next = open.pop(); next; next = open.pop()) {
      const [node, mode] = next;
      if ((isFunction(node) || isClass(node)) && node !== root) continue;
      if (this.#fails(node, mode)) return node;
      if (node.type === "TryStatement") {
        if (node.finalizer) open.push([node.finalizer, "visible"]);
        if (node.handler) open.push([node.handler.body, "visible"]);
        else open.push([node.block, mode]);
        continue;
      }
      const children = childrenOf(this.file, node);
      for (let index = children.length - 1; index >= 0; index--) open.push([children[index] as TSESTree.Node, mode]);
    }
    return undefined;
  }

  #fails(node: TSESTree.Node, suspicion: Suspicion): boolean {
    switch (node.type) {
      case "ThrowStatement":
        return true;
      case "AwaitExpression":
        return isPromise(this.file, node.argument) !== "no" && this.promise(bare(node.argument)) !== undefined;
      case "ForOfStatement":
        return node.await;
      case "ReturnStatement":
        return node.argument !== null && this.#result(node.argument) !== undefined;
      case "CallExpression":
      case "NewExpression":
        return this.#throws(node, suspicion);
      default:
        return false;
    }
  }

  /** A promise that is returned hands its rejection on. */
  #result(expression: TSESTree.Node): TSESTree.Node | undefined {
    const node = bare(expression);
    const answer = isPromise(this.file, node);
    return answer === "yes" || answer === "lazy" ? this.promise(node) : undefined;
  }

  #throws(call: Call, suspicion: Suspicion): boolean {
    const callee = calleeOf(this.file, call);
    if (callee?.async || (callee && isFunction(bare(call.callee)))) return false;
    if (callee) return this.fn(callee, suspicion) !== undefined && !returnsPromise(this.file, callee);
    if (throwsOnBadData(this.file, call)) return true;
    return suspicion === "any" && isPromise(this.file, call) !== "yes" && !neverThrows(this.file, call);
  }
}

function returnsPromise(file: File, fn: FunctionNode): boolean {
  return fn.body.type !== "BlockStatement" && isPromise(file, fn.body) === "yes";
}

function isHandler(argument: TSESTree.Node | undefined): argument is TSESTree.Node {
  return argument !== undefined && !isNothing(argument);
}

const parsers = new Set([".JSON.parse()", ".decodeURIComponent()", ".decodeURI()", ".URL!", ".BigInt()", ".structuredClone()"]);

/** Built-in functions that throw when the data is bad, which nobody can rule out by reading the code. */
export function throwsOnBadData(file: File, call: Call): boolean {
  const callee = bare(call.callee);
  const origin = callee.type === "Identifier" || callee.type === "MemberExpression" ? originOf(file, call) : undefined;
  if (origin?.module !== null || !parsers.has(origin.path)) return false;
  const data = call.arguments[0];
  return data !== undefined && data.type !== "Literal" && !(isCall(data) && originOf(file, data)?.path === ".JSON.stringify()");
}

const harmlessGlobals = /^\.(?:Math|Date|performance|Object|Number|String|Boolean|Symbol|Array|Map|Set|WeakMap|WeakSet|Error|TypeError|RangeError|AbortController|AbortSignal|console|clearTimeout|clearInterval|clearImmediate|parseInt|parseFloat|isNaN|Promise|process\.(?:exit|hrtime|uptime|memoryUsage|cwd|nextTick))[.(!]/;
const harmlessMethods = new Set(["push", "unshift", "pop", "shift", "set", "get", "has", "delete", "add", "clear", "abort", "preventDefault", "stopPropagation", "unref", "ref", "toString", "includes", "indexOf", "startsWith", "endsWith", "trim", "toLowerCase", "toUpperCase", "split", "join", "slice", "concat", "keys", "values", "entries", "getTime", "toISOString"]);

/** Calls that are taken not to throw anywhere: timers, loggers, counters, state setters, and the plain built-ins. */
function neverThrows(file: File, call: Call): boolean {
  const callee = bare(call.callee);
  if (callee.type === "MemberExpression" && harmlessMethods.has(propertyName(callee) ?? "")) return true;
  if (callee.type === "Super" || isLogCall(file, call) || isMetricCall(file, call)) return true;
  if (factOf(file, "timers", call) || factOf(file, "setters", call)) return true;
  if (callee.type === "Identifier" && isResolver(file, callee)) return true;
  const origin = originOf(file, call);
  return origin?.module === null && harmlessGlobals.test(origin.path);
}

/** A parameter of a promise's executor: `resolve` and `reject` never throw. */
function isResolver(file: File, callee: TSESTree.Identifier): boolean {
  const definition = variableOf(file, callee)?.defs[0];
  if (definition?.type !== "Parameter" || !isFunction(definition.node)) return false;
  const { parent } = definition.node;
  return parent.type === "NewExpression" && parent.arguments[0] === definition.node && originOf(file, parent)?.path === ".Promise!";
}
