import { twinModules } from "../knowledge/modules.js";
import type { Origin } from "./origin.js";

/** The same path from the same module, or from one that offers the same. */
export function isSameValue(one: Origin, other: Origin): boolean {
  if (one.path !== other.path) return false;
  return one.module === other.module || twinModules.some((twins) => [one.module, other.module].every((module) => module !== null && twins.includes(module)));
}

const anyValue = /^\.(?:Weak)?Map!\.get\(\)$/;

/** `map.get()` where nothing tells what is in the map. */
export function isAnyValue(origin: Origin | undefined): boolean {
  return origin?.module === null && anyValue.test(origin.path);
}
