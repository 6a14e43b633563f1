import type { TSESTree } from "@typescript-eslint/utils";
import { cleanupsOf } from "../../analysis/effects.js";
import type { File } from "../../analysis/file.js";
import { functionOf, thisOwner } from "../../analysis/functions.js";
import { factOf, factOfFunction } from "../../analysis/libraries/libraries.js";
import { isClass, isWithin, nodes, ownNodes, type FunctionNode } from "../../analysis/nodes.js";
import type { StaleWrite } from "../../analysis/shared-state/stale-writes.js";
import type { Suggestion } from "../define-rule.js";
import { guardEndings } from "./guard-endings.js";
import { guardWrites, indentOf, unusedName, type Edit } from "./guard-writes.js";

export const staleSuggestions = {
  addCleanupFlag: "Let the cleanup of the effect say that this run is over, and ask before `{{place}}` is written.",
  addSequenceToken: "Number the runs, and write `{{place}}` only in the newest.",
};

/** The ways to keep an older run from writing over a newer one. */
export function dropStale(file: File, stale: StaleWrite): Suggestion<keyof typeof staleSuggestions>[] {
  const data = { place: stale.write.place.text };
  if (stale.run.effect) {
    const edits = cleanupFlag(file, stale);
    return edits ? [{ message: "addCleanupFlag", data, fix: (fixer) => edits.map((edit) => edit(fixer)) }] : [];
  }
  const edits = sequenceToken(file, stale);
  return edits ? [{ message: "addSequenceToken", data, fix: (fixer) => edits.map((edit) => edit(fixer)) }] : [];
}

/** Offered where an effect that returns its cleanup has none yet, and the write stands in it. */
function cleanupFlag(file: File, stale: StaleWrite): readonly Edit[] | undefined {
  const { effect } = stale.run;
  if (effect?.fact.cleanup !== "returned" || effect.fn.async || effect.fn.body.type !== "BlockStatement" || !isWithin(stale.write.node, effect.fn)) return undefined;
  const { body } = effect.fn;
  const last = body.body.at(-1);
  const hasCleanup = [...cleanupsOf(file, effect)].length > 0 || Boolean(effect.fn.returnType);
  const name = unusedName(file, effect.fn, "stale", "outdated", "replaced");
  if (hasCleanup || !last || name === undefined || leavesAfter(file, body, stale) || last.type === "ReturnStatement" || last.type === "ThrowStatement") return undefined;
  const wanted = { condition: `!${name}`, exit: `if (${name}) return;` };
  const guards = guardWrites(file, stale, wanted);
  if (!guards) return undefined;
  const endings = guardEndings(file, effect.fn, stale, wanted);
  const cleanup = `return () => { ${name} = true; };`;
  const isOneLine = body.loc.start.line === body.loc.end.line;
  const [before, after] = isOneLine ? [` let ${name} = false;`, ` ${cleanup}`] : [`\n${indentOf(file, last)}let ${name} = false;`, `\n${indentOf(file, last)}${cleanup}`];
  return [(fixer) => fixer.insertTextAfterRange([body.range[0], body.range[0] + 1], before), ...guards, ...endings, (fixer) => fixer.insertTextAfter(last, after)];
}

/** A way out of the effect after the work has begun would leave out the cleanup. */
function leavesAfter(file: File, body: TSESTree.BlockStatement, { outcome, write }: StaleWrite): boolean {
  const begun = body.body.find((statement) => isWithin(outcome.suspension, statement) || isWithin(write.node, statement));
  return [...ownNodes(file, body)].some((node) => node.type === "ReturnStatement" && node.range[1] > (begun?.range[0] ?? 0));
}

/** Offered for methods of a class and for functions whose home outlives their runs; a component is made anew each time it renders. */
function sequenceToken(file: File, stale: StaleWrite): readonly Edit[] | undefined {
  const { entry, frames } = stale.run;
  if (frames.length !== 1 || entry.body.type !== "BlockStatement" || entry.generator || !isWithin(stale.write.node, entry)) return undefined;
  const first = entry.body.body[0];
  const run = unusedName(file, entry, "run", "turn", "order");
  const counter = run === undefined ? undefined : counterFor(file, stale, entry);
  if (!first || !counter || run === undefined || isDirective(first)) return undefined;
  const guards = guardWrites(file, stale, { condition: `${run} === ${counter.name}`, exit: `if (${run} !== ${counter.name}) return;` });
  if (!guards) return undefined;
  const isOneLine = entry.body.loc.start.line === first.loc.start.line;
  const number: Edit = (fixer) => fixer.insertTextAfterRange([entry.body.range[0], entry.body.range[0] + 1], `${isOneLine ? " " : `\n${indentOf(file, first)}`}const ${run} = ++${counter.name};`);
  return [counter.declare, number, ...guards];
}

function isDirective(statement: TSESTree.Statement): boolean {
  return statement.type === "ExpressionStatement" && Boolean(statement.directive);
}

interface Counter {
  readonly name: string;
  readonly declare: Edit;
}

function counterFor(file: File, { write }: StaleWrite, entry: FunctionNode): Counter | undefined {
  const name = unusedName(file, file.ast, "latestRun", "newestRun", "lastRun");
  if (name === undefined) return undefined;
  const { parent } = entry;
  if (parent.type === "MethodDefinition" || parent.type === "PropertyDefinition") return parent.static || parent.computed ? undefined : fieldCounter(file, entry, parent.parent, name);
  const isRendered = (write.node.type === "CallExpression" && factOf(file, "setters", write.node) !== undefined) || factOfFunction(file, "setters", write.node) !== undefined;
  return isRendered || usesHooks(file, functionOf(entry)) ? undefined : variableCounter(file, entry, name);
}

function fieldCounter(file: File, entry: FunctionNode, body: TSESTree.ClassBody, name: string): Counter | undefined {
  const first = body.body[0];
  const isOwn = nodes(file).of("ThisExpression").filter((node) => isWithin(node, entry)).every((node) => isClass(thisOwner(node)) && thisOwner(node) === body.parent);
  if (!first || !isOwn) return undefined;
  const isTyped = /\.[cm]?tsx?$/.test(file.path);
  const isOneLine = body.loc.start.line === first.loc.start.line;
  const field = isTyped ? `private ${name} = 0;` : `#${name} = 0;`;
  return {
    name: `this.${isTyped ? "" : "#"}${name}`,
    declare: (fixer) => fixer.insertTextAfterRange([body.range[0], body.range[0] + 1], isOneLine ? ` ${field}` : `\n${indentOf(file, first)}${field}`),
  };
}

function variableCounter(file: File, entry: FunctionNode, name: string): Counter | undefined {
  let statement: TSESTree.Node | undefined = entry;
  while (statement && !isList(statement.parent)) statement = isClass(statement) ? undefined : statement.parent;
  if (!statement) return undefined;
  const start = file.source.getCommentsBefore(statement)[0] ?? statement;
  const isOwnLine = start.loc.start.column === indentOf(file, statement).length;
  return { name, declare: (fixer) => fixer.insertTextBeforeRange(start.range, `let ${name} = 0;${isOwnLine ? `\n${indentOf(file, statement)}` : " "}`) };
}

function isList(node: TSESTree.Node | undefined): boolean {
  return node?.type === "BlockStatement" || node?.type === "Program";
}

/** A component or a hook of its own: what it declares is new on each render. */
function usesHooks(file: File, home: FunctionNode | undefined): boolean {
  return home !== undefined && [...ownNodes(file, home.body)].some((node) => node.type === "CallExpression" && (factOf(file, "effects", node) !== undefined || (node.callee.type === "Identifier" && /^use[A-Z]/.test(node.callee.name))));
}
