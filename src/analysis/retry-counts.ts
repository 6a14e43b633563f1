import type { TSESTree } from "@typescript-eslint/utils";
import { variableOf, type Variable } from "./bindings.js";
import { decisionsBefore } from "./decisions.js";
import type { File } from "./file.js";
import { functionOf } from "./functions.js";
import { bare, isLoop, isWithin } from "./nodes.js";
import { ownPartsOf } from "./retry-exemptions.js";
import type { Retry } from "./retry.js";
import { literalOf } from "./settings.js";

/** The number of tries of a loop, where its counter begins and ends with numbers that are written out. */
export function attemptsOf(file: File, retry: Retry): number | undefined {
  const { node } = retry;
  if (!isLoop(node)) return undefined;
  if (node.type !== "ForStatement" || !node.test) return attemptsUntilExit(file, retry);
  if (node.test.type !== "BinaryExpression" || node.init?.type !== "VariableDeclaration") return undefined;
  const [start, end] = [node.init.declarations[0]?.init, node.test.right].map((side) => (side ? numberIn(file, side) : undefined));
  if (start === undefined || end === undefined) return undefined;
  if (node.test.operator === "<") return end - start;
  return node.test.operator === "<=" ? end - start + 1 : undefined;
}

/** `for (let attempt = 0; ; attempt++) { … if (attempt >= 4) throw error; }`, `while (true) { … if (++tries === 5) throw error; }` */
function attemptsUntilExit(file: File, retry: Retry): number | undefined {
  const run = functionOf(retry.node);
  if (!run) return undefined;
  for (const exit of ownPartsOf(file, retry.between)) {
    if (exit.type !== "ThrowStatement" && exit.type !== "ReturnStatement" && exit.type !== "BreakStatement") continue;
    for (const { test, as } of decisionsBefore(exit, run)) {
      const found = as === "branch" && isWithin(test, retry.whole) ? [...alternatives(test)].map((part) => triesAt(file, retry, part)).find((tries) => tries !== undefined) : undefined;
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

/** The operands of `||`: each of them alone ends the tries. */
function* alternatives(test: TSESTree.Node): Generator<TSESTree.Node> {
  const node = bare(test);
  if (node.type === "LogicalExpression" && node.operator === "||") {
    yield* alternatives(node.left);
    yield* alternatives(node.right);
  } else yield node;
}

function triesAt(file: File, { node: loop, between }: Retry, test: TSESTree.Node): number | undefined {
  if (test.type !== "BinaryExpression" || !/^(?:>=?|={2,3})$/.test(test.operator)) return undefined;
  const left = bare(test.left);
  const name = left.type === "UpdateExpression" && left.operator === "++" ? left.argument : left;
  const counter = name.type === "Identifier" ? variableOf(file, name) : undefined;
  const end = numberIn(file, test.right);
  const start = counter && startOf(file, counter);
  const steps = counter?.references.filter(({ identifier, init }) => !init && isStep(identifier.parent)) ?? [];
  const [step] = steps;
  if (!counter || end === undefined || start === undefined || !step || steps.length > 1 || counter.references.some((reference) => reference.isWrite() && !reference.init && reference !== step)) return undefined;
  const isBefore = left.type === "UpdateExpression" ? left.prefix : between.some((part) => isWithin(step.identifier, part)) ? step.identifier.range[0] < test.range[0] : isWithin(step.identifier, loop) && !isUpdate(loop, step.identifier);
  return end - start + (isBefore ? 0 : 1) + (test.operator === ">" ? 1 : 0);
}

function isStep(node: TSESTree.Node | undefined): boolean {
  if (node?.type === "AssignmentExpression") return node.operator === "+=" && node.right.type === "Literal" && node.right.value === 1;
  return node?.type === "UpdateExpression" && node.operator === "++";
}

/** `attempt++` in the head of a `for` comes after a turn, in its body before the `try` or in the `catch`. */
function isUpdate(loop: TSESTree.Node, name: TSESTree.Node): boolean {
  return loop.type === "ForStatement" && loop.update !== null && isWithin(name, loop.update);
}

function startOf(file: File, { defs }: Variable): number | undefined {
  const definition = defs[0];
  return definition?.type === "Variable" && definition.node.init ? numberIn(file, definition.node.init) : undefined;
}

function numberIn(file: File, side: TSESTree.Node): number | undefined {
  const literal = literalOf(file, side);
  return literal.type === "Literal" && typeof literal.value === "number" ? literal.value : undefined;
}
