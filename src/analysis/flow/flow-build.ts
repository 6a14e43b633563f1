import type { TSESTree } from "@typescript-eslint/utils";
import { coversAll, neverReturns } from "./exhaustive.js";
import type { File } from "../file.js";
import { Graph, type PointId } from "./flow-graph.js";
import { childrenOf, isClass, isFunction, propertyName, type Call, type FunctionNode, type Loop } from "../nodes.js";

/** Where control goes when it is not handed to the next node. Targets behind a `finally` are built when they are first used. */
interface Exits {
  readonly thrown: () => PointId;
  readonly returned: () => PointId;
  readonly jumps: readonly Jump[];
}

interface Jump {
  readonly labels: readonly string[];
  readonly breaks: () => PointId;
  readonly continues?: () => PointId;
}

/** Builds the graph of a function's body, or of a whole program. */
export function build(file: File, of: FunctionNode | TSESTree.Program): Graph {
  const graph = new Graph();
  const builder = new Builder(file, graph);
  const exits: Exits = { thrown: () => graph.thrown, returned: () => graph.end, jumps: [] };
  if (of.type === "Program") graph.start = builder.statements(of.body, graph.end, exits);
  else graph.start = builder.inOrder(of.params, builder.before(of.body, graph.end, exits), exits);
  return graph;
}

/**
 * Builds from the end to the start: what follows a node is there before the node is.
 * The first child of a node is not built by recursion, so chains may be as long as they like.
 */
class Builder {
  constructor(
    readonly file: File,
    readonly graph: Graph,
  ) {}

  inOrder(list: readonly (TSESTree.Node | null)[], next: PointId, exits: Exits): PointId {
    return list.reduceRight((after, node) => this.before(node, after, exits), next);
  }

  /** @returns the point where the evaluation of `node` starts, `next` being what follows it. */
  before(node: TSESTree.Node | null | undefined, next: PointId, exits: Exits): PointId {
    let [first, after]: [TSESTree.Node | null | undefined, PointId] = [node, next];
    while (first) [first, after] = this.#step(first, after, exits);
    return after;
  }

  /** Builds all of a node but its first child, which is handed back with what follows it. */
  #step(node: TSESTree.Node, next: PointId, exits: Exits): [TSESTree.Node | undefined, PointId] {
    if (isFunction(node) || isClass(node)) return [undefined, this.graph.add(node, [next])];
    switch (node.type) {
      case "BlockStatement":
        return [undefined, this.statements(node.body, next, exits)];
      case "IfStatement":
      case "ConditionalExpression":
        return [undefined, this.#branches(node, next, exits)];
      case "LogicalExpression":
        return [node.left, this.graph.add(node, [this.before(node.right, next, exits), next])];
      case "AssignmentExpression":
        return this.#assignment(node, next, exits);
      case "TryStatement":
        return [undefined, this.#try(node, next, exits)];
      case "SwitchStatement":
        return [node.discriminant, this.#cases(node, next, exits)];
      case "LabeledStatement":
        return [undefined, this.#labeled(node, next, exits)];
      case "BreakStatement":
      case "ContinueStatement":
        return [undefined, this.#jump(node, exits)];
      case "ReturnStatement":
        return [node.argument ?? undefined, this.graph.add(node, [exits.returned()])];
      case "ThrowStatement":
        return [node.argument, this.graph.add(node, [exits.thrown()])];
      case "ForStatement":
      case "ForOfStatement":
      case "ForInStatement":
      case "WhileStatement":
      case "DoWhileStatement":
        return [undefined, this.#loop(node, next, exits, [])];
      default:
        return this.#plain(node, next, exits);
    }
  }

  #plain(node: TSESTree.Node, next: PointId, exits: Exits): [TSESTree.Node | undefined, PointId] {
    const isLast = node.type === "CallExpression" && neverReturns(this.file, node);
    const point = this.graph.add(node, isLast ? [] : [next], canThrow(node) ? exits.thrown() : undefined, suspends(node));
    const isOptional = (node.type === "MemberExpression" || node.type === "CallExpression") && node.optional;
    const [first, ...rest] = childrenOf(this.file, node);
    const after = this.inOrder(rest, point, exits);
    // `a?.b(c)`: the rest of the chain may be skipped
    return [first, isOptional ? this.graph.add(undefined, [after, next]) : after];
  }

  #assignment(node: TSESTree.AssignmentExpression, next: PointId, exits: Exits): [TSESTree.Node | undefined, PointId] {
    const written = this.graph.add(node, [next]);
    const right = this.before(node.right, written, exits);
    const isConditional = node.operator === "??=" || node.operator === "||=" || node.operator === "&&=";
    return [node.left, isConditional ? this.graph.add(undefined, [right, next]) : right];
  }

  /** `else if` chains are followed in a loop: they can be thousands long. */
  #branches(node: TSESTree.IfStatement | TSESTree.ConditionalExpression, next: PointId, exits: Exits): PointId {
    const chain = [node];
    let last: TSESTree.Node | null = node.alternate;
    for (; last?.type === "IfStatement" || last?.type === "ConditionalExpression"; last = last.alternate) chain.push(last);
    const isCovered = !last && node.type === "IfStatement" && coversAll(this.file, node);
    let otherwise = last ? this.before(last, next, exits) : isCovered ? undefined : next;
    for (const link of chain.reverse()) {
      const taken = this.before(link.consequent, next, exits);
      const decided: PointId = this.graph.add(link, otherwise === undefined ? [taken] : [taken, otherwise]);
      otherwise = this.before(link.test, decided, exits);
    }
    return otherwise ?? next;
  }

  /** Statements one after the other; what a `using` declares is given back when the rest of the block is left, however it is. */
  statements(list: readonly TSESTree.Node[], next: PointId, exits: Exits): PointId {
    const index = list.findIndex((node) => node.type === "VariableDeclaration" && (node.kind === "using" || node.kind === "await using"));
    const declaration = list[index];
    if (declaration?.type !== "VariableDeclaration") return this.inOrder(list, next, exits);
    const dispose = (then: PointId): PointId => this.graph.add(declaration, [then], exits.thrown(), declaration.kind === "await using");
    const rest = this.#finally(dispose, next, exits, (then, inner) => this.statements(list.slice(index + 1), then, inner));
    return this.inOrder([...list.slice(0, index), ...declaration.declarations], rest, exits);
  }

  #try(node: TSESTree.TryStatement, next: PointId, exits: Exits): PointId {
    const { handler, finalizer } = node;
    const guarded = (then: PointId, outer: Exits): PointId => {
      if (!handler) return this.before(node.block, then, outer);
      const caught = this.graph.add(handler, [this.inOrder([handler.param, handler.body], then, outer)]);
      return this.before(node.block, then, { ...outer, thrown: () => caught });
    };
    if (!finalizer) return guarded(next, exits);
    return this.#finally((then) => this.before(finalizer, then, exits), next, exits, guarded);
  }

  /** A body after which something runs on every way out. The something is built once for each target it leads to. */
  #finally(cleanup: (then: PointId) => PointId, next: PointId, exits: Exits, body: (then: PointId, exits: Exits) => PointId): PointId {
    const built = new Map<PointId, PointId>();
    const through = (target: PointId): PointId => {
      const known = built.get(target);
      if (known !== undefined) return known;
      const entry = cleanup(target);
      built.set(target, entry);
      return entry;
    };
    return body(through(next), {
      thrown: () => through(exits.thrown()),
      returned: () => through(exits.returned()),
      jumps: exits.jumps.map(({ labels, breaks, continues }) => ({
        labels,
        breaks: () => through(breaks()),
        ...(continues && { continues: () => through(continues()) }),
      })),
    });
  }

  #cases(node: TSESTree.SwitchStatement, next: PointId, exits: Exits): PointId {
    const inner: Exits = { ...exits, jumps: [{ labels: [""], breaks: () => next }, ...exits.jumps] };
    const bodies: PointId[] = [];
    let after = next;
    for (const branch of [...node.cases].reverse()) {
      after = this.statements(branch.consequent, after, inner);
      bodies.unshift(after);
    }
    const byDefault = node.cases.findIndex((branch) => branch.test === null);
    let otherwise = coversAll(this.file, node) ? undefined : (bodies[byDefault] ?? next);
    for (const [index, branch] of [...node.cases.entries()].reverse()) {
      if (!branch.test) continue;
      const matched: PointId = this.graph.add(branch, otherwise === undefined ? [bodies[index] as PointId] : [bodies[index] as PointId, otherwise]);
      otherwise = this.before(branch.test, matched, exits);
    }
    return this.graph.add(node, [otherwise ?? next]);
  }

  #labeled(node: TSESTree.LabeledStatement, next: PointId, exits: Exits): PointId {
    const labels = [node.label.name];
    let body: TSESTree.Node = node.body;
    for (; body.type === "LabeledStatement"; body = body.body) labels.push(body.label.name);
    if (isLoopStatement(body)) return this.#loop(body, next, exits, labels);
    return this.before(body, next, { ...exits, jumps: [{ labels, breaks: () => next }, ...exits.jumps] });
  }

  #jump(node: TSESTree.BreakStatement | TSESTree.ContinueStatement, exits: Exits): PointId {
    const label = node.label?.name ?? "";
    const jump = exits.jumps.find(({ labels, continues }) => labels.includes(label) && (node.type === "BreakStatement" || continues !== undefined));
    const target = node.type === "BreakStatement" ? jump?.breaks() : jump?.continues?.();
    return this.graph.add(node, [target ?? exits.returned()]);
  }

  #loop(node: Loop, next: PointId, exits: Exits, labels: readonly string[]): PointId {
    const { init, test, update } = node as Partial<TSESTree.ForStatement>;
    const isOver = node.type === "ForOfStatement" || node.type === "ForInStatement";
    const head = this.graph.add(node, [], node.type === "ForOfStatement" ? exits.thrown() : undefined, node.type === "ForOfStatement" && node.await);
    if (!isEndless(node)) this.graph.connect(head, next);
    const tested = this.before(test, head, exits);
    const turn = this.before(update, tested, exits);
    const inner: Exits = { ...exits, jumps: [{ labels: ["", ...labels], breaks: () => next, continues: () => turn }, ...exits.jumps] };
    const body = this.before(node.body, turn, inner);
    this.graph.connect(head, isOver ? this.before(node.left, body, exits) : body);
    if (node.type === "DoWhileStatement") return body;
    return isOver ? this.before(node.right, head, exits) : this.before(init, tested, exits);
  }
}

function isLoopStatement(node: TSESTree.Node): node is Loop {
  return /^(?:For|While|DoWhile)/.test(node.type);
}

function isEndless(node: Loop): boolean {
  if (node.type === "ForOfStatement" || node.type === "ForInStatement") return false;
  return node.test === null || (node.test.type === "Literal" && Boolean(node.test.value));
}

/** Calls and suspensions can throw. Reading a member of nothing can as well, but nobody reviews for that. */
function canThrow(node: TSESTree.Node): boolean {
  return (
    ((node.type === "CallExpression" || node.type === "NewExpression") && !givesPromiseAtOnce(node)) ||
    node.type === "AwaitExpression" ||
    node.type === "YieldExpression" ||
    node.type === "TaggedTemplateExpression"
  );
}

/** `new Promise(…)`, `Promise.race([…])`, `work.finally(…)`: what goes wrong there is in the promise, and never thrown. */
function givesPromiseAtOnce({ callee }: Call): boolean {
  if (callee.type !== "MemberExpression") return callee.type === "Identifier" && callee.name === "Promise";
  const name = propertyName(callee);
  return (callee.object.type === "Identifier" && callee.object.name === "Promise") || name === "then" || name === "catch" || name === "finally";
}

function suspends(node: TSESTree.Node): boolean {
  return node.type === "AwaitExpression" || node.type === "YieldExpression";
}
