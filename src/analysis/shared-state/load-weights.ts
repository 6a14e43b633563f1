import type { TSESTree } from "@typescript-eslint/utils";
import { heavyCalls, lightCalls, obtainingCalls } from "../../knowledge/caches.js";
import { variableOf, writesOf } from "../places/bindings.js";
import { lastNameOf } from "../exclusions.js";
import type { File } from "../file.js";
import { callbackOf, calleeOf, functionOf } from "../functions.js";
import { factOf } from "../libraries/libraries.js";
import { bare, isCall, isFunction, type Call } from "../nodes.js";
import { chainMethod } from "../promises/promises.js";

/**
 * Whether a value comes of work that is felt when it is done twice: something is opened, made or sent for it, or a peer
 * is asked. A value that is read anew, or computed of what was read, costs less than the guard.
 */
export function isHeavy(file: File, value: TSESTree.Node, seen = new Set<TSESTree.Node>()): boolean {
  const node = bare(value);
  if (seen.has(node)) return false;
  seen.add(node);
  switch (node.type) {
    case "AwaitExpression": {
      const work = bare(node.argument);
      return isCall(work) && chainMethod(work) === undefined && !isDecoding(work) ? isHeavyCall(file, work) : isHeavy(file, work, seen);
    }
    case "MemberExpression":
      return isHeavy(file, node.object, seen);
    case "LogicalExpression":
      return isHeavy(file, node.left, seen) || isHeavy(file, node.right, seen);
    case "ConditionalExpression":
      return isHeavy(file, node.consequent, seen) || isHeavy(file, node.alternate, seen);
    case "ObjectExpression":
      return node.properties.some((property) => property.type === "Property" && isHeavy(file, property.value, seen));
    case "Identifier":
      return sourcesOf(file, node).some((source) => isHeavy(file, source, seen));
    default:
      return isCall(node) && (isHeavyCall(file, node) || inputsOf(node).some((input) => isHeavy(file, input, seen)));
  }
}

/** Whether a value is what a call answers that costs little: `await store.isMember(id)`, `await readFile(path)`. */
export function isLight(file: File, value: TSESTree.Node): boolean {
  const node = bare(value);
  if (node.type !== "Identifier") return isLightWork(node);
  const made = sourcesOf(file, node).filter((source) => !isLookUp(source));
  return made.length > 0 && made.every((source) => isLightWork(source));
}

function isLightWork(node: TSESTree.Node): boolean {
  const call = node.type === "AwaitExpression" ? bare(node.argument) : node;
  return call.type === "CallExpression" && lightCalls.test(lastNameOf(call) ?? "");
}

/** `let found = cache.get(key)`: what was there before, and no work. */
function isLookUp(node: TSESTree.Node): boolean {
  const call = bare(node);
  return call.type === "CallExpression" && lastNameOf(call) === "get" && call.callee.type === "MemberExpression";
}

function isHeavyCall(file: File, call: Call): boolean {
  return isHeavyInItself(file, call) || isShorthand(file, call);
}

function isHeavyInItself(file: File, call: Call): boolean {
  return heavyCalls.test(lastNameOf(call) ?? "") || factOf(file, "remote", call) !== undefined;
}

/** Whether a call makes something or asks somebody for it: by its name, as a known library does it, or as the function of the file that it calls. */
export function isObtaining(file: File, call: Call): boolean {
  return obtainingCalls.test(lastNameOf(call) ?? "") || factOf(file, "remote", call) !== undefined || isShorthand(file, call);
}

/** `dial()`, of `const dial = () => MongoClient.connect(url)`. */
function isShorthand(file: File, call: Call): boolean {
  const fn = calleeOf(file, call);
  const work = fn && fn.body.type !== "BlockStatement" ? bare(fn.body) : undefined;
  const inner = work?.type === "AwaitExpression" ? bare(work.argument) : work;
  return isCall(inner) && isHeavyInItself(file, inner);
}

/** `await answer.json()`: the second half of a request. */
function isDecoding(call: Call): boolean {
  return /^(?:json|text|blob|bytes|arrayBuffer|formData)$/.test(lastNameOf(call) ?? "");
}

/** What a call passes on: `answer.json()`, `found.map(…)`, `middleware(server)`; the number that a text holds is not what brought the text. */
function inputsOf(call: Call): readonly TSESTree.Node[] {
  if (/^(?:parseInt|parseFloat|Number|Boolean)$/.test(lastNameOf(call) ?? "")) return [];
  const callee = bare(call.callee);
  return [...(callee.type === "MemberExpression" ? [callee.object] : []), ...call.arguments.filter((argument) => !isFunction(argument))];
}

/** What a name was given, what was called on it before, and what the chain whose step it is a parameter of began with. */
function sourcesOf(file: File, name: TSESTree.Identifier): readonly TSESTree.Node[] {
  const variable = variableOf(file, name);
  const definition = variable?.defs[0];
  if (!variable || !definition || functionOf(definition.name) === undefined) return [];
  if (definition.type === "Parameter") {
    const call = isFunction(definition.node) ? callbackOf(definition.node)?.call : undefined;
    const callee = call && chainMethod(call) ? bare(call.callee) : undefined;
    return callee?.type === "MemberExpression" ? [callee.object] : [];
  }
  const worked = variable.references.flatMap(({ identifier }) => {
    const call = identifier.parent.type === "MemberExpression" ? identifier.parent.parent : undefined;
    return call?.type === "CallExpression" && call.parent.type === "AwaitExpression" && call.range[0] < name.range[0] ? [call] : [];
  });
  return [...writesOf(variable).flatMap(({ value }) => value ?? []), ...worked];
}
