import type { TSESTree } from "@typescript-eslint/utils";
import type { Variable } from "../places/bindings.js";
import type { FailureLog } from "./failure-logs.js";
import type { File } from "../file.js";
import { callsIn } from "../libraries/libraries.js";
import { carriedBy, isErrorItself } from "./logged-errors.js";
import { bare, propertyName } from "../nodes.js";
import { originOf } from "../origin.js";
import { settingOf } from "../settings.js";
import { callPathOf } from "../spelling.js";

/** The properties of a log's context that hold the error, where this logger makes an empty object of each: `{ error }` for pino, whose serializer is for `err`. */
export function emptiedBy(file: File, log: FailureLog, errors: ReadonlySet<Variable>): readonly TSESTree.Property[] {
  const { fact, node } = log;
  const context = node.arguments[0] && bare(node.arguments[0]);
  if (!fact?.errorKey || context?.type !== "ObjectExpression" || !isAsMade(file, log)) return [];
  const carrying = context.properties.filter((property) => carriedBy(file, property.type === "Property" ? property.value : property.argument, errors) === "whole");
  const emptied = carrying.filter((property) => property.type === "Property" && isErrorItself(file, property.value, errors) && ![undefined, fact.errorKey?.name].includes(propertyName(property)));
  const elsewhere = node.arguments.slice(1).some((argument) => carriedBy(file, argument.type === "SpreadElement" ? argument.argument : argument, errors) === "whole");
  return emptied.length === carrying.length && !elsewhere ? (emptied as TSESTree.Property[]) : [];
}

/** Whether the logger is made in this file, and nothing there changes how it writes errors. */
function isAsMade(file: File, { receiver, fact }: FailureLog): boolean {
  const calls = originOf(file, receiver)?.calls ?? [];
  if (calls.length === 0 || calls.includes(undefined)) return false;
  return (fact?.errorKey?.unless ?? []).every((slot) => {
    const call = calls[callsIn(callPathOf(slot.client ?? "", undefined)) - 1];
    return call === undefined || settingOf(file, call, slot).answer === "unset";
  });
}
