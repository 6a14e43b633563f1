import type { TSESTree } from "@typescript-eslint/utils";
import { variableOf } from "./places/bindings.js";
import type { File } from "./file.js";
import { isParameter, memberOf, valueOf } from "./places/owners.js";
import { bare, propertyName } from "./nodes.js";

/** The number that an expression is written out as, through constants and arithmetic: `5 * 60 * 1000`, `POLL_MS`. */
export function numberOf(file: File, expression: TSESTree.Node, depth = 0): number | undefined {
  const node = bare(expression);
  if (depth > 12) return undefined;
  switch (node.type) {
    case "Literal":
      return typeof node.value === "number" ? node.value : undefined;
    case "Identifier":
      return constantOf(file, node, depth);
    case "MemberExpression":
      return memberNumber(file, node, depth);
    case "UnaryExpression": {
      const value = node.operator === "-" || node.operator === "+" ? numberOf(file, node.argument, depth + 1) : undefined;
      return value === undefined || node.operator === "+" ? value : -value;
    }
    case "BinaryExpression":
      return computed(node.operator, numberOf(file, node.left, depth + 1), numberOf(file, node.right, depth + 1));
    default:
      return undefined;
  }
}

function constantOf(file: File, name: TSESTree.Identifier, depth: number): number | undefined {
  const variable = variableOf(file, name);
  const value = variable && !isParameter(variable) ? valueOf(variable) : undefined;
  return value && numberOf(file, value, depth + 1);
}

/** `INTERVALS.poll` of an object that is written out. */
function memberNumber(file: File, node: TSESTree.MemberExpression, depth: number): number | undefined {
  const object = bare(node.object);
  const variable = object.type === "Identifier" ? variableOf(file, object) : undefined;
  const owner = variable && !isParameter(variable) ? valueOf(variable) : undefined;
  const literal = owner && bare(owner);
  const member = literal?.type === "ObjectExpression" ? memberOf(literal, propertyName(node) ?? "") : undefined;
  return member?.type === "Property" ? numberOf(file, member.value, depth + 1) : undefined;
}

function computed(operator: string, left: number | undefined, right: number | undefined): number | undefined {
  if (left === undefined || right === undefined) return undefined;
  switch (operator) {
    case "*":
      return left * right;
    case "+":
      return left + right;
    case "-":
      return left - right;
    case "/":
      return left / right;
    default:
      return undefined;
  }
}
