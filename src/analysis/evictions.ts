import type { TSESTree } from "@typescript-eslint/utils";
import type { File } from "./file.js";
import { callbackOf, callGraph, functionMeant, thisOwner } from "./functions.js";
import { factOf } from "./libraries.js";
import { isClass, isFunction, isWithin, nodes, type FunctionNode } from "./nodes.js";
import { perFile } from "./per-file.js";
import { writes, type Place, type Write } from "./places.js";
import { chainMethod } from "./promises.js";

/** Whether something takes a kept promise out of its place again when it has failed, or after a while. */
export function isEvicted(file: File, { write }: { readonly write: Write }): boolean {
  return writes(file).some((other) => other !== write && isSameCollection(write, other) && runsOnFailure(file, other.node, write.node));
}

function isSameCollection(one: Write, other: Write): boolean {
  if (one.place.root !== other.place.root) return false;
  const [here, there] = [thisOwner(one.node), thisOwner(other.node)];
  if (one.place.root === "this" && isClass(here) && isClass(there) && here !== there) return false;
  return collectionOf(one.place) === collectionOf(other.place) || one.place.key.startsWith(`${other.place.key}[`) || other.place.key === one.place.key;
}

/** The place of a collection, whatever the key. */
function collectionOf({ key, element }: Place): string {
  return element ? key.slice(0, key.indexOf("[")) : key;
}

/** Whether a node runs when something has failed, or later by itself: in a `catch` or `finally`, a rejection handler, a timer, a listener. */
function runsOnFailure(file: File, node: TSESTree.Node, store: TSESTree.Node, seen = new Set<FunctionNode>()): boolean {
  let inner = node;
  for (let outer = node.parent; outer; inner = outer, outer = outer.parent) {
    if (outer.type === "CatchClause" || (outer.type === "TryStatement" && outer.finalizer === inner)) return true;
    if (!isFunction(outer)) continue;
    if (seen.has(outer) || isWithin(store, outer)) return false;
    seen.add(outer);
    const callback = callbackOf(outer);
    if (callback && isFailureHandler(file, callback.call, callback.argument)) return true;
    if (handlers(file).has(outer)) return true;
    if (callGraph(file).callersOf(outer).some((call) => runsOnFailure(file, call, store, seen))) return true;
  }
  return false;
}

function isFailureHandler(file: File, call: TSESTree.CallExpression | TSESTree.NewExpression, argument: number): boolean {
  const method = chainMethod(call);
  if (method !== undefined) return method !== "then" || argument === 1;
  return factOf(file, "timers", call) !== undefined || factOf(file, "callbacks", call)?.fact.runs !== "sync";
}

/** Functions of the file that are given by name to what calls them on a failure. */
const handlers = perFile((file): ReadonlySet<FunctionNode> => {
  const found = new Set<FunctionNode>();
  for (const call of nodes(file).of("CallExpression")) {
    for (const [index, argument] of call.arguments.entries()) {
      if (argument.type !== "Identifier" && argument.type !== "MemberExpression") continue;
      const fn = isFailureHandler(file, call, index) ? functionMeant(file, argument) : undefined;
      if (fn) found.add(fn);
    }
  }
  return found;
});
