import type { TSESTree } from "@typescript-eslint/utils";
import { asyncCatches, hiddenBy, type AsyncCatch } from "./catch-clauses.js";
import { isInCarelessFunction, onlyTidies } from "../libraries/dispensables.js";
import { endsProgram } from "../flow/endings.js";
import type { File } from "../file.js";
import { functionMeant } from "../functions.js";
import { lossOf } from "./losses.js";
import { bare, isFunction, ownNodes, type FunctionNode } from "../nodes.js";
import { perFile } from "../per-file.js";
import { isExplained } from "./explanations.js";
import { isIdle, isSecondary, isValueUsed, rejectionHandlers, statementAround } from "./empty-handlers.js";

/** A `catch` clause, or a handler, that tidies up and keeps the error to itself. */
export interface UnusedError {
  readonly holder: TSESTree.CatchClause | FunctionNode;
  readonly loss: TSESTree.Node;
}

/** The clauses and handlers that do something, but nothing by which anybody could learn that the work failed. */
export const unusedErrors = perFile((file): readonly UnusedError[] => [...clauses(file), ...handlers(file)]);

function clauses(file: File): readonly UnusedError[] {
  return asyncCatches(file).flatMap((one) => {
    const { clause } = one;
    if (clause.body.body.every(isIdle) || isRead(file, clause) || !isQuiet(file, clause.body) || leavesEarly(one)) return [];
    const hidden = hiddenBy(file, one);
    return hidden ? [{ holder: clause, loss: hidden.loss }] : [];
  });
}

/** Failure leaves, and what follows is for success alone: `try { await find(id); } catch { return; } throw new Error("found");` */
function leavesEarly({ clause, statement }: AsyncCatch): boolean {
  const last = clause.body.body.at(-1);
  const { parent } = statement;
  const isLast = (parent.type === "BlockStatement" || parent.type === "Program") && parent.body.at(-1) === statement;
  return (last?.type === "ReturnStatement" || last?.type === "ContinueStatement") && !isLast;
}

function handlers(file: File): readonly UnusedError[] {
  return rejectionHandlers(file).flatMap(({ call, handler, promise }) => {
    const fn = functionMeant(file, handler);
    if (!fn || fn !== bare(handler) || isRead(file, fn) || !doesSomething(fn) || !isQuiet(file, fn.body)) return [];
    if (isValueUsed(file, call, false) || isExplained(file, handler, statementAround(call)) || isSecondary(file, call) || isInCarelessFunction(call)) return [];
    const loss = lossOf(file, promise);
    return loss ? [{ holder: fn, loss }] : [];
  });
}

function isRead(file: File, holder: UnusedError["holder"]): boolean {
  const parameters = isFunction(holder) ? holder.params : [holder.param];
  return parameters.some((parameter) => parameter && parameter.type !== "Identifier") || file.source.getDeclaredVariables(holder).some(({ references }) => references.length > 0);
}

function doesSomething({ body }: FunctionNode): boolean {
  return body.type === "BlockStatement" ? body.body.some(({ type }) => type !== "EmptyStatement" && type !== "ReturnStatement") : body.type === "CallExpression";
}

/** Whether nothing in a body tells anybody, changes a state, gives a value, or goes another way. */
function isQuiet(file: File, body: TSESTree.Node): boolean {
  for (const node of ownNodes(file, body)) {
    switch (node.type) {
      case "CallExpression":
        if (!onlyTidies(file, node) || endsProgram(file, node)) return false;
        break;
      case "ReturnStatement":
        if (node.argument) return false;
        break;
      case "NewExpression":
      case "ThrowStatement":
      case "BreakStatement":
      case "AssignmentExpression":
      case "UpdateExpression":
      case "YieldExpression":
      case "TaggedTemplateExpression":
      case "VariableDeclaration":
        return false;
      default:
        if (node.type === "UnaryExpression" && node.operator === "delete") return false;
    }
  }
  return true;
}
