import type { TSESTree } from "@typescript-eslint/utils";
import type { File } from "../file.js";
import { calleeOf } from "../functions.js";
import { factOf } from "./libraries.js";
import { bare, propertyName } from "../nodes.js";
import { settingOf } from "../settings.js";

/** Whether a call only waits for some time and cannot reject: a timer as a promise, or a function that says so by its name. */
export function isPlainDelay(file: File, call: TSESTree.CallExpression): boolean {
  return isTimer(file, call) || isNamedDelay(file, call);
}

/** A timer as a promise rejects only when the signal it was given aborts. */
function isTimer(file: File, call: TSESTree.CallExpression): boolean {
  const timer = factOf(file, "timers", call)?.fact;
  return timer?.callback === null && call.arguments.every((_, argument) => argument === 0 || settingOf(file, call, { argument, path: "signal" }).answer === "unset");
}

const delayName = /^(?:m?sleep|delay|pause|wait(?:For)?(?:Ms|Millis(?:econds)?|Seconds)?|timeout|sleepMs|delayMs)$/;
const timeName = /(?:ms|millis|seconds?|time|timeout|delay|interval|duration|wait|backoff|period|pause|ttl)$/i;

/** `sleep(100)`, `delay(retryDelay)`: a function from elsewhere that is given nothing but a time. */
function isNamedDelay(file: File, call: TSESTree.CallExpression): boolean {
  const callee = bare(call.callee);
  const name = callee.type === "Identifier" ? callee.name : callee.type === "MemberExpression" ? propertyName(callee) : undefined;
  const [time, ...rest] = call.arguments;
  return name !== undefined && delayName.test(name) && time !== undefined && rest.length === 0 && isTime(time) && !calleeOf(file, call);
}

function isTime(expression: TSESTree.Node): boolean {
  const node = bare(expression);
  switch (node.type) {
    case "Literal":
      return typeof node.value === "number";
    case "Identifier":
      return timeName.test(node.name);
    case "MemberExpression":
      return timeName.test(propertyName(node) ?? "");
    case "BinaryExpression":
      return node.operator !== "in" && node.operator !== "instanceof" && /^[-+*/%]|\*\*$/.test(node.operator);
    case "CallExpression": {
      const callee = bare(node.callee);
      return callee.type === "MemberExpression" && callee.object.type === "Identifier" && callee.object.name === "Math";
    }
    default:
      return false;
  }
}
