import type { TSESTree } from "@typescript-eslint/utils";
import { variableOf, type Variable } from "../places/bindings.js";
import { isCalm } from "../cancellation/calm-steps.js";
import type { File } from "../file.js";
import { flowOf } from "../flow/flow.js";
import { functionOf } from "../functions.js";
import { bare, dressed, isWithin, type FunctionNode } from "../nodes.js";
import { valueOf } from "../places/owners.js";
import { perFile } from "../per-file.js";
import { writesIn } from "../places/function-writes.js";
import { isSharedIn, placeOf, type Write } from "../places/places.js";
import { chainMethod } from "../promises/promises.js";
import { deferreds, type Deferred } from "../promises/settlers.js";
import type { UnwokenWaiter } from "./unwoken-waiters.js";

/** The locks of a file in which each caller waits for the promise of the one before, and one whose work fails never settles its own. In source order. */
export const unsettledTails = perFile((file): readonly UnwokenWaiter[] =>
  deferreds(file).flatMap((deferred) => {
    const fn = functionOf(deferred.node);
    const tail = fn && tailOf(file, deferred, fn);
    const settler = tail && settlerOf(file, deferred);
    return settler ? (passedBy(file, settler, fn, tail) ?? []) : [];
  }),
);

/** `tail = new Promise((resolve) => { next = resolve; })`: where whoever comes next finds the promise. */
function tailOf(file: File, { node }: Deferred, fn: FunctionNode): Write | undefined {
  return writesIn(file, fn).find((write) => write.node.type === "AssignmentExpression" && write.value !== undefined && isSharedIn(file, write.place, fn) && gives(file, write.value, node));
}

/** Whether a value is the promise, or a chain or a name that stands for it. */
function gives(file: File, value: TSESTree.Node, promise: TSESTree.Node): boolean {
  const given = bare(value);
  if (given === promise) return true;
  const [then] = given.type === "CallExpression" && chainMethod(given) === "then" ? given.arguments : [];
  if (then?.type === "ArrowFunctionExpression") return gives(file, then.body, promise);
  const definition = given.type === "Identifier" ? variableOf(file, given)?.defs[0] : undefined;
  return definition?.type === "Variable" && definition.node.init !== null && bare(definition.node.init) === promise;
}

/** `next` of `(resolve) => { next = resolve; }`, and of `const { promise, resolve: next } = Promise.withResolvers()`. */
function settlerOf(file: File, { executor, resolve, uses }: Deferred): Variable | undefined {
  if (!executor) return (resolve && variableOf(file, resolve)) ?? undefined;
  const [kept, ...others] = uses;
  const name = kept?.node.type === "AssignmentExpression" && others.length === 0 ? kept.node.left : undefined;
  return (name?.type === "Identifier" && variableOf(file, name)) || undefined;
}

function passedBy(file: File, settler: Variable, fn: FunctionNode, tail: Write): UnwokenWaiter | undefined {
  const mentions = settler.references.filter((reference) => reference.isRead()).map(({ identifier }): TSESTree.Node => identifier);
  const wake = mentions.map((mention) => dressed(mention).parent).find((call): call is TSESTree.CallExpression => call?.type === "CallExpression" && mentions.includes(bare(call.callee)) && functionOf(call) === fn);
  if (!wake) return undefined;
  const flow = flowOf(file, fn);
  const waits = flow.suspensionsBefore(wake);
  const turn = waits.find((suspension) => suspension.type === "AwaitExpression" && isOfTail(file, suspension.argument, tail));
  const works = waits.filter((suspension) => turn && suspension.range[0] > turn.range[1] && !isCalm(file, suspension));
  const leaves = works.find((work) => flow.waysOutIfThrown(work, (node) => mentions.some((mention) => isWithin(mention, node))).length > 0);
  return leaves && { line: tail.place.text, wake, leaves };
}

/** `previous` after `const previous = tail`, and `previous.catch(…)`. */
function isOfTail(file: File, awaited: TSESTree.Node, { place }: Pick<Write, "place">): boolean {
  const node = bare(awaited);
  const callee = node.type === "CallExpression" && chainMethod(node) !== undefined ? bare(node.callee) : undefined;
  if (callee?.type === "MemberExpression") return isOfTail(file, callee.object, { place });
  const variable = node.type === "Identifier" ? variableOf(file, node) : undefined;
  const value = variable && valueOf(variable);
  return [node, value].some((one) => one !== undefined && placeOf(file, one)?.key === place.key);
}
