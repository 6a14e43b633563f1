import type { TSESTree } from "@typescript-eslint/utils";
import { isWaitedFor } from "./abortable-calls.js";
import { variableOf } from "../places/bindings.js";
import type { File } from "../file.js";
import { callbackOf, functionOf, isImmediatelyCalled } from "../functions.js";
import { factOf } from "../libraries/libraries.js";
import { isWithin, type Call, type FunctionNode } from "../nodes.js";
import { originOf } from "../origin.js";
import { chainMethod } from "../promises/promises.js";
import { registrationOf } from "../registrations.js";

/** Whether a node runs while a call of a function around it lasts: not in a listener, a timer, or a function that is handed out. */
export function runsWithin(file: File, node: TSESTree.Node, outer: FunctionNode, depth = 0): boolean {
  for (let fn = functionOf(node); fn && fn !== outer; fn = functionOf(fn)) {
    if (!runsDuring(file, fn, depth)) return false;
  }
  return true;
}

/** Whether a function runs during the run of the function around it. */
function runsDuring(file: File, fn: FunctionNode, depth: number): boolean {
  if (isImmediatelyCalled(fn)) return true;
  const callback = callbackOf(fn);
  return callback ? isRunBy(file, callback.call, callback.argument) : isOnlyCalledAround(file, fn, depth);
}

function isRunBy(file: File, call: Call, argument: number): boolean {
  if (chainMethod(call) !== undefined || originOf(file, call)?.path === ".Promise!") return true;
  const { how } = registrationOf(file, call, argument);
  if (how === "listener" || how === "timer") return false;
  if (how === "sync") return true;
  return factOf(file, "limiters", call) !== undefined || factOf(file, "retries", call) !== undefined || isWaitedFor(call);
}

/** A function with a name that is called where it stands, or handed to what runs it there: `ids.map(load)`. */
function isOnlyCalledAround(file: File, fn: FunctionNode, depth: number): boolean {
  const name = fn.id ?? (fn.parent.type === "VariableDeclarator" ? fn.parent.id : undefined);
  const home = functionOf(fn);
  const variable = name?.type === "Identifier" ? variableOf(file, name) : undefined;
  if (!variable || !home || depth > 3) return false;
  const reads = variable.references.filter((reference) => reference.isRead()).map(({ identifier }) => identifier);
  const calls = reads.filter((use) => !isWithin(use, fn));
  return calls.length > 0 && calls.every((use) => isCalledAt(file, use) && runsWithin(file, use, home, depth + 1));
}

function isCalledAt(file: File, use: TSESTree.Node): boolean {
  const { parent: call } = use;
  if (call?.type !== "CallExpression") return false;
  return call.callee === use || isRunBy(file, call, call.arguments.findIndex((argument) => argument === use));
}
