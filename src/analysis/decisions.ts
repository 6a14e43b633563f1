import type { TSESTree } from "@typescript-eslint/utils";
import { isLoop, type FunctionNode } from "./nodes.js";

/** A condition on which it depends whether a step is reached. */
export interface Decision {
  readonly test: TSESTree.Node;
  /** The step stands under it in a `branch`, a `case` or the `turn` of a loop, or behind it: an `exit` leaves before the step, as `if (this.running) return;`. */
  readonly as: "branch" | "case" | "turn" | "exit";
  /** Of an exit: the branch that leaves. */
  readonly leaving?: TSESTree.Statement;
  /** The step is reached where the condition does not hold. */
  readonly negated: boolean;
}

/** The conditions that decide whether a step of a run is reached, innermost first, through the callbacks of the run. */
export function* decisionsBefore(step: TSESTree.Node, run: FunctionNode): Generator<Decision> {
  let inner = step;
  for (let outer = step.parent; outer && inner !== run; inner = outer, outer = outer.parent) {
    const around = decisionAround(outer, inner);
    if (around) yield around;
    const statements = outer.type === "BlockStatement" || outer.type === "Program" ? outer.body : outer.type === "SwitchCase" ? outer.consequent : [];
    yield* exitsBefore(statements, inner);
  }
}

function decisionAround(outer: TSESTree.Node, inner: TSESTree.Node): Decision | undefined {
  if (outer.type === "IfStatement" || outer.type === "ConditionalExpression") return outer.test === inner ? undefined : { test: outer.test, as: "branch", negated: outer.alternate === inner };
  if (outer.type === "LogicalExpression") return outer.right === inner ? { test: outer.left, as: "branch", negated: outer.operator !== "&&" } : undefined;
  if (outer.type === "SwitchStatement") return outer.discriminant === inner ? undefined : { test: outer.discriminant, as: "case", negated: false };
  if (!isLoop(outer) || !("test" in outer) || !outer.test || outer.body !== inner || outer.type === "DoWhileStatement") return undefined;
  return { test: outer.test, as: "turn", negated: false };
}

/** `if (…) return;` and `if (…) { … } else return;` on the way to a step. */
function* exitsBefore(statements: readonly TSESTree.Node[], step: TSESTree.Node): Generator<Decision> {
  for (const statement of statements) {
    if (statement.range[0] >= step.range[0]) return;
    if (statement.type !== "IfStatement") continue;
    if (isExit(statement.consequent)) yield { test: statement.test, as: "exit", leaving: statement.consequent, negated: true };
    else if (statement.alternate && isExit(statement.alternate)) yield { test: statement.test, as: "exit", leaving: statement.alternate, negated: false };
  }
}

/** Whether a branch leaves what it stands in. */
export function isExit(statement: TSESTree.Statement): boolean {
  const last = statement.type === "BlockStatement" ? statement.body.at(-1) : statement;
  return last?.type === "ReturnStatement" || last?.type === "ThrowStatement" || last?.type === "ContinueStatement" || last?.type === "BreakStatement";
}
