import type { TSESTree } from "@typescript-eslint/utils";
import { workerThreadModules } from "../../knowledge/modules.js";
import { abortableCall } from "./abortable-calls.js";
import { variableOf } from "../places/bindings.js";
import { chainStart } from "../promises/detached.js";
import { elementFunction } from "../bounds/element-work.js";
import { executorIn } from "../promises/executors.js";
import type { File } from "../file.js";
import { calleeOf, functionOf, valueOf } from "../functions.js";
import { factOf } from "../libraries/libraries.js";
import { bare, isCall, isFunction, ownNodes, propertyName, type Call, type FunctionNode } from "../nodes.js";
import { originOf } from "../origin.js";
import { returnedBy } from "../promises/promises.js";

/** The call that a promise comes from, through a variable, its chain, and the method that reads an answer: `got(url).json()`. */
export function callBehind(file: File, expression: TSESTree.Node): Call | undefined {
  const node = chainStart(expression);
  if (isCall(node)) return readFrom(file, node) ?? node;
  const variable = node.type === "Identifier" ? variableOf(file, node) : undefined;
  const value = variable && variable.defs[0]?.type !== "Parameter" ? valueOf(variable) : undefined;
  const inner = value && chainStart(value);
  return isCall(inner) ? (readFrom(file, inner) ?? inner) : undefined;
}

/** The request whose answer a call reads. */
function readFrom(file: File, call: Call): Call | undefined {
  const callee = bare(call.callee);
  const receiver = callee.type === "MemberExpression" ? bare(callee.object) : undefined;
  return isCall(receiver) && !factOf(file, "remote", call) && factOf(file, "remote", receiver) ? receiver : undefined;
}

/** Whether a call hears nothing of the end of what waits for it. */
export type Deafness = (file: File, call: Call) => boolean;

/**
 * The first call in some work that leaves the process and has no signal: in a function of this file that takes none, one
 * called in place, the executor of a promise, or among what `Promise.all` puts together.
 */
export function deafCallIn(file: File, work: Call, isDeaf: Deafness = hasNoSignal): Call | undefined {
  const parts = partsOf(file, work, isDeaf);
  if (parts) return parts.find((part) => isDeaf(file, part));
  const fn = work.type === "NewExpression" ? executorIn(file, work) : functionRunBy(file, work);
  return fn && (deafCallOf(file, fn, isDeaf, work.type === "NewExpression") ?? (work.type === "NewExpression" ? workerOf(file, fn) : undefined));
}

/** The worker that a promise waits for an answer of, made for it by the function around: `worker.once("message", resolve)`. */
function workerOf(file: File, executor: FunctionNode): Call | undefined {
  for (const node of ownNodes(file, executor.body)) {
    const object = node.type === "MemberExpression" ? bare(node.object) : undefined;
    const variable = object?.type === "Identifier" ? variableOf(file, object) : undefined;
    const made = variable && valueOf(variable);
    if (made?.type === "NewExpression" && functionOf(made) !== undefined && workerThreadModules.includes(originOf(file, made)?.module ?? "")) return made;
  }
  return undefined;
}

/** The same for the run of a function; of one that is not async, what it returns: the rest may be kept for others. */
export function deafCallOf(file: File, fn: FunctionNode, isDeaf: Deafness = hasNoSignal, isExecutor = false): Call | undefined {
  if (!fn.async && !isExecutor && fn.body.type === "BlockStatement") {
    return returnedBy(file, fn).flatMap((value) => (isCall(chainStart(value)) ? (callBehind(file, value) ?? []) : [])).find((call) => isDeaf(file, call));
  }
  const calls = [...ownNodes(file, fn.body)].filter(isCall);
  const inPlace = isExecutor ? calls.filter((call) => isFunction(bare(call.callee))) : [];
  return [...calls, ...inPlace.flatMap((call) => deafCallIn(file, call, isDeaf) ?? [])].find((call) => isDeaf(file, call));
}

/** The calls that a combinator waits for: those of a list that is written out, and the one that is made for each element of another. */
function partsOf(file: File, work: Call, isDeaf: Deafness): readonly Call[] | undefined {
  if (!/^\.Promise\.(?:all|allSettled|any)\(\)$/.test(originOf(file, work)?.path ?? "")) return undefined;
  const list = work.arguments[0] && bare(work.arguments[0]);
  if (list?.type === "ArrayExpression") return list.elements.flatMap((element) => (element ? (callBehind(file, element) ?? []) : []));
  const callee = isCall(list) ? bare(list.callee) : undefined;
  const each = isCall(list) && callee?.type === "MemberExpression" && propertyName(callee) === "map" ? elementFunction(file, list, 0) : undefined;
  const call = each && deafCallOf(file, each, isDeaf);
  return call ? [call] : [];
}

function functionRunBy(file: File, call: TSESTree.CallExpression): FunctionNode | undefined {
  const callee = bare(call.callee);
  return isFunction(callee) ? callee : calleeOf(file, call);
}

function hasNoSignal(file: File, call: Call): boolean {
  const abortable = abortableCall(file, call);
  return abortable?.kind === "remote" && abortable.signal.answer === "unset";
}
