import type { TSESTree } from "@typescript-eslint/utils";
import { abortableCall, type AbortableCall } from "./abortable-calls.js";
import { variableOf } from "./bindings.js";
import { chainStart } from "./detached.js";
import { nameIn, wordsOf } from "./dispensables.js";
import { endsAfterwards } from "./endings.js";
import type { File } from "./file.js";
import { calleeOf, functionOf, valueOf } from "./functions.js";
import { factOf } from "./libraries.js";
import { bare, callsOf, descendants, dressed, isCall, isFunction, ownNodes, type Call, type FunctionNode } from "./nodes.js";
import { perFile } from "./per-file.js";
import { limitedRaces, racedParameter, type Limit } from "./races.js";
import { executorIn } from "./executors.js";
import { isTimeLimit } from "./time-limits.js";

/** Work that goes on when the race for it is over. */
export interface AbandonedWork {
  /** The race, or the call of a helper that races. */
  readonly race: TSESTree.CallExpression;
  /** The element that holds the work. */
  readonly element: TSESTree.Node;
  readonly work: Call;
  /** The part of the work that leaves the process and is not told to stop: itself, or a call in a function of this file. */
  readonly call: Call;
  /** Where the work itself could be told to stop. */
  readonly abortable: AbortableCall | undefined;
  /** What ends the wait, where the race stands in this file. */
  readonly limit: Limit | undefined;
}

/** The work of a file that loses a race against a timer or an abort, and is not told to stop. */
export const abandonedWork = perFile((file): readonly AbandonedWork[] => [
  ...limitedRaces(file).flatMap(({ node, limits, work }) =>
    endsAfterwards(file, node) ? [] : work.flatMap((element) => abandoned(file, node, element, limits[0])).slice(0, 1),
  ),
  ...callsOf(file).flatMap((node) => {
    const element = node.type === "CallExpression" ? limitedByHelper(file, node) : undefined;
    return element && node.type === "CallExpression" ? abandoned(file, node, element, undefined) : [];
  }),
]);

/** The promise that a call gives to a helper which can only stop waiting: `withTimeout(load(id), 1000)`. */
function limitedByHelper(file: File, node: TSESTree.CallExpression): TSESTree.Node | undefined {
  const own = calleeOf(file, node);
  if (own) {
    const index = racedParameter(file, own);
    return index === undefined ? undefined : node.arguments[index];
  }
  const [work] = node.arguments;
  return work && isCall(bare(work)) && isTimeLimit(file, node, work) ? work : undefined;
}

function abandoned(file: File, race: TSESTree.CallExpression, element: TSESTree.Node, limit: Limit | undefined): AbandonedWork[] {
  const work = callBehind(file, element);
  if (!work || isCancelled(file, race)) return [];
  const abortable = abortableCall(file, work);
  if (abortable) {
    const hears = abortable.kind === "wait" || abortable.signal.answer !== "unset";
    return !hears ? [{ race, element, work, call: work, abortable, limit }] : [];
  }
  if (factOf(file, "remote", work)) return isEnded(file, work) ? [] : [{ race, element, work, call: work, abortable: undefined, limit }];
  const call = deafCallOf(file, work);
  return call ? [{ race, element, work, call, abortable: undefined, limit }] : [];
}

const cancelling = new Set(["cancel", "destroy", "disconnect", "interrupt", "kill", "terminate"]);

/** Something in the function stops work by other means than a signal. */
function isCancelled(file: File, race: TSESTree.CallExpression): boolean {
  const home = functionOf(race)?.body ?? file.ast;
  return [...descendants(file, home)].some((node) => node.type === "CallExpression" && cancelling.has(wordsOf(nameIn(node) ?? "")[0] ?? ""));
}

/** A socket or a process that is ended by hand is told to stop. */
function isEnded(file: File, work: Call): boolean {
  const { parent } = dressed(work);
  const variable = parent?.type === "VariableDeclarator" && parent.id.type === "Identifier" ? variableOf(file, parent.id) : undefined;
  return variable !== undefined && variable.references.some(({ identifier }) => identifier.parent.type === "MemberExpression");
}

/** The call that a promise comes from, through a variable and its chain. */
function callBehind(file: File, expression: TSESTree.Node): Call | undefined {
  const node = chainStart(expression);
  if (isCall(node)) return node;
  const variable = node.type === "Identifier" ? variableOf(file, node) : undefined;
  const value = variable && variable.defs[0]?.type !== "Parameter" ? valueOf(variable) : undefined;
  const inner = value && chainStart(value);
  return isCall(inner) ? inner : undefined;
}

/** In a function of this file that takes no signal, one called in place, or the executor of a promise: the first call that leaves the process without one. */
function deafCallOf(file: File, work: Call): Call | undefined {
  const fn = work.type === "NewExpression" ? executorIn(file, work) : functionRunBy(file, work);
  if (!fn || (work.type === "CallExpression" && !fn.async && fn.body.type === "BlockStatement")) return undefined;
  const calls = [...ownNodes(file, fn.body)].filter(isCall);
  const inPlace = work.type === "NewExpression" ? calls.filter((call) => isFunction(bare(call.callee))) : [];
  return [...calls, ...inPlace.flatMap((call) => deafCallOf(file, call) ?? [])].find((call) => isDeaf(file, call));
}

function functionRunBy(file: File, call: TSESTree.CallExpression): FunctionNode | undefined {
  const callee = bare(call.callee);
  return isFunction(callee) ? callee : calleeOf(file, call);
}

function isDeaf(file: File, call: Call): boolean {
  const abortable = abortableCall(file, call);
  return abortable?.kind === "remote" && abortable.signal.answer === "unset";
}
