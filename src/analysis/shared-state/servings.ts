import type { TSESTree } from "@typescript-eslint/utils";
import { variableOf } from "../places/bindings.js";
import type { File } from "../file.js";
import { callGraph, functionOf } from "../functions.js";
import { dressed, isFunction, type FunctionNode } from "../nodes.js";
import type { Write } from "../places/places.js";
import { readsOf, readsWithin } from "../places/reads.js";

/** Whether a function gives its caller what a place holds, or what is written there: `return this.client`; or whether who waits for it reads the place then. */
export function servesPlace(file: File, write: Write, fn: FunctionNode): boolean {
  return givesPlace(file, write, fn) || isReadAfter(file, write, fn);
}

/** `await this.ensureConnected(); return this.client.query(sql)` */
function isReadAfter(file: File, { place }: Write, fn: FunctionNode): boolean {
  return callGraph(file).callersOf(fn).some((call) => {
    const caller = functionOf(call);
    const isOwn = call.callee.type !== "MemberExpression" || call.callee.object.type === "ThisExpression";
    if (!isOwn || dressed(call).parent?.type !== "AwaitExpression") return false;
    const reads = caller ? readsWithin(file, place, caller) : readsOf(file, place);
    return reads.some((read) => read.fn === caller && read.tells === "value" && read.node.range[0] > call.range[1]);
  });
}

function givesPlace(file: File, write: Write, fn: FunctionNode): boolean {
  const held = readsWithin(file, write.place, fn).filter(({ tells }) => tells === "value").map(({ node }) => node);
  const named = write.value?.type === "Identifier" ? namesLike(file, write.value) : [];
  return [write.node, ...held, ...named].some((node) => isReturned(file, node));
}

function namesLike(file: File, name: TSESTree.Identifier): readonly TSESTree.Node[] {
  return (variableOf(file, name)?.references ?? []).filter((reference) => reference.isRead()).map(({ identifier }) => identifier);
}

/** Whether an expression is, or goes into, what is returned, under a name of its own at most. */
function isReturned(file: File, node: TSESTree.Node, depth = 0): boolean {
  for (let [inner, outer] = [node, node.parent]; outer; [inner, outer] = [outer, outer.parent]) {
    if (outer.type === "ReturnStatement") return true;
    if (isFunction(outer)) return outer.body === inner;
    if (outer.type === "VariableDeclarator") return depth === 0 && outer.id.type === "Identifier" && namesLike(file, outer.id).some((name) => isReturned(file, name, 1));
    if (outer.type === "ConditionalExpression" && outer.test === inner) return false;
    if (outer.type === "AssignmentExpression" && outer.right === inner && outer.left.type === "Identifier") {
      return depth === 0 && namesLike(file, outer.left).some((name) => isReturned(file, name, 1));
    }
    if (outer.type.endsWith("Statement")) return false;
  }
  return false;
}
