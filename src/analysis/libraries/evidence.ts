import type { TSESTree } from "@typescript-eslint/utils";
import { ownWords, reachedReceivers, reachingCalls, remoteAddress } from "../../knowledge/intents.js";
import { projectModules, projectVersions } from "../../knowledge/modules.js";
import { linksOf } from "../promises/chain-links.js";
import { isDispensable, nameIn, namesAlong, wordsOf } from "./dispensables.js";
import type { File } from "../file.js";
import { calleeOf, functionOf } from "../functions.js";
import { factOf } from "./libraries.js";
import { loadedModule } from "./module-names.js";
import { readsTrustedMessage } from "./trusted-messages.js";
import { bare, isFunction, ownNodes, propertyName, type Call } from "../nodes.js";
import { originOf } from "../origin.js";

/**
 * Whether this file shows that a step can fail. What stands in another file may as well catch all of its failures
 * itself: it counts where it is known, or says by its name, to go out of the process or to its disk. A condition that
 * a function makes before it begins, and one that its caller keeps, is no failure of its work.
 */
export function isEvident(file: File, failure: TSESTree.Node): boolean {
  switch (failure.type) {
    case "ThrowStatement":
      return !isPrecondition(file, failure) && !isPlaceholder(failure);
    case "ForOfStatement":
      return isReached(failure.right) || isEvident(file, bare(failure.right));
    case "CallExpression":
      if (factOf(file, "remote", failure) ?? factOf(file, "promises", failure)) return true;
      return originOf(file, failure)?.path === ".JSON.parse()" ? !readsTrustedMessage(file, failure) : reachesOut(file, failure);
    case "NewExpression":
      return originOf(file, failure)?.path === ".Promise!";
    case "ImportExpression":
      return loadedModule(failure) === undefined;
    default:
      return false;
  }
}

/**
 * Whether an expression is itself a call of what stands in another file and is known, or declared, to give a promise:
 * `this.#mailer.flush()`. Not one of a function that somebody handed in to be told, `this.onSaved()`, nor what nobody counts on.
 */
export function isForeignCall(file: File, expression: TSESTree.Node): boolean {
  if (expression.type !== "CallExpression" || linksOf(expression).length > 0 || calleeOf(file, expression)) return false;
  return !/^on[A-Z]/.test(nameIn(bare(expression.callee)) ?? "") && !isDispensable(file, expression);
}

/** `if (!this.#isRunning) throw new Error("not started")` before anything was waited for. */
function isPrecondition(file: File, statement: TSESTree.ThrowStatement): boolean {
  let isConditional = false;
  for (let outer: TSESTree.Node | undefined = statement.parent; outer && !isFunction(outer); outer = outer.parent) {
    if (outer.type === "CatchClause") return false;
    if (outer.type === "IfStatement" || outer.type === "SwitchCase") isConditional = true;
  }
  const body = functionOf(statement)?.body;
  return isConditional && body !== undefined && ![...ownNodes(file, body)].some((node) => isPause(node) && node.range[0] < statement.range[0]);
}

function isPause(node: TSESTree.Node): boolean {
  return node.type === "AwaitExpression" || (node.type === "ForOfStatement" && node.await);
}

/** `throw new Error("not implemented")` stands for what another class does. */
function isPlaceholder({ parent }: TSESTree.ThrowStatement): boolean {
  const fn = parent.type === "BlockStatement" && parent.body.length === 1 ? parent.parent : undefined;
  return isFunction(fn) && !fn.async && fn.parent.type === "MethodDefinition";
}

function reachesOut(file: File, call: TSESTree.CallExpression): boolean {
  if (isDispensable(file, call)) return false;
  if (isOnReached(call)) return true;
  if (isOfProject(file, bare(call.callee))) return false;
  return isReachingName(call) ?? call.arguments.some((argument) => isReached(argument) || isAddress(argument));
}

/** Whether a call says by its name, or by that of what it is called on, that it goes out of the process, whoever wrote what it calls: `this.orders.createOrder(draft)`. */
export function isReachingByName(file: File, call: TSESTree.CallExpression): boolean {
  return !isDispensable(file, call) && (isOnReached(call) || isReachingName(call) === true);
}

/** `undefined` where the name says nothing of it. */
function isReachingName(call: TSESTree.CallExpression): boolean | undefined {
  const name = nameIn(bare(call.callee)) ?? "";
  const [verb, ...rest] = wordsOf(name);
  return reachingCalls.test(name) ? verb !== "create" || !ownWords.includes(rest.at(-1) ?? "") : undefined;
}

/**
 * A function or an object of another file of the same project, whose name says what it does and not what becomes of
 * its failures: `sendMail` may well log them and answer `false`.
 */
function isOfProject(file: File, callee: TSESTree.Node): boolean {
  const module = originOf(file, callee)?.module;
  if (module === undefined || module === null) return false;
  const [scope = "", name = ""] = module.split("/");
  const declared = file.project.versionOf(module.startsWith("@") ? `${scope}/${name}` : scope);
  return projectModules.test(module) || (declared !== undefined && projectVersions.test(declared));
}

/** Whether a call is one of a client, a database or a store, `db.save(order)`; not a private part of one, `client._find(id)`. */
export function isOnReached(call: Call): boolean {
  const callee = bare(call.callee);
  return callee.type === "MemberExpression" && isReached(callee.object) && !/^_/.test(propertyName(callee) ?? "");
}

/** A client, a database or a store by the last word of one of its names; `KEYS.REDIS` is none. */
function isReached(value: TSESTree.Node): boolean {
  return namesAlong(value).some((name) => name !== name.toUpperCase() && reachedReceivers.includes(wordsOf(name).at(-1) ?? ""));
}

/** `get("/users")`, `` get(`/users/${id}`) `` */
function isAddress(value: TSESTree.Node): boolean {
  const text = value.type === "Literal" ? value.value : value.type === "TemplateLiteral" ? value.quasis[0]?.value.raw : undefined;
  return typeof text === "string" && remoteAddress.test(text);
}
