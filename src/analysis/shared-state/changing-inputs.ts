import type { TSESTree } from "@typescript-eslint/utils";
import { askingNames, changingNames, changingWords, handedFiles, orderingEvents, settledInputs, valueEvents } from "../../knowledge/handlers.js";
import { effectOf } from "../effects.js";
import type { File } from "../file.js";
import { functionsAround, nameOf } from "../functions.js";
import type { Mention } from "../flow/mentions.js";
import { bare, dressed, isCall, propertyName } from "../nodes.js";
import type { Variable } from "../places/bindings.js";
import { isUpdate, type Run } from "../runs.js";
import { stateVariableOf } from "./component-state.js";
import { isHeldBack } from "./held-back.js";
import { inputsOf, type Input, type Outcome } from "./outcomes.js";

/** Of the functions that others may call at any time, those are looked at whose name says that the newest call is the one that counts. */
export function asks({ entry }: Pick<Run, "entry">): boolean {
  return askingNames.test(nameOf(entry) ?? "");
}

/**
 * Whether the file shows that a run is begun with something else while an earlier one is under way: a watcher says so,
 * a state that somebody sets elsewhere, the name of what is searched for or chosen, an event that comes with each
 * value. What a component or a hook is given may as well stay as it is.
 */
export function showsChange(file: File, run: Run, outcome: Outcome): boolean {
  const inputs = inputsOf(file, run, outcome.work);
  if (isHeldBack(file, run.frames.map(({ fn }) => fn), outcome.suspension, inputs.flatMap((input) => setterOf(input) ?? []))) return false;
  if (isUpdate(run.entry)) return true;
  if (run.effect) return run.effect.fact.cleanup !== "returned" || inputs.some((input) => isChanging(file, input));
  if (inputs.every((input) => isOfFiles(input))) return false;
  if (run.heard?.some((mention) => bringsValue(mention))) return true;
  return asksInFrames(run);
}

/** An emitter tells of each value that there is; a component may call an order of its own as it likes. */
function bringsValue({ event = "", isProperty }: Mention): boolean {
  return isProperty ? valueEvents.test(event) : !orderingEvents.test(event);
}

function asksInFrames({ frames }: Run): boolean {
  return frames.some(({ fn }) => askingNames.test(nameOf(fn) ?? ""));
}

/** Whether the file shows by a state or a name that something which a run is begun with becomes something else. */
export function isChanging(file: File, input: Input): boolean {
  return isSetElsewhere(file, input) || isNamedAsChanging(input);
}

/** `page` of `const [page, setPage] = useState(1)`, where something other than an effect sets it. */
function isSetElsewhere(file: File, input: Input): boolean {
  const setter = setterOf(input);
  return (setter?.references ?? []).some(({ identifier, init }) => {
    if (init === true || dressed(identifier).parent?.type === "ArrayExpression") return false;
    const around = [...functionsAround(identifier)];
    const isCalled = isCall(identifier.parent) && identifier.parent.callee === identifier;
    return (!isCalled || around.length > 1) && around.every((fn) => effectOf(file, fn)?.fact.cleanup === undefined);
  });
}

function setterOf({ variable }: Input): Variable | undefined {
  const name = variable?.identifiers[0];
  const second = name?.parent.type === "ArrayPattern" && name.parent.elements[0] === name ? name.parent.elements[1] : undefined;
  const setter = second?.type === "Identifier" ? variable?.scope.set.get(second.name) : undefined;
  return setter && stateVariableOf(setter) === variable ? setter : undefined;
}

/** By the last name of what is handed over: `filters` of `props.filters`; the `id` of a thing is that of the thing. */
function isNamedAsChanging({ node }: Input): boolean {
  const names = pathOf(node);
  const last = names.at(-1) ?? "";
  if (settledInputs.test(last)) return false;
  const isOfThing = /^ids?$/i.test(last) && names.length > 1 && names[0] !== "props";
  if (changingNames.includes(last)) return !isOfThing;
  const words = last.split(/(?=[A-Z])|_/).map((word) => word.toLowerCase());
  return words.some((word) => changingWords.includes(word) && !(/^(?:active|page|date)$/.test(word) && /^ids?$/.test(words.at(-1) ?? "")));
}

/** `["props", "query"]` of `props.query`, as far as nothing of it is called. */
function pathOf(node: TSESTree.Node): readonly string[] {
  let outer: TSESTree.Node = node;
  const names = node.type === "Identifier" ? [node.name] : [propertyName(node as TSESTree.MemberExpression) ?? ""];
  for (let { parent } = dressed(outer); parent?.type === "MemberExpression" && bare(parent.object) === bare(outer); { parent } = dressed(outer)) {
    const called = dressed(parent).parent;
    const name = propertyName(parent);
    if (name === undefined || (isCall(called) && bare(called.callee) === parent)) break;
    names.push(name);
    outer = parent;
  }
  return names;
}

/** `event.target.files`, `file`: what was chosen is handed over as a whole. */
function isOfFiles({ node, variable }: Input): boolean {
  if (pathOf(node).some((name) => handedFiles.test(name))) return true;
  // `const chosen = event.target.files[0]; await send(chosen);`
  const uses = variable?.references.map(({ identifier }) => identifier) ?? [];
  return uses.some((use) => pathOf(use).some((name) => handedFiles.test(name)));
}

