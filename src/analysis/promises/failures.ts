import type { TSESTree } from "@typescript-eslint/utils";
import { throwsOnBadData } from "./bad-data.js";
import { variableOf } from "../places/bindings.js";
import { callbackUse } from "./callbacks.js";
import { isHandler, linksOf } from "./chain-links.js";
import { combinationOf } from "./combinations.js";
import { givesPromiseByDeclaration } from "../declared.js";
import { isPlainDelay } from "../libraries/delays.js";
import { endsProgram, endsProgramIn } from "../flow/endings.js";
import type { File } from "../file.js";
import { calleeOf, functionMeant, functionOf, isNothing, valueOf } from "../functions.js";
import { isHandedOn } from "./handed-on.js";
import { functionsKeptAt } from "../places/kept-functions.js";
import { factOf } from "../libraries/libraries.js";
import { elementsOf, elementsTakenBy } from "../list-elements.js";
import { bare, childrenOf, isClass, isFunction, nodes, propertyName, type Call, type FunctionNode } from "../nodes.js";
import { originOf } from "../origin.js";
import { perFile } from "../per-file.js";
import { neverRunIn } from "./given-values.js";
import { isPromise, outcomesOf, returnedBy } from "./promises.js";
import { Answers, Recursion } from "../recursion.js";
import { tellsFailure } from "./told-failures.js";
import { isTask, runIn } from "./tasks.js";

/**
 * What can make a promise reject, or `undefined` where nothing can. The node is the call, `await` or `throw` itself.
 *
 * A synchronous call is taken not to throw unless it is seen to: where it does, it would have thrown without the
 * promise as well.
 */
export function rejectionOf(file: File, expression: TSESTree.Node): TSESTree.Node | undefined {
  return inspector(file).promise(expression);
}

/** What can make the promise of a function reject, or the function throw. */
export function failureOf(file: File, fn: FunctionNode): TSESTree.Node | undefined {
  return inspector(file).failure(fn);
}

/** What is lost where nobody looks at the promise of a function. */
export function lostFailureOf(file: File, fn: FunctionNode): TSESTree.Node | undefined {
  return inspector(file).lost(fn);
}

/** What goes wrong in a handler given to `then`, `catch` or `finally`: the node in it, or the handler itself where it stands elsewhere. */
export function handlerFailure(file: File, handler: TSESTree.Node): TSESTree.Node | undefined {
  return inspector(file).handler(handler);
}

const inspector = perFile((file) => new Inspector(file, () => true));

/** What counts as a failure in a stretch of code: `throws` what is thrown or awaited there, `returns` a promise that is handed on; what is `skipped` does not run at all. */
interface Ways {
  readonly throws: boolean;
  readonly returns: boolean;
  readonly skipped?: ReadonlySet<TSESTree.Node>;
}

/** Looks for what can fail, where only some of what fails by itself counts. */
export class Inspector {
  readonly #recursion = new Recursion();
  readonly #promises = new Answers<TSESTree.Node, TSESTree.Node>(this.#recursion);
  readonly #thrown = new Answers<FunctionNode, TSESTree.Node>(this.#recursion);
  readonly #returned = new Answers<FunctionNode, TSESTree.Node>(this.#recursion);
  readonly #given = new Answers<TSESTree.CallExpression, TSESTree.Node>(this.#recursion);

  constructor(
    readonly file: File,
    /** Whether something counts that fails by itself: a `throw`, or what is called of another file. */
    readonly counts: (failure: TSESTree.Node) => boolean,
  ) {}

  #counted<Failure extends TSESTree.Node>(failure: Failure): Failure | undefined {
    return this.counts(failure) ? failure : undefined;
  }

  promise(expression: TSESTree.Node): TSESTree.Node | undefined {
    return this.#promises.of(bare(expression), (node) => {
      const links = linksOf(node);
      for (const { call, fulfilled, rejected } of links) {
        const failure = fulfilled && this.handler(fulfilled);
        if (failure || endsProgramIn(this.file, call)) return failure;
        if (isHandler(this.file, rejected)) return this.handler(rejected);
      }
      const start = links.at(-1)?.promise ?? node;
      return start === node ? first(outcomesOf(node), (one) => this.#start(one)) : this.promise(start);
    });
  }

  /** What goes wrong in a handler given to `then`, `catch` or `finally`: the node in it, or the handler itself where it stands elsewhere. */
  handler(handler: TSESTree.Node): TSESTree.Node | undefined {
    const fn = functionMeant(this.file, handler);
    if (fn) return this.failure(fn);
    return isHandler(this.file, handler) && givesPromiseByDeclaration(this.file, handler) ? this.#counted(handler) : undefined;
  }

  failure(fn: FunctionNode): TSESTree.Node | undefined {
    return this.#throws(fn) ?? this.rejection(fn);
  }

  /** What is lost where nobody looks at the promise of a function. What a plain function throws meets its caller all the same. */
  lost(fn: FunctionNode): TSESTree.Node | undefined {
    return fn.async ? this.failure(fn) : this.rejection(fn);
  }

  /** What a function throws before it returns, or, where it is async, into its promise. */
  #throws(fn: FunctionNode): TSESTree.Node | undefined {
    if (fn.generator) return undefined;
    return this.#thrown.of(fn, () => this.#in(fn.body, { throws: true, returns: false }));
  }

  /** A promise that a function returns and that rejects. */
  rejection(fn: FunctionNode): TSESTree.Node | undefined {
    if (fn.generator) return undefined;
    return this.#returned.of(fn, () =>
      fn.body.type === "BlockStatement" ? this.#in(fn.body, { throws: false, returns: true }) : this.#result(fn.body, fn),
    );
  }

  /** Where a chain starts: a call, a construction, a variable. */
  #start(node: TSESTree.Node): TSESTree.Node | undefined {
    switch (node.type) {
      case "CallExpression":
        return this.#call(node);
      case "NewExpression":
        return originOf(this.file, node)?.path === ".Promise!" ? this.#construction(node) : this.#counted(node);
      case "Identifier": {
        const variable = variableOf(this.file, node);
        const value = variable && variable.defs[0]?.type !== "Parameter" ? valueOf(variable) : undefined;
        return value ? this.promise(value) : isNothing(node) ? undefined : this.#counted(node);
      }
      case "ArrayExpression":
      case "Literal":
      case "ObjectExpression":
      case "TemplateLiteral":
      case "ArrowFunctionExpression":
      case "FunctionExpression":
        return undefined;
      default:
        return isNothing(node) || isPromise(this.file, node) === "no" ? undefined : this.#counted(node);
    }
  }

  #call(call: TSESTree.CallExpression): TSESTree.Node | undefined {
    if (isPromise(this.file, call) === "no") return undefined;
    const { rejects, unless } = factOf(this.file, "promises", call)?.fact ?? {};
    if (rejects === "callback") return this.#callback(call) && call;
    if (rejects && unless !== undefined && nodes(this.file).of("MemberExpression").some((member) => propertyName(member) === unless)) return call;
    if (rejects || isPlainDelay(this.file, call)) return undefined;
    const run = this.#limitedRun(call);
    if (run) return this.failure(run) && call;
    const combined = combinationOf(this.file, call);
    if (combined) return this.#combinator(combined, call);
    const taken = elementsTakenBy(this.file, call);
    if (taken) return first(taken, (element) => this.promise(element)) && call;
    const callee = calleeOf(this.file, call);
    const inside = callee ? undefined : runIn(this.file, call);
    if ((inside && this.failure(inside) === undefined) || isTask(this.file, call)) return undefined;
    if (!callee) return first(functionsKeptAt(this.file, call.callee) ?? [undefined], (fn) => (fn ? this.failure(fn) : this.#counted(call))) && call;
    if (callee.async) return this.#failureGiven(callee, call) && call;
    return first(returnedBy(this.file, callee), (result) => (isPromise(this.file, result) === "no" ? undefined : this.promise(result))) && call;
  }

  /** What can go wrong in an async function, of what runs in it with the values that a call gives. */
  #failureGiven(fn: FunctionNode, call: TSESTree.CallExpression): TSESTree.Node | undefined {
    const skipped = fn.body.type === "BlockStatement" && !fn.generator ? neverRunIn(this.file, fn, call) : new Set<TSESTree.Node>();
    if (skipped.size === 0) return this.failure(fn);
    return this.#given.of(call, () => this.#in(fn.body, { throws: true, returns: false, skipped }) ?? this.#in(fn.body, { throws: false, returns: true, skipped }));
  }

  /** What goes wrong in the function whose result the promise of a call becomes. */
  #callback(call: TSESTree.CallExpression): TSESTree.Node | undefined {
    return first(call.arguments, (argument, index) => (callbackUse(this.file, call, index)?.result === "returned" ? this.handler(argument) : undefined));
  }

  /** What a queue or limiter runs: its promise fails where that function does. */
  #limitedRun(call: TSESTree.CallExpression): FunctionNode | undefined {
    const argument = call.arguments[factOf(this.file, "limiters", call)?.fact.argument ?? -1];
    return argument && functionMeant(this.file, argument);
  }

  #combinator(path: string, call: TSESTree.CallExpression): TSESTree.Node | undefined {
    const argument = call.arguments[0] && bare(call.arguments[0]);
    if (path === ".Promise.allSettled()") return undefined;
    if (path === ".Promise.resolve()") return argument && isPromise(this.file, argument) === "yes" ? this.promise(argument) : undefined;
    if (path === ".Promise.reject()" || !argument) return this.#counted(call);
    const elements = elementsOf(this.file, argument);
    if (!elements) return this.#failsInMap(listMeant(this.file, argument)) ? call : undefined;
    return first(elements, (element) => (isPromise(this.file, element) !== "no" ? this.promise(element) : undefined)) && call;
  }

  /** `list.map(async …)` whose callback can reject, or any other list of promises. */
  #failsInMap(list: TSESTree.Node): boolean {
    const callee = list.type === "CallExpression" ? bare(list.callee) : undefined;
    const isMap = callee?.type === "MemberExpression" && propertyName(callee) === "map";
    const fn = isMap && list.type === "CallExpression" && list.arguments[0] ? functionMeant(this.file, list.arguments[0]) : undefined;
    if (!fn) return this.counts(list);
    const [unknown] = fn.async ? [] : returnedBy(this.file, fn).filter((result) => isPromise(this.file, result) === "unknown");
    return (unknown !== undefined && this.counts(bare(unknown))) || this.failure(fn) !== undefined;
  }

  /** `new Promise(executor)` rejects where the executor throws, or where it uses `reject`. */
  #construction(node: TSESTree.NewExpression): TSESTree.Node | undefined {
    const executor = node.arguments[0] && functionMeant(this.file, node.arguments[0]);
    if (!executor) return this.#counted(node);
    const reject = executor.params[1];
    if (reject && (reject.type !== "Identifier" || (variableOf(this.file, reject)?.references.length ?? 0) > 0)) return this.#counted(node);
    return executor.async ? undefined : this.#throws(executor);
  }

  /** The first node below `root` that fails outside of a `try` that catches it. */
  #in(root: TSESTree.Node, asked: Ways): TSESTree.Node | undefined {
    const open: [TSESTree.Node, Ways][] = [[root, asked]];
    for (let next = open.pop(); next; next = open.pop()) {
      const [node, ways] = next;
      if (isFunction(node) || isClass(node) || ways.skipped?.has(node)) continue;
      if (this.#fails(node, ways)) return node;
      if (node.type === "TryStatement") {
        const { finalizer } = node;
        if (finalizer?.body.some((last) => this.#letsNothingOut(last))) {
          open.push([finalizer, ways]);
          continue;
        }
        if (finalizer) open.push([finalizer, ways]);
        if (node.handler && (!ways.skipped || inspector(this.file).#in(node.block, { ...ways, throws: true, returns: false }))) open.push([node.handler.body, ways]);
        // a promise that is returned leaves the `try` before it rejects
        open.push([node.block, node.handler ? { ...ways, throws: false } : ways]);
        continue;
      }
      const children = childrenOf(this.file, node);
      for (let index = children.length - 1; index >= 0; index--) open.push([children[index] as TSESTree.Node, ways]);
    }
    return undefined;
  }

  /** What a `finally` returns stands for what was thrown, and after the end of the program there is nobody left to fail for. */
  #letsNothingOut(statement: TSESTree.Statement): boolean {
    return statement.type === "ReturnStatement" || (statement.type === "ExpressionStatement" && endsProgram(this.file, bare(statement.expression)));
  }

  #fails(node: TSESTree.Node, { throws, returns }: Ways): boolean {
    switch (node.type) {
      case "ThrowStatement":
        return throws && this.counts(node);
      case "AwaitExpression":
        return throws && isPromise(this.file, node.argument) !== "no" && !this.#isAnswered(node) && this.promise(node.argument) !== undefined;
      case "ForOfStatement":
        return throws && node.await && this.counts(node);
      case "ReturnStatement":
        return returns && node.argument !== null && this.#result(node.argument, functionOf(node)) !== undefined;
      case "CallExpression":
      case "NewExpression":
        return throws && this.#callThrows(node);
      default:
        return false;
    }
  }

  /** `const [error, user] = await attempt(load())`: a function of elsewhere that answers with the failure does not reject. */
  #isAnswered(node: TSESTree.AwaitExpression): boolean {
    const call = bare(node.argument);
    return call.type === "CallExpression" && tellsFailure(this.file, node) && !calleeOf(this.file, call) && !factOf(this.file, "remote", call) && originOf(this.file, call)?.module !== null;
  }

  /** A promise that is returned hands its rejection on. */
  #result(expression: TSESTree.Node, fn: FunctionNode | undefined): TSESTree.Node | undefined {
    const node = bare(expression);
    const answer = isPromise(this.file, node);
    if (answer === "yes" || answer === "lazy") return this.promise(node);
    return answer === "unknown" && isHandedOn(this.file, node, fn) ? this.promise(node) : undefined;
  }

  #callThrows(call: Call): boolean {
    const callee = calleeOf(this.file, call);
    if (callee) return !callee.async && this.#throws(callee) !== undefined;
    if (throwsOnBadData(this.file, call)) return this.counts(call);
    return call.type === "CallExpression" && call.arguments.some((argument, index) => this.#argumentThrows(call, argument, index));
  }

  /** A callback that runs before the call returns: `lines.map((line) => JSON.parse(line))`. */
  #argumentThrows(call: Call, argument: TSESTree.Node, index: number): boolean {
    const fn = bare(argument);
    return isFunction(fn) && !fn.async && callbackUse(this.file, call, index)?.runs === "sync" && this.#throws(fn) !== undefined;
  }
}

/** `const saves = orders.map(save);`, where nothing but its name is given. */
function listMeant(file: File, list: TSESTree.Node): TSESTree.Node {
  const variable = list.type === "Identifier" ? variableOf(file, list) : undefined;
  return bare((variable && variable.defs[0]?.type !== "Parameter" && valueOf(variable)) || list);
}

function first<Item, Value>(items: readonly Item[], of: (item: Item, index: number) => Value | undefined): Value | undefined {
  for (const [index, item] of items.entries()) {
    const value = of(item, index);
    if (value !== undefined) return value;
  }
  return undefined;
}
