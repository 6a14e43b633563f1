import type { TSESTree } from "@typescript-eslint/utils";
import type { File } from "../file.js";
import { heldLists, type HeldList, type ListStart } from "./held-lists.js";
import { latenessOf, type Lateness } from "./late-awaits.js";
import { bare, descendants, dressed, isFunction, isLoop, isWithin, propertyName, type Loop } from "../nodes.js";
import { perFile } from "../per-file.js";
import { isCombinator, usesOfHolder, type Use } from "../promises/promise-uses.js";

/** A list of started promises of which some are left alone while the function waits for something else. */
export interface LateList extends Lateness {
  readonly list: HeldList;
  readonly started: ListStart;
  /** Whether the function waits for one element after the other. */
  readonly isOneByOne: boolean;
}

/** The lists of promises that are awaited one by one, or combined only after a suspension for something else. In source order. */
export const lateLists = perFile((file): readonly LateList[] =>
  heldLists(file).flatMap((list) => {
    const uses = usesOfHolder(file, list.holder).flatMap((use) => listUse(file, use));
    const isAwaited = uses.some(({ as, isElement }) => as === "collected" || as === "combined" || (as === "awaited" && isElement));
    for (const started of list.starts) {
      if (started.isPromise !== "yes" && !isAwaited) continue;
      const found = lateListOf(file, list, started, uses);
      if (found) return [found];
    }
    return [];
  }),
);

/** A use of a list, or of one of its elements. */
interface ListUse extends Use {
  readonly isElement: boolean;
}

function lateListOf(file: File, list: HeldList, started: ListStart, uses: readonly ListUse[]): LateList | undefined {
  // what is awaited in the loop that starts it is the promise of that turn
  const isOwn = (use: ListUse): boolean => use.isElement && isKeyed(use.at) && loopAround(use.node) === loopAround(started.anchor) && loopAround(use.node) !== undefined;
  const single = uses.filter((use) => use.as === "awaited" && use.isElement && !isOwn(use));
  const lateness = latenessOf(file, {
    start: started.start,
    anchor: started.anchor,
    home: list.home,
    restarts: [started.isAdded ? list.declarator : started.anchor],
    uses: uses.filter((use) => !single.includes(use)),
    single,
    name: list.holder.text,
  });
  return lateness && { list, started, isOneByOne: single.includes(lateness.handling as ListUse), ...lateness };
}

/** `jobs[index]`, `jobs.get(id)` */
function isKeyed(at: TSESTree.Node): boolean {
  const member = dressed(at).parent;
  return member?.type === "MemberExpression" && (member.computed || propertyName(member) === "get");
}

function loopAround(node: TSESTree.Node): Loop | undefined {
  for (let outer = node.parent; outer && !isFunction(outer); outer = outer.parent) if (isLoop(outer)) return outer;
  return undefined;
}

const leaving = new Set(["push", "unshift", "add", "delete", "has", "includes", "indexOf", "length", "size", "splice", "clear", "set", "keys"]);
const taking = new Set(["shift", "pop", "at", "get"]);
const walking = new Set(["values", "entries"]);

/** What a use of a list means for its promises; nothing where it leaves them alone. */
function listUse(file: File, use: Use): readonly ListUse[] {
  if (use.as === "tested") return [];
  const step = dressed(use.at).parent;
  if (step?.type === "MemberExpression" && bare(step.object) === use.at) return memberUse(file, use, step);
  if (step?.type === "ForOfStatement" || use.node.type === "ForOfStatement") return [walkUse(file, use, use.node as TSESTree.ForOfStatement)];
  return [{ ...use, isElement: false }];
}

function memberUse(file: File, use: Use, member: TSESTree.MemberExpression): readonly ListUse[] {
  const name = propertyName(member) ?? "";
  const outer = dressed(member).parent;
  const combining = name === "splice" ? combinatorOf(file, member) : undefined;
  if (combining) return [{ ...use, as: "collected", node: isInside(use) ? use.node : combining, isElement: false }];
  if (leaving.has(name) || (outer?.type === "AssignmentExpression" && outer.left === dressed(member))) return [];
  if (member.computed) return [elementUse(use, dressed(member))];
  const call = outer?.type === "CallExpression" && bare(outer.callee) === member ? outer : undefined;
  if (!call) return [{ ...use, as: "handed", isElement: false }];
  if (taking.has(name)) return [elementUse(use, dressed(call))];
  const loop = dressed(call).parent;
  if (walking.has(name) && loop?.type === "ForOfStatement" && loop.right === dressed(call)) return [walkUse(file, use, loop)];
  return [{ ...use, as: "handed", node: isInside(use) ? use.node : call, isElement: false }];
}

/** `Promise.all(jobs.splice(0))`: the call that is given what is taken out. */
function combinatorOf(file: File, member: TSESTree.MemberExpression): TSESTree.Node | undefined {
  const taken = dressed(member).parent;
  const outer = taken && dressed(taken).parent;
  return outer?.type === "CallExpression" && outer.callee !== taken && isCombinator(file, outer) ? outer : undefined;
}

/** `await jobs[0]`, `await jobs.shift()` */
function elementUse(use: Use, element: TSESTree.Node): ListUse {
  const step = element.parent;
  if (step?.type === "AwaitExpression" && !isInside(use)) return { ...use, as: "awaited", node: step, isElement: true };
  return { ...use, as: "handed", node: isInside(use) ? use.node : (step ?? use.node), isElement: true };
}

function isInside({ node, at }: Use): boolean {
  return node !== at && (isFunction(node) || node.type === "ClassDeclaration" || node.type === "ClassExpression") && isWithin(at, node);
}

/** A loop over the promises waits for each of them, or does something to all of them before control is given away. */
function walkUse(file: File, use: Use, loop: TSESTree.ForOfStatement): ListUse {
  if (isInside(use)) return { ...use, as: "handed", isElement: false };
  if (loop.await) return { ...use, as: "awaited", node: loop, isElement: true };
  const names = new Set([...descendants(file, loop.left)].flatMap((node) => (node.type === "Identifier" ? [node.name] : [])));
  const awaited = [...descendants(file, loop.body, (node) => !isFunction(node))].find((node) => node.type === "AwaitExpression" && namesElement(node.argument, names));
  return awaited ? { ...use, as: "awaited", node: awaited, at: awaited, isElement: true } : { ...use, as: "handed", node: loop, isElement: false };
}

/** The element of a turn, or a part of it: `job`, `job.done`. */
function namesElement(awaited: TSESTree.Expression, names: ReadonlySet<string>): boolean {
  const node = awaited.type === "MemberExpression" && !awaited.computed ? bare(awaited.object) : awaited;
  return node.type === "Identifier" && names.has(node.name);
}
