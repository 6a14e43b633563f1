import type { TSESTree } from "@typescript-eslint/utils";
import type { File } from "./file.js";
import { bare, propertyName } from "./nodes.js";

/** A test of an HTTP status, of `ok`, or of an error code. */
export interface StatusTest {
  /** What was answered: `response` of `response.status`. */
  readonly subject: TSESTree.Node;
  /** Whether it holds where the call went well. */
  readonly succeeds: boolean;
}

const statusNames = new Set(["status", "statusCode", "status_code", "httpStatus", "code"]);
const transient = /retr|transient|tempor|throttl|rate.?limit|unavailable|server.?error/i;

/** What a condition says about a status; `undefined` where it speaks of something else. */
export function statusTestOf(file: File, condition: TSESTree.Node): StatusTest | undefined {
  const node = bare(condition);
  switch (node.type) {
    case "UnaryExpression": {
      const inner = node.operator === "!" ? statusTestOf(file, node.argument) : undefined;
      return inner && { ...inner, succeeds: !inner.succeeds };
    }
    case "LogicalExpression":
      return statusTestOf(file, node.left) ?? statusTestOf(file, node.right);
    case "MemberExpression":
      return propertyName(node) === "ok" ? { subject: node.object, succeeds: true } : undefined;
    case "BinaryExpression":
      return comparison(node);
    case "CallExpression":
      return listed(file, node);
    default:
      return undefined;
  }
}

function comparison(node: TSESTree.BinaryExpression): StatusTest | undefined {
  const [left, right] = [bare(node.left), bare(node.right)];
  const subject = statusIn(left) ?? statusIn(right);
  const number = right.type === "Literal" ? right.value : left.type === "Literal" ? left.value : undefined;
  if (!subject || typeof number !== "number" || number < 100 || number > 599) return undefined;
  if (/^[!=]==?$/.test(node.operator)) return { subject, succeeds: number < 400 === node.operator.startsWith("=") };
  const isBelow = node.operator.startsWith("<") === (right.type === "Literal");
  return node.operator.startsWith("<") || node.operator.startsWith(">") ? { subject, succeeds: isBelow } : undefined;
}

/** `response` of `response.status`. */
function statusIn(node: TSESTree.Node): TSESTree.Node | undefined {
  return node.type === "MemberExpression" && statusNames.has(propertyName(node) ?? "") ? node.object : undefined;
}

/** `isRetryable(response.status)`, `retryStatuses.includes(response.status)`. */
function listed(file: File, call: TSESTree.CallExpression): StatusTest | undefined {
  const given = call.arguments.map((argument) => statusIn(bare(argument))).find((subject) => subject !== undefined);
  return given && transient.test(file.source.getText(call.callee)) ? { subject: given, succeeds: false } : undefined;
}
