import type { TSESTree } from "@typescript-eslint/utils";
import { variableOf } from "../places/bindings.js";
import type { File } from "../file.js";
import { functionMeant } from "../functions.js";
import { bare, isCall, isFunction, type FunctionNode } from "../nodes.js";
import { originOf } from "../origin.js";

/** The construction whose executor was given this name to settle the promise with: `resolve` or `reject`, whatever they are called. */
export function settledBy(file: File, name: TSESTree.Identifier): TSESTree.NewExpression | undefined {
  const definition = variableOf(file, name)?.defs[0];
  if (definition?.type !== "Parameter" || !isFunction(definition.node)) return undefined;
  return promiseMadeBy(file, definition.node);
}

/** The construction of a promise that is given a function, or the name of one, and runs it at once. */
export function promiseMadeBy(file: File, executor: TSESTree.Node): TSESTree.NewExpression | undefined {
  const { parent } = executor;
  return parent?.type === "NewExpression" && parent.arguments[0] === executor && originOf(file, parent)?.path === ".Promise!" ? parent : undefined;
}

/** The function that a construction of a promise runs at once. */
export function executorIn(file: File, node: TSESTree.NewExpression): FunctionNode | undefined {
  const [given] = node.arguments;
  return given && originOf(file, node)?.path === ".Promise!" ? functionMeant(file, given) : undefined;
}

/** `new Promise(async (resolve) => { await connect(resolve); })`: who is handed `resolve` may tell of its failure by it as well. */
export function settlesItself(file: File, executor: FunctionNode, failure: TSESTree.Node): boolean {
  const call = bare(failure.type === "AwaitExpression" ? failure.argument : failure);
  return isCall(call) && call.arguments.some((argument) => argument.type === "Identifier" && variableOf(file, argument)?.defs[0]?.node === executor);
}
