import type { TSESTree } from "@typescript-eslint/utils";
import { answerClasses, answeringMethods, answerNames, claimNames, claimWords, forgetfulKeepers, recordKeepers, statusNames } from "../../knowledge/intents.js";
import type { File } from "../file.js";
import { functionOf } from "../functions.js";
import { nameIn, namesAlong, wordsOf } from "../libraries/dispensables.js";
import { runsInPage } from "../libraries/pages.js";
import { bare, isCall, ownNodes, propertyName, type Call } from "../nodes.js";
import { isWatched } from "../targets.js";
import type { Loss } from "./losses.js";

/**
 * Whether a write that failed is missed: it was to keep a record, or what comes after the work says that all went well.
 * Nobody misses the end of what was only kept for a while, and whoever runs a script looks at what it has done.
 */
export function isMissed(file: File, { loss, isLasting }: Loss, work: TSESTree.Node): boolean {
  return isLasting && !isWatched(file) && !isForgotten(loss) && (isClaimed(file, work) || (isRecorded(loss) && !runsInPage(file)));
}

/** `redis.del(key)`, `cache.expire(key, 60)` */
function isForgotten(loss: TSESTree.Node): boolean {
  const callee = isCall(loss) ? bare(loss.callee) : loss;
  if (callee.type !== "MemberExpression" || !/^(?:del|delete|unlink|expire|hdel)$/.test(propertyName(callee) ?? "")) return false;
  return namesAlong(callee.object).some((name) => forgetfulKeepers.includes(wordsOf(name).at(-1) ?? ""));
}

/** `orderRepository.save(order)`, `db.orders.insert(order)`, `await this.prisma.user.delete({ where })` */
function isRecorded(loss: TSESTree.Node): boolean {
  const callee = isCall(loss) ? bare(loss.callee) : loss;
  const words = callee.type === "MemberExpression" ? namesAlong(callee.object).flatMap((name) => wordsOf(name)) : [];
  return words.some((word) => recordKeepers.includes(word)) && !words.some((word) => forgetfulKeepers.includes(word));
}

/**
 * Whether a function goes on as though some work had gone well: after it, it answers a request, says that all is done
 * to its caller, to the user or in the log. Of what is only tried, nobody says so.
 */
function isClaimed(file: File, work: TSESTree.Node): boolean {
  const later = ownNodes(file, functionOf(work)?.body ?? file.ast).filter((node) => node.range[0] >= work.range[1]);
  for (const node of [...later].sort((one, other) => one.range[0] - other.range[0])) {
    if (node.type === "ReturnStatement") return node.argument !== null && (isClaim(bare(node.argument)) || isClaimingCall(file, bare(node.argument)));
    if (isClaimingCall(file, node)) return true;
    // what is said after other work is said of that
    if (node.type === "AwaitExpression" || node.type === "ContinueStatement" || node.type === "BreakStatement" || node.type === "ThrowStatement") return false;
  }
  return false;
}

function isClaimingCall(file: File, node: TSESTree.Node): boolean {
  return node.type === "CallExpression" && (isAnswer(node) || saysDone(file, node));
}

/**
 * `true`, `{ ok: true }`, `{ success: true, message: "saved" }`, `{ statusCode: 200 }`, `new Response(null, { status: 204 })`;
 * with other answers beside it, it says something of those.
 */
function isClaim(value: TSESTree.Node): boolean {
  if (value.type === "Literal") return value.value === true;
  if (value.type === "NewExpression") return isNamed(value.callee, answerClasses) && value.arguments.every((part) => isPlain(part) || isClaim(bare(part)));
  if (value.type !== "ObjectExpression") return false;
  const parts = value.properties.map((property) => (property.type === "Property" ? { name: propertyName(property) ?? "", value: bare(property.value) } : undefined));
  return parts.every((part) => part !== undefined && isPlain(part.value)) && parts.some((part) => part?.value.type === "Literal" && (claimNames.includes(part.name) ? part.value.value === true : statusNames.includes(part.name) && isSuccess(part.value.value)));
}

/** A literal, how many there were, or a text of either: `addresses.length`, `JSON.stringify({ ok: true })`. */
function isPlain(value: TSESTree.Node): boolean {
  if (value.type === "MemberExpression") return propertyName(value) === "length";
  if (value.type === "CallExpression") return isNamed(value.callee, ["stringify"]) && value.arguments.every((part) => isPlain(part) || isClaim(bare(part)));
  return value.type === "Literal";
}

function isNamed(callee: TSESTree.Node, names: readonly string[]): boolean {
  return names.includes(nameIn(bare(callee)) ?? "");
}

function isSuccess(status: unknown): boolean {
  return typeof status === "number" && status >= 200 && status < 300;
}

/** `response.json({ … })`, `reply.status(201).send()`, `Response.json({ … })` */
function isAnswer(call: Call): boolean {
  const callee = bare(call.callee);
  if (callee.type !== "MemberExpression" || !answeringMethods.includes(propertyName(callee) ?? "")) return false;
  return [...answerNames, ...answerClasses].includes(namesAlong(callee.object).at(-1) ?? "");
}

/** `logger.info("order saved")`, `toast.success(text)`, `setSaved(true)` */
function saysDone(file: File, call: Call): boolean {
  const name = nameIn(bare(call.callee)) ?? "";
  if (wordsOf(name).some((word) => claimWords.includes(word)) && (name.startsWith("set") || name === "success")) return true;
  const [text] = call.arguments;
  const said = text && (text.type === "Literal" || text.type === "TemplateLiteral") ? file.source.getText(text) : "";
  return ["info", "log", "success"].includes(name) && wordsOf(said).some((word) => claimWords.includes(word));
}
