import type { TSESTree } from "@typescript-eslint/utils";
import { variableOf, type Variable } from "../places/bindings.js";
import { isOfRequest } from "./bound-loggers.js";
import { isDeclaredWith } from "../declared.js";
import type { File } from "../file.js";
import { callbackOf, functionsAround } from "../functions.js";
import { isOfTheCall } from "./identifying.js";
import { factOf } from "../libraries/libraries.js";
import { settingAt } from "../libraries/library-calls.js";
import { isLogCall } from "../libraries/telemetry.js";
import { dressed, nodes, propertyName, type FunctionNode } from "../nodes.js";
import { isParameter } from "../places/owners.js";
import { perFile } from "../per-file.js";

/** The logger of the request that a node works for: a framework gives the handler one, a parameter is declared to have one, or the function uses one. */
export function requestLoggerInScope(file: File, node: TSESTree.Node): string | undefined {
  for (const fn of functionsAround(node)) {
    const given = givenTo(file, fn);
    if (given !== undefined) return given;
    for (const variable of file.source.getDeclaredVariables(fn)) {
      const declared = isParameter(variable) ? ["log", "logger"].find((name) => isDeclaredWith(file, variable, name)) : undefined;
      if (declared !== undefined) return `${variable.name}.${declared}`;
    }
  }
  const used = usedLoggers(file).find(({ object }) => isOfAround(variableOf(file, object), node));
  return used && file.source.getText(used);
}

function isOfAround(variable: Variable | undefined, node: TSESTree.Node): boolean {
  return variable !== undefined && isParameter(variable) && isOfTheCall(variable, node);
}

/** The logger that a framework puts into what it hands to its handlers: `request.log`. */
function givenTo(file: File, fn: FunctionNode): string | undefined {
  const given = callbackOf(fn);
  const known = given && factOf(file, "callbacks", given.call);
  const log = known?.fact.requestLog;
  const parameter = log && fn.params[log.parameter];
  if (!given || !log || parameter?.type !== "Identifier" || known.fact.argument !== "last" || given.argument !== given.call.arguments.length - 1) return undefined;
  // without a logger the framework hands out one that says nothing
  return log.needs.some((slot) => settingAt(file, known, given.call, slot).answer !== "unset") ? `${parameter.name}.${log.property}` : undefined;
}

const usedLoggers = perFile((file): readonly TSESTree.MemberExpression[] => nodes(file).of("MemberExpression").filter((member) => /^(?:log|logger)$/.test(propertyName(member) ?? "") && isOfRequest(member) && isWrittenTo(file, member)));

/** `request.log.info(…)`, or handed on; `req.logger.addFields(…)` is for the one line that a framework writes of each request. */
function isWrittenTo(file: File, member: TSESTree.MemberExpression): boolean {
  const { parent } = dressed(member);
  if (parent?.type !== "MemberExpression" || parent.parent.type !== "CallExpression" || parent.parent.callee !== parent) return true;
  return isLogCall(file, parent.parent);
}
