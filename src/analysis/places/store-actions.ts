import type { TSESTree } from "@typescript-eslint/utils";
import { variableOf, type Variable } from "./bindings.js";
import type { File } from "../file.js";
import { bare, dressed, isFunction } from "../nodes.js";

/**
 * The store whose actions are made with a pair of functions that read it and write it as a whole:
 * `create((set, get) => ({ redeem: async (code) => { const { credits } = get(); …; set({ credits: credits + value }); } }))`.
 * Given is the variable of the reading function, by which the store is told from others.
 */
export function storeReadBy(file: File, node: TSESTree.Node): Variable | undefined {
  const call = bare(node);
  if (call.type !== "CallExpression" || call.arguments.length > 0) return undefined;
  const pair = pairOf(file, call.callee);
  return pair?.get === variableOf(file, bare(call.callee)) ? pair?.get : undefined;
}

/** The store that a call writes to: `set({ credits })`, `set((state) => …)`. */
export function storeWrittenBy(file: File, call: TSESTree.CallExpression): Variable | undefined {
  const pair = call.arguments.length > 0 ? pairOf(file, call.callee) : undefined;
  return pair?.set === variableOf(file, bare(call.callee)) ? pair?.get : undefined;
}

/** Whether a variable is the reading function of such a store. */
export function isStoreReader(variable: Variable): boolean {
  return readers.test(variable.name) && pairIn(variable) !== undefined;
}

const readers = /^get(?:State)?$/;
const writers = /^set(?:State)?$/;

interface Pair {
  readonly get: Variable;
  readonly set: Variable;
}

function pairOf(file: File, callee: TSESTree.Node): Pair | undefined {
  const name = bare(callee);
  const variable = name.type === "Identifier" && (readers.test(name.name) || writers.test(name.name)) ? variableOf(file, name) : undefined;
  return variable && pairIn(variable);
}

/** The two are parameters of one function, and each is called there. */
function pairIn({ defs: [definition], scope }: Variable): Pair | undefined {
  if (definition?.type !== "Parameter" || !isFunction(definition.node)) return undefined;
  const own = scope.variables.filter(({ defs: [one] }) => one?.type === "Parameter" && one.name.parent === definition.node);
  const [get, set] = [own.find(({ name }) => readers.test(name)), own.find(({ name }) => writers.test(name))];
  return get && set && isCalled(get, 0) && isCalled(set, 1) ? { get, set } : undefined;
}

function isCalled({ references }: Variable, atLeast: number): boolean {
  return references.some(({ identifier }) => {
    const { parent } = dressed(identifier);
    return parent?.type === "CallExpression" && bare(parent.callee) === identifier && (atLeast === 0 ? parent.arguments.length === 0 : parent.arguments.length > 0);
  });
}
