import type { TSESTree } from "@typescript-eslint/utils";
import type { File } from "../file.js";
import { calleeOf, functionOf, valueOf } from "../functions.js";
import { nameIn } from "../libraries/dispensables.js";
import { isReachingByName } from "../libraries/evidence.js";
import { bare, propertyName } from "../nodes.js";
import { variableOf } from "../places/bindings.js";
import { isHandedOn } from "../promises/handed-on.js";
import { isPromise } from "../promises/promises.js";

/**
 * Whether what an async function returns is most likely a promise, although nothing says so: it waits for nothing
 * itself, and returns a call of elsewhere that goes out of the process as far as its name says, for whose promise it is
 * async; or the body of an answer that it has waited for.
 */
export function isTakenForPromise(file: File, returned: TSESTree.Node, statement: TSESTree.ReturnStatement): boolean {
  const call = bare(returned);
  const fn = functionOf(statement);
  if (call.type !== "CallExpression" || !fn?.async || isPromise(file, call) !== "unknown" || calleeOf(file, call)) return false;
  return isBodyRead(file, call) || (isHandedOn(file, call, fn) && isReachingByName(file, call));
}

const bodyReaders: ReadonlySet<string> = new Set(["arrayBuffer", "blob", "bytes", "formData", "json", "text"]);

/** `const answer = await fetchSafely(url); return answer.json();` */
function isBodyRead(file: File, { callee, arguments: given }: TSESTree.CallExpression): boolean {
  const method = bare(callee);
  if (given.length > 0 || method.type !== "MemberExpression" || !bodyReaders.has(propertyName(method) ?? "")) return false;
  const answer = bare(method.object);
  const variable = answer.type === "Identifier" ? variableOf(file, answer) : undefined;
  const value = bare((variable && valueOf(variable)) || answer);
  return value.type === "AwaitExpression" && /fetch/i.test(nameIn(bare(value.argument)) ?? "");
}
