import type { TSESTree } from "@typescript-eslint/utils";
import { decisionsBefore, type Decision } from "../decisions.js";
import type { File } from "../file.js";
import { calleeOf, memberOf, thisOwner } from "../functions.js";
import { bare, isClass, propertyName, type FunctionNode } from "../nodes.js";

/** A condition on the way to a step that another function of the file asks. */
export interface ToldDecision {
  /** The condition, as that function has it. */
  readonly decision: Decision;
  /** Where the run asks: `this.isBusy()`, `this.full`. */
  readonly at: TSESTree.Node;
}

/** The conditions that getters, predicates and asserting functions without parameters ask for a run: `if (this.full) throw …`, `this.assertIdle();`. */
export function* toldDecisionsBefore(file: File, step: TSESTree.Node, run: FunctionNode): Generator<ToldDecision> {
  for (const decision of decisionsBefore(step, run)) yield* predicatesIn(file, decision);
  yield* assertionsBefore(file, step, run);
}

function* predicatesIn(file: File, decision: Decision): Generator<ToldDecision> {
  const open: [TSESTree.Node, boolean][] = [[decision.test, decision.negated]];
  for (let next = open.pop(); next; next = open.pop()) {
    const [node, negated] = [bare(next[0]), next[1]];
    if (node.type === "UnaryExpression" && node.operator === "!") open.push([node.argument, !negated]);
    else if (node.type === "LogicalExpression") open.push([node.right, negated], [node.left, negated]);
    else {
      const test = answerOf(askedBy(file, node));
      if (test) yield { decision: { ...decision, test, negated }, at: node };
    }
  }
}

/** The getter, or the function without arguments, that an expression asks. */
function askedBy(file: File, node: TSESTree.Node): FunctionNode | undefined {
  if (node.type === "CallExpression") return node.arguments.length === 0 ? calleeOf(file, node) : undefined;
  const owner = node.type === "MemberExpression" && node.object.type === "ThisExpression" ? thisOwner(node) : undefined;
  const name = node.type === "MemberExpression" ? propertyName(node) : undefined;
  const member = isClass(owner) && name !== undefined ? memberOf(owner, name) : undefined;
  return member?.type === "MethodDefinition" && member.kind === "get" ? member.value as FunctionNode : undefined;
}

/** What a function answers, where that is all it does. */
function answerOf(fn: FunctionNode | undefined): TSESTree.Node | undefined {
  if (!fn || fn.async || fn.generator) return undefined;
  if (fn.body.type !== "BlockStatement") return fn.body;
  const [only, ...others] = fn.body.body;
  return only?.type === "ReturnStatement" && others.length === 0 ? (only.argument ?? undefined) : undefined;
}

/** `this.assertIdle();` on the way to a step, where `assertIdle` throws unless something holds. */
function* assertionsBefore(file: File, step: TSESTree.Node, run: FunctionNode): Generator<ToldDecision> {
  let inner = step;
  for (let outer = step.parent; outer && inner !== run; inner = outer, outer = outer.parent) {
    for (const statement of outer.type === "BlockStatement" ? outer.body : []) {
      if (statement.range[0] >= inner.range[0]) break;
      const call = statement.type === "ExpressionStatement" ? bare(statement.expression) : undefined;
      const asserting = call?.type === "CallExpression" ? askedBy(file, call) : undefined;
      for (const asserted of call && asserting && !asserting.async ? throwingIn(asserting) : []) yield { decision: { test: asserted.test, as: "exit", leaving: asserted.consequent, negated: true }, at: call as TSESTree.Node };
    }
  }
}

/** The conditions under which a function that does nothing else throws. */
function throwingIn({ body }: FunctionNode): readonly TSESTree.IfStatement[] {
  const statements = body.type === "BlockStatement" ? body.body : [];
  const found = statements.flatMap((one) => (one.type === "IfStatement" && !one.alternate && throws(one.consequent) ? [one] : []));
  return found.length === statements.length ? found : [];
}

function throws(statement: TSESTree.Statement): boolean {
  const last = statement.type === "BlockStatement" ? statement.body.at(-1) : statement;
  return last?.type === "ThrowStatement";
}
