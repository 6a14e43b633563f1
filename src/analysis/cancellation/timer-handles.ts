import type { TSESTree } from "@typescript-eslint/utils";
import { variableOf, type Variable } from "../places/bindings.js";
import type { File } from "../file.js";
import { calleeOf, callGraph, functionsAround } from "../functions.js";
import { bare, dressed, isCall, nodes, propertyName, type Call } from "../nodes.js";
import { numberOf } from "../numbers.js";

/** Half a second: a process that ends that much later, nobody notices. */
const noticeable = 500;

/** Whether a timer is over before anybody could mind, at every call of the function that is given its delay. */
export function isShort(file: File, timer: Call, position: number | null | undefined): boolean {
  const delay = timer.arguments[position ?? -1];
  if (!delay) return false;
  const isBrief = (value: TSESTree.Node | undefined): boolean => value !== undefined && (numberOf(file, value) ?? Infinity) <= noticeable;
  const variable = bare(delay).type === "Identifier" ? variableOf(file, bare(delay)) : undefined;
  const home = variable && [...functionsAround(timer)].find((fn) => fn.params.some((parameter) => parameter === variable.identifiers[0]));
  if (!home) return isBrief(delay);
  const index = home.params.findIndex((parameter) => parameter === variable.identifiers[0]);
  const calls = callGraph(file).callersOf(home);
  return calls.length > 0 && calls.every((call) => isBrief(call.arguments[index]));
}

/** The variable that a timer is put in; `elsewhere` where it goes into a field, an argument, or what a function returns. */
export function heldIn(file: File, timer: Call): Variable | "elsewhere" | undefined {
  const { parent } = dressed(timer);
  if (parent?.type === "ExpressionStatement" || parent?.type === "ArrowFunctionExpression" || parent?.type === "MemberExpression") return undefined;
  const target = parent?.type === "VariableDeclarator" ? parent.id : parent?.type === "AssignmentExpression" ? parent.left : undefined;
  const variable = target?.type === "Identifier" ? variableOf(file, target) : undefined;
  return variable ?? "elsewhere";
}

/** `this.timer = setTimeout(…)` in a file that does nothing else with `timer`. */
export function isLeftInField(file: File, timer: Call): boolean {
  const { parent } = dressed(timer);
  const field = parent?.type === "AssignmentExpression" && parent.left.type === "MemberExpression" ? propertyName(parent.left) : undefined;
  if (field === undefined) return false;
  return nodes(file).of("MemberExpression").every((node) => propertyName(node) !== field || (node.parent.type === "AssignmentExpression" && node.parent.left === node));
}

/** `setTimeout(…).unref()`, `timer.unref?.()` */
export function isUnreferenced(timer: Call, held: Variable | undefined): boolean {
  const places = [dressed(timer), ...(held?.references ?? []).map(({ identifier }) => identifier)];
  return places.some(({ parent }) => parent?.type === "MemberExpression" && propertyName(parent) === "unref");
}

export function isClearedAnywhere(file: File, held: Variable): boolean {
  return held.references.some(({ identifier }) => isClearing(dressed(identifier).parent) || (isCall(identifier.parent) && identifier.parent.callee !== identifier && calleeOf(file, identifier.parent) !== undefined));
}

/** `clearTimeout(timer)` */
export function isClearing(node: TSESTree.Node | undefined): boolean {
  return node?.type === "CallExpression" && bare(node.callee).type === "Identifier" && (bare(node.callee) as TSESTree.Identifier).name === "clearTimeout";
}
