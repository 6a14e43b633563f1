import type { TSESTree } from "@typescript-eslint/utils";
import { listeningGlobals, listeningType } from "../../knowledge/handlers.js";
import { givesPromise } from "../promises/callbacks.js";
import { emitterFacts, emitterOf } from "../settlement/emitters.js";
import type { File } from "../file.js";
import { functionMeant } from "../functions.js";
import { bare, nodes, propertyName, type FunctionNode } from "../nodes.js";
import { originOf } from "../origin.js";
import { perFile } from "../per-file.js";
import { types } from "../types.js";

/** A function that gives a promise, assigned to the property by which an object takes a listener: nobody looks at what it gives. */
export interface HandlerProperty {
  /** The property, or the global of that name: `socket.onmessage`, `onmessage` in a worker. */
  readonly property: TSESTree.Node;
  readonly value: TSESTree.Expression;
  readonly fn: FunctionNode;
}

/** The async functions that are listeners by assignment. In source order. */
export const handlerProperties = perFile((file): readonly HandlerProperty[] =>
  nodes(file).of("AssignmentExpression").flatMap(({ left, right }) => {
    const fn = isHandlerName(left) ? functionMeant(file, right) : undefined;
    return fn && givesPromise(file, fn) && isOfEmitter(file, left) && types(file)?.expectedResult(right) !== "promise" ? [{ property: left, value: right, fn }] : [];
  }),
);

function isHandlerName(target: TSESTree.Node): boolean {
  const name = target.type === "Identifier" ? target.name : target.type === "MemberExpression" ? (propertyName(target) ?? "") : "";
  return handlerName.test(name);
}

const handlerName = /^on(?!ce$|ly$|to$)[a-z]+$/;

/** What is known to emit events, is of the browser, or is declared to be the target of events. */
function isOfEmitter(file: File, target: TSESTree.Node): boolean {
  if (isOfBrowser(file, target)) return true;
  if (target.type !== "MemberExpression") return false;
  const object = bare(target.object);
  if (emitterFacts(file, emitterOf(file, object)).length > 0) return true;
  return (types(file)?.namesOf(object) ?? []).some(({ module, name }) => module === null && name === listeningType);
}

/** `window.onload`, `onmessage` in a worker, `document.getElementById(id).onclick`, `new Notification(text).onclick`. */
function isOfBrowser(file: File, target: TSESTree.Node): boolean {
  const origin = originOf(file, target);
  const [, root = "", rest] = origin?.module === null ? (/^\.(\w+)(.*)$/.exec(origin.path) ?? []) : [];
  return (rest === "" && handlerName.test(root)) || listeningGlobals.includes(root);
}
