import type { TSESTree } from "@typescript-eslint/utils";
import type { File } from "../file.js";
import { functionMeant } from "../functions.js";
import { bare, isCall, type FunctionNode } from "../nodes.js";
import { objectPlaceOf, writes } from "./places.js";
import { isPrivatePlace } from "./private-places.js";

/** The functions that a call of an element may run, where a private list takes nothing else: `await this.#queue[0]()`. */
export function functionsKeptAt(file: File, called: TSESTree.Node): readonly FunctionNode[] | undefined {
  const callee = bare(called);
  const list = elementList(callee);
  const place = list && objectPlaceOf(file, list);
  if (!place || !isPrivatePlace(place, callee)) return undefined;
  const found: FunctionNode[] = [];
  for (const { place: written, value } of writes(file)) {
    if (written.root !== place.root || !(written.key === place.key || isElement(written.key, place.key))) continue;
    const given = value && bare(value);
    if (!given || (given.type === "ArrayExpression" && given.elements.length === 0)) continue;
    const fn = functionMeant(file, given);
    if (!fn) return undefined;
    found.push(fn);
  }
  return found.length > 0 ? found : undefined;
}

/** `queue[next]`, and `queue.0` for `queue[0]` */
function isElement(key: string, list: string): boolean {
  return key.startsWith(list) && /^(?:\[|\.\d)/.test(key.slice(list.length));
}

/** `queue` of `queue[0]` and of `queue.shift()`. */
function elementList(callee: TSESTree.Node): TSESTree.Node | undefined {
  if (callee.type === "MemberExpression") return callee.computed ? callee.object : undefined;
  const method = isCall(callee) ? bare(callee.callee) : undefined;
  return method?.type === "MemberExpression" && method.property.type === "Identifier" && /^(?:shift|pop|at)$/.test(method.property.name) ? method.object : undefined;
}
