import type { TSESTree } from "@typescript-eslint/utils";
import { lazyReceivers, startingSteps } from "../../knowledge/intents.js";
import { lastNameOf } from "../exclusions.js";
import { namesAlong } from "../libraries/dispensables.js";
import { rejectionOf } from "../promises/failures.js";
import type { File } from "../file.js";
import { flowOf, type Flow } from "../flow/flow.js";
import { functionMeant, isNothing } from "../functions.js";
import { heldResults, homeOf, type Held } from "./held-promises.js";
import { bare, isCall, isLoop, isWithin, type FunctionNode } from "../nodes.js";
import { originOf } from "../origin.js";
import { perFile } from "../per-file.js";
import { takesOver, tellsPromise, usesOfHolder, type Use } from "../promises/promise-uses.js";
import { isPromise } from "../promises/promises.js";
import { isInTest } from "./tests.js";
import { isQuieted } from "./quieted.js";
import { knownDecisions } from "./correlations.js";

/** A promise that is left alone while the function waits for something else. */
export interface LateAwait extends Lateness {
  readonly held: Held;
}

/** Where control is given away before anything is done with a promise, and what is done with it in the end. */
export interface Lateness {
  /** Where it is first given away, on each path. */
  readonly suspensions: readonly [TSESTree.Node, ...TSESTree.Node[]];
  readonly handling: Use;
  /** Whether the path over the first suspension comes to the handling. */
  readonly isReached: boolean;
}

/** The promises of a file that are awaited, chained or handed on only after a suspension for something else. In source order. */
export const lateAwaits = perFile((file): readonly LateAwait[] =>
  heldResults(file).flatMap((held) => {
    if (isPromise(file, held.start) === "no" || isSettledByHand(file, held.start)) return [];
    // the assignment that starts it replaces what was there before
    const uses = usesOfHolder(file, held.holder).filter(({ as, node }) => as !== "replaced" || !isWithin(held.start, node));
    if (!uses.some(takesOver) || !isPromiseHeld(file, held.start, uses) || !rejectionOf(file, held.start) || isQuieted(file, held.start)) return [];
    const { start, holder } = held;
    const found = latenessOf(file, { start, anchor: start, home: homeOf(held), restarts: [start], uses, name: holder.text });
    return found ? [{ held, ...found }] : [];
  }),
);

/** `new Promise((resolve, reject) => { settle = resolve; fail = reject; })`: no work that was started, and whoever fails it knows who waits. */
function isSettledByHand(file: File, start: TSESTree.Node): boolean {
  if (start.type !== "NewExpression" || originOf(file, start)?.path !== ".Promise!") return false;
  const body = start.arguments[0] && functionMeant(file, start.arguments[0])?.body;
  return body?.type === "BlockStatement" && body.body.every((step) => step.type === "ExpressionStatement" && step.expression.type === "AssignmentExpression" && step.expression.right.type === "Identifier");
}

/**
 * Whether what is held is a promise. A call of which nothing is known gives one if its result is later awaited by its name,
 * chained or combined: nobody does that with anything else. A builder such as `db.select().from(users)` is no started
 * work, and what has other members that are used is more than a promise.
 */
export function isPromiseHeld(file: File, start: TSESTree.Node, uses: readonly Use[]): boolean {
  const answer = isPromise(file, start);
  if (answer !== "unknown") return answer === "yes";
  return start.type === "CallExpression" && !isBuilt(start) && !isLazyByName(start) && uses.some(tellsPromise) && !uses.some(({ as, node }) => as === "read" && node.type === "MemberExpression");
}

/** `this.prisma.user.count()`, of a client that was handed in; `db.query.users.findMany()` of Drizzle's. */
export function isLazyByName(call: TSESTree.CallExpression): boolean {
  const names = namesAlong(call.callee);
  return names.some((name) => lazyReceivers.includes(name)) || (/^find(?:Many|First)$/.test(names[0] ?? "") && names[2] === "query");
}

/** A builder such as `db.select().from(users)`: a method of what another call gave, and not the step that begins its work. */
export function isBuilt(call: TSESTree.CallExpression): boolean {
  if (startingSteps.includes(lastNameOf(call) ?? "")) return false;
  for (let node = bare(call.callee); node.type === "MemberExpression"; node = bare(node.object)) if (isCall(bare(node.object))) return true;
  return false;
}

/** A promise, or a list of them, and what is done with it. */
interface Waiting {
  readonly start: TSESTree.Node;
  /** The step after which it is there, within its function. */
  readonly anchor: TSESTree.Node;
  /** The function that holds it; `undefined` for the top level. */
  readonly home: FunctionNode | undefined;
  /** Steps that put another in its place. */
  readonly restarts: readonly TSESTree.Node[];
  readonly uses: readonly Use[];
  /** Uses that handle one of several. */
  readonly single?: readonly Use[];
  /** How the source names what holds it: a test of that name tells whether there is a promise at all. */
  readonly name: string;
}

/** The paths from the start of a promise on which control is given away before somebody takes the promise over. */
export function latenessOf(file: File, { start, anchor, home, restarts, uses, single = [], name }: Waiting): Lateness | undefined {
  if (uses.some((use) => isReachedFromElsewhere(use, start)) || isInTest(file, start)) return undefined;
  const flow = flowOf(file, home ?? file.ast);
  const handling = uses.filter(takesOver);
  const ends = new Set([...restarts, ...uses.filter((use) => takesOver(use) || use.as === "replaced").map(({ node }) => node)]);
  const found = flow.firstSuspensions(anchor, { ends: (node) => ends.has(node), holds: knownDecisions(file, start, name), ignores: (node) => isInstant(file, node) });
  const [first, ...rest] = found.filter((node) => isBeforeHandling(flow, node, [...handling, ...single], anchor));
  if (!first) return undefined;
  const all = [...handling, ...single].sort((one, other) => one.at.range[0] - other.at.range[0]);
  const reached = single.find(({ node }) => node === first) ?? all.find(({ node }) => flow.reaches(first, node));
  const last = reached ?? all.find(({ node }) => flow.reaches(anchor, node));
  return last && { suspensions: [first, ...rest], handling: last, isReached: reached !== undefined };
}

/** `await Promise.resolve()`, `await null`: over before anybody is told of a rejection. */
function isInstant(file: File, node: TSESTree.Node): boolean {
  if (node.type !== "AwaitExpression") return false;
  const awaited = bare(node.argument);
  if (awaited.type === "Literal" || isNothing(awaited)) return true;
  return awaited.type === "CallExpression" && awaited.arguments.length === 0 && originOf(file, awaited)?.path === ".Promise.resolve()";
}

/** A function made before the start, or one that is there before its declaration is, may handle the promise at any time. */
function isReachedFromElsewhere({ node, at }: Use, start: TSESTree.Node): boolean {
  if (node.type === "FunctionDeclaration") return node !== at && !isWithin(start, node);
  const isMade = node.type === "ArrowFunctionExpression" || node.type === "FunctionExpression" || node.type === "ClassDeclaration" || node.type === "ClassExpression";
  return isMade && node.range[0] < start.range[0];
}

/** A loop that handles the promise is taken to have run: what stands after it comes too late to matter. */
function isBeforeHandling(flow: Flow, suspension: TSESTree.Node, handling: readonly Use[], start: TSESTree.Node): boolean {
  if (handling.some(({ node }) => node === suspension || flow.reaches(suspension, node))) return true;
  return !handling.some(({ node }) => loopsAround(node).some((loop) => !isWithin(start, loop) && loop.range[1] <= suspension.range[0]));
}

function loopsAround(node: TSESTree.Node): readonly TSESTree.Node[] {
  const loops: TSESTree.Node[] = [];
  for (let outer: TSESTree.Node | undefined = node; outer; outer = outer.parent) if (isLoop(outer)) loops.push(outer);
  return loops;
}

