import type { TSESTree } from "@typescript-eslint/utils";
import { keepingWords } from "../../knowledge/intents.js";
import { variableOf } from "../places/bindings.js";
import { sizeOf } from "./collections.js";
import { chainEnd } from "../promises/detached.js";
import { nameIn, wordsOf } from "../libraries/dispensables.js";
import type { File } from "../file.js";
import { bare, descendants, dressed, isCall, isFunction, isLoop, isWithin, ownNodes, type Call, type FunctionNode } from "../nodes.js";
import { isSharedIn, placeOf, writes, type Place } from "../places/places.js";
import { isLogCall } from "../libraries/telemetry.js";

/**
 * What two runs at once do to each other.
 * `itself`: a run goes on from what the one before has left, `answer`: the older answer may win,
 * `elements`: a run takes longer the more there is, `keeps`: something is kept or sent twice.
 */
export type Harm = "itself" | "answer" | "elements" | "keeps";

/** The harm that a step of a run does when the same step of another run is under way. */
export function harmsOf(file: File, fn: FunctionNode, step: TSESTree.Node): readonly Harm[] {
  const harms: Harm[] = [];
  for (const { node, place, value } of writes(file)) {
    if (!value || !isWithin(node, fn) || !isSharedIn(file, place, fn)) continue;
    if (isWithin(step, value)) harms.push(goesOnFrom(file, place, step) ? "itself" : "answer");
    else if (node.range[0] > step.range[1] && isAnswer(file, value)) harms.push("answer");
  }
  if (isShown(file, fn, step)) harms.push("answer");
  if (isForEach(file, fn, step)) harms.push("elements");
  if (keeps(step)) harms.push("keeps");
  return harms;
}

/** `lease = await lease.extend()` */
function goesOnFrom(file: File, place: Place, step: TSESTree.Node): boolean {
  return [...descendants(file, step)].some((node) => (node.type === "Identifier" || node.type === "MemberExpression") && placeOf(file, node)?.key === place.key);
}

/** `this.isLoading = false` and `this.updatedAt = Date.now()` are the same whichever run ends last. */
function isAnswer(file: File, value: TSESTree.Node): boolean {
  const written = bare(value);
  return written.type !== "Literal" && !/^(?:undefined$|Date\.now|performance\.now|new Date\(\))/.test(file.source.getText(written));
}

/** `setUsers(await load())`, and `setUsers(answer)` after it: the setter of a component's state. */
function isShown(file: File, fn: FunctionNode, step: TSESTree.Node): boolean {
  return [...descendants(file, fn.body)].some((node) => {
    if (node.type !== "CallExpression" || node.callee.type !== "Identifier" || !/^set[A-Z]/.test(node.callee.name)) return false;
    const [given] = node.arguments;
    return given !== undefined && (isWithin(step, given) || (node.range[0] > step.range[1] && isAnswer(file, given)));
  });
}

function isForEach(file: File, fn: FunctionNode, step: TSESTree.Node): boolean {
  for (let node: TSESTree.Node | undefined = step; node && node !== fn; node = node.parent) {
    if (isLoop(node) && (node.type !== "ForOfStatement" || sizeOf(file, node.right).is !== "bounded")) return true;
  }
  return false;
}

function keeps(step: TSESTree.Node): boolean {
  const call = bare(step.type === "AwaitExpression" ? step.argument : step);
  const [first = ""] = isCall(call) ? wordsOf(nameIn(bare(call.callee)) ?? "") : [];
  return keepingWords.includes(first);
}

/** `bus.call("greet").then(console.log)`: whatever comes of it is logged, and that is all. */
function isOnlyLogged(file: File, call: Call): boolean {
  const handlers: TSESTree.Node[] = [];
  for (let link: TSESTree.Node = bare(chainEnd(call)); link !== call && link.type === "CallExpression"; link = bare((bare(link.callee) as TSESTree.MemberExpression).object)) handlers.push(...link.arguments);
  return handlers.every((handler) => {
    if (!isFunction(handler)) return /\b(?:console|log(?:ger)?)\.\w+$/.test(file.source.getText(handler));
    return [...ownNodes(file, handler.body)].every((node) => node.type !== "AssignmentExpression" && (node.type !== "CallExpression" || isLogCall(file, node) || isCall(node.parent)));
  });
}

/** `await bus.emit("changed", { id })`: says something to somebody by its name, and nothing is done with the answer but to log it. */
export function isMessage(file: File, step: TSESTree.Node): boolean {
  const awaited = step.parent?.type === "AwaitExpression" ? step.parent : step;
  const call = bare(awaited.type === "AwaitExpression" ? awaited.argument : awaited);
  const name = isCall(call) ? call.arguments[0] : undefined;
  if (name?.type !== "Literal" || !/^[\w.:/-]+$/.test(String(name.value))) return false;
  const { parent } = dressed(isCall(call) && awaited === call ? chainEnd(call) : awaited);
  if (parent?.type === "ExpressionStatement") return awaited !== call || !isCall(call) || isOnlyLogged(file, call);
  if (parent?.type !== "VariableDeclarator" || parent.id.type !== "Identifier") return false;
  return (variableOf(file, parent.id)?.references ?? []).every(({ identifier, init }) => init === true || (identifier.parent.type === "CallExpression" && isLogCall(file, identifier.parent)));
}
