import type { TSESTree } from "@typescript-eslint/utils";
import { mayWait } from "../promises/asynchrony.js";
import { variableOf, writesOf } from "../places/bindings.js";
import { isFeltTwice } from "./act-weights.js";
import { isClaim, isDeletion, isMark } from "./acts.js";
import { decisionsBefore, type Decision } from "../decisions.js";
import { isSameOrElement, takesTurns } from "../exclusions.js";
import { feedOf } from "../places/feeding.js";
import type { File } from "../file.js";
import { endsEarlierRun } from "../guards.js";
import { callbackOf, isNothing } from "../functions.js";
import { bare, descendants, dressed, isFunction, isWithin, type FunctionNode } from "../nodes.js";
import { perFile } from "../per-file.js";
import { objectPlaceOf, writes, type Write } from "../places/places.js";
import { writesOfKey, writesOfRoot } from "../places/write-index.js";
import { chainMethod } from "../promises/promises.js";
import { readsBehind } from "../places/looks.js";
import type { Read } from "../places/reads.js";
import { isRechecked } from "./rechecks.js";
import { framesOf, suspensionBetween, type Frame } from "./frames.js";
import { mayOverlapAt, meetsItself } from "./overlapping-runs.js";
import { isTeardown } from "./teardowns.js";
import { isAskedFor, isEmptiness, isPresence, neededTruth } from "./test-forms.js";
import { toldDecisionsBefore } from "./told-decisions.js";
import { answersOne } from "../targets.js";
import { isAwaitedCall, lostUpdates } from "./lost-updates.js";

/** A place that is tested, and changed after control was given away as though the test still held. */
export interface CheckThenAct {
  readonly write: Write;
  /** What the test, or the search for the index, looked at. */
  readonly read: Read;
  readonly suspension: TSESTree.Node;
  /** Whether it is felt that the test does not hold any more; otherwise the act may be idempotent, or as right as what it replaces. */
  readonly isFelt: boolean;
}

/** In source order; what follows from one test is told once for each place. */
export const checkThenActs = perFile((file): readonly CheckThenAct[] => {
  if (!mayWait(file)) return [];
  const found = new Map<string, CheckThenAct>();
  const updates = new Set(lostUpdates(file).map(({ write }) => write.node));
  for (const write of writes(file)) {
    if (!write.fn || updates.has(write.node) || isAwaitedCall(write.node)) continue;
    const frames = framesOf(file, write.node);
    if (!frames.some(({ fn, boundary }) => fn.async || fn.generator || boundary)) continue;
    const act = checkThenActOf(file, write, frames);
    const key = act && `${String(act.read.node.range[0])} ${act.read.place.key}`;
    if (act && key !== undefined && !found.has(key)) found.set(key, act);
  }
  return [...found.values()];
});

function checkThenActOf(file: File, write: Write, frames: readonly Frame[]): CheckThenAct | undefined {
  const run = frames.at(-1)?.fn as FunctionNode;
  const owned = (node: TSESTree.Node): boolean => changes(file).has(node) && isSameOrElement((changes(file).get(node) as Write).place, write.place);
  for (const { read, decision, at } of lookedAtBefore(file, write, run)) {
    if (isAwaitedCall(read.node) || (decision && isHarmless(file, write, decision, read, run))) continue;
    const suspension = suspensionBetween(file, at ?? read.node, write.node, owned);
    if (suspension && decision && isTakenBack(write) && isTakenBackSafely(file, write, decision, read, suspension, run)) continue;
    if (suspension && (isLatch(file, write, suspension, run) || (isMark(write) && takesTurns(file, write.node)))) continue;
    const isExpected = decision?.as === "exit";
    if (!suspension || !mayOverlapAt(file, write.place, frames, isExpected)) continue;
    if (isRechecked(file, write.node, suspension, write.place, run) || endsEarlierRun(file, run, suspension) || takesTurns(file, suspension)) continue;
    return { write, read: { ...read, node: at ?? read.node }, suspension, isFelt: (!answersOne(file) || meetsItself(file, run)) && isFeltTwice(file, { write, read, decision, run }) };
  }
  return undefined;
}

const changes = perFile((file): ReadonlyMap<TSESTree.Node, Write> => new Map(writes(file).map((write) => [write.node, write])));

interface Look {
  readonly read: Read;
  /** The condition that was tested; `undefined` where an index was searched. */
  readonly decision: Decision | undefined;
  /** Where the run asks a function that does the test. */
  readonly at?: TSESTree.Node;
}

/** The reads on which a write rests: the search for the index it uses, and those of the conditions that lead to it. */
function* lookedAtBefore(file: File, write: Write, run: FunctionNode): Generator<Look> {
  const index = indexOf(write);
  for (const read of index ? readsBehind(file, index) : []) if (read.tells === "search" && (isSameOrElement(read.place, write.place))) yield { read, decision: undefined };
  for (const decision of decisionsBefore(write.node, run)) for (const read of readsBehind(file, decision.test)) if (isOf(file, write, read)) yield { read, decision };
  for (const { decision, at } of toldDecisionsBefore(file, write.node, run)) for (const read of readsBehind(file, decision.test)) if (isOf(file, write, read)) yield { read, decision, at };
}

/** The index at which a list is changed: of `list.splice(index, 1)` and `list[index] = item`. */
function indexOf({ node, place }: Write): TSESTree.Node | undefined {
  if (node.type !== "CallExpression") return place.element;
  const callee = bare(node.callee);
  return callee.type === "MemberExpression" && callee.property.type === "Identifier" && callee.property.name === "splice" ? node.arguments[0] : undefined;
}

/** Whether what was looked at is what the write changes. */
function isOf(file: File, write: Write, read: Read): boolean {
  const { place, node } = write;
  const own = read.place;
  if (own.root !== place.root) return false;
  // what an element is, and whether it is there, says nothing of the rest of its collection
  if (own.key === place.key) return true;
  // that there is none yet is no reason to take out a certain one
  if (read.tells === "size" && isDeletion(node) && isEmptiness(read.node)) return false;
  if (read.tells === "size" || read.tells === "search") return place.key.startsWith(`${own.key}[`) && node.type === "CallExpression";
  // `if (this.job?.id === id) { …; this.job = undefined; }`
  if (read.tells === "value" && own.key.startsWith(`${place.key}.`) && dressed(read.node).parent?.type === "BinaryExpression" && node.type === "AssignmentExpression" && write.value && isNothing(write.value)) return true;
  const added = node.type === "CallExpression" && node.arguments.length === 1 ? node.arguments[0] : undefined;
  return added !== undefined && own.key === `${place.key}[${file.source.getText(bare(added))}]`;
}

/** Either nothing comes of the act, or it is another matter than the test. */
function isHarmless(file: File, write: Write, decision: Decision, read: Read, run: FunctionNode): boolean {
  return isFill(file, write, decision, read, run) || changesNothing(write, decision, read) || isCountedBack(file, write, read) || maybeNone(file, write);
}

/** `waiting++; if (waiting > most) throw …; await …; waiting--;`: the run gives back what it took before the test. */
function isCountedBack(file: File, { node, place, fn }: Write, read: Read): boolean {
  if (node.type !== "UpdateExpression") return false;
  return writesOfKey(file, place.key).some((other) => other.node.type === "UpdateExpression" && other.node.operator !== node.operator && other.fn === fn && other.node.range[0] < read.node.range[0]);
}

/** `queue.shift()?.run()`, `const next = queue.shift(); if (next) …`: there may be nothing any more. */
function maybeNone(file: File, { node }: Write): boolean {
  const outer = node.parent;
  if (node.type !== "CallExpression") return false;
  if (outer?.type === "MemberExpression") return outer.object === node && outer.optional;
  const variable = outer?.type === "VariableDeclarator" && outer.id.type === "Identifier" ? variableOf(file, outer.id) : undefined;
  const [first] = variable?.references.filter((reference) => reference.isRead()) ?? [];
  return first !== undefined && isAskedFor(first.identifier);
}

/**
 * Filling what was missing, or refreshing what was out of date, is another question: many may do it at once, and each
 * puts there what is right. Flags, counters and what is taken away are none.
 */
function isFill(file: File, { value, node, place }: Write, decision: Decision, read: Read, run: FunctionNode): boolean {
  if (!value || (node.type === "AssignmentExpression" && /^[-+*/]=$/.test(node.operator))) return false;
  if (isPlain(value)) return needsAbsence(decision, read) && isPlainFill(file, value, place);
  if (isAddedOnce(file, node, read)) return false;
  if (read.tells === "size" && !isEmptiness(read.node)) return false;
  // where something was there it is replaced, not filled
  if (read.place.key === place.key && neededTruth(decision, read) === true) return false;
  if (comesFromWait(file, value, run)) return true;
  if (isClaim(file, value, decision, read, run)) return false;
  if (read.tells === "value" && !comesFromTest(file, value, decision, run)) return true;
  return read.place.key === place.key && read.tells !== "search" && isPresence(decision.test, read.node);
}

/** What is written was given to the run, or was looked at in the test; a time stamp is neither. */
function comesFromTest(file: File, value: TSESTree.Node, { test }: Decision, run: FunctionNode): boolean {
  if (feedOf(file, value, run) === "directly") return true;
  const tested = new Set([...descendants(file, test)].map((node) => (node.type === "Identifier" ? node.name : "")));
  return [...descendants(file, value)].some((node) => node.type === "Identifier" && node.name !== "Date" && tested.has(node.name));
}

function needsAbsence(decision: Decision, read: Read): boolean {
  return neededTruth(decision, read) === false;
}

/** A cache that also holds the answer that there is nothing; a list that is filled after it was made. */
function isPlainFill(file: File, value: TSESTree.Node, { root, key, element }: Write["place"]): boolean {
  if (bare(value).type === "ArrayExpression" || bare(value).type === "ObjectExpression") return true;
  const prefix = element ? `${key.slice(0, key.lastIndexOf("["))}[` : key;
  const others = element ? writesOfRoot(file, root).filter((other) => other.place.key.startsWith(prefix)) : writesOfKey(file, key);
  return others.some((other) => other.value && !isPlain(other.value) && other.place.root === root);
}

/** The test leaves only the value that is written: `if (!this.replied) throw …; …; this.replied = true;`. */
function changesNothing({ node, value }: Write, decision: Decision, read: Read): boolean {
  const isEmptied = value ? isNothing(value) : isDeletion(node);
  if (isEmptied && needsAbsence(decision, read)) return true;
  const written = value && bare(value);
  // an input that is emptied
  if (written?.type === "Literal" && written.value === "") return true;
  if (written?.type !== "Literal" || typeof written.value !== "boolean") return false;
  return neededTruth(decision, read) === written.value;
}

/** `this.server = undefined`, `this.running = false`, `delete …`. */
function isTakenBack({ node, value }: Write): boolean {
  if (isDeletion(node)) return true;
  const written = node.type === "AssignmentExpression" && value ? bare(value) : undefined;
  return written !== undefined && (isNothing(written) || (written.type === "Literal" && (written.value === false || written.value === 0)));
}

/** `this.work.catch(() => { this.work = undefined; })`: a failure is taken out of the place that held its promise. */
function isEvicted(file: File, write: Write): boolean {
  const call = write.fn && callbackOf(write.fn)?.call;
  const callee = call && chainMethod(call) ? bare(call.callee) : undefined;
  return callee?.type === "MemberExpression" && objectPlaceOf(file, callee.object)?.key === write.place.key;
}

/** The end of what an object does comes once, and what it takes away nobody puts there meanwhile. */
function comesOnce({ fn, place }: Write, { tells }: Read): boolean {
  return place.element === undefined && tells === "value" && fn !== undefined && isTeardown(fn);
}

/** Nobody puts there meanwhile what is taken away, or it is not for the sake of the test that it is taken away. */
function isTakenBackSafely(file: File, write: Write, decision: Decision, read: Read, suspension: TSESTree.Node, run: FunctionNode): boolean {
  if (comesOnce(write, read) || isDecidedLater(write, suspension, run) || isEvicted(file, write)) return true;
  const isCleared = write.value !== undefined && isNothing(write.value) && neededTruth(decision, read) !== undefined;
  return isCleared && !isMentioned(file, read, suspension);
}

/** What was waited for is the end of what the place holds: `await this.browser.close()`. */
function isMentioned(file: File, { node, place }: Read, suspension: TSESTree.Node): boolean {
  const outer = dressed(node).parent;
  const names = outer?.type === "VariableDeclarator" && outer.id.type === "Identifier" ? [place.text, outer.id.name] : [place.text];
  const text = file.source.getText(suspension).replaceAll(/[?!]/g, "");
  return names.some((name) => text.includes(name));
}

/** What was learned meanwhile decides, not the first test. */
function isDecidedLater(write: Write, suspension: TSESTree.Node, run: FunctionNode): boolean {
  return [...decisionsBefore(write.node, run)].some(({ test }) => test.range[0] >= suspension.range[0]);
}

/** `if (page.done) this.exhausted = true;`, `catch { this.failed = true; }`: a mark that follows from how the work came out, whoever sets it. */
function isLatch(file: File, write: Write, suspension: TSESTree.Node, run: FunctionNode): boolean {
  if (!isMark(write)) return false;
  if (isInHandler(write.node, suspension)) return true;
  const [innermost] = decisionsBefore(write.node, run);
  return innermost !== undefined && innermost.as !== "exit" && innermost.test.range[1] > suspension.range[0] && comesFromWait(file, innermost.test, run);
}

/** In the `catch` of the `try` that control was given away in, or in a handler of what was waited for. */
function isInHandler(node: TSESTree.Node, suspension: TSESTree.Node): boolean {
  for (let outer = node.parent; outer; outer = outer.parent) {
    if (outer.type === "CatchClause") return isWithin(suspension, outer.parent.block);
    const given = isFunction(outer) ? callbackOf(outer) : undefined;
    if (given && chainMethod(given.call) === "catch") return true;
    if (isFunction(outer)) return false;
  }
  return false;
}

/** `if (!seen.has(id)) { …; seen.add(id); }`: a mark, and no value. */
function isAddedOnce(file: File, node: TSESTree.Node, read: Read): boolean {
  const added = node.type === "CallExpression" && node.arguments.length === 1 ? node.arguments[0] : undefined;
  return read.tells === "presence" && added !== undefined && read.place.element !== undefined && file.source.getText(bare(read.place.element)) === file.source.getText(bare(added));
}

/** A flag or a constant: `true`, `"done"`, `null`, `-1`, `[]`. */
function isPlain(value: TSESTree.Node): boolean {
  const node = bare(value);
  if (isNothing(node) || node.type === "Literal") return true;
  if (node.type === "UnaryExpression") return isPlain(node.argument);
  if (node.type === "ArrayExpression") return node.elements.length === 0;
  if (node.type === "ObjectExpression") return node.properties.length === 0;
  return node.type === "TemplateLiteral" && node.expressions.length === 0;
}

/** Whether a value is what was waited for, or made of it. */
function comesFromWait(file: File, value: TSESTree.Node, run: FunctionNode): boolean {
  if (feedOf(file, value, run) === "through") return true;
  const open = [value];
  const seen = new Set<TSESTree.Node>();
  for (let next = open.pop(); next; next = open.pop()) {
    for (const node of descendants(file, next, (inner) => !isFunction(inner))) {
      if (node.type === "AwaitExpression") return true;
      const variable = node.type === "Identifier" ? variableOf(file, node) : undefined;
      const definition = variable?.defs[0];
      if (!variable || !definition || seen.has(definition.node)) continue;
      seen.add(definition.node);
      // the parameter of a `then` callback is what was waited for
      if (definition.type === "Parameter" && definition.node !== run && isFunction(definition.node)) return true;
      if (definition.type === "Variable") open.push(...writesOf(variable).flatMap((write) => write.value ?? []));
    }
  }
  return false;
}
