import type { TSESTree } from "@typescript-eslint/utils";
import type { File } from "../file.js";
import { memberOf, thisOwner } from "../functions.js";
import { isClass } from "../nodes.js";
import type { Place } from "./places.js";
import { reads } from "./reads.js";

/** Whether nobody outside of this file has a place: a private field, or a variable that is not exported. */
export function isPrivatePlace({ root, key }: Place, mention: TSESTree.Node): boolean {
  if (root === "global") return false;
  if (root === "this") {
    const name = /^this\.([#\w$]+)/.exec(key)?.[1];
    if (name === undefined || name.startsWith("#")) return name !== undefined;
    const owner = thisOwner(mention);
    const member = isClass(owner) ? memberOf(owner, name) : undefined;
    return member?.type === "PropertyDefinition" && member.accessibility === "private";
  }
  const [definition] = root.defs;
  if (definition?.type !== "Variable" || definition.parent.parent.type === "ExportNamedDeclaration") return false;
  return root.references.every(({ identifier }) => identifier.parent.type !== "ExportSpecifier");
}

/** Whether anything in this file looks at a place, or at what it is a part of. */
export function isLookedAt(file: File, { root, key }: Place): boolean {
  for (const [seen, list] of reads(file)) {
    if (seen === "this" || !(seen === key || /^[.[]/.test(key.startsWith(seen) ? key.slice(seen.length) : "") || /^[.[]/.test(seen.startsWith(key) ? seen.slice(key.length) : ""))) continue;
    if (list.some((read) => read.place.root === root)) return true;
  }
  return false;
}
