import type { TSESTree } from "@typescript-eslint/utils";
import { trustedSenders } from "../../knowledge/intents.js";
import { callbackOf } from "../functions.js";
import { bare, isCall, isFunction, propertyName, type Call } from "../nodes.js";
import { variableOf } from "../places/bindings.js";
import type { File } from "../file.js";
import { namesAlong, wordsOf } from "./dispensables.js";

/**
 * Whether a call reads a message that a part of the same system has written: on a channel between its processes, from a
 * worker, or from the server that a page belongs to. A client of a server may send what it likes.
 */
export function readsTrustedMessage(file: File, call: Call): boolean {
  const name = call.arguments[0] && nameRead(call.arguments[0]);
  const definition = name && variableOf(file, name)?.defs[0];
  const listener = definition?.type === "Parameter" && isFunction(definition.node) ? callbackOf(definition.node)?.call : undefined;
  const callee = listener && bare(listener.callee);
  if (callee?.type !== "MemberExpression") return false;
  if (propertyName(callee) === "addEventListener") return true;
  return /^(?:on|once|addListener|subscribe|p?Subscribe)$/.test(propertyName(callee) ?? "") && namesAlong(callee.object).some((one) => trustedSenders.includes(wordsOf(one).at(-1) ?? ""));
}

/** `message` of `message`, `message.toString()`, `event.data`, `String(message)` */
function nameRead(text: TSESTree.Node): TSESTree.Identifier | undefined {
  for (let node = bare(text); ; ) {
    if (node.type === "Identifier") return node;
    if (node.type === "MemberExpression") node = bare(node.object);
    else if (isCall(node)) node = bare(bare(node.callee).type === "Identifier" ? (node.arguments[0] ?? node.callee) : node.callee);
    else return undefined;
  }
}
