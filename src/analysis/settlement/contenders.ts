import type { TSESTree } from "@typescript-eslint/utils";
import type { File } from "../file.js";
import { bare, dressed, propertyName, isCall } from "../nodes.js";
import { originOf } from "../origin.js";
import { usesOf } from "../libraries/time-limits.js";

/** Whether a promise is one of several in a race, or is given to somebody together with a signal: what it leaves open ends all the same. */
export function isContender(file: File, promise: TSESTree.Node): boolean {
  return [promise, ...usesOf(file, promise)].map(promiseOf).some((use) => isInRace(file, use) || isWaitedForUnderSignal(file, use));
}

/** `deferred.promise` of `const deferred = Promise.withResolvers()`. */
function promiseOf(use: TSESTree.Node): TSESTree.Node {
  const { parent } = use;
  return parent?.type === "MemberExpression" && parent.object === use && propertyName(parent) === "promise" ? parent : use;
}

function isInRace(file: File, use: TSESTree.Node): boolean {
  const list = dressed(use).parent;
  if (list?.type !== "ArrayExpression" || list.elements.length < 2) return false;
  const call = dressed(list).parent;
  const path = call?.type === "CallExpression" ? originOf(file, bare(call))?.path : undefined;
  return path === ".Promise.race()" || path === ".Promise.any()";
}

/** `raceSignal(deferred.promise, signal)`: whoever is given both stops waiting when the signal says so. */
function isWaitedForUnderSignal(file: File, use: TSESTree.Node): boolean {
  const given = dressed(use);
  const call = given.parent;
  return isCall(call) && call.callee !== given && call.arguments.some((argument) => argument !== given && isSignal(file, bare(argument)));
}

function isSignal(file: File, node: TSESTree.Node): boolean {
  if (originOf(file, node)?.path.startsWith(".AbortSignal.") === true) return true;
  const name = node.type === "Identifier" ? node.name : node.type === "MemberExpression" ? propertyName(node) : undefined;
  return name !== undefined && /[sS]ignal$/.test(name);
}
