import type { TSESTree } from "@typescript-eslint/utils";
import { catchAround } from "../promises/discards.js";
import type { File } from "../file.js";
import { isLogCall } from "../libraries/telemetry.js";
import { bare, isWithin } from "../nodes.js";

/** Whether a failure of a step ends within a part of the code, where a `catch` does no more than log it. */
export function isOnlyNoted(file: File, step: TSESTree.Node, part: TSESTree.Node): boolean {
  const handler = catchAround(file, step);
  return handler !== undefined && handler.body.body.length > 0 && isWithin(handler, part) && handler.body.body.every((statement) => isNote(file, statement));
}

function isNote(file: File, statement: TSESTree.Statement): boolean {
  const call = statement.type === "ExpressionStatement" ? bare(statement.expression) : undefined;
  return call?.type === "CallExpression" && isLogCall(file, call);
}
