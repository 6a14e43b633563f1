import type { TSESTree } from "@typescript-eslint/utils";

export type PointId = number;

/** Some points of a graph, in the order in which they were reached. */
export class Points {
  readonly inOrder: PointId[] = [];
  /** By the number of each: large functions have tens of thousands of points, and are asked about thousands of times. */
  readonly #isIn: Uint8Array;

  constructor(size: number) {
    this.#isIn = new Uint8Array(size);
  }

  has(point: PointId): boolean {
    return this.#isIn[point] === 1;
  }

  add(point: PointId): void {
    if (this.has(point)) return;
    this.#isIn[point] = 1;
    this.inOrder.push(point);
  }
}

/** A graph of the points of evaluation of one function: one for each time a node can be evaluated. */
export class Graph {
  readonly #nodes: (TSESTree.Node | undefined)[] = [];
  readonly #next: PointId[][] = [];
  readonly #throws: (PointId | undefined)[] = [];
  readonly #suspends: boolean[] = [];
  #maySuspend = false;
  readonly #points = new Map<TSESTree.Node, PointId[]>();
  #previous: PointId[][] | undefined;
  /** Where the function ends normally, and where it ends with an exception. */
  readonly end: PointId;
  readonly thrown: PointId;
  start: PointId = 0;

  constructor() {
    this.end = this.add(undefined, []);
    this.thrown = this.add(undefined, []);
  }

  /** Adds the evaluation of a node, what follows it, and where its exception goes. */
  add(node: TSESTree.Node | undefined, next: readonly PointId[], throws?: PointId, suspends = false): PointId {
    const point = this.#nodes.length;
    this.#nodes.push(node);
    this.#next.push([...next]);
    this.#throws.push(throws);
    this.#suspends.push(suspends);
    this.#maySuspend ||= suspends;
    if (node) {
      const points = this.#points.get(node);
      if (points) points.push(point);
      else this.#points.set(node, [point]);
    }
    return point;
  }

  connect(point: PointId, next: PointId): void {
    this.#next[point]?.push(next);
  }

  nodeOf(point: PointId): TSESTree.Node | undefined {
    return this.#nodes[point];
  }

  suspends(point: PointId): boolean {
    return this.#suspends[point] === true;
  }

  /** Whether control is given away at any point. */
  get maySuspend(): boolean {
    return this.#maySuspend;
  }

  pointsOf(node: TSESTree.Node): readonly PointId[] {
    return this.#points.get(node) ?? [];
  }

  /** What follows the evaluation of a node, its exception included. */
  after(node: TSESTree.Node): readonly PointId[] {
    return this.pointsOf(node).flatMap((point) => this.#successors(point));
  }

  /** What follows where the node did not throw. */
  normalAfter(node: TSESTree.Node): readonly PointId[] {
    return this.pointsOf(node).flatMap((point) => this.#next[point] ?? []);
  }

  /** What follows where the node threw. */
  thrownAfter(node: TSESTree.Node): readonly PointId[] {
    return this.pointsOf(node).flatMap((point) => this.#throws[point] ?? []);
  }

  #successors(point: PointId): readonly PointId[] {
    const thrown = this.#throws[point];
    const next = this.#next[point] ?? [];
    return thrown === undefined ? next : [...next, thrown];
  }

  /** Every point on the way from some points; `stop` ends the way at a point, which still counts. */
  forward(starts: readonly PointId[], stop: (point: PointId) => boolean): Points {
    return this.#reach(starts, (point) => (stop(point) ? [] : this.#successors(point)));
  }

  /** Every point on the way from some points where nothing is thrown; `onward` says where it goes on, given what follows. */
  along(starts: readonly PointId[], onward: (point: PointId, next: readonly PointId[]) => readonly PointId[]): Points {
    return this.#reach(starts, (point) => onward(point, this.#next[point] ?? []));
  }

  /** Every point from which the way leads to some points; `stop` ends the way back at a point, which still counts. */
  backward(ends: readonly PointId[], stop: (point: PointId) => boolean): Points {
    const previous = (this.#previous ??= this.#inverted());
    return this.#reach(ends, (point) => (stop(point) ? [] : (previous[point] ?? [])));
  }

  #inverted(): PointId[][] {
    const previous = this.#nodes.map((): PointId[] => []);
    for (const point of this.#nodes.keys()) for (const next of this.#successors(point)) previous[next]?.push(point);
    return previous;
  }

  /** For each point on the way from some points, the one before it. Ways end at points that are hit; those are not in the answer. Calm points do not throw. */
  trace(starts: readonly PointId[], hit: (point: PointId) => boolean, calm: (point: PointId) => boolean): ReadonlyMap<PointId, PointId | undefined> {
    const cameFrom = new Map<PointId, PointId | undefined>();
    const open: [PointId, PointId | undefined][] = starts.map((start) => [start, undefined]);
    for (let step = open.shift(); step; step = open.shift()) {
      const [point, from] = step;
      if (cameFrom.has(point) || hit(point)) continue;
      cameFrom.set(point, from);
      for (const next of calm(point) ? (this.#next[point] ?? []) : this.#successors(point)) open.push([next, point]);
    }
    return cameFrom;
  }

  #reach(starts: readonly PointId[], next: (point: PointId) => readonly PointId[]): Points {
    const reached = new Points(this.#nodes.length);
    for (const start of starts) reached.add(start);
    const open = [...reached.inOrder];
    for (let point = open.pop(); point !== undefined; point = open.pop()) {
      for (const step of next(point)) {
        if (reached.has(step)) continue;
        reached.add(step);
        open.push(step);
      }
    }
    return reached;
  }
}
