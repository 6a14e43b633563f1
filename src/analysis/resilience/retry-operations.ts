import type { TSESTree } from "@typescript-eslint/utils";
import { variableOf } from "../places/bindings.js";
import type { File } from "../file.js";
import { callGraph, calleeOf, functionMeant } from "../functions.js";
import { factOf } from "../libraries/libraries.js";
import { isOnlyNoted } from "./noted-failures.js";
import { remoteCalls, type RemoteCall } from "../libraries/library-calls.js";
import { bare, descendants, isCall, isClass, isFunction, type Call, type FunctionNode } from "../nodes.js";
import { perFile } from "../per-file.js";
import type { Retry } from "./retry.js";

/** A remote call that is made again, and the code of the file that it was reached through. */
export interface Tried {
  readonly calls: readonly RemoteCall[];
  /** Those of them that stand in what is tried, in what is handed in for it, or in a function that it calls. */
  readonly near: ReadonlySet<RemoteCall>;
  /** The stretches of code that are tried: the block itself, and the functions of this file that it calls. */
  readonly parts: readonly TSESTree.Node[];
  /** Every call in them. */
  readonly all: readonly Call[];
}

const byNode = perFile((file): ReadonlyMap<Call, RemoteCall> => new Map(remoteCalls(file).map((call) => [call.node, call])));

/** What is known of a call that crosses to a peer. */
export function callAt(file: File, call: Call): RemoteCall | undefined {
  return byNode(file).get(call);
}

/** What a retry does again: through the functions of this file that it calls, and those that it is given. */
export function triedBy(file: File, retry: Retry): Tried {
  const [calls, all, parts]: [RemoteCall[], Call[], TSESTree.Node[]] = [[], [], []];
  const near = new Set<RemoteCall>();
  const open: { readonly part: TSESTree.Node; readonly depth: number }[] = [{ part: retry.tried, depth: 0 }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { part, depth } = next;
    if (parts.includes(part)) continue;
    parts.push(part);
    for (const node of descendants(file, part, (inner) => !isClass(inner) && !(inner.type === "CatchClause"))) {
      if (!isCall(node)) continue;
      all.push(node);
      // its failure leads to no other try
      if (isOnlyNoted(file, node, part)) continue;
      const known = byNode(file).get(node);
      if (known) calls.push(known);
      if (known && depth < 2) near.add(known);
      if (!known && depth < 3) open.push(...behind(file, node, retry).map((fn) => ({ part: fn.body, depth: depth + (calleeOf(file, node) === fn ? 1 : 0.5) })));
    }
  }
  return { calls, near, all, parts };
}

/** The functions of this file that a call runs: its callee, or what callers hand in for it. */
function behind(file: File, call: Call, retry: Retry): readonly FunctionNode[] {
  const callee = bare(call.callee);
  const definition = callee.type === "Identifier" ? variableOf(file, callee)?.defs[0] : undefined;
  if (definition?.type === "Parameter" && isFunction(definition.node)) {
    const index = definition.node.params.findIndex((parameter) => parameter === definition.name);
    return callGraph(file)
      .callersOf(definition.node)
      .flatMap((caller) => (caller.arguments[index] ? (functionMeant(file, caller.arguments[index]) ?? []) : []));
  }
  const fn = calleeOf(file, call);
  return fn && fn !== retry.whole ? [fn] : [];
}

/** The call of a retry library, or the retry of this file's own, that runs inside what another retry does again. */
export function retriesWithin(file: File, { all, parts }: Tried, outer: Retry, others: readonly Retry[]): Retry | undefined {
  return others.find((other) => other !== outer && other.form !== "reconnect" && (all.includes(other.node as Call) || parts.some((part) => part.range[0] <= other.node.range[0] && other.node.range[1] <= part.range[1])) && (other.form !== "recursion" || !isCall(outer.node) || other.whole !== outer.whole) && !(isCall(other.node) && factOf(file, "timers", other.node)));
}
