import type { TSESTree } from "@typescript-eslint/utils";
import { farCalls, farCommands, handleCalls, handlePlaces, keyPlaces, lightCalls, obtainingCalls } from "../../knowledge/caches.js";
import { projectModules } from "../../knowledge/modules.js";
import { variableOf, writesOf } from "../places/bindings.js";
import { lastNameOf } from "../exclusions.js";
import type { File } from "../file.js";
import { callbackOf, calleeOf, functionOf } from "../functions.js";
import { factOf } from "../libraries/libraries.js";
import { bare, descendants, isCall, isFunction, propertyName, type Call } from "../nodes.js";
import { originOf } from "../origin.js";
import type { Place } from "../places/places.js";
import { chainMethod } from "../promises/promises.js";

/**
 * Whether a value is held on to, so that a second one has to be closed, or ends the first: a connection, a process, a
 * subscription, or what lets its holder in. A value that is read anew costs less than the guard.
 */
export function isHandle(file: File, { text }: Place, value: TSESTree.Node): boolean {
  const name = text.slice(text.lastIndexOf(".") + 1);
  // `this.getCredentials` holds a function that gives them
  if (handlePlaces.test(name) || (keyPlaces.test(name) && !/^(?:get|load|resolve)[A-Z]/.test(name))) return comesOf(file, value, (call) => isObtainingInItself(file, call));
  return comesOf(file, value, (call) => handleCalls.test(lastNameOf(call) ?? ""));
}

/** Whether a wait is one for a peer that is far: by the name of the call, or as a known library asks for an address. */
export function isFar(file: File, suspension: TSESTree.Node): boolean {
  const isFarInItself = (call: Call): boolean => {
    const fact = factOf(file, "remote", call)?.fact;
    return farCalls.test(lastNameOf(call) ?? "") || fact?.target !== undefined || fact?.rejectsOnStatus === true || (fact?.command !== undefined && isFarCommand(call.arguments[fact.command]));
  };
  return [...descendants(file, suspension, (inner) => !isFunction(inner))].some((node) => isCall(node) && (isFarInItself(node) || isShorthand(file, node, isFarInItself)));
}

/** `send(new GetObjectCommand(…))` */
function isFarCommand(command: TSESTree.Node | undefined): boolean {
  const made = command && bare(command);
  return made?.type === "NewExpression" && farCommands.test(lastNameOf(made) ?? "");
}

/** Whether a value comes of a call of some kind, through what is done with it and the names that it is given. */
function comesOf(file: File, value: TSESTree.Node, isWork: (call: Call) => boolean, seen = new Set<TSESTree.Node>()): boolean {
  const node = bare(value);
  if (seen.has(node)) return false;
  seen.add(node);
  const isMade = (call: Call): boolean => isWork(call) || isShorthand(file, call, isWork);
  switch (node.type) {
    case "AwaitExpression": {
      const work = bare(node.argument);
      return isCall(work) && chainMethod(work) === undefined && !isDecoding(work) ? isMade(work) : comesOf(file, work, isWork, seen);
    }
    case "MemberExpression":
      return comesOf(file, node.object, isWork, seen);
    case "LogicalExpression":
      return comesOf(file, node.left, isWork, seen) || comesOf(file, node.right, isWork, seen);
    case "ConditionalExpression":
      return comesOf(file, node.consequent, isWork, seen) || comesOf(file, node.alternate, isWork, seen);
    case "ObjectExpression":
      return node.properties.some((property) => property.type === "Property" && comesOf(file, property.value, isWork, seen));
    case "Identifier":
      return sourcesOf(file, node).some((source) => comesOf(file, source, isWork, seen));
    default:
      // a window that is opened again under its name is the same one
      if (!isCall(node) || isWindow(node)) return false;
      if (isMade(node)) return true;
      return inputsOf(node).some((input) => comesOf(file, input, node.type === "NewExpression" ? (call) => isWork(call) && !isAskedFor(file, call) : isWork, seen));
  }
}

/**
 * `new Gateway(await connect())`, of a function of another file or `get…` of the same object that is told nothing: what it
 * gives is one thing, which is kept there, and what is made around it costs little.
 */
function isAskedFor(file: File, call: Call): boolean {
  if (call.arguments.length > 0) return false;
  const callee = bare(call.callee);
  if (callee.type === "MemberExpression") return callee.object.type === "ThisExpression" && /^[_#]?(?:get|resolve)[A-Z]/.test(propertyName(callee) ?? "");
  return projectModules.test(originOf(file, callee)?.module ?? "");
}

function isWindow({ callee }: Call): boolean {
  return callee.type === "MemberExpression" && callee.object.type === "Identifier" && callee.object.name === "window" && propertyName(callee) === "open";
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

/** Whether a call makes something or asks somebody for it: by its name, as a known library does it, or as the function of the file that it calls. */
export function isObtaining(file: File, call: Call): boolean {
  return isObtainingInItself(file, call) || isShorthand(file, call, (inner) => isObtainingInItself(file, inner));
}

function isObtainingInItself(file: File, call: Call): boolean {
  return obtainingCalls.test(lastNameOf(call) ?? "") || factOf(file, "remote", call) !== undefined;
}

/** `dial()`, of `const dial = () => MongoClient.connect(url)`. */
function isShorthand(file: File, call: Call, isWork: (call: Call) => boolean): boolean {
  const fn = calleeOf(file, call);
  const work = fn && fn.body.type !== "BlockStatement" ? bare(fn.body) : undefined;
  const inner = work?.type === "AwaitExpression" ? bare(work.argument) : work;
  return isCall(inner) && isWork(inner);
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
