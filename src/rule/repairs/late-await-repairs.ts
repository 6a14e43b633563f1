import type { TSESLint, TSESTree } from "@typescript-eslint/utils";
import type { File } from "../../analysis/file.js";
import { isNothing } from "../../analysis/functions.js";
import type { LateAwait } from "../../analysis/rejections/late-awaits.js";
import type { LateList } from "../../analysis/rejections/late-lists.js";
import { isWithin } from "../../analysis/nodes.js";
import { isPromise } from "../../analysis/promises/promises.js";
import { awaitedInOne, combinedBefore } from "./await-together.js";
import type { Suggestion } from "../define-rule.js";

export const lateAwaitSuggestions = {
  awaitTogether: "Await `{{promises}}` together, in one `Promise.all`.",
  attachCatch: "Mark a rejection of `{{promises}}` as handled, and leave it to the later `await`.",
};

type SuggestionId = keyof typeof lateAwaitSuggestions;

/** The ways to handle a promise before control is given away. */
export function handleInTime(file: File, late: LateAwait): Suggestion<SuggestionId>[] {
  const data = { promises: late.held.holder.text };
  const together = awaitedInOne(file, late);
  const attach = caughtAtOnce(file, late);
  return [
    ...(together ? [{ message: "awaitTogether" as const, data, fix: together }] : []),
    ...(attach ? [{ message: "attachCatch" as const, data, fix: attach }] : []),
  ];
}

/** The same for the promises of a list. */
export function handleAllInTime(file: File, late: LateList): Suggestion<SuggestionId>[] {
  const data = { promises: late.list.holder.text };
  const together = combinedBefore(file, late);
  const attach = eachCaughtAtOnce(file, late);
  return [
    ...(together ? [{ message: "awaitTogether" as const, data, fix: together }] : []),
    ...(attach ? [{ message: "attachCatch" as const, data, fix: attach }] : []),
  ];
}

/** `user.catch(() => {});` after the statement that starts it. */
function caughtAtOnce(file: File, { held, suspensions }: LateAwait): TSESLint.ReportFixFunction | undefined {
  const { statement, holder, others } = held;
  const isOnlyPromise = others.every((one) => isPromise(file, one) === "yes");
  const isPromiseOrNothing = others.every((one) => isNothing(one));
  if (!/^[\w$.]+$/.test(holder.text) || (!isOnlyPromise && !isPromiseOrNothing)) return undefined;
  const call = `${holder.text}${isOnlyPromise ? "" : "?"}.catch(() => {});`;
  return insertedAfter(file, statement, suspensions, call);
}

/** The same for each promise of a list, once all of them are started. */
function eachCaughtAtOnce(file: File, { list, started, suspensions }: LateList): TSESLint.ReportFixFunction | undefined {
  if (started.isPart) return undefined;
  const declaration = list.declarator.parent;
  const block = isExported(declaration) ? declaration.parent.parent : declaration.parent;
  const wait = Math.min(...suspensions.map((node) => node.range[0]));
  // what is added before control is given away needs a handler as well
  const added = list.starts.filter(({ isAdded, anchor }) => isAdded && anchor.range[1] < wait).at(-1);
  let statement: TSESTree.Node | undefined = added?.anchor ?? (started.isAdded ? started.anchor : declaration);
  while (statement && statement.parent !== block) statement = statement.parent;
  const names = ["promise", "each", "one"].filter((name) => name !== list.holder.text);
  return statement && insertedAfter(file, statement, suspensions, `for (const ${String(names[0])} of ${list.holder.text}) ${String(names[0])}.catch(() => {});`);
}

function isExported(declaration: TSESTree.Node): declaration is TSESTree.Node & { parent: TSESTree.ExportNamedDeclaration } {
  return declaration.parent?.type === "ExportNamedDeclaration";
}

/** A statement on a line of its own, behind another that stands among statements. */
function insertedAfter(file: File, statement: TSESTree.Node, suspensions: readonly TSESTree.Node[], text: string): TSESLint.ReportFixFunction | undefined {
  const whole = isExported(statement) ? statement.parent : statement;
  const block = whole.parent?.type;
  const isAmongStatements = block === "Program" || block === "BlockStatement" || block === "SwitchCase" || block === "TSModuleBlock";
  if (!isAmongStatements || suspensions.some((node) => isWithin(node, whole) || node.range[0] < whole.range[0])) return undefined;
  const line = file.source.lines[whole.loc.start.line - 1] ?? "";
  const indent = /^\s*/.exec(line)?.[0] ?? "";
  const isFirst = line.slice(0, whole.loc.start.column).trim() === "";
  const remark = file.source.getCommentsAfter(whole).find((comment) => comment.loc.start.line === whole.loc.end.line);
  const after = remark ?? whole;
  return (fixer) => fixer.insertTextAfter(after, isFirst || remark ? `\n${indent}${text}` : ` ${text}`);
}
