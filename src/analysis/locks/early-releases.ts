import type { TSESTree } from "@typescript-eslint/utils";
import { acquisitions, type Acquisition } from "./acquisitions.js";
import { isCalm } from "../cancellation/calm-steps.js";
import type { File } from "../file.js";
import { functionOf, isNothing } from "../functions.js";
import { bare, dressed, isCall, isWithin, ownNodes } from "../nodes.js";
import { perFile } from "../per-file.js";
import { releaseOf } from "./releases.js";

/** Something that is given back where taking it has failed. */
export interface EarlyRelease {
  readonly taken: Acquisition;
  readonly release: TSESTree.CallExpression;
  /** What can fail before anything is taken: the taking itself, or a step before it. */
  readonly fails: TSESTree.Node;
}

/** What is taken inside the `try` whose `finally` gives it back whether it was taken or not. In source order. */
export const earlyReleases = perFile((file): readonly EarlyRelease[] =>
  acquisitions(file).flatMap((taken) => {
    if (taken.fact.immediate === true) return [];
    const isPatient = taken.fact.patient === true && taken.node.arguments.length === 0;
    for (let outer: TSESTree.Node = taken.node; outer.parent; outer = outer.parent) {
      const block = outer.parent.type === "TryStatement" && outer.parent.block === outer ? outer.parent : undefined;
      if (!block?.finalizer || functionOf(block) !== functionOf(taken.node)) continue;
      const { finalizer } = block;
      const fails = isPatient ? stepBefore(file, taken, block) : taken.node;
      const isShared = taken.fact.lock !== false && fails !== undefined;
      const release = releaseOf(file, taken).calls.find((call) => isWithin(call, finalizer) && isUnconditional(call, finalizer) && (isOfResult(file, taken, call) ? isOfNothing(taken, block, call) : isShared));
      return release ? [{ taken, release, fails: fails ?? taken.node }] : [];
    }
    return [];
  }),
);

/** `check(input); await sema.acquire();`: something in the `try` that can fail before it is taken. */
function stepBefore(file: File, { node }: Acquisition, { block }: TSESTree.TryStatement): TSESTree.Node | undefined {
  return [...ownNodes(file, block)].find((step) => step.range[1] <= node.range[0] && (step.type === "ThrowStatement" || (isCall(step) && !isCalm(file, step))));
}

/** A name that is only given a value where the lock was taken throws instead, or is asked for with `?.`. */
function isOfResult(file: File, taken: Acquisition, call: TSESTree.CallExpression): boolean {
  const callee = bare(call.callee);
  const root = file.source.getText(callee).split(/[.[?]/)[0];
  return [...taken.holders, ...taken.parts.values()].some(({ name }) => name === root);
}

/** `let client; try { client = await pool.connect(); … } finally { client.release(); }`: where nothing was taken, the name holds nothing, and the error that says why is lost. */
function isOfNothing({ holders, parts }: Acquisition, { block }: TSESTree.TryStatement, call: TSESTree.CallExpression): boolean {
  if (dressed(call).parent?.type === "ChainExpression" || call.parent.type === "ChainExpression") return false;
  return [...holders, ...parts.values()].some(({ defs: [definition], references }) => {
    const init = definition?.type === "Variable" && definition.parent.kind === "let" ? definition.node.init : undefined;
    return init !== undefined && (init === null || isNothing(init)) && !isWithin(definition?.name ?? block, block) && references.filter((reference) => reference.isWrite() && reference.init !== true).every(({ identifier }) => isWithin(identifier, block));
  });
}

function isUnconditional(call: TSESTree.Node, finalizer: TSESTree.BlockStatement): boolean {
  for (let outer = call.parent; outer && outer !== finalizer; outer = outer.parent) {
    if (/^(?:IfStatement|ConditionalExpression|LogicalExpression|SwitchCase|TryStatement|ArrowFunctionExpression|FunctionExpression)$/.test(outer.type)) return false;
  }
  return true;
}
