import type { TSESTree } from "@typescript-eslint/utils";
import type { File } from "../file.js";
import { flowOf } from "../flow/flow.js";
import { functionOf } from "../functions.js";
import { factOf } from "../libraries/libraries.js";
import { callsOf, isCall, isLoop, isWithin, nodes, propertyName, type Call, type FunctionNode } from "../nodes.js";
import { mentions, namesSignal } from "./forwarding.js";
import type { SignalInScope } from "./signal-sources.js";

/**
 * The step after a call at which its function hears of the abort: a later call that is given the signal, or a look at it.
 * Whoever gives up waits for one request more, and no longer. One in a loop is made again, a child process, a transfer or
 * the answer of a model may take minutes: there is no such step after those.
 */
export function heardAfter(file: File, node: Call, signal: SignalInScope): TSESTree.Node | undefined {
  const home = functionOf(node);
  if (!home || !isRequest(file, node) || isRepeated(node, home)) return undefined;
  const steps = [...callsOf(file).filter((call) => call.arguments.some((argument) => mentions(file, argument, signal))), ...nodes(file).of("MemberExpression").filter((member) => isLook(file, member, signal))];
  const later = steps.filter((step) => step.range[0] >= node.range[1] && isWithin(step, home.body));
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

/** `signal.aborted`, `controller.signal.throwIfAborted()` */
function isLook(file: File, member: TSESTree.MemberExpression, signal: SignalInScope): boolean {
  return /^(?:aborted|throwIfAborted)$/.test(propertyName(member) ?? "") && namesSignal(file, member.object, signal);
}

/** The call of the function itself that a step of an inner function is handed to. */
function outmost(step: TSESTree.Node, home: FunctionNode): TSESTree.Node {
  let own = step;
  for (let outer: TSESTree.Node | undefined = step; outer && outer !== home; outer = outer.parent) if (isCall(outer) && functionOf(outer) === home) own = outer;
  return own;
}
