import type { TSESTree } from "@typescript-eslint/utils";
import { answerNames } from "../../knowledge/intents.js";
import type { File } from "../file.js";
import { functionOf } from "../functions.js";
import { isHarmlessCall } from "../libraries/harmless-calls.js";
import { bare, ownNodes, type FunctionNode } from "../nodes.js";
import { variableOf } from "../places/bindings.js";
import { perFile } from "../per-file.js";

/**
 * Whether what a function returns is a call for whose promise alone the function is async: it waits for nothing itself,
 * `async save(order) { return this.orders.save(order); }`, or is an arrow with no other body.
 */
export function isHandedOn(file: File, returned: TSESTree.Node, fn: FunctionNode | undefined): boolean {
  const call = bare(returned);
  if (!fn?.async || fn.generator || call.type !== "CallExpression" || isHarmlessCall(file, call)) return false;
  return fn.body.type !== "BlockStatement" || (!waits(file, fn) && isOfService(file, call, fn));
}

/**
 * Of a field, an import or what surrounds the function. What it makes itself, is given, or what is global, is mostly told
 * something at once, `return name.trim()`, and who is handed the answer to a request looks after it: `return next(request, response)`.
 */
function isOfService(file: File, call: TSESTree.CallExpression, fn: FunctionNode): boolean {
  let root = bare(call.callee);
  while (root.type === "MemberExpression" || root.type === "CallExpression") root = bare(root.type === "MemberExpression" ? root.object : root.callee);
  if (isAnswer(root) || call.arguments.some((argument) => isAnswer(bare(argument)))) return false;
  const variable = root.type === "Identifier" ? variableOf(file, root) : undefined;
  return root.type === "ThisExpression" || (variable !== undefined && functionOf(variable.identifiers[0] as TSESTree.Node) !== fn);
}

function isAnswer(node: TSESTree.Node): boolean {
  return node.type === "Identifier" && answerNames.includes(node.name);
}

function waits(file: File, fn: FunctionNode): boolean {
  const known = waiting(file).get(fn);
  if (known !== undefined) return known;
  const found = ownNodes(file, fn.body).some((node) => node.type === "AwaitExpression" || (node.type === "ForOfStatement" && node.await) || (node.type === "VariableDeclaration" && node.kind === "await using"));
  waiting(file).set(fn, found);
  return found;
}

const waiting = perFile(() => new Map<FunctionNode, boolean>());
