import type { TSESTree } from "@typescript-eslint/utils";
import type { File } from "../file.js";
import { flowOf } from "../flow/flow.js";
import { calleeOf, functionOf } from "../functions.js";
import { bare, nodes, propertyName } from "../nodes.js";
import { perFile } from "../per-file.js";
import { variableOf, writesOf, type Variable } from "../places/bindings.js";
import { tellsPromise, usesOfHolder, type Use } from "../promises/promise-uses.js";
import { isPromise } from "../promises/promises.js";

/**
 * The calls of async functions of the file whose promise a variable is given on one way, where it is given results on
 * the others, and read as a result: `if (isLocal) books = findHere(); else books = await findThere();`.
 */
export const forgottenWaits = perFile((file): readonly TSESTree.CallExpression[] =>
  nodes(file).of("AssignmentExpression").flatMap((assignment) => {
    const call = bare(assignment.right);
    const variable = assignment.operator === "=" && assignment.left.type === "Identifier" ? variableOf(file, assignment.left) : undefined;
    if (call.type !== "CallExpression" || variable?.defs[0]?.type !== "Variable" || !isAsyncCall(file, call)) return [];
    return holdsResults(file, variable) && isReadAsResult(file, variable, assignment) ? [call] : [];
  }),
);

function isAsyncCall(file: File, call: TSESTree.CallExpression): boolean {
  return calleeOf(file, call)?.async === true && isPromise(file, call) === "yes";
}

/** Something else that it is given was waited for, and nothing that is done with it is done to promises alone. */
function holdsResults(file: File, variable: Variable): boolean {
  const isAwaited = writesOf(variable).some(({ value }) => value && bare(value).type === "AwaitExpression");
  return isAwaited && !usesOfHolder(file, { variable, property: undefined, text: variable.name }).some((use) => tellsPromise(use) || use.as === "collected");
}

/** A part of it is read where it can still hold the promise. */
function isReadAsResult(file: File, variable: Variable, assignment: TSESTree.AssignmentExpression): boolean {
  const home = functionOf(assignment);
  if (!home || functionOf(variable.identifiers[0] as TSESTree.Node) !== home) return false;
  const writes = new Set<TSESTree.Node>(nodes(file).of("AssignmentExpression").filter(({ left }) => left.type === "Identifier" && variableOf(file, left) === variable));
  const flow = flowOf(file, home);
  return usesOfHolder(file, { variable, property: undefined, text: variable.name }).some((use) => isPartRead(use) && functionOf(use.at) === home && flow.reaches(assignment, use.at.parent as TSESTree.Node, (node) => node !== assignment && writes.has(node)));
}

function isPartRead({ at }: Use): boolean {
  const { parent } = at;
  return parent?.type === "MemberExpression" && parent.object === at && !["then", "catch", "finally"].includes(propertyName(parent) ?? "");
}
