import type { TSESTree } from "@typescript-eslint/utils";
import { variableOf, type Variable } from "../places/bindings.js";
import type { File } from "../file.js";
import { flowOf } from "../flow/flow.js";
import { callbackOf, functionOf } from "../functions.js";
import { factOf } from "../libraries/libraries.js";
import { chainEnd } from "../promises/detached.js";
import { chainMethod } from "../promises/promises.js";
import { bare, dressed, isCall, isWithin, propertyName, type FunctionNode } from "../nodes.js";

/**
 * Whether a controller that a function has made bounds its work as a whole: an earlier call follows its signal, and at a
 * later one it can still be aborted from outside of the sequence of steps, by a timer that is not cleared by then or by a
 * listener.
 */
export function boundsWorkAt(file: File, controller: Variable, home: FunctionNode, node: TSESTree.Node): boolean {
  const uses = controller.references.filter(({ init }) => !init).map(({ identifier }) => dressed(identifier));
  const members = uses.flatMap(({ parent }) => (parent?.type === "MemberExpression" && /^(?:signal|abort)$/.test(propertyName(parent) ?? "") ? [parent] : []));
  // whoever is handed the controller itself may do anything with it
  if (members.length < uses.length) return false;
  const isFollowed = members.some((member) => propertyName(member) === "signal" && member.range[1] <= node.range[0] && functionOf(member) === home && isGiven(member));
  return isFollowed && members.some((member) => propertyName(member) === "abort" && isAliveAt(file, member, home, node));
}

/** `fetch(url, { signal: controller.signal })` */
function isGiven(member: TSESTree.MemberExpression): boolean {
  const { parent } = dressed(member);
  return parent?.type === "Property" ? parent.parent.type === "ObjectExpression" && isCall(parent.parent.parent) : isCall(parent) && parent.callee !== member;
}

function isAliveAt(file: File, abort: TSESTree.MemberExpression, home: FunctionNode, node: TSESTree.Node): boolean {
  const fn = functionOf(abort);
  const call = fn && fn !== home ? callbackOf(fn)?.call : isCall(abort.parent) ? undefined : dressed(abort).parent;
  if (!isCall(call) || functionOf(call) !== home || call.range[1] > node.range[0]) return false;
  if (call.type !== "CallExpression" || !factOf(file, "timers", call)) return isListening(call);
  const { parent } = dressed(call);
  const held = parent?.type === "VariableDeclarator" ? variableOf(file, parent.id) : parent?.type === "AssignmentExpression" ? variableOf(file, bare(parent.left)) : undefined;
  const clearings = (held?.references ?? []).flatMap(({ identifier }) => (isCall(identifier.parent) && identifier.parent.callee !== identifier ? [identifier.parent as TSESTree.Node] : []));
  // a `finally` that the call stands outside of has cleared it by then, and so has one of a chain that was waited for
  const isCleared = clearings.some((clearing) => isInFinallyBefore(clearing, node) || isInChainBefore(clearing, home, node));
  return !isCleared && flowOf(file, home).reaches(call, node, (step) => clearings.includes(step));
}

function isInFinallyBefore(clearing: TSESTree.Node, node: TSESTree.Node): boolean {
  for (let outer = clearing.parent; outer; outer = outer.parent) if (outer.type === "TryStatement") return !isWithin(node, outer) && outer.range[1] <= node.range[0];
  return false;
}

/** `await load().finally(() => clearTimeout(timer))` */
function isInChainBefore(clearing: TSESTree.Node, home: FunctionNode, node: TSESTree.Node): boolean {
  const fn = functionOf(clearing);
  const link = fn && callbackOf(fn)?.call;
  if (!link || chainMethod(link) !== "finally" || functionOf(link) !== home) return false;
  const end = dressed(chainEnd(link));
  return end.parent?.type === "AwaitExpression" && end.range[1] <= node.range[0];
}

/** `request.on("close", () => controller.abort())` */
function isListening(call: TSESTree.CallExpression | TSESTree.NewExpression): boolean {
  const callee = bare(call.callee);
  return callee.type === "MemberExpression" && /^(?:on|once|addEventListener|addListener)$/.test(propertyName(callee) ?? "");
}
