import type { TSESTree } from "@typescript-eslint/utils";
import type { File } from "../file.js";
import { flowOf } from "../flow/flow.js";
import { callbackOf, functionOf } from "../functions.js";
import { factOf } from "../libraries/libraries.js";
import { callsOf, isCall, isFunction, isLoop, isWithin, nodes, propertyName, type Call, type FunctionNode } from "../nodes.js";
import { chainMethod } from "../promises/promises.js";
import { mentions, namesSignal } from "./forwarding.js";
import type { SignalInScope } from "./signal-sources.js";

/**
 * The step after a call at which its function hears of the abort: a later call that is given the signal, or a look at it.
 * Whoever gives up waits for one request more, and no longer. One in a loop is made again, a child process, a transfer or
 * the answer of a model may take minutes: there is no such step after those. What a `catch` does, and what only asks in
 * order to say something, stops nothing.
 */
export function heardAfter(file: File, node: Call, signal: SignalInScope): TSESTree.Node | undefined {
  const home = functionOf(node);
  if (!home || !isRequest(file, node) || isRepeated(node, home)) return undefined;
  const steps = [...callsOf(file).filter((call) => call.arguments.some((argument) => mentions(file, argument, signal))), ...nodes(file).of("MemberExpression").filter((member) => isLook(file, member, signal))];
  const later = steps.filter((step) => step.range[0] >= node.range[1] && isWithin(step, home.body) && !isAfterFailure(step, home));
  return later.find((step) => flowOf(file, home).suspensionsBetween(node, outmost(step, home)).length > 0);
}

function isRequest(file: File, node: Call): boolean {
  const fact = factOf(file, "remote", node)?.fact;
  return fact !== undefined && fact.crosses !== "process" && !fact.generates && !fact.delivers && (fact.returns ?? "promise") === "promise";
}

function isRepeated(node: TSESTree.Node, home: FunctionNode): boolean {
  for (let outer = node.parent; outer && outer !== home; outer = outer.parent) if (isLoop(outer)) return true;
  return false;
}

/** `if (signal.aborted) return;`, `while (!signal.aborted)`, `controller.signal.throwIfAborted()` */
function isLook(file: File, member: TSESTree.MemberExpression, signal: SignalInScope): boolean {
  const name = propertyName(member);
  return (name === "throwIfAborted" || (name === "aborted" && decides(member))) && namesSignal(file, member.object, signal);
}

function decides(look: TSESTree.Node): boolean {
  let test = look;
  for (let outer = look.parent; outer; test = outer, outer = outer.parent) {
    if (isLoop(outer)) return "test" in outer && outer.test === test;
    if (outer.type === "IfStatement") return outer.test === test && isLeaving(outer.consequent);
    if (!/^(?:Unary|Logical|Chain)Expression$/.test(outer.type)) return false;
  }
  return false;
}

function isLeaving(branch: TSESTree.Statement): boolean {
  const last = branch.type === "BlockStatement" ? branch.body.at(-1) : branch;
  return last !== undefined && /^(?:Return|Throw|Break)Statement$/.test(last.type);
}

function isAfterFailure(step: TSESTree.Node, home: FunctionNode): boolean {
  for (let outer = step.parent; outer && outer !== home; outer = outer.parent) {
    const link = isFunction(outer) ? callbackOf(outer)?.call : undefined;
    if (outer.type === "CatchClause" || (link && chainMethod(link) === "catch")) return true;
  }
  return false;
}

/** The call of the function itself that a step of an inner function is handed to. */
function outmost(step: TSESTree.Node, home: FunctionNode): TSESTree.Node {
  let own = step;
  for (let outer: TSESTree.Node | undefined = step; outer && outer !== home; outer = outer.parent) if (isCall(outer) && functionOf(outer) === home) own = outer;
  return own;
}
