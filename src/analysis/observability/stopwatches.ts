import type { TSESTree } from "@typescript-eslint/utils";
import { variableOf } from "../places/bindings.js";
import type { File } from "../file.js";
import { calleeOf, functionMeant } from "../functions.js";
import { bare, descendants, isFunction, ownNodes, type FunctionNode } from "../nodes.js";
import { originOf } from "../origin.js";
import { valueOf } from "../places/owners.js";
import { returnedBy } from "../promises/promises.js";

/** The duration that a call records: `Date.now() - startedAt`, written there or in a constant before. */
export function durationIn(file: File, call: TSESTree.CallExpression): { readonly start: TSESTree.Node; readonly end: TSESTree.Node } | undefined {
  for (const argument of call.arguments) {
    for (const node of descendants(file, argument, (inner) => !isFunction(inner))) {
      const value = node.type === "Identifier" ? assignedValue(file, node) : node;
      const difference = value && differenceIn(file, value);
      if (difference) return difference;
    }
  }
  return undefined;
}

function differenceIn(file: File, value: TSESTree.Node): { readonly start: TSESTree.Node; readonly end: TSESTree.Node } | undefined {
  for (const node of descendants(file, value, (inner) => !isFunction(inner))) {
    if (node.type === "BinaryExpression" && node.operator === "-" && isClock(file, node.left)) {
      const start = bare(node.right).type === "Identifier" ? startOf(file, bare(node.right)) : undefined;
      if (start) return { start, end: node };
    }
    const since = node.type === "CallExpression" ? sinceMade(file, node) : undefined;
    if (since) return { start: since, end: node };
    // `process.hrtime(startedAt)`
    if (node.type === "CallExpression" && originOf(file, node)?.path === ".process.hrtime()" && node.arguments[0]) {
      const start = startOf(file, bare(node.arguments[0]));
      if (start) return { start, end: node };
    }
  }
  return undefined;
}

/** `const took = timer(); … took()`, where `timer` notes the time and gives a function that tells how much has passed. */
function sinceMade(file: File, call: TSESTree.CallExpression): TSESTree.VariableDeclarator | undefined {
  const name = bare(call.callee);
  const definition = name.type === "Identifier" ? variableOf(file, name)?.defs[0] : undefined;
  if (definition?.type !== "Variable" || definition.node.id !== definition.name || !definition.node.init) return undefined;
  const made = bare(definition.node.init);
  const maker = made.type === "CallExpression" ? calleeOf(file, made) : undefined;
  const given = maker ? returnedBy(file, maker).map((result) => functionMeant(file, result)) : [];
  return given.length > 0 && given.every((fn) => fn && tellsTime(file, fn)) ? definition.node : undefined;
}

/** A function that does nothing but tell the time since one that the function around it has noted. */
function tellsTime(file: File, fn: FunctionNode): boolean {
  const [result] = returnedBy(file, fn);
  return result !== undefined && [...ownNodes(file, fn.body)].every((node) => node.type !== "AwaitExpression") && [result, ...descendants(file, result, (inner) => !isFunction(inner))].some((node) => node.type === "BinaryExpression" && node.operator === "-" && isClock(file, node.left) && startOf(file, bare(node.right)) !== undefined);
}

function assignedValue(file: File, name: TSESTree.Identifier): TSESTree.Node | undefined {
  const variable = variableOf(file, name);
  const definition = variable?.defs[0];
  if (!variable || definition?.type !== "Variable") return undefined;
  // `const [seconds, nanoseconds] = process.hrtime(startedAt)`
  return definition.node.id.type === "ArrayPattern" ? (definition.node.init ?? undefined) : valueOf(variable);
}

/** The declaration of a variable that holds the time of its declaration. */
export function startOf(file: File, name: TSESTree.Node): TSESTree.VariableDeclarator | undefined {
  const definition = name.type === "Identifier" ? variableOf(file, name)?.defs[0] : undefined;
  return definition?.type === "Variable" && definition.node.id === definition.name && definition.node.init && isClock(file, definition.node.init) ? definition.node : undefined;
}

const clocks = new Set([".Date.now()", ".performance.now()", ".process.hrtime()", ".process.hrtime.bigint()", ".process.uptime()", ".Date!", ".Date!.getTime()", ".Date!.valueOf()"]);

/** Whether an expression reads the clock. */
export function isClock(file: File, expression: TSESTree.Node): boolean {
  const node = bare(expression);
  if (node.type === "Identifier") {
    const value = assignedValue(file, node);
    return value !== undefined && bare(value).type !== "Identifier" && isClock(file, value);
  }
  if (node.type === "UnaryExpression" && node.operator === "+") return isClock(file, node.argument);
  if ((node.type !== "CallExpression" && node.type !== "NewExpression") || node.arguments.length > 0) return false;
  const origin = originOf(file, node);
  return origin !== undefined && (origin.module === null ? clocks.has(origin.path) : origin.module === "perf_hooks" && origin.path === ".performance.now()");
}
