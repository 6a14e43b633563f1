import type { TSESTree } from "@typescript-eslint/utils";
import { isWaitedFor } from "./abortable-calls.js";
import type { File } from "../file.js";
import { callbackOf } from "../functions.js";
import { namesSignal } from "./forwarding.js";
import { asksForAbort } from "./let-go.js";
import { bare, dressed, isFunction, nodes, ownNodes, propertyName } from "../nodes.js";
import { perFile } from "../per-file.js";
import { chainMethod } from "../promises/promises.js";
import { callersSignal, mayHaveSignals, type SignalInScope } from "./signal-sources.js";
import { isAbortListener } from "../libraries/time-limits.js";

/** Cleanup that is given the signal whose abort may be the reason for it. */
export interface DeadSignal {
  readonly node: TSESTree.CallExpression;
  readonly signal: SignalInScope;
  /** The `finally`, the condition or the listener after which the signal may have fired. */
  readonly after: TSESTree.Node;
}

/** Calls that are waited for in a `finally`, or after the signal was found aborted, and are given that signal. */
export const deadSignals = perFile((file): readonly DeadSignal[] =>
  (mayHaveSignals(file) ? nodes(file).of("CallExpression") : []).flatMap((node) => {
    const signal = isWaitedFor(node) ? callersSignal(file, node) : undefined;
    if (!signal || isListening(node)) return [];
    const after = abortedBefore(file, node, signal);
    return after && node.arguments.some((argument) => isGiven(file, argument, signal)) ? [{ node, signal, after }] : [];
  }),
);

/** The signal itself, and not what it says: `close(signal.reason)`. */
function isGiven(file: File, argument: TSESTree.Node, signal: SignalInScope): boolean {
  return [...ownNodes(file, argument)].some((part) => {
    const isName = part.type === "Identifier" || part.type === "MemberExpression";
    return isName && dressed(part).parent?.type !== "MemberExpression" && namesSignal(file, part, signal);
  });
}

function isListening(node: TSESTree.CallExpression): boolean {
  const callee = bare(node.callee);
  return callee.type === "MemberExpression" && /EventListener$/.test(propertyName(callee) ?? "");
}

function abortedBefore(file: File, node: TSESTree.Node, { fn }: SignalInScope): TSESTree.Node | undefined {
  let inner = node;
  for (let outer: TSESTree.Node | undefined = node.parent; outer && inner !== fn; inner = outer, outer = outer.parent) {
    if (outer.type === "TryStatement" && outer.finalizer === inner) return inner;
    if (outer.type === "IfStatement" && outer.consequent === inner && asksForAbort(file, outer.test)) return outer;
    if (!isFunction(outer)) continue;
    const call = callbackOf(outer)?.call;
    // a `finally` of a chain runs after an abort as well
    if (call && chainMethod(call) === "finally") return bare(call.callee).type === "MemberExpression" ? (bare(call.callee) as TSESTree.MemberExpression).property : call;
    if (isAbortListener(file, outer)) return call?.arguments[0]?.type === "Literal" ? call.arguments[0] : outer;
  }
  return undefined;
}
