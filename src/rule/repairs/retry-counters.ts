import type { TSESLint, TSESTree } from "@typescript-eslint/utils";
import { variableOf } from "../../analysis/places/bindings.js";
import type { File } from "../../analysis/file.js";
import { bare, isLoop, type FunctionNode } from "../../analysis/nodes.js";
import type { Retry } from "../../analysis/resilience/retry.js";

/** What counts the tries of a loop. */
export interface Counter {
  readonly name: string;
  /** Its value at the first try. */
  readonly first: number;
  /** How the loop's test goes on after the name: `< 5`. */
  readonly end: string | undefined;
  /** The loop that is to get it; `undefined` where it is there. */
  readonly missingIn: TSESTree.WhileStatement | TSESTree.ForStatement | undefined;
}

/** The variable that counts the tries, or one that the loop can be given. @param first where a new one begins. */
export function counterOf(file: File, { node }: Retry, first = 0): Counter | undefined {
  if (!isLoop(node)) return undefined;
  if (node.type === "ForStatement" && node.init) return ownCounter(node);
  if (node.type === "WhileStatement" && node.test.type === "BinaryExpression") return outerCounter(file, node.test);
  const isPlain = (node.type === "WhileStatement" && node.test.type !== "BinaryExpression") || (node.type === "ForStatement" && !node.init && !node.test && !node.update);
  if (!isPlain || /\battempt\b/.test(file.source.text)) return undefined;
  return { name: "attempt", first, end: undefined, missingIn: node };
}

/** The parameter by which a function that calls itself counts its tries: `attempt` of `load(id, attempt + 1)`. */
export function countedParameter(call: TSESTree.CallExpression, fn: FunctionNode): Counter | undefined {
  for (const argument of call.arguments) {
    const counts = argument.type === "BinaryExpression" && argument.operator === "+" && argument.left.type === "Identifier" && argument.right.type === "Literal" && argument.right.value === 1;
    const name = counts && argument.left.type === "Identifier" ? argument.left.name : undefined;
    const parameter = fn.params.find((one) => one.type === "AssignmentPattern" && one.left.type === "Identifier" && one.left.name === name);
    const start = parameter?.type === "AssignmentPattern" && parameter.right.type === "Literal" ? parameter.right.value : undefined;
    if (name !== undefined && typeof start === "number") return { name, first: start, end: undefined, missingIn: undefined };
  }
  return undefined;
}

function ownCounter(loop: TSESTree.ForStatement): Counter | undefined {
  const declared = loop.init?.type === "VariableDeclaration" && loop.init.declarations.length === 1 ? loop.init.declarations[0] : undefined;
  const name = declared?.id.type === "Identifier" ? declared.id.name : undefined;
  const start = declared?.init?.type === "Literal" ? declared.init.value : undefined;
  const steps = loop.update?.type === "UpdateExpression" && loop.update.operator === "++";
  if (name === undefined || typeof start !== "number" || !steps) return undefined;
  return { name, first: start, end: endIn(loop.test, name), missingIn: undefined };
}

/** `< 5` of `attempt < 5` */
function endIn(test: TSESTree.Expression | null, name: string): string | undefined {
  if (test?.type !== "BinaryExpression" || test.left.type !== "Identifier" || test.left.name !== name || !/^<=?$/.test(test.operator)) return undefined;
  if (test.right.type === "Literal") return `${test.operator} ${test.right.raw}`;
  return test.right.type === "Identifier" ? `${test.operator} ${test.right.name}` : undefined;
}

/** `let attempt = 0; while (attempt < 5) …` */
function outerCounter(file: File, test: TSESTree.BinaryExpression): Counter | undefined {
  const left = bare(test.left);
  const definition = left.type === "Identifier" ? variableOf(file, left)?.defs[0] : undefined;
  const start = definition?.type === "Variable" && definition.node.init?.type === "Literal" ? definition.node.init.value : undefined;
  if (left.type !== "Identifier" || typeof start !== "number" || !/^<=?$/.test(test.operator)) return undefined;
  return { name: left.name, first: start, end: undefined, missingIn: undefined };
}

/** The loop's head with a counter in it: `while (!done)` becomes `for (let attempt = 0; !done; attempt++)`. */
export function headWithCounter(file: File, { name, first, missingIn }: Counter, fixer: TSESLint.RuleFixer): TSESLint.RuleFix[] {
  if (!missingIn) return [];
  const test = missingIn.type === "WhileStatement" && missingIn.test.type !== "Literal" ? ` ${file.source.getText(missingIn.test)}` : "";
  const close = file.source.getTokenBefore(missingIn.body) as TSESTree.Token;
  return [fixer.replaceTextRange([missingIn.range[0], close.range[1]], `for (let ${name} = ${String(first)};${test === "" ? " " : test}; ${name}++)`)];
}
