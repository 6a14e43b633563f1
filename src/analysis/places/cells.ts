import type { TSESTree } from "@typescript-eslint/utils";
import type { File } from "../file.js";
import { normalised, perLibraries } from "../libraries/libraries.js";
import { originOf } from "../origin.js";
import { pathOf } from "../spelling.js";

/** Whether a property of a value is state that whoever holds the value shares: `.value` of what Vue's `ref()` gives. */
export function isCell(file: File, value: TSESTree.Node, property: string): boolean {
  const origin = originOf(file, value);
  return origin !== undefined && cells(file).has(`${normalised(file, origin).path}.${property}`);
}

/** The paths of the values whose property is shared state, with that property. */
const cells = perLibraries((libraries): ReadonlySet<string> => {
  const known = libraries.flatMap((library) => (library.state ?? []).flatMap((fact) => (fact.cells ?? []).map(({ value, property }) => `${pathOf(value, library.default)}.${property}`)));
  return new Set(known);
});
