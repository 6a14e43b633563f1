import type { TSESTree } from "@typescript-eslint/utils";
import type { File } from "../file.js";
import { functionOf } from "../functions.js";
import { nodes, type FunctionNode } from "../nodes.js";
import { perFile } from "../per-file.js";
import { writes, type Place, type Write } from "./places.js";
import { stepsWithin } from "./steps-within.js";

/** The writes that stand inside of a node, in source order: looked up, since files hold tens of thousands of them. */
export function writesWithin(file: File, outer: TSESTree.Node): readonly Write[] {
  return stepsWithin(writes(file), outer);
}

/** The writes that a node stands in, as part of what is written or of the place. */
export function* writesAround(file: File, inner: TSESTree.Node): Generator<Write> {
  for (let outer: TSESTree.Node | undefined = inner; outer; outer = outer.parent) yield* writesByNode(file).get(outer) ?? [];
}

/** Whether a node is a step that writes. */
export function isWrite(file: File, node: TSESTree.Node): boolean {
  return writesByNode(file).has(node);
}

const writesByNode = perFile((file) => grouped(writes(file), ({ node }) => node));

/** The writes to places of one key, whatever they hang on, in source order. */
export function writesOfKey(file: File, key: string): readonly Write[] {
  return writesByKey(file).get(key) ?? [];
}

const writesByKey = perFile((file) => grouped(writes(file), ({ place }) => place.key));

/** The writes to what hangs on one variable, on `this` or on globals, in source order. */
export function writesOfRoot(file: File, root: Place["root"]): readonly Write[] {
  return writesByRoot(file).get(root) ?? [];
}

const writesByRoot = perFile((file) => grouped(writes(file), ({ place }) => place.root));

/** The writes that stand in one function itself, in source order. */
export function writesOfFunction(file: File, fn: FunctionNode): readonly Write[] {
  return writesByFunction(file).get(fn) ?? [];
}

const writesByFunction = perFile((file) => grouped(writes(file), ({ fn }) => fn));

/** The first variable of a function that is declared under a name. */
export function declaratorIn(file: File, fn: FunctionNode | undefined, name: string): TSESTree.VariableDeclarator | undefined {
  return declarators(file).get(fn)?.get(name);
}

const declarators = perFile((file): ReadonlyMap<FunctionNode | undefined, ReadonlyMap<string, TSESTree.VariableDeclarator>> => {
  const found = new Map<FunctionNode | undefined, Map<string, TSESTree.VariableDeclarator>>();
  for (const node of nodes(file).of("VariableDeclarator")) {
    if (node.id.type !== "Identifier") continue;
    const fn = functionOf(node.id);
    const own = found.get(fn);
    if (own === undefined) found.set(fn, new Map([[node.id.name, node]]));
    else if (!own.has(node.id.name)) own.set(node.id.name, node);
  }
  return found;
});

function grouped<Key>(all: readonly Write[], keyOf: (write: Write) => Key): ReadonlyMap<Key, readonly Write[]> {
  const found = new Map<Key, Write[]>();
  for (const write of all) {
    const key = keyOf(write);
    const list = found.get(key);
    if (list === undefined) found.set(key, [write]);
    else list.push(write);
  }
  return found;
}
