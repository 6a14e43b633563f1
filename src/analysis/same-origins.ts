import { twinModules } from "../knowledge/modules.js";

/** What tells one value of a module from another. */
interface Denoted {
  readonly module: string | null;
  readonly path: string;
}

/** The same path from the same module, or from one that offers the same. */
export function isSameValue(one: Denoted, other: Denoted): boolean {
  if (one.path !== other.path) return false;
  return one.module === other.module || twinModules.some((twins) => [one.module, other.module].every((module) => module !== null && twins.includes(module)));
}

const anyValue = /^\.(?:Weak)?Map!\.get\(\)$/;

/** `map.get()` where nothing tells what is in the map. */
export function isAnyValue(origin: Denoted | undefined): boolean {
  return origin?.module === null && anyValue.test(origin.path);
}
