import type { TSESTree } from "@typescript-eslint/utils";
import { acquisitions, type Acquisition } from "./acquisitions.js";
import type { File } from "./file.js";
import { functionOf } from "./functions.js";
import { bare, isWithin } from "./nodes.js";
import { perFile } from "./per-file.js";
import { releaseOf } from "./releases.js";

/** Something that is given back where taking it has failed. */
export interface EarlyRelease {
  readonly taken: Acquisition;
  readonly release: TSESTree.CallExpression;
}

/** What is taken inside the `try` whose `finally` gives it back whether it was taken or not. In source order. */
export const earlyReleases = perFile((file): readonly EarlyRelease[] =>
  acquisitions(file).flatMap((taken) => {
    if (taken.fact.immediate === true || taken.fact.lock === false || (taken.fact.patient === true && taken.node.arguments.length === 0)) return [];
    for (let outer: TSESTree.Node = taken.node; outer.parent; outer = outer.parent) {
      const block = outer.parent.type === "TryStatement" && outer.parent.block === outer ? outer.parent : undefined;
      if (!block?.finalizer || functionOf(block) !== functionOf(taken.node)) continue;
      const { finalizer } = block;
      const release = releaseOf(file, taken).calls.find((call) => isWithin(call, finalizer) && isUnconditional(call, finalizer) && !isOfResult(file, taken, call));
      return release ? [{ taken, release }] : [];
    }
    return [];
  }),
);

/** A name that is only given a value where the lock was taken throws instead, or is asked for with `?.`. */
function isOfResult(file: File, taken: Acquisition, call: TSESTree.CallExpression): boolean {
  const callee = bare(call.callee);
  const root = file.source.getText(callee).split(/[.[?]/)[0];
  return [...taken.holders, ...taken.parts.values()].some(({ name }) => name === root);
}

function isUnconditional(call: TSESTree.Node, finalizer: TSESTree.BlockStatement): boolean {
  for (let outer = call.parent; outer && outer !== finalizer; outer = outer.parent) {
    if (/^(?:IfStatement|ConditionalExpression|LogicalExpression|SwitchCase|TryStatement|ArrowFunctionExpression|FunctionExpression)$/.test(outer.type)) return false;
  }
  return true;
}
