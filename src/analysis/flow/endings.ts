import type { TSESTree } from "@typescript-eslint/utils";
import type { File } from "../file.js";
import { flowOf } from "./flow.js";
import { calleeOf, callbackOf, functionMeant, functionOf, nameOf } from "../functions.js";
import { bare, isCall, ownNodes, propertyName, type Call, type FunctionNode } from "../nodes.js";
import { originOf } from "../origin.js";
import { chainMethod } from "../promises/promises.js";

/** Functions of the process, of the page and of the runtime after which nothing goes on. */
const endings: Readonly<Record<string, readonly string[]>> = {
  process: ["exit", "abort", "reallyExit"],
  location: ["reload", "replace", "assign"],
  Deno: ["exit"],
};

/** Whether a node ends the process, or the page, that everything waits in: what is pending then is pending no more. */
export function endsProgram(file: File, node: TSESTree.Node): boolean {
  if (node.type !== "CallExpression") return false;
  const origin = originOf(file, node);
  const path = origin?.module === "process" ? `.process${origin.path}` : origin?.module === null ? origin.path : "";
  const [, owner = "", method = ""] = /^\.(\w+)\.(\w+)\(\)$/.exec(path) ?? [];
  return endings[owner]?.includes(method) === true;
}

/** Whether a node sets the code that the program will end with. */
export function tellsItFailed(file: File, node: TSESTree.Node): boolean {
  const target = node.type === "AssignmentExpression" ? node.left : undefined;
  if (target?.type !== "MemberExpression" || propertyName(target) !== "exitCode") return false;
  const origin = originOf(file, target.object);
  return origin?.module === "process" || origin?.path === ".process";
}

/** `close().finally(() => exit(1))`: whatever came before, there is nobody left to fail for. */
export function endsProgramIn(file: File, link: TSESTree.CallExpression): boolean {
  const handler = chainMethod(link) === "finally" ? link.arguments[0] : undefined;
  const body = handler && functionMeant(file, handler)?.body;
  const last = body?.type === "BlockStatement" ? body.body.at(-1) : body;
  return last !== undefined && endsProgram(file, bare(last.type === "ExpressionStatement" ? last.expression : last));
}

/** Whether a call runs a function of this file that can end the program. */
export function mayEndProgram(file: File, call: TSESTree.CallExpression): boolean {
  const callee = calleeOf(file, call);
  return callee !== undefined && [...ownNodes(file, callee.body)].some((node) => endsProgram(file, node));
}

/** Whether a call runs a function of this file whose last step ends the program, be it in a `finally`. */
export function surelyEndsProgram(file: File, node: TSESTree.Node): boolean {
  const body = node.type === "CallExpression" ? calleeOf(file, node)?.body : undefined;
  if (body?.type !== "BlockStatement" || [...ownNodes(file, body)].some(({ type }) => type === "ReturnStatement")) return false;
  const last = body.body.at(-1);
  const final = last?.type === "TryStatement" ? last.finalizer?.body.at(-1) : last;
  return final?.type === "ExpressionStatement" && endsProgram(file, bare(final.expression));
}

/** Whether the process ends on every path after a node on which nothing is thrown, and with it what still runs. */
export function endsAfterwards(file: File, node: TSESTree.Node): boolean {
  const home = functionOf(node);
  if (![...ownNodes(file, home?.body ?? file.ast)].some((inner) => endsProgram(file, inner))) return false;
  return flowOf(file, home ?? file.ast).waysOut(node, (inner) => endsProgram(file, inner)).every(({ throws }) => throws);
}

/** Whether a function is the program's entry, after whose failure nothing goes on: `main`, and what a command of the command line does. */
export function isEntry(fn: FunctionNode): boolean {
  if (nameOf(fn) === "main") return true;
  let link: TSESTree.Node | undefined = callbackOf(fn)?.call;
  if (!isCall(link) || methodOf(link) !== "action") return false;
  // `new Command("shell").description(…).action(async () => …)`
  for (; isCall(link); ) {
    const callee: TSESTree.Node = bare(link.callee);
    if (link.type === "NewExpression") return callee.type === "Identifier" && callee.name === "Command";
    if (methodOf(link) === "command") return true;
    const object: TSESTree.Node | undefined = callee.type === "MemberExpression" ? bare(callee.object) : undefined;
    if (!isCall(object)) return object?.type === "Identifier" && /^(?:program|cli|command)$/.test(object.name);
    link = object;
  }
  return false;
}

function methodOf({ callee }: Call): string | undefined {
  const method = bare(callee);
  return method.type === "MemberExpression" ? propertyName(method) : undefined;
}
