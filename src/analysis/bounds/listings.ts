import type { TSESTree } from "@typescript-eslint/utils";
import { fileModules, fileReads, keyRanges, listCommands, listings, memoryLists, paginators, queryLinks, queryTags, redisClients, sizeAsked, columnsRead, columnsTold, tableReads, wholeKeys, wholeReads } from "../../knowledge/bounds.js";
import { variableOf } from "../places/bindings.js";
import { nameIn, wordsOf } from "../libraries/dispensables.js";
import type { File } from "../file.js";
import { valueOf } from "../functions.js";
import { bare, isCall, propertyName } from "../nodes.js";
import { numberOf } from "../numbers.js";
import { originOf } from "../origin.js";

/** What a call finds, as a noun with its article, where that may be as much as there is: a directory, a table, all under a key. */
export function foundBy(file: File, expression: TSESTree.Node): string | undefined {
  const node = bare(expression);
  if (node.type === "TaggedTemplateExpression") return isQuery(node) ? "what a query finds" : undefined;
  if (node.type !== "CallExpression") return undefined;
  const callee = bare(node.callee);
  const name = nameIn(callee) ?? "";
  if (listings.includes(name)) return "a directory listing";
  if (paginators.test(name)) return `what \`${name}\` finds`;
  const receiver = callee.type === "MemberExpression" ? bare(callee.object) : undefined;
  if (receiver?.type === "CallExpression" && queryLinks.includes(name)) return foundBy(file, receiver);
  const [verb = "", ...rest] = wordsOf(name);
  const isListing = (verb === "list" && rest.length > 0) || (wholeReads.includes(verb) && rest[0] === "all");
  const isTable = receiver !== undefined && tableReads.includes(name) && !memoryLists.includes((nameIn(receiver) ?? "").toLowerCase());
  if (isListing || isTable || isWholeKey(file, node, name)) return `what \`${name}\` finds`;
  const [command] = node.arguments;
  const listed = command?.type === "NewExpression" ? (nameIn(command.callee) ?? "") : "";
  return name === "send" && listCommands.test(listed) ? `what \`${listed}\` finds` : undefined;
}

/** Whether a size is asked for: `{ take: 100 }`, `.limit(50)`, `LIMIT 20`. */
export function asksForSize(file: File, query: TSESTree.Node): boolean {
  return sizeAsked.test(file.source.getText(query).slice(0, 2000).replaceAll(columnsRead, "").replaceAll(columnsTold, ""));
}

/** Whether an expression is the text of a file, however long that is. */
export function isFileText(file: File, expression: TSESTree.Node, depth = 0): boolean {
  const node = bare(expression);
  if (depth > 4) return false;
  if (node.type === "AwaitExpression") return isFileText(file, node.argument, depth + 1);
  if (node.type === "Identifier") {
    const variable = variableOf(file, node);
    const value = variable && valueOf(variable);
    return value !== undefined && isFileText(file, value, depth + 1);
  }
  if (node.type !== "CallExpression") return false;
  const callee = bare(node.callee);
  // `text.trim()`, `buffer.toString()`
  if (callee.type === "MemberExpression" && /^(?:trim\w*|toString|replace(?:All)?)$/.test(propertyName(callee) ?? "")) return isFileText(file, callee.object, depth + 1);
  return fileReads.includes(nameIn(callee) ?? "") && fileModules.includes(originOf(file, callee)?.module ?? "");
}

/** `` sql`select …` `` */
function isQuery({ tag, quasi }: TSESTree.TaggedTemplateExpression): boolean {
  return queryTags.includes(nameIn(bare(tag)) ?? "") && /^\s*select\b/i.test(quasi.quasis[0]?.value.raw ?? "");
}

/** `redis.smembers(key)`, `redis.lrange(key, 0, -1)` */
function isWholeKey(file: File, call: TSESTree.CallExpression, name: string): boolean {
  const command = name.toLowerCase();
  const callee = bare(call.callee);
  if (callee.type !== "MemberExpression" || !(wholeKeys.includes(command) || (keyRanges.includes(command) && isToTheEnd(file, call)))) return false;
  const origin = originOf(file, callee.object);
  return redisClients.test(origin ? (origin.module ?? "") : (nameIn(bare(callee.object)) ?? ""));
}

function isToTheEnd(file: File, { arguments: [, , end] }: TSESTree.CallExpression): boolean {
  return end !== undefined && !isCall(end) && numberOf(file, end) === -1;
}
