import type { TSESTree } from "@typescript-eslint/utils";
import { emptyFunctions } from "../../knowledge/intents.js";
import { callbackUse } from "../promises/callbacks.js";
import type { File } from "../file.js";
import { isPromiseType } from "../declared.js";
import { callbackOf, functionMeant, functionOf, isNothing, nameOf } from "../functions.js";
import { isInCarelessFunction } from "../libraries/dispensables.js";
import { worstLossOf, type Loss } from "./losses.js";
import { callsNamed } from "../libraries/named-calls.js";
import { bare, dressed, isFunction, propertyName, type FunctionNode } from "../nodes.js";
import { originOf } from "../origin.js";
import { perFile } from "../per-file.js";
import { chainMethod } from "../promises/promises.js";
import { isExplained } from "./explanations.js";

/** A handler that a rejection is given to, and what rejects. */
export interface RejectionHandler {
  readonly call: TSESTree.CallExpression;
  readonly handler: TSESTree.Node;
  /** The promise that the handler was attached to. */
  readonly promise: TSESTree.Node;
}

/** Every handler given to `catch`, or to `then` as its second. In source order. */
export const rejectionHandlers = perFile((file): readonly RejectionHandler[] =>
  callsNamed(file, "catch", "then")
    .flatMap((call) => {
      const method = chainMethod(call);
      const handler = method === "catch" ? call.arguments[0] : method === "then" ? call.arguments[1] : undefined;
      const promise = (bare(call.callee) as TSESTree.MemberExpression).object;
      return handler && !isNothing(handler) ? [{ call, handler, promise }] : [];
    }),
);

/** An empty handler, and the work whose failure it hides. */
export interface EmptyHandler extends RejectionHandler, Loss {}

/** The handlers that do nothing, give nothing that is used, say nothing, and hide a failure that somebody counts on hearing of. */
export const emptyHandlers = perFile((file): readonly EmptyHandler[] =>
  rejectionHandlers(file).flatMap((one) => {
    if (!isEmpty(file, one.handler) || isValueUsed(file, one.call, gives(file, one.handler)) || isSecondary(file, one.call)) return [];
    const fn = functionMeant(file, one.handler);
    if (isExplained(file, one.handler, statementAround(one.call)) || (fn && isExplained(file, fn, fn)) || isInCarelessFunction(one.call)) return [];
    const loss = worstLossOf(file, [one.promise]);
    return loss ? [{ ...one, ...loss }] : [];
  }),
);

/** Whether a handler does nothing: an empty body, a constant, a function known to be empty. */
function isEmpty(file: File, handler: TSESTree.Node): boolean {
  const fn = functionMeant(file, handler);
  if (fn) return isEmptyBody(fn) && !(isFunction(bare(handler)) && fn.params.some(saysIgnored));
  const node = bare(handler);
  if (node.type !== "Identifier" && node.type !== "MemberExpression") return false;
  if (originOf(file, node)?.path === ".Function.prototype") return true;
  const name = node.type === "Identifier" ? node.name : propertyName(node);
  return name !== undefined && emptyFunctions.includes(name);
}

/** `(error) => error` hands the error to whoever reads the value; as a statement that is nobody. */
function isEmptyBody({ body, params: [error] }: FunctionNode): boolean {
  const saysNothing = (value: TSESTree.Expression): boolean => isConstant(value) || (value.type === "Identifier" && error?.type === "Identifier" && value.name === error.name);
  if (body.type !== "BlockStatement") return saysNothing(body);
  return body.body.every((statement) => isIdle(statement) || (statement.type === "ReturnStatement" && (!statement.argument || saysNothing(statement.argument))));
}

/** Whether a statement does nothing: `;`, or `void error;` to quiet a linter. */
export function isIdle(statement: TSESTree.Statement): boolean {
  if (statement.type === "EmptyStatement") return true;
  return statement.type === "ExpressionStatement" && statement.expression.type === "UnaryExpression" && statement.expression.operator === "void" && statement.expression.argument.type === "Identifier";
}

/** `catch (ignored)`: the name says what a comment would. */
export function saysIgnored(parameter: TSESTree.Node): boolean {
  return parameter.type === "Identifier" && /ignore/i.test(parameter.name);
}

function isConstant(expression: TSESTree.Node): boolean {
  const node = bare(expression);
  return node.type === "Literal" || isNothing(node) || ((node.type === "ArrayExpression" || node.type === "ObjectExpression") && ("elements" in node ? node.elements : node.properties).length === 0);
}

/** Whether a handler puts a value in the place of what failed, be it `undefined`. */
function gives(file: File, handler: TSESTree.Node): boolean {
  const fn = functionMeant(file, handler);
  if (!fn) return false;
  return fn.body.type !== "BlockStatement" || fn.body.body.some((statement) => statement.type === "ReturnStatement" && statement.argument !== null);
}

/** Whether somebody looks at what a promise is fulfilled with. @param isGiven the value was written out, so that a caller may be meant to look at it. */
export function isValueUsed(file: File, promise: TSESTree.Node, isGiven: boolean): boolean {
  let value = promise;
  for (let steps = 0; steps < 100; steps++) {
    const use = useOf(file, dressed(value), isGiven);
    if (typeof use === "boolean") return use;
    value = use;
  }
  return true;
}

/** Whether the place where a value stands uses it, or the expression that it becomes a part of. */
function useOf(file: File, value: TSESTree.Node, isGiven: boolean): boolean | TSESTree.Node {
  const outer = value.parent;
  switch (outer?.type) {
    case "ExpressionStatement":
      return false;
    case "AwaitExpression":
    case "ArrayExpression":
    case "MemberExpression":
      return outer;
    case "UnaryExpression":
      return outer.operator === "void" ? outer : true;
    case "ConditionalExpression":
      return outer.test === value || outer;
    case "LogicalExpression":
      return outer.left === value || outer;
    case "SequenceExpression":
      return outer.expressions.at(-1) === value && outer;
    case "CallExpression":
      return usedByCall(file, outer, value);
    case "ReturnStatement":
      return usedByCaller(file, functionOf(outer), isGiven);
    case "ArrowFunctionExpression":
      return outer.body !== value || usedByCaller(file, outer, isGiven);
    default:
      return true;
  }
}

/** Whether somebody looks at what a function returns, or the call whose result it becomes a part of. */
function usedByCaller(file: File, fn: FunctionNode | undefined, isGiven: boolean): boolean | TSESTree.Node {
  const callback = fn && callbackOf(fn);
  if (!fn || !callback) return fn === undefined || isResultUsed(fn, isGiven);
  const use = callbackUse(file, callback.call, callback.argument);
  if (use?.result === "returned") return callback.call;
  return use?.result !== "dropped";
}

/** Whether a call looks at a value that it gets, or the call itself where the value goes into what it gives. */
function usedByCall(file: File, call: TSESTree.CallExpression, value: TSESTree.Node): boolean | TSESTree.Node {
  const callee = bare(call.callee);
  if (dressed(callee) === value || callee === value) {
    const method = chainMethod(call);
    if (method === undefined) return true;
    const next = method === "then" ? call.arguments[0] : undefined;
    if (!next || isNothing(next)) return call;
    const fn = functionMeant(file, next);
    return !fn || fn.params.length > 0;
  }
  const origin = originOf(file, call);
  return !(origin?.module === null && /^\.Promise\.(?:all|allSettled|resolve)\(\)$/.test(origin.path)) || call;
}

/** A function that promises nothing gives nothing either; one that says nothing may be asked for whatever was written out. */
function isResultUsed(fn: FunctionNode, isGiven: boolean): boolean {
  const declared = fn.returnType?.typeAnnotation;
  const inner = declared?.type === "TSTypeReference" && isPromiseType(declared) ? declared.typeArguments?.params[0] : declared;
  if (inner) return inner.type !== "TSVoidKeyword";
  return isGiven || nameOf(fn) === undefined;
}

/** Work beside an error that is dealt with already: of the two, the first is the one that matters. */
export function isSecondary(file: File, node: TSESTree.Node): boolean {
  for (let inner = node, outer = node.parent; outer; inner = outer, outer = outer.parent) {
    if (outer.type === "CatchClause" && outer.body === inner && tellsOf(file, outer)) return true;
    if (isFunction(outer)) return false;
  }
  return false;
}

function tellsOf(file: File, clause: TSESTree.CatchClause): boolean {
  const isRead = clause.param !== null && file.source.getDeclaredVariables(clause).some((variable) => variable.references.length > 0);
  return isRead || clause.body.body.some((statement) => statement.type === "ThrowStatement");
}

/** The statement that an expression is a part of. */
export function statementAround(node: TSESTree.Node): TSESTree.Node {
  let outer = node;
  while (outer.parent && !/Statement$|Declaration$|^Program$|^PropertyDefinition$/.test(outer.type)) outer = outer.parent;
  return outer;
}
