import type { TSESLint, TSESTree } from "@typescript-eslint/utils";
import { variableOf } from "../../analysis/places/bindings.js";
import type { File } from "../../analysis/file.js";
import type { LateFill } from "../../analysis/shared-state/fills.js";
import { bare, descendants, isFunction, isLoop, isWithin } from "../../analysis/nodes.js";
import type { Write } from "../../analysis/places/places.js";
import { startOf, withinBraces } from "../indentation.js";

/** The steps of a load, from the one after the look-up to the one that fills the place, and the `return` of what was filled in. */
export interface WholeLoad {
  readonly steps: readonly TSESTree.Statement[];
  readonly store: TSESTree.ExpressionStatement;
  readonly value: TSESTree.Node;
  readonly answer: TSESTree.ReturnStatement | undefined;
}

/** The load behind a fill whose value is known only after several suspensions; `undefined` where its steps cannot be moved into a function. */
export function wholeLoadOf(file: File, { write, lookUp }: LateFill): WholeLoad | undefined {
  const store = write.node.parent;
  const value = write.value && bare(write.value);
  if (store?.type !== "ExpressionStatement" || store.parent.type !== "BlockStatement" || !value) return undefined;
  const { body } = store.parent;
  const at = body.indexOf(store);
  const steps = body.slice(body.findLastIndex((step) => isWithin(lookUp, step) || isTestOf(step, lookUp)) + 1, at);
  const behind = body.slice(at + 1);
  const answer = behind.length === 1 && behind[0]?.type === "ReturnStatement" && isAnswer(behind[0], value) ? behind[0] : undefined;
  const isMovable = steps.length > 0 && (behind.length === 0 || answer !== undefined) && [...steps, store].every((step) => staysIn(file, step));
  const isUsedElsewhere = isMovable && usesOf(file, steps).some((use) => !isWithin(use, store) && use !== answer?.argument);
  return isMovable && !isUsedElsewhere ? { steps, store, value, answer } : undefined;
}

/** `if (hit) return hit;`, where the look-up is kept in a name that the test reads. */
function isTestOf(step: TSESTree.Statement, lookUp: TSESTree.Node): boolean {
  const declarator = lookUp.parent;
  const name = declarator?.type === "VariableDeclarator" && declarator.id.type === "Identifier" ? declarator.id.name : undefined;
  return step.type === "IfStatement" && bare(step.test).type === "Identifier" && (bare(step.test) as TSESTree.Identifier).name === name;
}

function isAnswer({ argument }: TSESTree.ReturnStatement, value: TSESTree.Node): boolean {
  return argument?.type === "Identifier" && value.type === "Identifier" && argument.name === value.name;
}

/** Whether a step means the same in a function of its own: nothing in it leaves the one around it. */
function staysIn(file: File, step: TSESTree.Statement): boolean {
  if (step.type === "FunctionDeclaration" || (step.type === "VariableDeclaration" && step.kind === "var")) return false;
  const own = [...descendants(file, step, (node) => !isFunction(node))];
  return !own.some((node) => node.type === "ReturnStatement" || node.type === "YieldExpression" || (node.type === "Identifier" && node.name === "arguments") || (/^(?:Break|Continue)/.test(node.type) && !isJumpWithin(node, step)));
}

function isJumpWithin(jump: TSESTree.Node, step: TSESTree.Node): boolean {
  for (let outer = jump.parent; outer && isWithin(outer, step); outer = outer.parent) if (isLoop(outer) || outer.type === "SwitchStatement") return true;
  return false;
}

/** The uses outside of the steps of what they declare, and what they write that belongs to the function around them. */
function usesOf(file: File, steps: readonly TSESTree.Statement[]): readonly TSESTree.Node[] {
  const isInside = (node: TSESTree.Node): boolean => steps.some((step) => isWithin(node, step));
  const names = steps.flatMap((step) => [...descendants(file, step)].filter(({ type }) => type === "Identifier"));
  const variables = new Set(names.flatMap((name) => variableOf(file, name) ?? []));
  return [...variables].flatMap(({ identifiers, references, scope }) => {
    const isOwn = identifiers[0] !== undefined && isInside(identifiers[0]);
    const isLocal = scope.type !== "module" && scope.type !== "global";
    return references.filter((use) => (isOwn ? !isInside(use.identifier) : isLocal && use.isWrite() && isInside(use.identifier))).map(({ identifier }) => identifier);
  });
}

/** The steps in a function whose promise is stored at once, with `evicting` behind it. */
export function storedAtOnce(file: File, { steps, store, value, answer }: WholeLoad, write: Write, evicting: string): TSESLint.ReportFixFunction | undefined {
  const [first] = steps;
  const name = ["loading", "pending", "inFlight"].find((one) => !new RegExp(`\\b${one}\\b`).test(file.source.text));
  if (!first || name === undefined || first.loc.start.line === store.loc.start.line || !write.value) return undefined;
  const indent = " ".repeat(first.loc.start.column);
  const [start, end] = [startOf(file, first), startOf(file, store)];
  return (fixer) => [
    fixer.insertTextBeforeRange([start, start], `const ${name} = (async () => {\n${indent}`),
    ...withinBraces(file, steps),
    fixer.insertTextBeforeRange([end, end], `  return ${file.source.getText(value)};\n${indent}})()${evicting};\n${indent}`),
    fixer.replaceText(write.value as TSESTree.Node, name),
    ...(answer?.argument ? [fixer.replaceText(answer.argument, name)] : []),
  ];
}
