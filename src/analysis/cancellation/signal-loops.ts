import type { TSESTree } from "@typescript-eslint/utils";
import { fileModules } from "../../knowledge/bounds.js";
import { variableOf } from "../places/bindings.js";
import { sizeOf } from "../bounds/collections.js";
import type { File } from "../file.js";
import { holdsWhole, isListenedTo, namesSignal, unforwarded } from "./forwarding.js";
import { calleeOf, valueOf } from "../functions.js";
import { factOf } from "../libraries/libraries.js";
import { bare, descendants, isCall, isClass, isFunction, isLoop, isWithin, nodes, ownNodes, propertyName, type Call, type FunctionNode, type Loop } from "../nodes.js";
import { originOf } from "../origin.js";
import { perFile } from "../per-file.js";
import { returnedBy } from "../promises/promises.js";
import { callersSignal, type SignalInScope } from "./signal-sources.js";
import { runsWithin } from "./within-runs.js";

/** A loop that goes on after its caller has given up. */
export interface DeafLoop {
  readonly loop: Loop;
  readonly signal: SignalInScope;
  /** Where it suspends on every turn. */
  readonly suspension: TSESTree.Node;
}

/** The loops of a file that wait on every turn and neither look at the signal in scope nor hand it to anything. */
export const deafLoops = perFile((file): readonly DeafLoop[] =>
  (["ForStatement", "ForOfStatement", "WhileStatement", "DoWhileStatement"] as const)
    .flatMap((type): readonly Loop[] => nodes(file).of(type))
    .flatMap((loop) => {
      const signal = callersSignal(file, loop);
      const suspension = signal && suspensionOf(file, loop);
      if (!suspension || !runsWithin(file, loop, signal.fn) || isHeard(file, loop, signal)) return [];
      const tells = unforwarded(file).some(({ call }) => isWithin(call.node, loop));
      return tells ? [] : [{ loop, signal, suspension }];
    }),
);

/**
 * The first `await` that no condition of the body stands before, where it is one that takes time; in a loop without a
 * list, that is anything. A `for await` ends with what it loops over; a list that is written out is over soon, and so
 * are the members of an object.
 */
function suspensionOf(file: File, loop: Loop): TSESTree.Node | undefined {
  if (loop.type === "ForOfStatement" && (loop.await || sizeOf(file, loop.right).is === "bounded" || isOverMembers(file, loop.right))) return undefined;
  const isCertain = (node: TSESTree.Node): boolean => !isFunction(node) && !isClass(node) && !isLoop(node) && !unsure.has(node.type);
  const waits = [...descendants(file, loop.body, isCertain)].filter((node) => node.type === "AwaitExpression");
  return waits.find((wait) => !isCounted(loop) || takesTime(file, bare(wait.argument)));
}

/** `Object.entries(parts)` */
function isOverMembers(file: File, list: TSESTree.Node): boolean {
  return /^\.Object\.(?:entries|keys|values)\(\)$/.test(originOf(file, list)?.path ?? "");
}

const unsure = new Set(["IfStatement", "SwitchStatement", "ConditionalExpression", "LogicalExpression", "CatchClause"]);

function isCounted(loop: Loop): boolean {
  return loop.type === "ForOfStatement" || (loop.type === "ForStatement" && loop.test !== null);
}

/** A pause, a call that leaves the process, or one that this file shows nothing of; not a look at a local file, or a function that waits for nothing of these. */
function takesTime(file: File, work: TSESTree.Node, depth = 0): boolean {
  const path = isCall(work) ? originOf(file, work)?.path : undefined;
  if (!isCall(work) || depth > 4) return false;
  if (factOf(file, "remote", work) || path === ".Promise!") return true;
  if (work.type === "NewExpression" || path === ".Promise.resolve()" || fileModules.includes(originOf(file, work.callee)?.module ?? "")) return false;
  const own = calleeOf(file, work);
  return own ? [...waitsOf(file, own)].some((inner) => takesTime(file, bare(inner), depth + 1)) : true;
}

/** What a function waits for, or leaves to its caller to wait for. */
function* waitsOf(file: File, fn: FunctionNode): Generator<TSESTree.Node> {
  for (const node of ownNodes(file, fn.body)) if (node.type === "AwaitExpression") yield node.argument;
  yield* returnedBy(file, fn);
}

/** `await retrieve(headers)`, where options that this function hardly knows hold the signal: whoever gave it both has tied them. */
function asksCaller(file: File, loop: Loop, { fn, text }: SignalInScope): boolean {
  return text.includes(".") && !/signal/i.test(file.source.getText(fn.body)) && [...ownNodes(file, loop.body)].some((node) => {
    const callee = isCall(node) ? bare(node.callee) : undefined;
    const definition = callee?.type === "Identifier" ? variableOf(file, callee)?.defs[0] : undefined;
    return definition?.type === "Parameter" && definition.node === fn;
  });
}

/** The signal stands in the loop, or in something that the loop uses; or the function listens to it, by itself or through a method of its own. */
function isHeard(file: File, loop: Loop, signal: SignalInScope): boolean {
  return isListenedTo(signal) || isGivenAlone(file, signal) || asksCaller(file, loop, signal) || isMadeWith(file, loop, signal, new Set());
}

/** `this.listenForAbort(options.signal)` */
function isGivenAlone(file: File, signal: SignalInScope): boolean {
  return (signal.holder?.references ?? []).some(({ identifier }) => {
    const value = wholeOf(identifier);
    const call = value.parent;
    return call?.type === "CallExpression" && call.arguments[0] === value && call.arguments.length === 1 && namesSignal(file, bare(value), signal);
  });
}

/** `options?.signal` for the name before the dot. */
function wholeOf(name: TSESTree.Node): TSESTree.Node {
  const { parent } = name;
  return parent?.type === "MemberExpression" || parent?.type === "ChainExpression" ? wholeOf(parent) : name;
}

/** `turn.approve(id)`: what has the signal runs the method. */
function isAskedOfHolder(file: File, { callee }: Call, { holder, text }: SignalInScope): boolean {
  const method = bare(callee);
  const owner = method.type === "MemberExpression" ? bare(method.object) : undefined;
  return owner?.type === "Identifier" && owner.name !== text && holder !== undefined && variableOf(file, owner) === holder;
}

function isMadeWith(file: File, root: TSESTree.Node, signal: SignalInScope, seen: Set<unknown>): boolean {
  return [...descendants(file, root)].some((node) => {
    if (isCall(node) && (holdsWhole(file, node, signal) || isAskedOfHolder(file, node, signal))) return true;
    if (node.type === "MemberExpression") return namesSignal(file, node, signal) || propertyName(node) === "aborted";
    if (node.type !== "Identifier") return false;
    if (namesSignal(file, node, signal)) return true;
    const variable = variableOf(file, node);
    if (!variable || seen.has(variable) || variable === signal.holder || seen.size > 300) return false;
    seen.add(variable);
    const [made] = variable.defs;
    // the node of a parameter is its whole function
    const definition = made?.type === "Parameter" ? undefined : (made?.node as TSESTree.Node | undefined);
    const value = definition?.type === "FunctionDeclaration" ? definition.body : definition?.type === "VariableDeclarator" ? (valueOf(variable) ?? definition.init) : undefined;
    return value ? isMadeWith(file, value, signal, seen) : false;
  });
}
