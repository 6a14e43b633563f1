import type { TSESTree } from "@typescript-eslint/utils";
import type { File } from "../file.js";
import { calleeOf } from "../functions.js";
import { bare, isCall, propertyName, type Call } from "../nodes.js";
import { originOf } from "../origin.js";
import { literalOf } from "../settings.js";

const parsers = new Set([".JSON.parse()", ".decodeURIComponent()", ".decodeURI()", ".URL!", ".BigInt()", ".structuredClone()"]);

/** Built-in functions that throw when the data is bad, which nobody can rule out by reading the code. */
export function throwsOnBadData(file: File, call: Call): boolean {
  const callee = bare(call.callee);
  const origin = callee.type === "Identifier" || callee.type === "MemberExpression" ? originOf(file, call) : undefined;
  // an async function of the file that gives what such a call gives rejects, and does not throw
  if (origin?.module !== null || !parsers.has(origin.path) || calleeOf(file, call)?.async) return false;
  const data = call.arguments[0];
  if (data && origin.path === ".URL!" && isMatchedAddress(file, data)) return false;
  return data !== undefined && data.type !== "Literal" && !(isCall(data) && originOf(file, data)?.path === ".JSON.stringify()");
}

/** `/https:.../.exec(text)[0]`: what a pattern for addresses has found is one. */
function isMatchedAddress(file: File, data: TSESTree.Node): boolean {
  const found = bare(data);
  if (found.type !== "MemberExpression" || found.property.type !== "Literal" || found.property.value !== 0) return false;
  const match = literalOf(file, found.object);
  const callee = match.type === "CallExpression" ? bare(match.callee) : undefined;
  if (match.type !== "CallExpression" || callee?.type !== "MemberExpression" || !/^(?:exec|match)$/.test(propertyName(callee) ?? "")) return false;
  const pattern = literalOf(file, propertyName(callee) === "exec" ? callee.object : (match.arguments[0] ?? match));
  return pattern.type === "Literal" && "regex" in pattern && /^\^?https?\??:/.test(pattern.regex.pattern);
}
