import type { TSESTree } from "@typescript-eslint/utils";
import type { File } from "../file.js";
import { functionOf } from "../functions.js";
import { isInCarelessFunction } from "../libraries/dispensables.js";
import { worstLossOf, type Loss } from "./losses.js";
import { childrenOf, isClass, isFunction, isLoop, isWithin, nodes, ownNodes } from "../nodes.js";
import { perFile } from "../per-file.js";
import { writesIn } from "../places/function-writes.js";
import { placeOf, type Write } from "../places/places.js";
import { isExplained } from "./explanations.js";
import { isIdle, isSecondary, saysIgnored } from "./empty-handlers.js";

/** A `catch` clause around asynchronous work. */
export interface AsyncCatch {
  readonly clause: TSESTree.CatchClause;
  readonly statement: TSESTree.TryStatement;
  /** What is awaited, or iterated over, in the `try` and rejects into the clause; at least one. */
  readonly work: readonly TSESTree.Node[];
}

/** The `catch` clauses that see the failure of something awaited. In source order. */
export const asyncCatches = perFile((file): readonly AsyncCatch[] =>
  nodes(file)
    .of("CatchClause")
    .flatMap((clause) => {
      const statement = clause.parent;
      const work = workIn(file, statement.block);
      return work.length > 0 ? [{ clause, statement, work }] : [];
    }),
);

/** What is awaited in a block and not caught in it. */
function workIn(file: File, block: TSESTree.BlockStatement): readonly TSESTree.Node[] {
  const work: TSESTree.Node[] = [];
  const open: TSESTree.Node[] = [block];
  for (let node = open.pop(); node; node = open.pop()) {
    if (isFunction(node) || isClass(node)) continue;
    if (node.type === "AwaitExpression") work.push(node.argument);
    if (node.type === "ForOfStatement" && node.await) work.push(node.right);
    if (node.type === "TryStatement" && node.handler) open.push(...[node.finalizer, node.handler.body].filter((part) => part !== null));
    else open.push(...[...childrenOf(file, node)].reverse());
  }
  return work;
}

/** An empty clause, and the work whose failure it hides. */
export interface EmptyClause extends AsyncCatch, Loss {}

/** The clauses that are empty, say nothing, and hide a failure that nothing after them notices. */
export const emptyClauses = perFile((file): readonly EmptyClause[] =>
  asyncCatches(file).flatMap((one) => {
    const { clause } = one;
    if (!clause.body.body.every(isIdle) || (clause.param && saysIgnored(clause.param))) return [];
    const loss = hiddenBy(file, one);
    return loss ? [{ ...one, ...loss }] : [];
  }),
);

/** The work whose failure a clause hides, if it says nothing and nothing after it notices. */
export function hiddenBy(file: File, one: AsyncCatch): Loss | undefined {
  if (isExplained(file, one.clause, one.clause) || isSecondary(file, one.statement) || isInCarelessFunction(one.statement) || isNoticed(file, one)) return undefined;
  const worst = worstLossOf(file, one.work);
  const iterated = one.work.find(({ parent }) => parent?.type === "ForOfStatement");
  return worst?.isLasting || !iterated ? worst : { loss: iterated, isLasting: false };
}

/**
 * Whether what follows a `try` tells success from failure: success leaves the way that failure goes on, or writes a
 * place that is read afterwards and holds something else until then.
 */
export function isNoticed(file: File, { statement, work }: AsyncCatch): boolean {
  const start = Math.min(...work.map(({ range }) => range[0]));
  for (const node of ownNodes(file, statement.block)) {
    if (node.range[1] > start && leaves(node, statement) && (isFollowed(node, statement) || isOptional(node))) return true;
  }
  const own = writesIn(file, functionOf(statement)).filter(({ node }) => isWithin(node, statement.block));
  return own.some((write) => isReadAfter(file, write, statement));
}

type Exit = TSESTree.ReturnStatement | TSESTree.BreakStatement | TSESTree.ContinueStatement;

/** A `return`, or a `break` or `continue` of something around the `try`. */
function leaves(node: TSESTree.Node, statement: TSESTree.TryStatement): node is Exit {
  if (node.type === "ReturnStatement") return true;
  if (node.type !== "BreakStatement" && node.type !== "ContinueStatement") return false;
  for (let outer = node.parent; outer !== statement; outer = outer.parent as TSESTree.Node) {
    if (isLoop(outer) || (outer.type === "SwitchStatement" && node.type === "BreakStatement")) return false;
  }
  return true;
}

/**
 * A `return` out of a function that is declared to give perhaps nothing: falling off its end is that. So it is where
 * nothing is declared, and what is returned was put in a variable before.
 */
function isOptional(exit: Exit): boolean {
  if (exit.type !== "ReturnStatement" || !exit.argument) return false;
  const declared = functionOf(exit)?.returnType?.typeAnnotation;
  if (!declared) return exit.argument.type === "Identifier" && exit.argument.name !== "undefined";
  const inner = declared.type === "TSTypeReference" ? declared.typeArguments?.params[0] : declared;
  return inner?.type === "TSUnionType" && inner.types.some(({ type }) => type === "TSUndefinedKeyword" || type === "TSVoidKeyword");
}

/** Whether something is left to be done where a `try` that failed goes on: a statement after it, or another turn of a loop. */
function isFollowed(exit: Exit, statement: TSESTree.TryStatement): boolean {
  for (let inner: TSESTree.Node = statement, outer = statement.parent as TSESTree.Node | undefined; outer; inner = outer, outer = outer.parent) {
    if (isFunction(outer)) return false;
    if (isLoop(outer) && exit.type !== "ContinueStatement") return true;
    const body = outer.type === "BlockStatement" || outer.type === "Program" ? outer.body : outer.type === "SwitchCase" ? outer.consequent : [];
    if (body.length > 0 && body.at(-1) !== inner) return true;
    if (isLoop(outer)) return false;
  }
  return false;
}

/** Whether a place that the `try` writes is read after it, or at another turn of the loop around it. */
function isReadAfter(file: File, { place, node }: Write, statement: TSESTree.TryStatement): boolean {
  const fn = functionOf(statement);
  if (typeof place.root !== "string") {
    const { root } = place;
    if (root.identifiers.some((name) => isWithin(name, statement))) return false;
    const loop = loopAround(statement);
    return root.references.some(({ identifier }) => {
      if (isWithin(identifier, statement.block) || isWithin(identifier, node)) return false;
      const isRead = !isWriteTarget(identifier);
      return isRead && (identifier.range[0] > statement.range[1] || (loop !== undefined && isWithin(identifier, loop)) || functionOf(identifier) !== fn);
    });
  }
  return [...ownNodes(file, fn?.body ?? file.ast)].some((other) => {
    if (other.type !== "MemberExpression" || isWithin(other, statement.block)) return false;
    if (placeOf(file, other)?.key !== place.key) return false;
    // a default that was assigned before, or a look at it afterwards
    return isWriteTarget(other) ? other.range[1] < statement.range[0] : other.range[0] > statement.range[1] || loopAround(statement) !== undefined;
  });
}

function loopAround(node: TSESTree.Node): TSESTree.Node | undefined {
  for (let outer = node.parent; outer && !isFunction(outer); outer = outer.parent) if (isLoop(outer)) return outer;
  return undefined;
}

function isWriteTarget(node: TSESTree.Node): boolean {
  return (node.parent?.type === "AssignmentExpression" && node.parent.left === node && node.parent.operator === "=") || node.parent?.type === "VariableDeclarator";
}
