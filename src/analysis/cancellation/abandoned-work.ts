import type { TSESTree } from "@typescript-eslint/utils";
import { abortableCall, type AbortableCall } from "./abortable-calls.js";
import { variableOf } from "../places/bindings.js";
import { callBehind, deafCallIn, deafCallOf } from "./deaf-calls.js";
import { nameIn, wordsOf } from "../libraries/dispensables.js";
import { endsAfterwards } from "../flow/endings.js";
import type { File } from "../file.js";
import { calleeOf, functionMeant, functionOf } from "../functions.js";
import { factOf } from "../libraries/libraries.js";
import { bare, callsOf, descendants, dressed, isCall, type Call } from "../nodes.js";
import { perFile } from "../per-file.js";
import { chainMethod } from "../promises/promises.js";
import { limitedRaces, racedParameter, type Limit, type Race } from "./races.js";
import { deadlinesOf, latestEnd, longestGiven } from "./race-ends.js";
import { isTimeLimit } from "../libraries/time-limits.js";
import { reachesNoPeer, signalOfRequest } from "../targets.js";
import { isSignalledInVain } from "./vain-signals.js";

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
  ...limitedRaces(file).flatMap((race) =>
    endsAfterwards(file, race.node) || isLetGoOn(race) ? [] : race.work.flatMap((element) => abandoned(file, race.node, element, race)).slice(0, 1),
  ),
  ...callsOf(file).flatMap((node) => {
    const element = node.type === "CallExpression" ? limitedByHelper(file, node) : undefined;
    return element && node.type === "CallExpression" ? abandoned(file, node, element, undefined) : [];
  }),
]);

/** `await Promise.race([notify().catch(report), sleep(150)]);`: nobody wants the outcome, and the work handles its own failure. */
function isLetGoOn({ node, work }: Race): boolean {
  const awaited = dressed(node).parent;
  const isUnread = awaited?.type === "AwaitExpression" && dressed(awaited).parent?.type === "ExpressionStatement";
  return isUnread && work.every((element) => isCall(bare(element)) && chainMethod(bare(element) as Call) === "catch");
}

/** What a call gives to a helper which can only stop waiting: a promise, or a function that is told nothing: `withTimeout(() => load(id), 1000)`. */
function limitedByHelper(file: File, node: TSESTree.CallExpression): TSESTree.Node | undefined {
  const own = calleeOf(file, node);
  if (own) {
    const index = racedParameter(file, own);
    return index === undefined ? undefined : node.arguments[index];
  }
  const [work] = node.arguments;
  return work && isCall(bare(work)) && isTimeLimit(file, node, work) ? work : undefined;
}

function abandoned(file: File, race: TSESTree.CallExpression, element: TSESTree.Node, limited: Race | undefined): AbandonedWork[] {
  const limit = limited?.limits[0];
  if (isCancelled(file, race, limited)) return [];
  const work = callBehind(file, element);
  if (!work) {
    const given = limited ? undefined : functionMeant(file, element);
    const call = given && deafCallOf(file, given);
    return call ? [{ race, element, work: call, call, abortable: undefined, limit }] : [];
  }
  const abortable = abortableCall(file, work);
  if (abortable) {
    const hears = abortable.kind === "wait" || (abortable.signal.answer !== "unset" && !isSignalledInVain(file, abortable, limited) && !outlasts(file, abortable, race, limited));
    return !hears ? [{ race, element, work, call: work, abortable, limit }] : [];
  }
  const remote = factOf(file, "remote", work)?.fact;
  // what cannot be told to stop and only asks is no harm, and a helper can do no more than stop waiting for the rest
  if (remote) return limited === undefined || reachesNoPeer(file, remote, work) || signalOfRequest(file, remote, work).answer !== "unset" || remote.effect === "read" || isEnded(file, work) ? [] : [{ race, element, work, call: work, abortable: undefined, limit }];
  const call = deafCallIn(file, work) ?? deafCallIn(file, work, (_, inner) => {
    const known = abortableCall(file, inner);
    return known?.kind === "remote" && outlasts(file, known, race, limited);
  });
  return call ? [{ race, element, work, call, abortable: undefined, limit }] : [];
}

/** Whether the only signal of some work is a deadline of its own that comes after the end of the race. */
function outlasts(file: File, { signal }: AbortableCall, race: TSESTree.CallExpression, limited: Race | undefined): boolean {
  const deadlines = signal.answer === "set" && signal.value ? deadlinesOf(file, signal.value) : undefined;
  const end = limited ? latestEnd(file, limited) : longestGiven(file, race);
  return deadlines !== undefined && end !== undefined && deadlines > end;
}

const cancelling = new Set(["cancel", "destroy", "disconnect", "interrupt", "kill", "terminate"]);

/** Something in the function stops work by other means than a signal. */
function isCancelled(file: File, race: TSESTree.CallExpression, limited: Race | undefined): boolean {
  const home = functionOf(race)?.body ?? file.ast;
  const makers = (limited?.limits ?? []).flatMap(({ element }) => makerOf(file, element) ?? []);
  return [...descendants(file, home)].some((node) => {
    if (node.type !== "CallExpression" || !cancelling.has(wordsOf(nameIn(node) ?? "")[0] ?? "")) return false;
    const maker = makerOf(file, bare(node.callee));
    return maker === undefined || !makers.includes(maker);
  });
}

/** The call that gave the whole of which this is a part: `deadline(1000)` of `limit.promise` and `limit.cancel`. */
function makerOf(file: File, part: TSESTree.Node): TSESTree.Node | undefined {
  const node = bare(part);
  const whole = node.type === "MemberExpression" ? bare(node.object) : node;
  const definition = whole.type === "Identifier" ? variableOf(file, whole)?.defs[0] : undefined;
  return definition?.type === "Variable" ? (definition.node.init ?? undefined) : undefined;
}

/** A socket or a process that is ended by hand is told to stop. */
function isEnded(file: File, work: Call): boolean {
  const { parent } = dressed(work);
  const variable = parent?.type === "VariableDeclarator" && parent.id.type === "Identifier" ? variableOf(file, parent.id) : undefined;
  return variable !== undefined && variable.references.some(({ identifier }) => identifier.parent.type === "MemberExpression");
}
