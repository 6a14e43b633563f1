import type { TSESTree } from "@typescript-eslint/utils";
import { variableOf } from "../places/bindings.js";
import type { File } from "../file.js";
import { bare, isWithin, type Call, type FunctionNode } from "../nodes.js";
import type { Use } from "../promises/settlers.js";

/** `if (done) waiting.push(done);`, `if (!done) return …`: a test of the callback that a helper was given by the promise, which has one. */
export function asksForCallback(file: File, test: TSESTree.Node | undefined, fn: FunctionNode | TSESTree.Program, uses: readonly Use[]): boolean {
  const asked = test?.type === "UnaryExpression" ? bare(test.argument) : test && bare(test);
  const variable = asked?.type === "Identifier" ? variableOf(file, asked) : undefined;
  if (variable?.defs[0]?.type !== "Parameter" || variable.defs[0].node !== fn) return false;
  return uses.some((use) => use.fn === fn && variable.references.some(({ identifier }) => identifier === settlerOf(use) || (isWithin(identifier, use.node) && isCalled(identifier))));
}

/** `done?.()` in such a helper. */
export function isParameterCalled(file: File, { callee }: Call): boolean {
  return callee.type === "Identifier" && variableOf(file, callee)?.defs[0]?.type === "Parameter";
}

/** What stands for the settler in a use: the function that is called, or what a call is given. */
function settlerOf({ call, argument, node }: Use): TSESTree.Node | undefined {
  return call ? (argument === undefined ? call.callee : call.arguments[argument]) : node;
}

function isCalled(node: TSESTree.Node): boolean {
  return node.parent?.type === "CallExpression" && node.parent.callee === node;
}
