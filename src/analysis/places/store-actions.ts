import type { TSESTree } from "@typescript-eslint/utils";
import { variableOf, type Variable } from "./bindings.js";
import { storeModules } from "../../knowledge/modules.js";
import type { File } from "../file.js";
import { modulesNamed } from "../libraries/module-names.js";
import { bare, dressed, isFunction } from "../nodes.js";

/**
 * The store whose actions are made with a pair of functions that read it and write it as a whole:
 * `create((set, get) => ({ redeem: async (code) => { const { credits } = get(); …; set({ credits: credits + value }); } }))`.
 * Given is the variable of the reading function, by which the store is told from others; of a store that is only
 * written, that of the writing one, where the file imports what makes such stores.
 */
export function storeReadBy(file: File, node: TSESTree.Node): Variable | undefined {
  const call = bare(node);
  if (call.type !== "CallExpression" || call.arguments.length > 0) return undefined;
  const pair = pairOf(file, call.callee);
  return pair?.get && pair.get === variableOf(file, bare(call.callee)) ? pair.get : undefined;
}

/** The store that a call writes to: `set({ credits })`, `set((state) => …)`. */
export function storeWrittenBy(file: File, call: TSESTree.CallExpression): Variable | undefined {
  const pair = call.arguments.length > 0 ? pairOf(file, call.callee) : undefined;
  return pair?.set === variableOf(file, bare(call.callee)) ? (pair?.get ?? pair?.set) : undefined;
}

/** Whether a variable is the function by which such a store is told from others. */
export function tellsStore(file: File, variable: Variable): boolean {
  const pair = readers.test(variable.name) || writers.test(variable.name) ? pairIn(file, variable) : undefined;
  return pair !== undefined && (pair.get ?? pair.set) === variable;
}

/** How the source would name what a store holds: `get()` where something reads it. */
export function nameOfStore({ name }: Variable): string {
  return readers.test(name) ? `${name}()` : "state";
}

const readers = /^get(?:State)?$/;
const writers = /^set(?:State)?$/;

interface Pair {
  readonly get: Variable | undefined;
  readonly set: Variable;
}

function pairOf(file: File, callee: TSESTree.Node): Pair | undefined {
  const name = bare(callee);
  const variable = name.type === "Identifier" && (readers.test(name.name) || writers.test(name.name)) ? variableOf(file, name) : undefined;
  return variable && pairIn(file, variable);
}

/** The two are parameters of one function, and each is called there; the one that writes comes first where there is no other. */
function pairIn(file: File, { defs: [definition], scope }: Variable): Pair | undefined {
  if (definition?.type !== "Parameter" || !isFunction(definition.node)) return undefined;
  const own = scope.variables.filter(({ defs: [one] }) => one?.type === "Parameter" && one.name.parent === definition.node);
  const [get, set] = [own.find(({ name }) => readers.test(name)), own.find(({ name }) => writers.test(name))];
  if (!set || !isCalled(set, 1)) return undefined;
  if (get && isCalled(get, 0)) return { get, set };
  return definition.node.params[0] === set.identifiers[0] && storeModules.some((module) => modulesNamed(file).has(module)) ? { get: undefined, set } : undefined;
}

function isCalled({ references }: Variable, atLeast: number): boolean {
  return references.some(({ identifier }) => {
    const { parent } = dressed(identifier);
    return parent?.type === "CallExpression" && bare(parent.callee) === identifier && (atLeast === 0 ? parent.arguments.length === 0 : parent.arguments.length > 0);
  });
}
