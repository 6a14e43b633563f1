import type { TSESTree } from "@typescript-eslint/utils";
import { variableOf } from "../places/bindings.js";
import { chainStart } from "../promises/detached.js";
import type { File } from "../file.js";
import { calleeOf, valueOf } from "../functions.js";
import { bare, isCall, isFunction, nodes, ownNodes, type FunctionNode } from "../nodes.js";
import { originOf } from "../origin.js";
import { isParameter } from "../places/owners.js";
import { perFile } from "../per-file.js";
import { Answers, Recursion } from "../recursion.js";
import { isPromise } from "../promises/promises.js";
import { logCallOf, metricCallOf } from "../libraries/telemetry.js";

/** The two kinds of telemetry. */
export type Kind = "log" | "metric";

/** What is waited for, where it is nothing but telemetry of one kind: the promise of a logger or an instrument, or of a function of this file that waits for no other work. */
export function kindAwaited(file: File, promise: TSESTree.Node): Kind | undefined {
  return new Waits(file).kindOf(promise, 0);
}

/** The `await`s of a file that wait for nothing but logs. */
export const logAwaits = perFile((file): readonly TSESTree.AwaitExpression[] => nodes(file).of("AwaitExpression").filter(({ argument }) => kindAwaited(file, argument) === "log"));

class Waits {
  readonly #known = new Answers<FunctionNode, Kind>(new Recursion());

  constructor(readonly file: File) {}

  kindOf(promise: TSESTree.Node, depth: number): Kind | undefined {
    const node = chainStart(bare(promise));
    if (depth > 6) return undefined;
    if (node.type === "Identifier") {
      const variable = variableOf(this.file, node);
      const value = variable && !isParameter(variable) ? valueOf(variable) : undefined;
      return value && this.kindOf(value, depth + 1);
    }
    if (node.type === "ConditionalExpression") return common([node.consequent, node.alternate].map((branch) => this.kindOf(branch, depth + 1)));
    if (node.type === "NewExpression") return this.#executed(node, depth);
    return node.type === "CallExpression" ? this.#call(node, depth) : undefined;
  }

  /** `new Promise((resolve) => statsd.close(resolve))`: what the executor begins, and nothing else that anybody waits for. */
  #executed(made: TSESTree.NewExpression, depth: number): Kind | undefined {
    const [given] = made.arguments;
    const executor = given && bare(given);
    if (originOf(this.file, made)?.path !== ".Promise!" || !isFunction(executor)) return undefined;
    const calls = [executor.body, ...ownNodes(this.file, executor.body)].filter((node) => node.type === "CallExpression");
    return calls.length === 1 && calls[0] ? this.kindOf(calls[0], depth + 1) : undefined;
  }

  #call(call: TSESTree.CallExpression, depth: number): Kind | undefined {
    const log = logCallOf(this.file, call);
    // a line that a known logger writes is nothing to wait for
    if (log) return log.does === "hands over" || log.fact?.sent === true || (!log.fact && isPromise(this.file, call) !== "no" && !isConsole(log.receiver)) ? "log" : undefined;
    if (metricCallOf(this.file, call)) return "metric";
    const callee = calleeOf(this.file, call);
    if (callee) return this.#known.of(callee, (fn) => this.#body(fn, depth));
    const elements = this.#combined(call);
    if (elements) return common(elements.map((element) => this.kindOf(element, depth + 1)));
    // `within(2000, logger.close())`
    const bounded = call.arguments.filter((argument) => isCall(bare(argument)));
    return bounded.length === 1 && bounded[0] ? this.kindOf(bounded[0], depth + 1) : undefined;
  }

  #combined(call: TSESTree.CallExpression): readonly TSESTree.Node[] | undefined {
    const origin = originOf(this.file, call);
    const list = call.arguments[0] && bare(call.arguments[0]);
    if (origin?.module !== null || !/^\.Promise\.(?:all|allSettled)\(\)$/.test(origin.path) || list?.type !== "ArrayExpression") return undefined;
    return list.elements.filter((element) => element !== null);
  }

  #body(fn: FunctionNode, depth: number): Kind | undefined {
    if (fn.body.type !== "BlockStatement") return this.kindOf(fn.body.type === "AwaitExpression" ? fn.body.argument : fn.body, depth + 1);
    const waits: TSESTree.Node[] = [];
    for (const node of ownNodes(this.file, fn.body)) {
      if (node.type === "AwaitExpression") waits.push(node.argument);
      if (node.type === "ForOfStatement" && node.await) return undefined;
      if (node.type === "ReturnStatement" && node.argument && isCall(bare(node.argument))) waits.push(node.argument);
    }
    return common(waits.map((wait) => this.kindOf(wait, depth + 1)));
  }
}

function isConsole(receiver: TSESTree.Node): boolean {
  return receiver.type === "Identifier" && receiver.name === "console";
}

function common(kinds: readonly (Kind | undefined)[]): Kind | undefined {
  const [first] = kinds;
  return kinds.every((kind) => kind === first) ? first : undefined;
}
