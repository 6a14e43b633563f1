import type { TSESTree } from "@typescript-eslint/utils";
import { variableOf } from "../places/bindings.js";
import type { File } from "../file.js";
import { assignmentsToField } from "../places/fields.js";
import { isNameOnly } from "../places/feeding.js";
import { bare, descendants, isClass, isFunction, propertyName } from "../nodes.js";
import { memberOf, thisOwner, valueOf } from "../places/owners.js";
import { nameOfReceiver } from "../libraries/telemetry.js";

const requests = /^(?:req|request|ctx|context|reply|c|event|state)$/;

/** Whether a name is one of a request, or of what is handed around with it. */
export function isRequestName(name: string): boolean {
  return requests.test(name);
}

/** Whether a logger adds by itself what identifies the work: it belongs to a request, it was made with such context, or it was handed in. */
export function isBound(file: File, receiver: TSESTree.Node): boolean {
  const node = bare(receiver);
  const name = nameOfReceiver(node);
  if (name !== undefined && file.settings.boundLoggers.some((one) => one === name || one.endsWith(`.${name}`))) return true;
  if (node.type === "CallExpression") return bindsContext(file, node);
  if (node.type === "MemberExpression") return isOfRequest(node) || isBoundField(file, node);
  const variable = node.type === "Identifier" ? variableOf(file, node) : undefined;
  if (!variable || variable.scope.block.type === "Program") return false;
  const value = variable.defs[0]?.type === "Variable" ? valueOf(variable) : undefined;
  // what is handed in, or comes from elsewhere, may have anything bound to it
  return value ? bindsContext(file, value) || (bare(value).type === "MemberExpression" && isBound(file, value)) : true;
}

/** `req.log`, `ctx.state.logger` */
export function isOfRequest(receiver: TSESTree.MemberExpression): boolean {
  const root = bare(receiver.object);
  return isRequestName(nameOfReceiver(root) ?? "");
}

function isBoundField(file: File, node: TSESTree.MemberExpression): boolean {
  const owner = node.object.type === "ThisExpression" ? thisOwner(node.object) : undefined;
  const name = propertyName(node);
  if (!isClass(owner) || name === undefined) return false;
  const member = memberOf(owner, name);
  const values = [...assignmentsToField(file, owner, name)];
  if (member?.type === "PropertyDefinition" && member.value) values.push(member.value);
  return member?.type === "MethodDefinition" || values.some((value) => bindsContext(file, value));
}

/** `logger.child({ id })`; what names only the module binds nothing that identifies. */
function bindsContext(file: File, value: TSESTree.Node): boolean {
  return [...descendants(file, value, (inner) => !isFunction(inner))].some((node) => {
    if (node.type !== "CallExpression" && node.type !== "NewExpression") return false;
    return node.arguments.some((argument) => [...descendants(file, argument, (inner) => !isFunction(inner))].some((part) => isOfTheWork(file, part)));
  });
}

const plain = new Set(["name", "constructor", "module", "component", "service", "scope", "prefix", "label", "namespace"]);

function isOfTheWork(file: File, node: TSESTree.Node): boolean {
  if (node.type === "MemberExpression" && bare(node.object).type === "ThisExpression") return !plain.has(propertyName(node) ?? "");
  if (node.type !== "Identifier" || isNameOnly(node)) return false;
  const variable = variableOf(file, node);
  if (!variable || variable.scope.block.type === "Program" || variable.scope.type === "class") return false;
  return !plain.has(node.name) && !/(?:log|logger|config|options|opts)$/i.test(node.name);
}

