import type { TSESTree } from "@typescript-eslint/utils";
import { variableOf } from "../places/bindings.js";
import { decisionsBefore } from "../decisions.js";
import type { File } from "../file.js";
import { isNothing } from "../functions.js";
import { bare, propertyName } from "../nodes.js";
import type { SignalInScope } from "./signal-sources.js";
import { namedSignals, signalName } from "./signal-uses.js";

/** Whether a step is reached only where the caller handed in no signal: `if (!signal) return load();`, `signal ? … : load()`. */
export function isWithoutSignal(file: File, step: TSESTree.Node, signal: SignalInScope): boolean {
  return [...decisionsBefore(step, signal.fn)].some(({ test, as, negated }) => as !== "case" && saysAbsent(file, test, !negated, signal));
}

/** Whether there is no signal where a condition holds, or where it does not. */
function saysAbsent(file: File, test: TSESTree.Node, holds: boolean, signal: SignalInScope): boolean {
  const node = bare(test);
  switch (node.type) {
    case "Identifier":
    case "MemberExpression":
      return !holds && isItOrItsHolder(file, node, signal);
    case "UnaryExpression":
      return node.operator === "!" && saysAbsent(file, node.argument, !holds, signal);
    case "LogicalExpression":
      return node.operator === (holds ? "&&" : "||") && [node.left, node.right].some((part) => saysAbsent(file, part, holds, signal));
    case "BinaryExpression": {
      const compared = isNothing(node.right) ? node.left : isNothing(node.left) ? node.right : undefined;
      return compared !== undefined && /^[!=]==?$/.test(node.operator) && node.operator.startsWith("=") === holds && isItOrItsHolder(file, compared, signal);
    }
    default:
      return false;
  }
}

/** `signal`, `options.signal`, and `options`, without which there is no signal either. */
function isItOrItsHolder(file: File, value: TSESTree.Node, { holder }: SignalInScope): boolean {
  const node = bare(value);
  if (node.type === "MemberExpression") return namedSignals.has(propertyName(node) ?? "");
  return node.type === "Identifier" && (signalName.test(node.name) || (holder !== undefined && variableOf(file, node) === holder));
}
