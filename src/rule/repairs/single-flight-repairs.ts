import type { TSESLint, TSESTree } from "@typescript-eslint/utils";
import type { File } from "../../analysis/file.js";
import type { LateFill } from "../../analysis/shared-state/fills.js";
import type { KeptPromise } from "../../analysis/shared-state/kept-promises.js";
import { bare, isCall, isWithin, lineOf, ownNodes } from "../../analysis/nodes.js";
import { writes, type Write } from "../../analysis/places/places.js";
import { isPromise } from "../../analysis/promises/promises.js";
import { holdsOnlyPromises, servedIn } from "../../analysis/shared-state/slots.js";
import type { Suggestion } from "../define-rule.js";
import { asPromise, emptyValueOf } from "./promise-types.js";
import { listOf } from "../script-bounds.js";
import { storedAtOnce, wholeLoadOf } from "./whole-load.js";

export const flightSuggestions = {
  storePromise: "Keep the promise in `{{place}}` before it is awaited, and drop it when it rejects.",
  dropRejected: "Drop the promise from `{{place}}` when it rejects.",
};

type Offered = Suggestion<keyof typeof flightSuggestions>[];

/** Stores the promise and awaits it, where everybody who reads the place can do with a promise and its declared type can be changed here. */
export function storedPromiseOf(file: File, fill: LateFill): Offered {
  const { write, isFar, suspension } = fill;
  const drop = dropOf(file, write);
  const retyped = asPromise(file, write.place, write.node);
  if (isFar || !drop || !retyped) return [];
  const value = workOf(file, write);
  const fix = value && isWithin(suspension, value) ? partStored(file, write, value, drop) : wholeStored(file, fill, drop);
  if (!fix) return [];
  const edits = (fixer: TSESLint.RuleFixer): TSESLint.RuleFix[] => [...retyped.map(({ range, text }) => fixer.replaceTextRange(range, text)), ...listOf(fix(fixer) ?? [])];
  return [{ message: "storePromise", data: { place: write.place.text, line: lineOf(write.node) }, fix: edits }];
}

/** The value itself is what is waited for. */
function partStored(file: File, write: Write, value: TSESTree.Node, drop: string): TSESLint.ReportFixFunction | undefined {
  if (!holdsOnlyPromises(file, write, value)) return undefined;
  const isAssignment = write.node.type === "AssignmentExpression" && write.value === value;
  if (!isAssignment && !servedIn(file, write)) return undefined;
  return (fixer) => [
    ...(isAssignment ? [fixer.insertTextBefore(write.node, "await (")] : []),
    ...started(file, value, drop, fixer),
    ...(isAssignment ? [fixer.insertTextAfter(write.node, ")")] : []),
  ];
}

/** There are suspensions before the value is known: all of them belong to the load. */
function wholeStored(file: File, fill: LateFill, drop: string): TSESLint.ReportFixFunction | undefined {
  const { write } = fill;
  const load = wholeLoadOf(file, fill);
  if (!load || !servedIn(file, write) || !holdsOnlyPromises(file, { ...write, value: undefined }, load.store)) return undefined;
  return storedAtOnce(file, load, write, evicting(drop));
}

/** Ends the chain of a kept promise with a handler that takes it out again and fails as before. */
export function evictionOf(file: File, { write, value }: KeptPromise): Offered {
  const drop = dropOf(file, write);
  if (!drop || !isCall(value)) return [];
  return [{ message: "dropRejected", data: { place: write.place.text, line: lineOf(write.node) }, fix: (fixer) => fixer.insertTextAfter(value, evicting(drop)) }];
}

function evicting(drop: string): string {
  return `.catch((error) => { ${drop}; throw error; })`;
}

/** The expression that waits for the work: the value itself, or what its name was given. */
function workOf(file: File, write: Write): TSESTree.Node | undefined {
  const value = write.value && bare(write.value);
  if (value?.type !== "Identifier") return value && waits(file, value) ? value : undefined;
  const given = writes(file).filter(({ place, fn }) => place.key === value.name && fn === write.fn);
  const declared = [...ownNodes(file, write.fn?.body ?? value)].filter((node) => node.type === "VariableDeclarator" && node.id.type === "Identifier" && node.id.name === value.name && node.init !== null);
  const source = given.length === 1 ? given[0]?.value : given.length === 0 && declared.length === 1 ? (declared[0] as TSESTree.VariableDeclarator).init : undefined;
  return source?.type === "AwaitExpression" ? source : undefined;
}

function waits(file: File, value: TSESTree.Node): boolean {
  const all = [...ownNodes(file, value)];
  return all.some(({ type }) => type === "AwaitExpression") && !all.some(({ type }) => type === "YieldExpression" || type === "AssignmentExpression") && value.type !== "ObjectExpression";
}

/** What empties the place again; `undefined` where the key cannot be written twice, or nothing cannot be put there. */
function dropOf(file: File, { node, place }: Write): string | undefined {
  const key = place.element && bare(place.element);
  if (key && !["Identifier", "MemberExpression", "Literal", "TemplateLiteral"].includes(key.type)) return undefined;
  if (node.type === "CallExpression") return node.callee.type === "MemberExpression" && key ? `${file.source.getText(node.callee.object)}.delete(${file.source.getText(key)})` : undefined;
  if (node.type !== "AssignmentExpression") return undefined;
  const target = file.source.getText(node.left);
  if (key) return `delete ${target}`;
  const nothing = emptyValueOf(place, node);
  return nothing && `${target} = ${nothing}`;
}

/** The work as a promise that is not waited for. */
function* started(file: File, value: TSESTree.Node, drop: string, fixer: TSESLint.RuleFixer): Generator<TSESLint.RuleFix> {
  const isPlain = value.type === "AwaitExpression" && file.source.getCommentsInside(value).length === 0;
  if (!isPlain) {
    yield fixer.insertTextBefore(value, "(async () => ");
    yield fixer.insertTextAfter(value, `)()${evicting(drop)}`);
    return;
  }
  const isChainable = isPromise(file, value.argument) === "yes" && isCall(bare(value.argument));
  yield fixer.replaceTextRange([value.range[0], value.argument.range[0]], isChainable ? "" : "Promise.resolve(");
  yield fixer.insertTextAfter(value, (isChainable ? "" : ")") + evicting(drop));
}
