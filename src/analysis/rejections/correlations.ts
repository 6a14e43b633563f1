import type { TSESTree } from "@typescript-eslint/utils";
import type { File } from "../file.js";
import type { Decision } from "../flow/flow.js";
import { isNothing } from "../functions.js";
import { bare, isFunction } from "../nodes.js";

/**
 * How later decisions fall once a node has run, where the source shows it: those that test the value with this name find
 * it there, and those that test what the node itself stands under go the same way again.
 */
export function knownDecisions(file: File, node: TSESTree.Node, name: string): (decision: Decision) => boolean | undefined {
  const known = new Map<string, boolean>();
  const parts = testsAround(node).flatMap(([test, answer]) => partsThatHold(test, answer).map((part) => ({ part, answer })));
  for (const { part, answer } of parts) {
    const { text, isNegated } = readTest(file, part);
    known.set(text, answer !== isNegated);
  }
  for (const own of [name, `${name}.length`, `${name}.size`]) known.set(own, true); // `if (!job) job = start();`: there it is now
  const equal = new Map(parts.flatMap(({ part, answer }) => (answer ? (equalityIn(file, part) ?? []) : [])).map(({ text, value }) => [text, value]));
  return (decision) => {
    const test = decision.type === "LogicalExpression" ? decision.left : decision.test;
    const { text, isNegated } = readTest(file, test);
    const answer = known.get(text);
    if (answer !== undefined) return answer !== isNegated;
    const equality = equalityIn(file, test);
    const other = equality && equal.get(equality.text);
    return other !== undefined && other !== equality?.value ? false : undefined;
  };
}

/** `kind === "svg"`: what is compared, and with what. */
function equalityIn(file: File, test: TSESTree.Node): { readonly text: string; readonly value: string } | undefined {
  const node = bare(test);
  if (node.type !== "BinaryExpression" || !/^===?$/.test(node.operator) || node.right.type !== "Literal") return undefined;
  return { text: file.source.getText(node.left), value: node.right.raw };
}

/** The tests that a node runs under, and how they came out. */
function testsAround(node: TSESTree.Node): readonly (readonly [test: TSESTree.Node, answer: boolean])[] {
  const tests: [TSESTree.Node, boolean][] = [];
  let inner = node;
  for (let outer = node.parent; outer && !isFunction(outer); inner = outer, outer = outer.parent) {
    if ((outer.type === "IfStatement" || outer.type === "ConditionalExpression") && outer.test !== inner) tests.push([outer.test, outer.consequent === inner]);
    else if (outer.type === "LogicalExpression" && outer.right === inner && outer.operator !== "??") tests.push([outer.left, outer.operator === "&&"]);
  }
  return tests;
}

/** Of `a && b` that holds, both; of `a || b` the last: whoever tests them again in turn comes to it only where the others failed. */
function partsThatHold(test: TSESTree.Node, answer: boolean): readonly TSESTree.Node[] {
  const parts: TSESTree.Node[] = [test];
  let node = bare(test);
  while (node.type === "LogicalExpression" && node.operator !== "??") {
    const isEach = (node.operator === "&&") === answer;
    parts.push(node.right);
    if (!isEach) break;
    node = bare(node.left);
    parts.push(node);
  }
  return parts;
}

/** A test without the marks that turn it round or say the same: `!p`, `p !== undefined`, `ps.length > 0`. */
function readTest(file: File, test: TSESTree.Node): { readonly text: string; readonly isNegated: boolean } {
  let node = bare(test);
  let isNegated = false;
  for (;;) {
    if (node.type === "UnaryExpression" && node.operator === "!") {
      isNegated = !isNegated;
      node = bare(node.argument);
    } else if (node.type === "BinaryExpression" && isPresenceTest(node)) {
      if (node.operator.startsWith("=")) isNegated = !isNegated;
      node = bare(node.left);
    } else return { text: file.source.getText(node), isNegated };
  }
}

function isPresenceTest({ operator, right }: TSESTree.BinaryExpression): boolean {
  const isZero = right.type === "Literal" && right.value === 0;
  if (operator === ">") return isZero;
  return (operator === "===" || operator === "!==" || operator === "==" || operator === "!=") && (isZero || isNothing(right));
}
