import type { TSESTree } from "@typescript-eslint/utils";
import { nodes } from "../nodes.js";
import { perFile } from "../per-file.js";

/** The modules that a file imports or requires by name, without `node:`. */
export const modulesNamed = perFile((file): ReadonlySet<string> => {
  const all = nodes(file);
  const found = new Set<string>();
  for (const { source } of all.of("ImportDeclaration")) found.add(bareSpecifier(source.value));
  for (const load of all.of("ImportExpression")) {
    const loaded = loadedModule(load);
    if (loaded !== undefined) found.add(bareSpecifier(loaded));
  }
  for (const { moduleReference: reference } of all.of("TSImportEqualsDeclaration")) if (reference.type === "TSExternalModuleReference") found.add(bareSpecifier(reference.expression.value));
  for (const call of all.of("CallExpression")) {
    const required = requiredModule(call);
    if (required !== undefined) found.add(bareSpecifier(required));
  }
  return found;
});

/** The specifier that a call of `require` is given. */
export function requiredModule({ callee, arguments: [argument] }: TSESTree.CallExpression): string | undefined {
  return callee.type === "Identifier" && callee.name === "require" && argument?.type === "Literal" && typeof argument.value === "string" ? argument.value : undefined;
}

/** The specifier that `import()` is given. The parser for TypeScript takes `import.defer()` without any. */
export function loadedModule(load: TSESTree.ImportExpression): string | undefined {
  const source = load.source as TSESTree.Expression | null;
  return source?.type === "Literal" ? String(source.value) : undefined;
}

/** Modules of Node are the same with and without their prefix. */
export function bareSpecifier(specifier: string): string {
  return specifier.startsWith("node:") ? specifier.slice(5) : specifier;
}
