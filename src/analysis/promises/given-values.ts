import type { TSESTree } from "@typescript-eslint/utils";
import type { File } from "../file.js";
import { bare, ownNodes, type FunctionNode } from "../nodes.js";
import { variableOf, type Variable } from "../places/bindings.js";

/**
 * What of a function does not run in a call that decides its conditions by what it gives: after `if (!sync) return;`
 * nothing in `update(order, false)`.
 */
export function neverRunIn(file: File, fn: FunctionNode, call: TSESTree.CallExpression): ReadonlySet<TSESTree.Node> {
  const values = givenValues(file, fn, call);
  return values.size === 0 ? nothing : skippedWith(file, fn, values);
}

const nothing: ReadonlySet<TSESTree.Node> = new Set();

/** The parameters that a call gives `true` or `false`, or leaves at such a default, and that keep it. */
function givenValues(file: File, fn: FunctionNode, call: TSESTree.CallExpression): ReadonlyMap<Variable, boolean> {
  const values = new Map<Variable, boolean>();
  for (const [index, parameter] of fn.params.entries()) {
    if (call.arguments.slice(0, index + 1).some((argument) => argument.type === "SpreadElement")) break;
    const name = parameter.type === "AssignmentPattern" ? parameter.left : parameter;
    const argument = call.arguments[index];
    const value = truthOf(argument ? bare(argument) : parameter.type === "AssignmentPattern" ? bare(parameter.right) : undefined);
    const variable = name.type === "Identifier" ? variableOf(file, name) : undefined;
    const isKept = variable?.references.every((reference) => reference.init === true || !reference.isWrite());
    if (variable && isKept && value !== undefined) values.set(variable, value);
  }
  return values;
}

function truthOf(value: TSESTree.Node | undefined): boolean | undefined {
  return value?.type === "Literal" && typeof value.value === "boolean" ? value.value : undefined;
}

function skippedWith(file: File, fn: FunctionNode, values: ReadonlyMap<Variable, boolean>): ReadonlySet<TSESTree.Node> {
  const skipped = new Set<TSESTree.Node>();
  const answer = (test: TSESTree.Node): boolean | undefined => {
    const node = bare(test);
    if (node.type === "Identifier") return values.get(variableOf(file, node) as Variable);
    if (node.type !== "UnaryExpression" || node.operator !== "!") return undefined;
    const inner = answer(node.argument);
    return inner === undefined ? undefined : !inner;
  };
  for (const node of ownNodes(file, fn.body)) {
    if (node.type !== "IfStatement" && node.type !== "ConditionalExpression") continue;
    const isTrue = answer(node.test);
    if (isTrue === undefined) continue;
    const other = isTrue ? node.alternate : node.consequent;
    if (other) skipped.add(other);
    if (node.type === "IfStatement" && leaves(isTrue ? node.consequent : node.alternate)) for (const later of after(node)) skipped.add(later);
  }
  return skipped;
}

function leaves(statement: TSESTree.Node | null): boolean {
  const last = statement?.type === "BlockStatement" ? statement.body.at(-1) : statement;
  return last?.type === "ReturnStatement";
}

/** The statements of the same block that come after one. */
function after(statement: TSESTree.Statement): readonly TSESTree.Node[] {
  const { parent } = statement;
  return parent.type === "BlockStatement" ? parent.body.slice(parent.body.indexOf(statement) + 1) : [];
}
