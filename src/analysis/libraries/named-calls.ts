import type { TSESTree } from "@typescript-eslint/utils";
import type { File } from "../file.js";
import { bare, nodes, propertyName } from "../nodes.js";
import { perFile } from "../per-file.js";

/** The calls of functions and methods that go by some names, in source order: who asks for a few needs no look at the rest. */
export function callsNamed(file: File, ...names: readonly string[]): readonly TSESTree.CallExpression[] {
  const [only, ...others] = names;
  if (only !== undefined && others.length === 0) return callsByName(file).get(only) ?? [];
  return names.flatMap((name) => callsByName(file).get(name) ?? []).sort((one, other) => one.range[0] - other.range[0] || other.range[1] - one.range[1]);
}

const callsByName = perFile((file): ReadonlyMap<string, readonly TSESTree.CallExpression[]> => {
  const found = new Map<string, TSESTree.CallExpression[]>();
  for (const call of nodes(file).of("CallExpression")) {
    const callee = bare(call.callee);
    const name = callee.type === "MemberExpression" ? propertyName(callee) : callee.type === "Identifier" ? callee.name : undefined;
    if (name === undefined) continue;
    const list = found.get(name);
    if (list === undefined) found.set(name, [call]);
    else list.push(call);
  }
  return found;
});
