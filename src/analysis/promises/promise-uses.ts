import type { TSESTree } from "@typescript-eslint/utils";
import { variableOf, type Variable } from "../places/bindings.js";
import type { File } from "../file.js";
import { functionOf } from "../functions.js";
import { bare, dressed, isClass, isFunction, propertyName, type Call, type ClassNode, type FunctionNode } from "../nodes.js";
import { originOf } from "../origin.js";
import { chainMethod } from "./promises.js";

/** What holds a value: a variable, or a property of the object literal in one. */
export interface Holder {
  readonly variable: Variable;
  readonly property: string | undefined;
  /** As the source writes it: `user`, `work.user`. */
  readonly text: string;
}

/**
 * What is done with a value where it is read. `awaited`, `chained` and `combined` are done to promises alone, `collected`
 * to a list of them: it is what a combinator is given, whole. `handed` gives it to somebody else: an argument, the
 * caller, another place. `tested` and `read` leave it where it is.
 */
export interface Use {
  readonly as: "awaited" | "chained" | "combined" | "collected" | "handed" | "tested" | "read" | "replaced";
  /** The step that does it, within the function that holds the value: a function made there, for what stands inside of it. */
  readonly node: TSESTree.Node;
  /** Where the value is named. */
  readonly at: TSESTree.Node;
}

/** What is done with the value of a holder, in source order. A plain alias is followed. */
export function usesOfHolder(file: File, holder: Holder): readonly Use[] {
  const uses: Use[] = [];
  const open = [holder];
  const seen = new Set<Variable>();
  for (let next = open.pop(); next; next = open.pop()) {
    if (seen.has(next.variable)) continue;
    seen.add(next.variable);
    for (const { identifier, init } of next.variable.references) {
      if (init === true) continue;
      const at = mentioned(identifier, next.property);
      if (at === undefined) continue;
      const alias = at === identifier || next.property !== undefined ? aliasMade(file, at) : undefined;
      if (alias && functionOf(at) === functionOf(holder.variable.identifiers[0] as TSESTree.Node)) open.push(alias);
      else uses.push(useOf(file, at, holder.variable));
    }
  }
  return uses.sort((one, other) => one.at.range[0] - other.at.range[0]);
}

/** Whether a use takes the value over, so that what becomes of it is no longer up to the holder. */
export function takesOver({ as }: Use): boolean {
  return as === "awaited" || as === "chained" || as === "combined" || as === "collected" || as === "handed";
}

/** Whether a use is one that only a promise is put to. */
export function tellsPromise({ as }: Use): boolean {
  return as === "awaited" || as === "chained" || as === "combined";
}

/** The expression that names the value: the identifier, or the property of it; `undefined` where another property is meant. */
function mentioned(identifier: TSESTree.Node, property: string | undefined): TSESTree.Node | undefined {
  const member = dressed(identifier).parent;
  if (property === undefined || member?.type !== "MemberExpression" || bare(member.object) !== identifier) return identifier;
  const name = propertyName(member);
  return name === property ? member : name === undefined ? identifier : undefined;
}

/** `const later = promise;` */
function aliasMade(file: File, at: TSESTree.Node): Holder | undefined {
  const declarator = dressed(at).parent;
  if (declarator?.type !== "VariableDeclarator" || declarator.init !== dressed(at) || declarator.id.type !== "Identifier") return undefined;
  const variable = variableOf(file, declarator.id);
  return variable && { variable, property: undefined, text: declarator.id.name };
}

function useOf(file: File, at: TSESTree.Node, variable: Variable): Use {
  const use = plainUse(file, at);
  const around = makerOf(at, functionOf(variable.identifiers[0] as TSESTree.Node));
  return { ...use, at, node: around ?? use.node };
}

/** The outermost function or class made in `home` that a node stands in. */
function makerOf(node: TSESTree.Node, home: FunctionNode | undefined): FunctionNode | ClassNode | undefined {
  let outermost: FunctionNode | ClassNode | undefined;
  for (let outer = node.parent; outer && outer !== home; outer = outer.parent) if (isFunction(outer) || isClass(outer)) outermost = outer;
  return outermost;
}

/** Follows a value outward through literals, branches and spreads to the step that uses it. */
function plainUse(file: File, at: TSESTree.Node): Omit<Use, "at"> {
  let value = dressed(at);
  for (let outer = value.parent; outer; value = dressed(outer), outer = value.parent) {
    if (carries(outer, value)) continue;
    return stepUse(file, outer, value, at);
  }
  return { as: "handed", node: value };
}

/** Whether the value of one expression is, or is a part of, the value of the one around it. */
function carries(outer: TSESTree.Node, value: TSESTree.Node): boolean {
  switch (outer.type) {
    case "ArrayExpression":
    case "ObjectExpression":
    case "SpreadElement":
      return true;
    case "Property":
      return outer.value === value;
    case "ConditionalExpression":
      return outer.test !== value;
    case "LogicalExpression":
      return outer.right === value || outer.operator !== "&&";
    case "SequenceExpression":
      return outer.expressions.at(-1) === value;
    default:
      return false;
  }
}

const combinators = /^\.Promise\.(?:all|allSettled|any|race)\(\)$/;

/** `Promise.all`, and whatever else takes over each promise of a list at once. */
export function isCombinator(file: File, call: Call): boolean {
  const origin = originOf(file, call);
  return origin?.module === null && combinators.test(origin.path);
}

function stepUse(file: File, step: TSESTree.Node, value: TSESTree.Node, at: TSESTree.Node): Omit<Use, "at"> {
  switch (step.type) {
    case "AwaitExpression":
      return { as: "awaited", node: step };
    case "CallExpression":
    case "NewExpression": {
      if (step.callee === value) return { as: "read", node: step };
      return { as: isCombinator(file, step) ? (isElement(at) ? "combined" : "collected") : "handed", node: step };
    }
    case "MemberExpression": {
      if (step.object !== value) return { as: "read", node: step };
      const call = dressed(step).parent;
      const isChained = call?.type === "CallExpression" && bare(call.callee) === step && chainMethod(call) !== undefined;
      return isChained ? { as: "chained", node: call } : { as: "read", node: step };
    }
    case "AssignmentExpression":
      return step.left === value ? { as: "replaced", node: step } : { as: "handed", node: step };
    case "ConditionalExpression":
    case "LogicalExpression":
    case "IfStatement":
    case "WhileStatement":
    case "DoWhileStatement":
    case "ForStatement":
    case "BinaryExpression":
    case "UnaryExpression":
    case "SequenceExpression":
    case "ExpressionStatement":
    case "SwitchStatement":
    case "SwitchCase":
      return { as: "tested", node: step };
    default:
      return { as: "handed", node: step };
  }
}

/** Whether a value is put in a list by itself, and not spread into one. */
function isElement(at: TSESTree.Node): boolean {
  for (let value = dressed(at); value.parent && carries(value.parent, value); value = dressed(value.parent)) {
    if (value.parent.type === "SpreadElement") return false;
    if (value.parent.type === "ArrayExpression") return true;
  }
  return false;
}
