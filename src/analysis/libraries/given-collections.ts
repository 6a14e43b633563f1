import type { TSESTree } from "@typescript-eslint/utils";
import { projectModules } from "../../knowledge/modules.js";
import type { File } from "../file.js";
import { valueOf } from "../functions.js";
import { bare, dressed, type Call } from "../nodes.js";
import { originOf } from "../origin.js";
import { variableOf } from "../places/bindings.js";

/**
 * `const users = await client.findUsers(); users.forEach(…)`: what was waited for is most likely an array, unless what
 * its method gives is waited for in turn. What a call of the project has given is one where the method is a statement:
 * a stream or a query would do nothing then.
 */
export function isCollectionGiven(file: File, call: Call, receiver: TSESTree.Node): boolean {
  const outer = dressed(call).parent?.type;
  if (outer === "AwaitExpression") return false;
  const given = bare(receiver);
  const variable = given.type === "Identifier" ? variableOf(file, given) : undefined;
  const value = bare((variable && variable.defs[0]?.type !== "Parameter" && valueOf(variable)) || given);
  if (value.type === "AwaitExpression") return true;
  return outer === "ExpressionStatement" && value.type === "CallExpression" && projectModules.test(originOf(file, value)?.module ?? "");
}
