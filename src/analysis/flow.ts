import type { TSESTree } from "@typescript-eslint/utils";
import type { File } from "./file.js";
import { Graph, type PointId } from "./flow-graph.js";
import { build } from "./flow-build.js";
import type { FunctionNode } from "./nodes.js";
import { perFile } from "./per-file.js";

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
  /** Whether some path leads from one node to another. */
  reaches(from: TSESTree.Node, to: TSESTree.Node, unless?: (node: TSESTree.Node) => boolean): boolean;
  /** Whether every path from a node to the end, the throwing ones included, meets a node that `hit` says yes to. */
  everyPath(from: TSESTree.Node, hit: (node: TSESTree.Node) => boolean): boolean;
  /** The first way to leave the function after a node without a hit. */
  escapes(from: TSESTree.Node, hit: (node: TSESTree.Node) => boolean): Escape | undefined;
  /** Whether control can leave the function normally with this node as the last that matters: it falls off the end. */
  readonly endIsReachable: boolean;
}

const flows = perFile(() => new Map<TSESTree.Node, Flow>());

/** The flow of a function or of the whole program; built when it is first asked for. */
export function flowOf(file: File, of: FunctionNode | TSESTree.Program): Flow {
  const known = flows(file).get(of);
  if (known) return known;
  const flow = new GraphFlow(build(file, of));
  flows(file).set(of, flow);
  return flow;
}

class GraphFlow implements Flow {
  constructor(readonly graph: Graph) {}

  get endIsReachable(): boolean {
    return this.graph.forward([this.graph.start], () => false).has(this.graph.end);
  }

  suspensionsBetween(from: TSESTree.Node, to: TSESTree.Node, unless: (node: TSESTree.Node) => boolean = () => false): readonly TSESTree.Node[] {
    return this.#suspensions(this.graph.after(from), to, (node) => node === from || unless(node));
  }

  suspensionsBefore(to: TSESTree.Node, unless: (node: TSESTree.Node) => boolean = () => false): readonly TSESTree.Node[] {
    return this.#suspensions([this.graph.start], to, unless);
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
    for (const point of ahead) {
      const node = this.graph.nodeOf(point);
      if (node && behind.has(point) && !targets.has(point) && this.graph.suspends(point)) found.add(node);
    }
    return [...found].sort((one, other) => one.range[0] - other.range[0]);
  }

  reaches(from: TSESTree.Node, to: TSESTree.Node, unless: (node: TSESTree.Node) => boolean = () => false): boolean {
    const ahead = this.graph.forward(this.graph.after(from), (point) => {
      const node = this.graph.nodeOf(point);
      return node !== undefined && node !== to && unless(node);
    });
    return this.graph.pointsOf(to).some((point) => ahead.has(point));
  }

  everyPath(from: TSESTree.Node, hit: (node: TSESTree.Node) => boolean): boolean {
    return this.escapes(from, hit) === undefined;
  }

  escapes(from: TSESTree.Node, hit: (node: TSESTree.Node) => boolean): Escape | undefined {
    const { graph } = this;
    const isHit = (point: PointId): boolean => {
      const node = graph.nodeOf(point);
      return node !== undefined && hit(node);
    };
    // a node that is hit may itself throw: what it throws comes after it
    const cameFrom = graph.trace(graph.normalAfter(from), isHit);
    for (const [exit, throws] of [
      [graph.thrown, true],
      [graph.end, false],
    ] as const) {
      const last = cameFrom.get(exit);
      if (last !== undefined) return { node: graph.nodeOf(last) ?? from, throws };
    }
    return undefined;
  }
}
