import type { TSESTree } from "@typescript-eslint/utils";
import { kindMembers } from "../../knowledge/handlers.js";
import { copyingMethods } from "../../knowledge/steps.js";
import { mayWait } from "../promises/asynchrony.js";
import { variableOf, writesOf, type Variable } from "../places/bindings.js";
import { asks, showsChange } from "./changing-inputs.js";
import { stateVariableOf } from "./component-state.js";
import type { File } from "../file.js";
import { freshnessOf } from "./freshness.js";
import { callbackOf, functionOf, nameOf } from "../functions.js";
import { factOf, factOfFunction } from "../libraries/libraries.js";
import { bare, descendants, isCall, isFunction, isWithin, nodes, propertyName } from "../nodes.js";
import { mentionsOf } from "../flow/mentions.js";
import { inputOf, outcomeOf, type Outcome } from "./outcomes.js";
import { chainStart } from "../promises/detached.js";
import { calleeName } from "../libraries/time-limits.js";
import { perFile } from "../per-file.js";
import { isSharedIn, objectPlaceOf, placeOf, writes, type Write } from "../places/places.js";
import { chainMethod } from "../promises/promises.js";
import { letsGo, outermost, runsOf, type Run } from "../runs.js";

/** A write of what a run waited for, which lands even where a newer run has written already. */
export interface StaleWrite {
  readonly write: Write & { readonly value: TSESTree.Node };
  readonly run: Run;
  readonly outcome: Outcome;
  /**
   * Who can tell that a run is begun with something else while an earlier one is under way: this file; whoever gives the
   * component or the function what it is run with; those who call a method.
   */
  readonly told: "here" | "elsewhere" | "by callers";
  /** The other writes of the same outcome. */
  readonly others: readonly Write[];
}

/** Of the writes that follow one suspension the first stands for all. In source order. */
export const staleWrites = perFile((file): readonly StaleWrite[] => {
  if (!mayWait(file)) return [];
  const found = new Map<TSESTree.Node, StaleWrite & { others: Write[] }>();
  const all = [...writes(file), ...handedSetters(file)].sort((one, other) => one.node.range[0] - other.node.range[0]);
  for (const write of all) {
    const stale = isCandidate(write) ? staleWriteOf(file, write) : undefined;
    const first = stale && found.get(stale.outcome.suspension);
    if (first) first.others.push(write);
    else if (stale) found.set(stale.outcome.suspension, { ...stale, others: [] });
  }
  return [...found.values()];
});

function isCandidate(write: Write): write is Write & { readonly value: TSESTree.Node } {
  if (write.value === undefined || write.adds || write.fn === undefined || write.place.key === "this") return false;
  // a function that is kept for later is no answer
  const value = bare(write.value);
  return value.type !== "Literal" && !isFunction(value);
}

function staleWriteOf(file: File, write: Write & { readonly value: TSESTree.Node }): Omit<StaleWrite, "others"> | undefined {
  const home = outermost(file, write.node);
  if (!home || !isSharedIn(file, write.place, home) || readsItself(file, write) || isTimer(file, write.value)) return undefined;
  for (const run of runsOf(file, write.node)) {
    const outcome = isHandedSetter(write) ? handedOutcome(file, run, write) : outcomeOf(file, run, write.value);
    if (!outcome || !isWithin(outcome.suspension, home)) continue;
    if (freshnessOf(file, run, write, outcome) !== undefined) continue;
    if (explainsFailure(file, outcome) || isCommand(file, run, write.node)) continue;
    if (run.overlap === "likely" && !acts(run, outcome.work)) return { write, run, outcome, told: showsChange(file, run, outcome) ? "here" : "elsewhere" };
    if (asks(run)) return { write, run, outcome, told: letsGo(file, run.entry) ? "here" : "by callers" };
  }
  return undefined;
}

/** The handle of a timer is no answer, whatever its delay was taken from. */
function isTimer(file: File, value: TSESTree.Node): boolean {
  const call = bare(value);
  return isCall(call) && factOf(file, "timers", call) !== undefined;
}

/** `this.list = this.list.concat(item)`: what a newer run has written is read again and kept. */
function readsItself(file: File, { place, value }: Write & { readonly value: TSESTree.Node }): boolean {
  const state = stateVariableOf(place.root);
  if (state && isListBuiltOn(file, value, state)) return true;
  return [...descendants(file, value)].some((node) => (node.type === "Identifier" || node.type === "MemberExpression") && objectPlaceOf(file, node)?.key === place.key);
}

/** `[...items, saved]`, `items.concat(saved)`: that other runs add to the list as well is the question of another rule. */
function isListBuiltOn(file: File, value: TSESTree.Node, state: Variable): boolean {
  const list = bare(value);
  if (list.type === "ArrayExpression") return list.elements.some((part) => part?.type === "SpreadElement" && variableOf(file, part.argument) === state);
  const callee = list.type === "CallExpression" ? bare(list.callee) : undefined;
  return callee?.type === "MemberExpression" && copyingMethods.includes(propertyName(callee) ?? "") && variableOf(file, bare(callee.object)) === state;
}

const acting = /^(?:create|add|upload|insert|register|submit|save|persist|send|post|login|connect|open|start|attach|subscribe|restore|restart|sign(?:In|Up|On))(?=[A-Z]|$)/;

/** Names that are orders where a person or a peer gives them; an effect with the same name follows what it depends on. */
const ordering = /^(?:generate|update|upgrade|install|apply|remove|delete|reset)(?=[A-Z]|$)/;

/** Functions that carry out such an order: `upgrade(id)`, `onSave()`, `handleCreate(user)`. */
const ordered = /^(?:(?:on|handle)(?:Form)?(?:Connect|Create|Add|Upload|Submit|Save|Send|Post|Update|Upgrade|Install|Apply|Remove|Delete)|connect|create|add|upload|submit|save|send|post|update|upgrade|install|apply|remove|delete)(?=[A-Z]|$)/;

/** Work that makes something new each time: its outcome answers no question that a newer one could have replaced. */
function acts({ effect, frames }: Run, work: TSESTree.Node): boolean {
  const call = chainStart(work);
  const name = isCall(call) ? (calleeName(call) ?? "") : "";
  if (acting.test(name)) return true;
  return !effect && (ordering.test(name) || frames.some(({ fn }) => ordered.test(nameOf(fn) ?? "")));
}

/** The message of a handler that tells by a `switch`, or by comparing its kind, what is to be done: each is an order of its own, and no question. */
function isCommand(file: File, run: Run, write: TSESTree.Node): boolean {
  const within = [write, ...run.frames.flatMap(({ call }) => call ?? [])];
  const callers = mentionsOf(file, run.entry).flatMap(({ call }) => call ?? []);
  return within.some((step) => isCase(file, step)) || (callers.length > 0 && callers.every((call) => isCase(file, call)));
}

/** Whether a step is a case of what its function was given. */
function isCase(file: File, step: TSESTree.Node): boolean {
  for (let outer = step.parent, inner = step; outer; inner = outer, outer = outer.parent) {
    if (outer.type === "IfStatement" && outer.consequent === inner && asksForKind(file, outer.test)) return true;
    if (outer.type !== "SwitchStatement") continue;
    const names = [...descendants(file, outer.discriminant)].flatMap((node) => (node.type === "Identifier" ? [node] : []));
    if (names.some((name) => variableOf(file, name)?.defs[0]?.type === "Parameter")) return true;
  }
  return false;
}

/** `if (message.event === "start")`, of a message that the function was given, or read from what it was given. */
function asksForKind(file: File, test: TSESTree.Node): boolean {
  const compared = bare(test);
  if (compared.type !== "BinaryExpression" || !/^={2,3}$/.test(compared.operator) || compared.right.type !== "Literal") return false;
  const member = bare(compared.left);
  const root = member.type === "MemberExpression" && kindMembers.test(propertyName(member) ?? "") ? variableOf(file, bare(member.object)) : undefined;
  const sources = root ? writesOf(root).flatMap(({ value }) => (value ? [...descendants(file, value)] : [])) : [];
  return root?.defs[0]?.type === "Parameter" || sources.some((node) => node.type === "Identifier" && variableOf(file, node)?.defs[0]?.type === "Parameter");
}

/** Asked for the words of a failure: of two failures, either is worth to be shown. */
function explainsFailure(file: File, { work }: Outcome): boolean {
  return [...descendants(file, work)].some((node) => node.type === "Identifier" && isCaught(file, node));
}

/** A caught error, or the parameter of a function that is only called with such. */
function isCaught(file: File, node: TSESTree.Identifier, depth = 0): boolean {
  const definition = variableOf(file, node)?.defs[0];
  if (definition?.type === "CatchClause") return true;
  if (definition?.type !== "Parameter" || !isFunction(definition.node) || depth > 2) return false;
  const { node: fn, name } = definition;
  const chained = callbackOf(fn)?.call;
  if (chained?.type === "CallExpression" && chainMethod(chained) === "catch") return true;
  const index = fn.params.findIndex((parameter) => isWithin(name, parameter));
  const given = mentionsOf(file, fn).map(({ call }) => call?.arguments[index]);
  return given.length > 0 && given.every((argument) => argument?.type === "Identifier" && isCaught(file, argument, depth + 1));
}

function isHandedSetter({ node }: Write): boolean {
  return node.type === "Identifier";
}

function handedOutcome(file: File, run: Run, { node, value }: Write & { readonly value: TSESTree.Node }): Outcome | undefined {
  const input = inputOf(file, run, value);
  return input === undefined ? undefined : { suspension: node.parent as TSESTree.Node, work: value, input };
}

/** `load(id).then(setUser)`: the setter is handed to the chain as it is. */
function handedSetters(file: File): readonly Write[] {
  return nodes(file).of("CallExpression").flatMap((call): Write[] => {
    const [setter] = call.arguments;
    const callee = bare(call.callee);
    if (setter?.type !== "Identifier" || callee.type !== "MemberExpression" || chainMethod(call) !== "then" || !factOfFunction(file, "setters", setter)) return [];
    const place = placeOf(file, setter);
    return place ? [{ place, node: setter, value: callee.object, adds: false, fn: functionOf(call) }] : [];
  });
}
