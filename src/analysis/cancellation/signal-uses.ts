import type { TSESTree } from "@typescript-eslint/utils";
import type { File } from "../file.js";
import { bare, dressed, propertyName } from "../nodes.js";

/** Names that a signal goes by in options and contexts. */
export const namedSignals: ReadonlySet<string> = new Set(["signal", "abortSignal"]);

/** What a variable is called that holds one. */
export const signalName = /^_?(?:\w*abort|\w*cancel(?:lation)?|caller|parent|outer|combined|user|request|external|given)?_?signal$/i;

const abortMembers = new Set(["aborted", "throwIfAborted", "reason", "onabort"]);

/** Whether a value is used as only an `AbortSignal` is: asked whether it has fired, listened to, given to a call under that name. */
export function isAbortSignalUse(value: TSESTree.Node): boolean {
  const outer = dressed(value);
  const { parent } = outer;
  if (parent?.type === "MemberExpression" && bare(parent.object) === value) {
    const name = propertyName(parent) ?? "";
    return abortMembers.has(name) || (/^(?:add|remove)EventListener$/.test(name) && parent.parent.type === "CallExpression" && isText(parent.parent.arguments[0], "abort"));
  }
  if (parent?.type === "Property") return parent.value === outer && namedSignals.has(propertyName(parent) ?? "");
  if (parent?.type === "ArrayExpression") return parent.parent.type === "CallExpression" && bare(parent.parent.callee).type === "MemberExpression" && propertyName(bare(parent.parent.callee) as TSESTree.MemberExpression) === "any";
  return false;
}

/** Whether a value is used as no `AbortSignal` is: compared with a text, called, printed, or given to `kill`. */
export function isTextUse(value: TSESTree.Node): boolean {
  const outer = dressed(value);
  const { parent } = outer;
  if (parent?.type === "BinaryExpression") return [parent.left, parent.right].some((side) => side.type === "Literal" && typeof side.value === "string");
  if (parent?.type === "TemplateLiteral" || parent?.type === "SwitchStatement") return true;
  if (parent?.type === "MemberExpression") return bare(parent.object) === value && ["value", "get", "set", "peek"].includes(propertyName(parent) ?? "");
  if (parent?.type !== "CallExpression") return false;
  if (parent.callee === outer) return true;
  const callee = bare(parent.callee);
  return callee.type === "MemberExpression" && propertyName(callee) === "kill";
}

/** `@param {string} signal`: the comment of the function says what a parameter is. */
export function isDocumentedOtherwise(file: File, { name, parent }: TSESTree.Identifier): boolean {
  let statement: TSESTree.Node = parent;
  while (statement.parent && !/^(?:Program|BlockStatement|ClassBody|ObjectExpression)$/.test(statement.parent.type)) statement = statement.parent;
  const remark = file.source.getCommentsBefore(statement).at(-1)?.value;
  const type = remark === undefined ? undefined : new RegExp(`@param\\s+\\{([^}]*)\\}\\s+\\[?${name.replaceAll("$", String.raw`\\$`)}\\b`).exec(remark)?.[1];
  return type !== undefined && !/AbortSignal|\bany\b|\*/.test(type);
}

function isText(node: TSESTree.Node | undefined, text: string): boolean {
  return node?.type === "Literal" && node.value === text;
}
