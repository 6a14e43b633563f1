import type { TSESTree } from "@typescript-eslint/utils";
import { disablingAttributes } from "../../knowledge/handlers.js";
import type { File } from "../file.js";
import { isNothing } from "../functions.js";
import { bare, descendants, dressed, isCall, isWithin, nodes, type FunctionNode } from "../nodes.js";
import { variableOf, type Variable } from "../places/bindings.js";
import { writesWithin } from "../places/write-index.js";
import { chainStart } from "../promises/detached.js";
import { stateVariableOf } from "./component-state.js";

/**
 * Whether nobody can begin a second run while one is under way: the element that begins it, or one of the form whose
 * `onSubmit` does, is disabled as long as a flag is up which the run raises, or as long as the work says that it is
 * pending; or the run itself leaves off where the flag is up.
 *
 * @param run the functions that it goes through.
 * @param setters what else begins a run: the setters of the states that it depends on.
 */
export function isHeldBack(file: File, run: readonly FunctionNode[], suspension: TSESTree.Node, setters: readonly Variable[] = []): boolean {
  const starters = new Set<Variable>([...run.flatMap((fn) => nameOfFunction(file, fn) ?? []), ...setters]);
  const flags = new Set<Variable>([...flagsOf(file, run, suspension), ...workersOf(file, suspension)]);
  if (flags.size === 0) return false;
  if (run.some((fn) => leavesOff(file, fn, flags))) return true;
  const elements = nodes(file).of("JSXOpeningElement");
  const begins = (one: Attribute): boolean => names(file, one, starters) || run.some((fn) => isWithin(fn, one));
  const disabled = elements.filter(({ attributes }) => attributes.some((one) => disablingAttributes.test(titleOf(one) ?? "") && names(file, one, flags)));
  if (disabled.some(({ attributes }) => attributes.some(begins))) return true;
  return disabled.length > 0 && elements.some(({ attributes }) => attributes.some((one) => titleOf(one) === "onSubmit" && begins(one)));
}

type Attribute = TSESTree.JSXOpeningElement["attributes"][number];

function titleOf(attribute: Attribute): string | undefined {
  return attribute.type === "JSXAttribute" && attribute.name.type === "JSXIdentifier" ? attribute.name.name : undefined;
}

/** `if (isSaving) return;` before anything else is done. */
function leavesOff(file: File, fn: FunctionNode, flags: ReadonlySet<Variable>): boolean {
  const states = new Set([...flags].filter((flag) => stateVariableOf(flag) === undefined));
  return fn.body.type === "BlockStatement" && fn.body.body.some((statement) => statement.type === "IfStatement" && isReturn(statement.consequent) && names(file, statement.test, states));
}

function isReturn(statement: TSESTree.Statement): boolean {
  const last = statement.type === "BlockStatement" ? statement.body.at(-1) : statement;
  return last?.type === "ReturnStatement";
}

function names(file: File, node: TSESTree.Node, wanted: ReadonlySet<Variable>): boolean {
  return [...descendants(file, node)].some((inner) => inner.type === "Identifier" && wanted.has(variableOf(file, inner) as Variable));
}

/** The variable that holds a function, also where `useCallback` hands it back. */
function nameOfFunction(file: File, fn: FunctionNode): Variable | undefined {
  if (fn.type === "FunctionDeclaration") return fn.id ? variableOf(file, fn.id) : undefined;
  let value = dressed(fn);
  if (isCall(value.parent) && value.parent.arguments[0] === value) value = dressed(value.parent);
  return value.parent?.type === "VariableDeclarator" && value.parent.id.type === "Identifier" ? variableOf(file, value.parent.id) : undefined;
}

/** The states that a run sets before it waits: `setLoading(true)`. */
function flagsOf(file: File, run: readonly FunctionNode[], suspension: TSESTree.Node): readonly Variable[] {
  return run.flatMap((fn) => writesWithin(file, fn)).flatMap(({ node, place, value }) => {
    const isRaised = value !== undefined && !isNothing(value) && !(bare(value).type === "Literal" && !(bare(value) as TSESTree.Literal).value);
    return isRaised && node.range[0] < suspension.range[0] ? (stateVariableOf(place.root) ?? []) : [];
  });
}

/** `updating` of `await updating.mutateAsync(…)`, which tells by `updating.isPending` that it is under way. */
function workersOf(file: File, suspension: TSESTree.Node): readonly Variable[] {
  const work = chainStart(suspension.type === "AwaitExpression" ? suspension.argument : suspension);
  const callee = isCall(work) ? bare(work.callee) : undefined;
  const receiver = callee?.type === "MemberExpression" ? bare(callee.object) : undefined;
  const worker = receiver?.type === "Identifier" ? variableOf(file, receiver) : undefined;
  return worker ? [worker] : [];
}
