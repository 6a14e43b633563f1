import type { TSESTree } from "@typescript-eslint/utils";
import { assertingCalls } from "../../knowledge/bounds.js";
import { variableOf } from "../places/bindings.js";
import { certainties } from "../libraries/certainties.js";
import { decisionsBefore } from "../decisions.js";
import { nameIn } from "../libraries/dispensables.js";
import type { File } from "../file.js";
import { functionOf, valueOf } from "../functions.js";
import { bare, nodes, propertyName, type FunctionNode } from "../nodes.js";
import { numberOf } from "../numbers.js";
import { perFile } from "../per-file.js";
import { isParameter } from "../places/owners.js";

/** Whether a collection is read only where it is no longer than some maximum: `if (ids.length > 100) throw …;`. A minimum bounds nothing. */
export function isSizeChecked(file: File, collection: TSESTree.Node): boolean {
  const fn = functionOf(collection);
  if (!fn) return false;
  const name = plain(file.source.getText(collection));
  const isMaximum = ({ test, holds }: { readonly test: TSESTree.Node; readonly holds: boolean }): boolean => [...certainties(file, test, holds)].some((one) => isUpperLimit(file, one.test, one.holds, name));
  for (const { test, negated } of decisionsBefore(collection, fn)) if (isMaximum({ test, holds: !negated })) return true;
  return [...assertedBefore(collection, fn)].some((test) => isMaximum({ test, holds: true }));
}

/** Whether the length of a collection is compared with a maximum anywhere in the file. Whether there is anything in it bounds nothing. */
export function isLengthLimited(file: File, collection: string): boolean {
  return limitedLengths(file).has(collection);
}

/** What has its length compared with a maximum, as the source writes it. */
const limitedLengths = perFile((file): ReadonlySet<string> => {
  const found = new Set<string>();
  for (const { operator, left, right } of nodes(file).of("BinaryExpression")) {
    if (!/^[<>]=?$/.test(operator)) continue;
    for (const [side, other] of [[left, right], [right, left]] as const) {
      const collection = measuredIn(file, side);
      if (collection !== undefined && (numberOf(file, other) ?? Infinity) > 1) found.add(collection);
    }
  }
  return found;
});

function isUpperLimit(file: File, test: TSESTree.Node, holds: boolean, name: string): boolean {
  if (test.type !== "BinaryExpression" || !/^[<>]=?$/.test(test.operator)) return false;
  const isLeft = isLengthOf(file, test.left, name);
  if (!isLeft && !isLengthOf(file, test.right, name)) return false;
  const isLess = test.operator.startsWith("<") === isLeft;
  return isLess === holds && numberOf(file, isLeft ? test.right : test.left) !== 0;
}

function isLengthOf(file: File, side: TSESTree.Node, name: string): boolean {
  return measuredIn(file, side) === name;
}

/** `ids`, of `ids.length`, of `ids?.size`, or of a constant with that. */
function measuredIn(file: File, side: TSESTree.Node): string | undefined {
  const node = bare(side);
  const variable = node.type === "Identifier" ? variableOf(file, node) : undefined;
  const value = variable && !isParameter(variable) ? valueOf(variable) : undefined;
  const read = value ? bare(value) : node;
  const isLength = read.type === "MemberExpression" && ["length", "size"].includes(propertyName(read) ?? "");
  return isLength ? plain(file.source.getText(read.object)) : undefined;
}

function plain(text: string): string {
  return text.replaceAll("?.", ".");
}

/** What is asserted on the way to a step: `assert(ids.length <= 20)`. */
function* assertedBefore(step: TSESTree.Node, run: FunctionNode): Generator<TSESTree.Node> {
  let inner = step;
  for (let outer = step.parent; outer && inner !== run; inner = outer, outer = outer.parent) {
    if (outer.type !== "BlockStatement") continue;
    for (const statement of outer.body) {
      if (statement.range[0] >= inner.range[0]) break;
      const call = statement.type === "ExpressionStatement" ? bare(statement.expression) : statement;
      if (call.type === "CallExpression" && call.arguments[0] && isAssertion(call)) yield call.arguments[0];
    }
  }
}

/** `console.assert` only says so. */
function isAssertion({ callee }: TSESTree.CallExpression): boolean {
  const node = bare(callee);
  return assertingCalls.includes(nameIn(node) ?? "") && !(node.type === "MemberExpression" && nameIn(bare(node.object)) === "console");
}
