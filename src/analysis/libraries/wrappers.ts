import type { TSESTree } from "@typescript-eslint/utils";
import { libraries as builtIn } from "../../knowledge/index.js";
import type { Library } from "../../knowledge/library.js";
import { variableOf } from "../places/bindings.js";
import type { File } from "../file.js";
import { bare, propertyName } from "../nodes.js";
import { perFile } from "../per-file.js";

/** The function that a call gives back as it was given: `useCallback(save, [])` is `save`. */
export function wrappedBy(file: File, call: TSESTree.CallExpression): TSESTree.Node | undefined {
  const wrappers = wrappersOf(file);
  const name = wrappers.size > 0 ? importedName(file, bare(call.callee)) : undefined;
  const argument = name === undefined ? undefined : wrappers.get(name);
  return argument === undefined ? undefined : call.arguments[argument];
}

/** Where such calls take the function, by module and name. A wrapper is looked up by its import alone: what a value denotes is told with its help. */
const wrappersOf = perFile((file): ReadonlyMap<string, number> => {
  const known = file.settings.libraries.length === 0 ? standard : new Map([...standard, ...wrappersIn(file.settings.libraries)]);
  return [...known.keys()].some((name) => file.source.text.includes(name.slice(name.indexOf(" ") + 1))) ? known : none;
});

const none: ReadonlyMap<string, number> = new Map();

function wrappersIn(libraries: readonly Library[]): Map<string, number> {
  const found = new Map<string, number>();
  for (const library of libraries) {
    for (const { calls, argument, result } of library.callbacks ?? []) {
      if (result !== "itself" || typeof argument !== "number") continue;
      for (const call of calls) for (const module of library.modules) found.set(`${module} ${call.slice(call.lastIndexOf(".") + 1)}`, argument);
    }
  }
  return found;
}

const standard = wrappersIn(builtIn);

/** The module and the name of an import: `useCallback`, `React.useCallback`. */
function importedName(file: File, callee: TSESTree.Node): string | undefined {
  const root = callee.type === "MemberExpression" ? bare(callee.object) : callee;
  const definition = root.type === "Identifier" ? variableOf(file, root)?.defs[0] : undefined;
  if (definition?.type !== "ImportBinding" || definition.parent.type !== "ImportDeclaration") return undefined;
  const { node, parent } = definition;
  const isWhole = node.type !== "ImportSpecifier";
  const name = callee.type === "MemberExpression" ? (isWhole ? propertyName(callee) : undefined) : node.type === "ImportSpecifier" && node.imported.type === "Identifier" ? node.imported.name : undefined;
  return name === undefined ? undefined : `${parent.source.value} ${name}`;
}
