import type { TSESTree } from "@typescript-eslint/utils";
import { variableOf } from "../places/bindings.js";
import type { File } from "../file.js";
import { factOf } from "./libraries.js";
import { bare, propertyName } from "../nodes.js";
import { originOf } from "../origin.js";
import { isLogCall, isMetricCall } from "./telemetry.js";

const plainGlobals = /^\.(?:console|Math|JSON|Object|Array|Number|String|Date|Reflect|process|window|document|location|history|localStorage|sessionStorage|alert)[.(]/;

/** Calls whose result is surely no promise: timers, loggers, counters, state setters, a parameter such as `resolve`, `forEach` of whatever collection. */
export function isHarmlessCall(file: File, call: TSESTree.CallExpression): boolean {
  const callee = bare(call.callee);
  if (isLogCall(file, call) || isMetricCall(file, call) || factOf(file, "timers", call) || factOf(file, "setters", call)) return true;
  if (callee.type === "Identifier") return variableOf(file, callee)?.defs[0]?.type === "Parameter";
  if (callee.type === "MemberExpression" && propertyName(callee) === "forEach") return true;
  const origin = originOf(file, call);
  return origin?.module === null && plainGlobals.test(origin.path);
}
