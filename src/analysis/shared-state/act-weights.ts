import type { TSESTree } from "@typescript-eslint/utils";
import { beginnings, busyFlags, immediateCalls, recognisingOptions, repeatableEndings, tallies, unrepeatableCalls } from "../../knowledge/repetition.js";
import { isClaim, isMark, isNamedPart, restsOnTest } from "./acts.js";
import type { Decision } from "../decisions.js";
import { lastNameOf } from "../exclusions.js";
import type { File } from "../file.js";
import { callbackOf, callGraph, functionOf, nameOf } from "../functions.js";
import { bare, descendants, dressed, isCall, isFunction, isWithin, propertyName, type Call, type FunctionNode } from "../nodes.js";
import { type Place, type Write } from "../places/places.js";
import { writesOfKey } from "../places/write-index.js";
import type { Read } from "../places/reads.js";
import { registrationOf } from "../registrations.js";
import { isTeardown } from "./teardowns.js";

/** What is known of an act that follows a test late. */
export interface LateAct {
  readonly write: Write;
  readonly read: Read;
  /** The condition that was tested; `undefined` where an index was searched. */
  readonly decision: Decision | undefined;
  readonly run: FunctionNode;
}

/**
 * Whether it is felt when two runs pass the test and both act: what others did meanwhile is wiped, a limit is passed,
 * or what was done in between cannot be done twice. That something has been done already may be noted twice.
 */
export function isFeltTwice(file: File, act: LateAct): boolean {
  const { write, read, decision, run } = act;
  if (write.node.type === "CallExpression" && isClaim(file, write.value, decision, read, run)) return true;
  if (!restsOnTest(write, read, decision)) return false;
  if (!decision) return true;
  if (isCount(write.node)) return isLimit(write, read);
  if (write.node.type === "CallExpression" && read.tells === "search") return false;
  if (!isMark(write)) return true;
  if (write.node.type === "CallExpression" && !isNamedPart(write)) return isLimit(write, read) || isUnrepeatable(file, act);
  return isLoweredAgain(file, act) || isUnrepeatable(file, act) || isBusyFlag(act);
}

function isCount(node: TSESTree.Node): boolean {
  return node.type === "UpdateExpression" || (node.type === "AssignmentExpression" && /^[+-]=$/.test(node.operator));
}

/** `if (open >= limit) return; …; open++`, `if (left > 0) { …; left--; }`; how deep something is nested, and how often it failed, are no limits. */
function isLimit({ place }: Write, { node }: Read): boolean {
  const comparison = dressed(node).parent;
  if (comparison?.type !== "BinaryExpression" || !/^[<>]=?$/.test(comparison.operator) || tallies.test(placeName(place))) return false;
  return ![comparison.left, comparison.right].some((side) => side.type === "Literal" && side.value === 1);
}

/** The run takes its flag down itself, or another function does because there is something to do again. */
function isLoweredAgain(file: File, { write, run }: LateAct): boolean {
  const isHeard = callGraph(file).callersOf(run).some((call) => isInListener(file, functionOf(call)));
  return writesOfKey(file, write.place.key).some(({ node, place, value, fn }) => {
    const written = value && bare(value);
    if (!fn || place.root !== write.place.root || written?.type !== "Literal" || written.value !== false) return false;
    if (isWithin(node, run)) return node.range[0] > write.node.range[0];
    if (isHeard && isInListener(file, fn)) return true;
    return !isBeginning(run) && !isTeardown(run) && nameOf(fn) !== undefined && nameOf(fn) !== "constructor" && !isBeginning(fn) && !isTeardown(fn);
  });
}

/** What an event calls comes as often as the event. */
function isInListener(file: File, fn: FunctionNode | undefined): boolean {
  const callback = fn && callbackOf(fn);
  return callback !== undefined && registrationOf(file, callback.call, callback.argument).how === "listener" && registrationOf(file, callback.call, callback.argument).repeats;
}

function isUnrepeatable(file: File, { write, read, run }: LateAct): boolean {
  if (isTeardown(run) || (isBeginning(run) && callGraph(file).callersOf(run).length < 2)) return false;
  const between = descendants(file, run, (inner) => !isFunction(inner) || isWithin(write.node, inner));
  return [...between].some((node) => isCall(node) && node.range[0] > read.node.range[1] && node.range[0] < write.node.range[0] && isUnrepeatableCall(node));
}

/** What is made without a wait is a value, and a second one harms nobody. */
function isUnrepeatableCall(call: Call): boolean {
  const name = lastNameOf(call) ?? "";
  const { parent } = dressed(call);
  const isWaitedFor = parent?.type === "AwaitExpression" || parent?.type === "ReturnStatement" || parent?.type === "MemberExpression" || parent?.type === "ArrayExpression";
  if (immediateCalls.test(name)) return true;
  return isWaitedFor && unrepeatableCalls.test(name) && !repeatableEndings.test(name) && !call.arguments.some((given) => isRecognised(given));
}

/** `start({ externalId: this.id, … })` */
function isRecognised(given: TSESTree.Node): boolean {
  return given.type === "ObjectExpression" && given.properties.some((one) => one.type === "Property" && recognisingOptions.test(propertyName(one) ?? ""));
}

function isBusyFlag({ write, run }: LateAct): boolean {
  return busyFlags.test(placeName(write.place)) && !isBeginning(run) && !isTeardown(run);
}

function isBeginning(fn: FunctionNode): boolean {
  return beginnings.test(nameOf(fn) ?? "");
}

function placeName({ text }: Place): string {
  return text.slice(text.lastIndexOf(".") + 1);
}
