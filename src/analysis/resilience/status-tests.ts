import type { TSESTree } from "@typescript-eslint/utils";
import { variableOf } from "../places/bindings.js";
import type { File } from "../file.js";
import { bare, propertyName } from "../nodes.js";
import { literalOf } from "../settings.js";

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
    case "Identifier":
      return takenFrom(file, node, (name) => name === "ok", { succeeds: true });
    case "BinaryExpression":
      return comparison(file, node);
    case "CallExpression":
      return listed(file, node);
    default:
      return undefined;
  }
}

function comparison(file: File, node: TSESTree.BinaryExpression): StatusTest | undefined {
  const [left, right] = [bare(node.left), bare(node.right)];
  const subject = statusAsked(file, left) ?? statusAsked(file, right);
  const number = right.type === "Literal" ? right.value : left.type === "Literal" ? left.value : undefined;
  if (!subject || typeof number !== "number" || number < 100 || number > 599) return undefined;
  if (/^[!=]==?$/.test(node.operator)) return { subject, succeeds: number < 400 === node.operator.startsWith("=") };
  const isBelow = node.operator.startsWith("<") === (right.type === "Literal");
  return node.operator.startsWith("<") || node.operator.startsWith(">") ? { subject, succeeds: isBelow } : undefined;
}

/** `response` of `response.status`, and of `status` where that was taken out of it. */
export function statusAsked(file: File, node: TSESTree.Node): TSESTree.Node | undefined {
  if (node.type === "Identifier") return takenFrom(file, node, (name) => statusNames.has(name), { succeeds: false })?.subject;
  return node.type === "MemberExpression" && statusNames.has(propertyName(node) ?? "") ? node.object : undefined;
}

/** `const { statusCode } = await request(url)`, `const status = response.status` */
function takenFrom(file: File, name: TSESTree.Identifier, isField: (name: string) => boolean, { succeeds }: Pick<StatusTest, "succeeds">): StatusTest | undefined {
  const definition = variableOf(file, name)?.defs[0];
  const declarator = definition?.type === "Variable" ? definition.node : undefined;
  if (!declarator?.init) return undefined;
  if (declarator.id.type === "Identifier") {
    const value = bare(declarator.init);
    return value.type === "MemberExpression" && isField(propertyName(value) ?? "") ? { subject: value.object, succeeds } : undefined;
  }
  const field = declarator.id.type === "ObjectPattern" ? declarator.id.properties.find((property) => property.type === "Property" && property.value === definition?.name) : undefined;
  return field?.type === "Property" && isField(propertyName(field) ?? "") ? { subject: declarator.init, succeeds } : undefined;
}

/** `isRetryable(response.status)`, `retryStatuses.includes(response.status)`. */
function listed(file: File, call: TSESTree.CallExpression): StatusTest | undefined {
  const given = call.arguments.map((argument) => statusAsked(file, bare(argument))).find((subject) => subject !== undefined);
  if (!given) return undefined;
  return transient.test(file.source.getText(call.callee)) || statusesIn(file, call).some((status) => status >= 429) ? { subject: given, succeeds: false } : undefined;
}

/** The statuses among which a call looks for one: `[429, 503].includes(status)`, `passing.has(status)`. */
export function statusesIn(file: File, call: TSESTree.CallExpression): readonly number[] {
  const callee = bare(call.callee);
  if (callee.type !== "MemberExpression" || !/^(?:includes|has)$/.test(propertyName(callee) ?? "")) return [];
  const holder = literalOf(file, callee.object);
  const list = holder.type === "NewExpression" ? holder.arguments[0] : holder;
  return list?.type === "ArrayExpression" ? list.elements.flatMap((element) => (element?.type === "Literal" && typeof element.value === "number" ? [element.value] : [])) : [];
}
