import type { TSESTree } from "@typescript-eslint/utils";
import { buildingCalls, copyingMethods } from "../../knowledge/steps.js";
import { variableOf } from "../places/bindings.js";
import { lastNameOf } from "../exclusions.js";
import type { File } from "../file.js";
import { calleeOf } from "../functions.js";
import { bare, dressed, isCall, type Call } from "../nodes.js";

/**
 * How a value is made from what was read: `built on` it, so that the old value is still in the new one
 * (`n + 1`, `[...list, item]`, `merge(old, patch)`); with it as a `part` among others; or from it `alone`, as in
 * `name.trim()`, which puts there what was there already.
 */
export type Use = "alone" | "part" | "built on";

const order: readonly Use[] = ["alone", "part", "built on"];

export function stronger(one: Use, other: Use): Use {
  return order.indexOf(one) < order.indexOf(other) ? other : one;
}

/** The use that is made of a node within an expression around it. */
export function useWithin(file: File, node: TSESTree.Node, whole: TSESTree.Node): Use {
  let use: Use = "alone";
  for (let inner = node; inner !== whole && inner.parent; inner = inner.parent) use = stronger(use, useIn(file, inner, inner.parent));
  return use;
}

function useIn(file: File, inner: TSESTree.Node, outer: TSESTree.Node): Use {
  switch (outer.type) {
    case "BinaryExpression":
      return /^(?:[-+*/%|&^]|\*\*|<<|>>>?)$/.test(outer.operator) ? "built on" : "part";
    case "SpreadElement":
    case "TemplateLiteral":
      return "built on";
    case "CallExpression":
    case "NewExpression":
      return useInCall(file, inner, outer);
    case "Property":
    case "ArrayExpression":
      return "part";
    default:
      return "alone";
  }
}

function useInCall(file: File, inner: TSESTree.Node, call: Call): Use {
  const name = lastNameOf(call) ?? "";
  if (call.callee === inner) return copyingMethods.includes(name) ? "built on" : call.arguments.some((argument) => !isConstant(argument)) ? "part" : "alone";
  if (call.type === "NewExpression") return "built on";
  if (buildingCalls.test(name) || isGiven(file, call.callee) || isBuiltBy(file, inner, call)) return "built on";
  return call.arguments.length > 1 || isCall(bare(call.callee)) ? "part" : "alone";
}

function isConstant(argument: TSESTree.Node): boolean {
  return argument.type === "Literal";
}

/** `bump(stats, word)`, of a function of the file that returns `{ ...stats, … }` or `stats + …`. */
function isBuiltBy(file: File, given: TSESTree.Node, call: Call): boolean {
  const fn = calleeOf(file, call);
  const parameter = fn?.params[call.arguments.findIndex((argument) => argument === dressed(given))];
  if (!fn || fn.async || fn.generator || parameter?.type !== "Identifier") return false;
  const [last] = fn.body.type === "BlockStatement" ? fn.body.body.slice(-1) : [];
  const returned = fn.body.type === "BlockStatement" ? (last?.type === "ReturnStatement" ? last.argument : undefined) : fn.body;
  const value = returned ? bare(returned) : undefined;
  const parts = value?.type === "ObjectExpression" ? value.properties : value?.type === "ArrayExpression" ? value.elements : value?.type === "BinaryExpression" ? [value.left, value.right] : [];
  return parts.some((part) => {
    const source = part?.type === "SpreadElement" ? part.argument : part;
    return source?.type === "Identifier" && source.name === parameter.name;
  });
}

/** `updater(this.options)`: whoever calls says how the old value becomes the new one. */
function isGiven(file: File, callee: TSESTree.Node): boolean {
  const variable = callee.type === "Identifier" ? variableOf(file, callee) : undefined;
  return variable?.defs[0]?.type === "Parameter";
}
