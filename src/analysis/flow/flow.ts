import type { TSESTree } from "@typescript-eslint/utils";
import type { File } from "../file.js";
import type { Graph, PointId, Points } from "./flow-graph.js";
import { build } from "./flow-build.js";
import { isFunction, type FunctionNode } from "../nodes.js";
import { perFile } from "../per-file.js";

/** How control can leave a function without doing something. */
export interface Escape {
  /** The node after which control leaves: a call that throws, a `return`, the last node of the body. */
  readonly node: TSESTree.Node;
  readonly throws: boolean;
}

/** The paths through one function, or through the top level of a file. */
export interface Flow {
  /**
   * Where control is given away on some path from one node to another that does not come back to the first. In source
   * order. With `unless`, only paths count that meet no node it says yes to; where it says so of the target, only those that end there.
   */
  suspensionsBetween(from: TSESTree.Node, to: TSESTree.Node, unless?: (node: TSESTree.Node) => boolean): readonly TSESTree.Node[];
  /** Where control is given away on some path from the function's start to a node. */
  suspensionsBefore(to: TSESTree.Node, unless?: (node: TSESTree.Node) => boolean): readonly TSESTree.Node[];
  /** Where control is first given away after a node, on the paths on which nothing is thrown. In source order. */
  firstSuspensions(from: TSESTree.Node, along: Paths): readonly TSESTree.Node[];
  /** Whether some path leads from one node to another. */
  reaches(from: TSESTree.Node, to: TSESTree.Node, unless?: (node: TSESTree.Node) => boolean): boolean;
  /** The first way to leave the function after a node without a node that `hit` says yes to, the throwing ways included. */
  escapes(from: TSESTree.Node, hit: (node: TSESTree.Node) => boolean): Escape | undefined;
  /** The first way to leave that throws and the first that does not, without a hit; from the function's start where `from` is not given. `calm` nodes do not throw. */
  waysOut(from: TSESTree.Node | undefined, hit: (node: TSESTree.Node) => boolean, calm?: (node: TSESTree.Node) => boolean): readonly Escape[];
  /** The ways to leave after a node has thrown, without a hit. A synchronous call on the way is taken not to throw as well. */
  waysOutIfThrown(from: TSESTree.Node, hit: (node: TSESTree.Node) => boolean): readonly Escape[];
}

/** A node after which control goes one way or the other. */
export type Decision = TSESTree.IfStatement | TSESTree.ConditionalExpression | TSESTree.LogicalExpression;

/** Which of the paths from a node are looked at. */
export interface Paths {
  /** Nodes at which a path ends. */
  readonly ends: (node: TSESTree.Node) => boolean;
  /** How a decision falls where that is known: whether the test of an `if`, or the left of `&&`, is true. */
  readonly holds: (decision: Decision) => boolean | undefined;
  /** Suspensions that do not count. */
  readonly ignores: (suspension: TSESTree.Node) => boolean;
}

const flows = perFile(() => new Map<TSESTree.Node, Flow>());

/** The flow of a function or of the whole program; built when it is first asked for. */
export function flowOf(file: File, of: FunctionNode | TSESTree.Program): Flow {
  const known = flows(file).get(of);
  if (known) return known;
  const flow = new GraphFlow(file, of);
  flows(file).set(of, flow);
  return flow;
}

class GraphFlow implements Flow {
  #built: Graph | undefined;
  /** What the last questions about the way between two nodes were about: the next one often shares a node with them. */
  #askedFrom: TSESTree.Node | undefined;
  #ahead: { readonly from: TSESTree.Node; readonly points: Points } | undefined;
  #behind: { readonly to: TSESTree.Node; readonly points: Points } | undefined;

  constructor(
    readonly file: File,
    readonly of: FunctionNode | TSESTree.Program,
  ) {}

  get graph(): Graph {
    return (this.#built ??= build(this.file, this.of));
  }

  /** A function that is neither async nor a generator runs in one go, which needs no graph to tell. */
  get #maySuspend(): boolean {
    return (!isFunction(this.of) || this.of.async || this.of.generator) && this.graph.maySuspend;
  }

  suspensionsBetween(from: TSESTree.Node, to: TSESTree.Node, unless: (node: TSESTree.Node) => boolean = () => false): readonly TSESTree.Node[] {
    return this.#maySuspend ? this.#suspensions(this.graph.after(from), to, (node) => node === from || unless(node)) : [];
  }

  suspensionsBefore(to: TSESTree.Node, unless: (node: TSESTree.Node) => boolean = () => false): readonly TSESTree.Node[] {
    return this.#maySuspend ? this.#suspensions([this.graph.start], to, unless) : [];
  }

  #suspensions(starts: readonly PointId[], to: TSESTree.Node, isStop: (node: TSESTree.Node) => boolean): readonly TSESTree.Node[] {
    const targets = new Set(this.graph.pointsOf(to));
    const stop = (point: PointId): boolean => {
      const node = this.graph.nodeOf(point);
      return node !== undefined && isStop(node);
    };
    const ahead = this.graph.forward(starts, stop);
    const behind = this.graph.backward([...targets], (point) => !targets.has(point) && stop(point));
    const found = new Set<TSESTree.Node>();
    for (const point of ahead.inOrder) {
      const node = this.graph.nodeOf(point);
      if (node && behind.has(point) && !targets.has(point) && this.graph.suspends(point)) found.add(node);
    }
    return [...found].sort((one, other) => one.range[0] - other.range[0]);
  }

  firstSuspensions(from: TSESTree.Node, { ends, holds, ignores }: Paths): readonly TSESTree.Node[] {
    const { graph } = this;
    const found = new Set<TSESTree.Node>();
    graph.along(graph.normalAfter(from), (point, next) => {
      const node = graph.nodeOf(point);
      if (node === undefined) return next;
      if (ends(node)) return [];
      if (!graph.suspends(point) || ignores(node)) return waysOn(node, next, holds);
      found.add(node);
      return [];
    });
    return [...found].sort((one, other) => one.range[0] - other.range[0]);
  }

  reaches(from: TSESTree.Node, to: TSESTree.Node, unless?: (node: TSESTree.Node) => boolean): boolean {
    if (unless === undefined) return this.#leads(from, to);
    const ahead = this.graph.forward(this.graph.after(from), (point) => {
      const node = this.graph.nodeOf(point);
      return node !== undefined && node !== to && unless(node);
    });
    return this.graph.pointsOf(to).some((point) => ahead.has(point));
  }

  /** Many questions are about one node and each of many others: what lies ahead of it, or behind it, is then looked up once. */
  #leads(from: TSESTree.Node, to: TSESTree.Node): boolean {
    const { graph } = this;
    const isFromAgain = this.#askedFrom === from;
    this.#askedFrom = from;
    if (this.#behind?.to !== to && (isFromAgain || this.#ahead?.from === from)) {
      if (this.#ahead?.from !== from) this.#ahead = { from, points: graph.forward(graph.after(from), () => false) };
      const { points } = this.#ahead;
      return graph.pointsOf(to).some((point) => points.has(point));
    }
    if (this.#behind?.to !== to) this.#behind = { to, points: graph.backward(graph.pointsOf(to), () => false) };
    const { points } = this.#behind;
    return graph.after(from).some((point) => points.has(point));
  }

  escapes(from: TSESTree.Node, hit: (node: TSESTree.Node) => boolean): Escape | undefined {
    return this.waysOut(from, hit)[0];
  }

  waysOut(from: TSESTree.Node | undefined, hit: (node: TSESTree.Node) => boolean, calm?: (node: TSESTree.Node) => boolean): readonly Escape[] {
    return this.#waysFrom(from ? this.graph.normalAfter(from) : [this.graph.start], from, hit, (point) => {
      const node = this.graph.nodeOf(point);
      return node !== undefined && calm?.(node) === true;
    });
  }

  waysOutIfThrown(from: TSESTree.Node, hit: (node: TSESTree.Node) => boolean): readonly Escape[] {
    return this.#waysFrom(this.graph.thrownAfter(from), from, hit, (point) => !this.graph.suspends(point));
  }

  #waysFrom(starts: readonly PointId[], from: TSESTree.Node | undefined, hit: (node: TSESTree.Node) => boolean, isCalm: (point: PointId) => boolean): readonly Escape[] {
    const { graph } = this;
    const isHit = (point: PointId): boolean => {
      const node = graph.nodeOf(point);
      return node !== undefined && hit(node);
    };
    // a node that is hit may itself throw: what it throws comes after it
    const cameFrom = graph.trace(starts, isHit, isCalm);
    const exits = [
      [graph.thrown, true],
      [graph.end, false],
    ] as const;
    return exits.flatMap(([exit, throws]) => {
      if (!cameFrom.has(exit)) return [];
      const last = cameFrom.get(exit);
      return [{ node: (last === undefined ? undefined : graph.nodeOf(last)) ?? from ?? this.of, throws }];
    });
  }
}

function waysOn(node: TSESTree.Node, next: readonly PointId[], holds: Paths["holds"]): readonly PointId[] {
  if (node.type !== "IfStatement" && node.type !== "ConditionalExpression" && node.type !== "LogicalExpression") return next;
  const answer = holds(node);
  // the second operand of `||` and `??` is what follows a test that fails
  const index = node.type === "LogicalExpression" && node.operator !== "&&" ? Number(answer) : Number(!answer);
  const way = answer === undefined ? undefined : next[index];
  return way === undefined ? next : [way];
}
