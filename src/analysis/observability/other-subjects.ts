import type { TSESTree } from "@typescript-eslint/utils";
import type { FailureHandler } from "./failure-logs.js";
import type { File } from "../file.js";
import { variableOf } from "../places/bindings.js";
import { bare, descendants, isFunction, isWithin } from "../nodes.js";

/**
 * Whether a line in a handler tells of something else than its failure: of the answer that another step gave there,
 * `const token = await refresh(); if (!token) log("not refreshed");`, or of the error that is being told of in the
 * `catch` around it.
 */
export function isOfOtherSubject(file: File, { holder, body }: FailureHandler, log: TSESTree.CallExpression): boolean {
  return hangsOnAnswer(file, body, log) || tellsOuterError(file, holder, log);
}

function hangsOnAnswer(file: File, body: TSESTree.Node, log: TSESTree.Node): boolean {
  for (let inner = log, outer = log.parent; outer && inner !== body; inner = outer, outer = outer.parent) {
    const test = outer.type === "IfStatement" && outer.test !== inner ? outer.test : undefined;
    if (test && namesIn(file, test).some((name) => isAnswerGot(file, name, body))) return true;
  }
  return false;
}

/** A constant of the handler itself that holds what it has waited for. */
function isAnswerGot(file: File, name: TSESTree.Identifier, body: TSESTree.Node): boolean {
  const definition = variableOf(file, name)?.defs[0];
  const value = definition?.type === "Variable" && definition.node.init && isWithin(definition.node, body) ? bare(definition.node.init) : undefined;
  return value?.type === "AwaitExpression";
}

/** `catch (error) { const text = textOf(error); report(error).catch(() => log(text)); }` */
function tellsOuterError(file: File, holder: FailureHandler["holder"], log: TSESTree.CallExpression): boolean {
  if (!isFunction(holder)) return false;
  for (let outer: TSESTree.Node | undefined = holder.parent; outer && !isFunction(outer); outer = outer.parent) {
    if (outer.type !== "CatchClause") continue;
    const clause = outer;
    return log.arguments.some((argument) => namesIn(file, argument).some((name) => isOfClause(file, name, clause)));
  }
  return false;
}

/** The error of a `catch`, or a constant of it that is made of that. */
function isOfClause(file: File, name: TSESTree.Identifier, clause: TSESTree.CatchClause, depth = 0): boolean {
  const definition = variableOf(file, name)?.defs[0];
  if (definition?.type === "CatchClause") return definition.node === clause;
  const value = definition?.type === "Variable" && isWithin(definition.node, clause) ? definition.node.init : null;
  return value !== null && depth < 4 && namesIn(file, value).some((inner) => isOfClause(file, inner, clause, depth + 1));
}

function namesIn(file: File, node: TSESTree.Node): readonly TSESTree.Identifier[] {
  return [...descendants(file, node, (inner) => !isFunction(inner))].filter((inner) => inner.type === "Identifier");
}
