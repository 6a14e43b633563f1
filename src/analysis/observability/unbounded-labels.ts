import type { TSESTree } from "@typescript-eslint/utils";
import { variableOf } from "../places/bindings.js";
import type { File } from "../file.js";
import { metricCalls, wordsOf, type MetricCall } from "./metric-calls.js";
import { bare, propertyName } from "../nodes.js";
import { perFile } from "../per-file.js";
import { valueOf } from "../places/owners.js";

/** A label, or a part of a metric's name, that has another value for each user, request or error. */
export interface UnboundedLabel {
  readonly metric: MetricCall;
  readonly value: TSESTree.Node;
  readonly label: string;
}

export const unboundedLabels = perFile((file): readonly UnboundedLabel[] =>
  metricCalls(file).flatMap((metric) => {
    if (metric.does !== "records") return [];
    const labels = metric.labels.map(({ name, value }) => ({ metric, value, label: `the label '${name}'` }));
    const name = bare(metric.named);
    const parts = name.type === "TemplateLiteral" ? name.expressions.map((value) => ({ metric, value: value, label: "a part of the name" })) : [];
    const found = [...labels, ...parts].find(({ value }) => isUnbounded(file, value, 0));
    return found ? [found] : [];
  }),
);

/** Whose IDs there is no end to; those of chains, shards or regions are few. */
const owners = new Set("user account customer order request session trace span job message msg tx transaction payment document invoice blob object device correlation file email run task peer block event entity record visitor".split(" "));

function isUnbounded(file: File, expression: TSESTree.Node, depth: number): boolean {
  const node = bare(expression);
  if (depth > 4) return false;
  if (node.type === "TemplateLiteral") return node.expressions.some((part) => isUnbounded(file, part, depth + 1));
  if (node.type === "CallExpression") return node.callee.type === "Identifier" && node.callee.name === "String" && node.arguments[0] !== undefined && isUnbounded(file, node.arguments[0], depth + 1);
  if (node.type === "LogicalExpression") return isUnbounded(file, node.left, depth + 1);
  if (node.type === "MemberExpression") return isMember(node);
  if (node.type !== "Identifier") return false;
  const variable = variableOf(file, node);
  const value = variable?.defs[0]?.type === "Variable" ? valueOf(variable) : undefined;
  if (value && bare(value).type === "Literal") return false;
  return isUnboundedName(wordsOf(node.name)) || (value !== undefined && bare(value).type !== "CallExpression" && isUnbounded(file, value, depth + 1));
}

/** `user.id`, `request.url`, `error.message` */
function isMember(node: TSESTree.MemberExpression): boolean {
  const name = propertyName(node);
  const object = bare(node.object);
  const owner = object.type === "Identifier" ? object.name : object.type === "MemberExpression" ? (propertyName(object) ?? "") : "";
  if (name === undefined) return false;
  if (name === "message" || name === "stack") return /^(?:e|ex|err|error|cause|reason)$/i.test(owner);
  if (name === "id" || name === "_id" || name === "uuid") return wordsOf(owner).some((word) => owners.has(word));
  if (/^(?:url|originalUrl|path)$/.test(name)) return /^(?:req|request)$/.test(owner);
  return isUnboundedName(wordsOf(name));
}

function isUnboundedName(words: readonly string[]): boolean {
  const last = words.at(-1);
  if (last === "uuid" || last === "email" || (last === "url" && (words.length === 1 || words[0] === "request"))) return true;
  return last === "id" && words.length > 1 && owners.has(words.at(-2) ?? "");
}
