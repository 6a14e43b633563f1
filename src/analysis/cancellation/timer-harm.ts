import type { TSESTree } from "@typescript-eslint/utils";
import { lastingWords } from "../../knowledge/modules.js";
import type { File } from "../file.js";
import { endsProgram } from "../flow/endings.js";
import { calleeOf, functionMeant, functionOf } from "../functions.js";
import { chainStart } from "../promises/detached.js";
import { factOf } from "../libraries/libraries.js";
import { isDispensable } from "../libraries/dispensables.js";
import { isHarmlessCall } from "../libraries/harmless-calls.js";
import { isLogCall } from "../libraries/telemetry.js";
import { bare, callsOf, isCall, isFunction, nodes, ownNodes, type Call, type FunctionNode } from "../nodes.js";
import { numberOf } from "../numbers.js";
import { perFile } from "../per-file.js";
import { chainMethod } from "../promises/promises.js";

/**
 * What a timer that is still armed does when its work is long done, as far as this file shows. `holds`: the program would
 * end here, and waits for it. `speaks`: it logs what has not happened. In a program that goes on anyway it does nothing
 * that somebody would feel.
 */
export function harmOf(file: File, timer: Call): "holds" | "speaks" | undefined {
  const fact = factOf(file, "timers", timer)?.fact;
  const callback = fact?.callback === null || fact === undefined ? undefined : timer.arguments[fact.callback];
  if (callback && speaks(file, callback)) return "speaks";
  const delay = timer.arguments[fact?.delay ?? -1];
  return endsByItself(file) && (delay === undefined || (numberOf(file, delay) ?? Infinity) >= felt) ? "holds" : undefined;
}

/** A program that ends this many milliseconds later makes the one who started it wait. */
const felt = 3000;

/** A callback that logs, and asks nobody before whether its work is still going on. */
function speaks(file: File, callback: TSESTree.Node): boolean {
  const fn = functionMeant(file, callback);
  return fn !== undefined && [...ownNodes(file, fn.body)].some((node) => isCall(node) && node.type === "CallExpression" && isLogCall(file, node) && !isBehindQuestion(node, fn));
}

/** A callback that logs or sets something going, and asks nobody before whether its work is still going on. What only ends something comes late and does no harm. */
export function interferes(file: File, callback: TSESTree.Node | undefined): boolean {
  const fn = callback && functionMeant(file, callback);
  return fn !== undefined && [...ownNodes(file, fn.body)].some((node) => node.type === "CallExpression" && (isLogCall(file, node) || (!isHarmlessCall(file, node) && !isDispensable(file, node))) && !isBehindQuestion(node, fn));
}

function isBehindQuestion(node: TSESTree.Node, fn: FunctionNode): boolean {
  for (let outer = node.parent; outer && outer !== fn; outer = outer.parent) if (["IfStatement", "ConditionalExpression", "LogicalExpression"].includes(outer.type)) return true;
  const first = fn.body.type === "BlockStatement" ? fn.body.body[0] : undefined;
  return first?.type === "IfStatement";
}

/** A program that gives nothing to other code, starts its work at its top, and is over when that is done: nothing ends it, and it serves nobody. */
const endsByItself = perFile((file): boolean => {
  const entries = entriesOf(file);
  if (entries.length === 0 || file.ast.body.some(({ type }) => type.startsWith("Export")) || /\bmodule\.exports\b/.test(file.source.text) || lastingWords.test(file.source.text)) return false;
  return !callsOf(file).some((call) => endsProgram(file, call) && isOnTheWay(call, entries));
});

/** The functions that the statements at the top call and wait for; `undefined` stands for the top itself. */
function entriesOf(file: File): readonly (FunctionNode | undefined)[] {
  const started = file.ast.body.flatMap((statement) => {
    const expression = statement.type === "ExpressionStatement" ? bare(statement.expression) : undefined;
    const call = expression && chainStart(expression.type === "UnaryExpression" && expression.operator === "void" ? bare(expression.argument) : expression.type === "AwaitExpression" ? bare(expression.argument) : expression);
    const callee = isCall(call) ? (isFunction(bare(call.callee)) ? (bare(call.callee) as FunctionNode) : calleeOf(file, call)) : undefined;
    return callee?.async === true ? [callee] : [];
  });
  const waitsAtTop = nodes(file).of("AwaitExpression").some((node) => functionOf(node) === undefined);
  return waitsAtTop ? [...started, undefined] : started;
}

/** Whether an exit is passed where all goes well: in an entry itself, or in what follows it in its chain. */
function isOnTheWay(exit: Call, entries: readonly (FunctionNode | undefined)[]): boolean {
  const home = functionOf(exit);
  for (let outer: TSESTree.Node | undefined = exit.parent; outer && outer !== home; outer = outer.parent) if (outer.type === "CatchClause" || outer.type === "IfStatement") return false;
  if (entries.includes(home)) return true;
  const link = home && isCall(home.parent) ? home.parent : undefined;
  const method = link && chainMethod(link);
  return (method === "then" && link?.arguments[0] === home) || method === "finally";
}
