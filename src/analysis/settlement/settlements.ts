import type { TSESTree } from "@typescript-eslint/utils";
import { variableOf } from "../places/bindings.js";
import { linksOf, type Link } from "../promises/chain-links.js";
import { isContender } from "./contenders.js";
import { asksForCallback, isParameterCalled } from "./given-callbacks.js";
import { chainEnd, chainStart } from "../promises/detached.js";
import { handlerFailure, rejectionOf } from "../promises/failures.js";
import { emitterFact, emitterOf } from "./emitters.js";
import { endsProgram, mayEndProgram, surelyEndsProgram } from "../flow/endings.js";
import type { File } from "../file.js";
import { callbackOf, functionOf } from "../functions.js";
import { bare, descendants, dressed, isFunction, isLoop, isWithin, ownNodes, propertyName, type FunctionNode } from "../nodes.js";
import { keepingOf, type Breach } from "../flow/obligations.js";
import { repetitionAround } from "../overlap.js";
import { perFile } from "../per-file.js";
import { Answers, Recursion } from "../recursion.js";
import { registrationOf, type Registration } from "../registrations.js";
import { isSeenGap, type Gap } from "./settlement-gaps.js";
import { deferreds, type Deferred, type Use } from "../promises/settlers.js";
import { isStoppedAt } from "./stopped-timers.js";
import { unansweredFailure } from "./unanswered-failures.js";

/** A promise that some path leaves pending for ever. */
export interface Unsettled {
  readonly deferred: Deferred;
  readonly gap: Gap;
  /** Whether this file shows that it can come to that. */
  readonly isSeen: boolean;
}

/** The promises of a file that some path through the code which settles them leaves pending. In source order. */
export const unsettled = perFile((file): readonly Unsettled[] =>
  deferreds(file).flatMap((deferred) => {
    if ((deferred.uses.length === 0 && isForever(deferred)) || isContender(file, deferred.node)) return [];
    const paths = new Paths(file, deferred);
    const gap = paths.gapIn(deferred.home) ?? unansweredFailure(file, deferred, (fn) => paths.gapIn(fn));
    return gap ? [{ deferred, gap, isSeen: isSeenGap(file, gap) }] : [];
  }),
);

/** `new Promise((resolve) => {})` stays pending on purpose. What has handlers is meant to end: `new Promise(() => save(order)).catch(report)`. */
function isForever({ executor, node }: Deferred): boolean {
  if (executor?.body.type === "CallExpression") return linksOf(chainEnd(node)).length === 0;
  return executor?.body.type !== "BlockStatement" || executor.body.body.length === 0;
}

/**
 * What a use does for the promise. `sure` settles it, or gives the settler to somebody who will; `maybe` settles it
 * when a failure or an abort is heard of, which need not come; a gap is where its function can return without it.
 */
type Strength = "sure" | "maybe" | "nothing" | Gap;

class Paths {
  /** A function that leads back to itself goes on until something else settles. */
  readonly #gaps = new Answers<FunctionNode | TSESTree.Program, Gap>(new Recursion());
  readonly #byNode = new Map<TSESTree.Node, Use[]>();

  constructor(
    readonly file: File,
    readonly deferred: Deferred,
  ) {
    for (const use of deferred.uses) {
      const node = this.#isLink(use) ? chainEnd(use.node) : use.node;
      this.#byNode.set(node, [...(this.#byNode.get(node) ?? []), use]);
    }
  }

  /** The first path through a function, and through what it registers, on which nothing settles the promise. */
  gapIn(fn: FunctionNode | TSESTree.Program): Gap | undefined {
    return this.#gaps.of(fn, () => this.#gapOf(fn));
  }

  #gapOf(fn: FunctionNode | TSESTree.Program): Gap | undefined {
    const strengths = this.#strengthsIn(fn);
    const missed = this.#breach(fn, strengths, () => true);
    if (missed) return { node: missed.node, how: missed.how, fn, registered: undefined };
    const gaps = [...strengths.values()].filter((one): one is Gap => typeof one !== "string");
    if (gaps.length === 0) return undefined;
    if (this.#breach(fn, strengths, (one) => typeof one === "string")) return gaps[0];
    // a callback that runs once is not excused by an event that may never come
    const final = gaps.filter((gap) => !this.#canRunAgain(gap));
    const settles = (one: Strength): boolean => one === "sure" || (typeof one !== "string" && !final.includes(one));
    // a timer settles it all the same, unless that very path stops it
    return final.find((gap) => this.#breach(fn, strengths, (one, step) => settles(one) && !isStoppedAt(this.file, gap, step)));
  }

  #canRunAgain({ registered, how }: Gap): boolean {
    return how === "rejects" || (registered !== undefined && this.#repeats(this.#registration(registered)));
  }

  #breach(fn: FunctionNode | TSESTree.Program, strengths: ReadonlyMap<TSESTree.Node, Strength>, counts: (strength: Strength, step: TSESTree.Node) => boolean): Breach | undefined {
    const { node, home } = this.deferred;
    const keeping = keepingOf(this.file, {
      of: fn,
      from: fn === home && !this.deferred.executor ? node : undefined,
      fulfils: (step) => {
        const own = strengths.get(step) ?? (step.type === "ChainExpression" ? this.#skipped(step, strengths) : undefined);
        return (own !== undefined && own !== "nothing" && counts(own, step)) || endsProgram(this.file, step) || surelyEndsProgram(this.file, step) || asksForEnd(this.file, step) || (fn !== home && (this.#looksAtState(step, fn) || asksForCallback(this.file, testOf(step), fn, this.deferred.uses)));
      },
      thrown: "makes up",
    });
    return keeping.kept ? undefined : keeping;
  }

  /** `resolve?.()` does nothing only where there is nobody to settle for. */
  #skipped(step: TSESTree.ChainExpression, strengths: ReadonlyMap<TSESTree.Node, Strength>): Strength | undefined {
    const call = bare(step);
    return this.#byNode.get(call)?.every(({ as, settler, call: made }) => as === "call" && (!isFunction(settler as never) || (made !== undefined && isParameterCalled(this.file, made)))) ? strengths.get(call) : undefined;
  }

  #strengthsIn(fn: FunctionNode | TSESTree.Program): ReadonlyMap<TSESTree.Node, Strength> {
    const strengths = new Map<TSESTree.Node, Strength>();
    for (const [node, uses] of this.#byNode) {
      if ((functionOf(node) ?? this.file.ast) !== fn) continue;
      const own = uses.some((use) => this.#isLink(use)) ? this.#chain(node, uses) : strongest(uses.map((use) => this.#strength(use)));
      strengths.set(node, own);
      // whether there is anything to wait for is not known to the loop that starts it
      const loop = uses.some(({ as }) => as !== "call") ? outermostLoop(node) : undefined;
      if (loop) strengths.set(loop, "sure");
    }
    return strengths;
  }

  #strength(use: Use): Strength {
    if (use.as === "elsewhere") return "sure";
    const { settler } = use;
    const gap = typeof settler === "string" ? undefined : this.gapIn(settler);
    if (use.as === "call") return gap && this.#usesOf(settler) === 1 && !isDecisive(use.node) ? { ...gap, registered: gap.registered } : "sure";
    const registration = this.#registration(use);
    if (gap) return this.#mayBeLeft(use, registration) ? "sure" : { ...gap, registered: gap.registered ?? use };
    return registration.how === "listener" && isFailure(registration.event) ? "maybe" : "sure";
  }

  /** Nobody can say that a path leaves the promise pending where the function is called by several, again and again, or by code that is not known. */
  #mayBeLeft(use: Use, registration: Registration): boolean {
    const { how, receiver } = registration;
    const repeats = this.#repeats(registration);
    if (how === "unknown" || (how === "timer" && repeats) || this.#usesOf(use.settler) > 1) return true;
    if (how === "listener" && repeats && receiver && isFunction(use.settler as never) && awaitsState(this.file, use.settler as FunctionNode, receiver)) return true;
    const repetition = repetitionAround(this.file, use.node);
    return repetition !== undefined && isWithin(repetition, this.deferred.node) && repetition !== this.deferred.node;
  }

  /** The last event of an emitter comes once, whichever method its listener is registered with. */
  #repeats({ repeats, event, receiver }: Registration): boolean {
    const fact = repeats && event !== undefined && receiver ? emitterFact(this.file, emitterOf(this.file, receiver), event) : undefined;
    return repeats && !fact?.last?.includes(event ?? "");
  }

  #usesOf(settler: Use["settler"]): number {
    return this.deferred.uses.filter((use) => use.settler === settler).length;
  }

  #registration(use: Use): Registration {
    const name = use.member && propertyName(use.member);
    if (use.member) return { how: "listener", repeats: true, event: name?.slice(2), receiver: use.member.object };
    return use.call ? registrationOf(this.file, use.call, use.argument ?? 0) : { how: "unknown", repeats: false };
  }

  #isLink(use: Use): boolean {
    return use.as === "callback" && this.#registration(use).how === "chain";
  }

  /** A chain has to settle the promise whether the work succeeds or not. */
  #chain(end: TSESTree.Node, uses: readonly Use[]): Strength {
    const links = [...linksOf(bare(end))].reverse();
    const of = (link: Link, handler: TSESTree.Node | undefined): Strength => {
      const use = handler && uses.find(({ call, argument }) => call === link.call && link.call.arguments[argument ?? 0] === handler);
      return use ? this.#strength(use) : "nothing";
    };
    const fulfilled = strongest(links.map((link) => of(link, link.fulfilled)));
    if (fulfilled === "nothing") return "maybe";
    if (fulfilled !== "sure" || this.#isHandedOn(end)) return fulfilled;
    return this.#afterRejection(end, links, of) ?? "sure";
  }

  /** Follows the rejection of what a chain starts with, and of its handlers. */
  #afterRejection(end: TSESTree.Node, links: readonly Link[], of: (link: Link, handler: TSESTree.Node | undefined) => Strength): Gap | undefined {
    let rejected = rejectionOf(this.file, chainStart(end));
    for (const link of links) {
      const onFulfilled = of(link, link.fulfilled);
      if (rejected && link.rejected) {
        const onRejected = of(link, link.rejected);
        if (typeof onRejected === "object") return onRejected;
        // after a handler that does not settle it, the chain goes on as though nothing had failed
        if (onRejected === "nothing" && !links.slice(links.indexOf(link) + 1).some((later) => of(later, later.fulfilled) === "sure")) return this.#lost(link.rejected);
        rejected = undefined;
      } else if (rejected && isFinally(link) && onFulfilled === "sure") rejected = undefined;
      rejected = (link.fulfilled && this.#failsBefore(link.fulfilled, onFulfilled)) ?? rejected;
    }
    return rejected && this.#lost(rejected);
  }

  /** What fails in a handler before it settles the promise. */
  #failsBefore(handler: TSESTree.Node, strength: Strength): TSESTree.Node | undefined {
    const failure = handlerFailure(this.file, handler);
    if (!failure || strength !== "sure") return failure;
    const settles = this.deferred.uses.filter(({ as, node }) => as === "call" && isWithin(node, handler));
    return settles.some(({ node }) => node.range[1] < failure.range[0]) ? undefined : failure;
  }

  /** Whoever gets the promise of a chain hears of its rejection: it is awaited, kept, or returned to somebody who looks at it. */
  #isHandedOn(end: TSESTree.Node): boolean {
    const { parent } = dressed(end);
    if (parent?.type !== "ReturnStatement" && parent?.type !== "ArrowFunctionExpression") return parent?.type !== "ExpressionStatement" && parent?.type !== "UnaryExpression";
    const fn = functionOf(end);
    const callback = fn && callbackOf(fn);
    if (!callback || fn.async) return fn !== this.deferred.executor;
    return callback.call !== this.deferred.node && ["chain", "sync", "unknown"].includes(registrationOf(this.file, callback.call, callback.argument).how);
  }

  #lost(node: TSESTree.Node): Gap {
    return { node, how: "rejects", fn: functionOf(node) ?? this.file.ast, registered: undefined };
  }

  /** A condition on what other callbacks change says more than can be followed: `if (done) return`, `if (--pending === 0)`. */
  #looksAtState(step: TSESTree.Node, fn: FunctionNode | TSESTree.Program): boolean {
    const test = testOf(step);
    if (!test) return false;
    for (const node of descendants(this.file, test, (inner) => !isFunction(inner))) {
      if (node.type !== "Identifier") continue;
      const variable = variableOf(this.file, node);
      const declared = variable?.defs[0]?.name as TSESTree.Node | undefined;
      if (!variable || !declared || isWithin(declared, fn)) continue;
      if (variable.references.some((reference) => reference.isWrite() && !reference.init)) return true;
      if (functionOf(declared) && isMeasured(node)) return true;
    }
    return false;
  }
}

/** What a branch depends on. */
function testOf(step: TSESTree.Node): TSESTree.Expression | undefined {
  if (step.type === "IfStatement" || step.type === "ConditionalExpression") return step.test;
  return step.type === "LogicalExpression" ? step.left : undefined;
}

/** `if (reloads(error)) return;`: on the branch where it says so, the page that waits is gone, and whoever aborts the work waits no more. */
function asksForEnd(file: File, step: TSESTree.Node): boolean {
  const test = testOf(step);
  const asked = test && bare(test);
  return (asked?.type === "CallExpression" && mayEndProgram(file, asked)) || (test !== undefined && file.source.getText(test).includes("AbortError"));
}

/** A listener that looks how far its emitter has come is called again when it has come farther: `if (request.readyState === 4) …`. */
function awaitsState(file: File, fn: FunctionNode, receiver: TSESTree.Node): boolean {
  const { key } = emitterOf(file, receiver);
  return [...ownNodes(file, fn.body)].some((step) => {
    const test = testOf(step);
    return test !== undefined && [...descendants(file, test, (inner) => !isFunction(inner))].some((node) => node.type === "MemberExpression" && isSame(file, node.object, fn, key));
  });
}

function isSame(file: File, object: TSESTree.Node, fn: FunctionNode, key: ReturnType<typeof emitterOf>["key"]): boolean {
  return (object.type === "ThisExpression" && fn.type === "FunctionExpression") || emitterOf(file, object).key === key;
}

function isFinally({ call }: Link): boolean {
  const callee = bare(call.callee);
  return callee.type === "MemberExpression" && propertyName(callee) === "finally";
}

/** The outermost loop of its function that a node stands in. */
function outermostLoop(node: TSESTree.Node): TSESTree.Node | undefined {
  let loop: TSESTree.Node | undefined;
  for (let outer = node.parent; outer && !isFunction(outer); outer = outer.parent) if (isLoop(outer)) loop = outer;
  return loop;
}

function strongest(strengths: readonly Strength[]): Strength {
  return strengths.find((one) => one === "sure") ?? strengths.find((one) => one === "maybe") ?? strengths.find((one) => one !== "nothing") ?? "nothing";
}

/** `queue.length`, `seen.size`, `seen.has(id)`: what a collection holds changes. */
function isMeasured({ parent }: TSESTree.Identifier): boolean {
  return parent.type === "MemberExpression" && /^(?:length|size|has|includes|every|some|current|value|readyState)$/.test(propertyName(parent) ?? "");
}

const failures = /^(?:error|abort|aborted|timeout|cancel|disconnect|SIG[A-Z]+)$/;

function isFailure(event: string | undefined): boolean {
  return event !== undefined && failures.test(event);
}

/** `if (!send(message, resolve)) resolve(false);`: the answer says whether the helper has left it to its caller. */
function isDecisive(call: TSESTree.Node): boolean {
  let outer = dressed(call).parent;
  while (outer?.type === "AwaitExpression") outer = dressed(outer).parent;
  return outer?.type === "IfStatement" || outer?.type === "ConditionalExpression" || outer?.type === "LogicalExpression" || outer?.type === "BinaryExpression" || (outer?.type === "UnaryExpression" && outer.operator !== "void");
}
