import type { TSESTree } from "@typescript-eslint/utils";
import type { StatementPart } from "../../knowledge/library.js";
import type { File } from "../file.js";
import { callbackOf, callGraph, functionOf } from "../functions.js";
import { bare, dressed, isFunction, propertyName, type Call, type FunctionNode } from "../nodes.js";
import { isPromiseType } from "../declared.js";
import { chainMethod, mustBeHandled } from "../promises/promises.js";
import { isCombinator } from "../promises/promise-uses.js";
import { factOf } from "./libraries.js";
import { usesOf } from "./time-limits.js";

/**
 * Whether a query is sent, as far as its file shows. One that may as well become a part of another statement, or be
 * written out as text, is sent only where somebody waits for it: `select(knex.raw("count(*)"))` sends one query.
 */
export function isSent(file: File, call: Call): boolean {
  const part = factOf(file, "promises", call)?.fact.part;
  return !part || isAwaited(file, call, part, new Set());
}

function isAwaited(file: File, query: TSESTree.Node, part: StatementPart, seen: Set<TSESTree.Node>): boolean {
  if (seen.has(query)) return false;
  seen.add(query);
  const { end, last } = builtFrom(query, part);
  if (last !== undefined) return !part.writtenOutBy.includes(last);
  const outer = end.parent;
  if (outer?.type === "AwaitExpression") return true;
  // whoever writes one down as a statement means to send it
  if (outer?.type === "ExpressionStatement") return mustBeHandled(file, end);
  if (outer?.type === "ForOfStatement") return outer.await && outer.right === end;
  if (outer?.type === "CallExpression") return isCombinator(file, outer);
  if (outer?.type === "ReturnStatement" || (isFunction(outer) && outer.body === end)) {
    const fn = functionOf(end);
    return fn !== undefined && isResultAwaited(file, fn, part, seen);
  }
  if (outer?.type === "ConditionalExpression" || outer?.type === "LogicalExpression" || outer?.type === "ArrayExpression") return isAwaited(file, outer, part, seen);
  return usesOf(file, end).some((use) => isAwaited(file, use, part, seen));
}

/** The whole of `knex("users").where(…).first()` for a part of it, and the method in it that ends the building, if there is one. */
function builtFrom(query: TSESTree.Node, { sentBy, writtenOutBy }: StatementPart): { readonly end: TSESTree.Node; readonly last?: string } {
  let end = dressed(query);
  for (;;) {
    const member = end.parent;
    const call = member?.type === "MemberExpression" && member.object === end ? dressed(member).parent : undefined;
    if (call?.type !== "CallExpression" || bare(call.callee) !== member) return { end };
    const name = propertyName(member as TSESTree.MemberExpression) ?? "";
    if (chainMethod(call) !== undefined || sentBy.includes(name) || writtenOutBy.includes(name)) return { end, last: name };
    end = dressed(call);
  }
}

/** An async function waits for what it returns; for what another one returns, its callers or the combinator around it may. */
function isResultAwaited(file: File, fn: FunctionNode, part: StatementPart, seen: Set<TSESTree.Node>): boolean {
  if (fn.async || isPromiseType(fn.returnType?.typeAnnotation)) return true;
  const callback = callbackOf(fn);
  if (callback) return factOf(file, "callbacks", callback.call)?.fact.result === "awaited" || isAwaited(file, callback.call, part, seen);
  return callGraph(file).callersOf(fn).some((caller) => isAwaited(file, caller, part, seen));
}
