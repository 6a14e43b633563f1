import type { TSESTree } from "@typescript-eslint/utils";
import type { File } from "../file.js";
import { variableOf } from "../places/bindings.js";
import { bare, dressed, propertyName, type Call } from "../nodes.js";

/**
 * Whether the body of an answer goes on as it comes, to whoever asked for it: `return new Response(response.body)`. How
 * long that takes is for the one who reads it to say, and a limit on the whole would cut a large file off.
 */
export function passesBodyOn(file: File, call: Call): boolean {
  const { parent } = dressed(call);
  const declarator = parent?.type === "AwaitExpression" ? dressed(parent).parent : undefined;
  const variable = declarator?.type === "VariableDeclarator" && declarator.id.type === "Identifier" ? variableOf(file, declarator.id) : undefined;
  return (variable?.references ?? []).some(({ identifier }) => isBodyOfAnswer(identifier));
}

function isBodyOfAnswer(answer: TSESTree.Node): boolean {
  const body = answer.parent;
  if (body?.type !== "MemberExpression" || body.object !== answer || propertyName(body) !== "body") return false;
  const made = dressed(body).parent;
  const callee = made?.type === "NewExpression" && made.arguments[0] === dressed(body) ? bare(made.callee) : undefined;
  return callee?.type === "Identifier" && /^(?:Next)?Response$/.test(callee.name);
}
