import { readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import ts from "typescript";
import { filesIn, root } from "./tree.js";

export interface Import {
  /** A path from the root of the repository, or the name of a package. */
  readonly of: string;
  readonly typeOnly: boolean;
}

/** The shipped sources, as paths from the root with forward slashes. */
export const sources: readonly string[] = [...filesIn("src", ".ts"), ...filesIn("rules", ".ts")];

/** What a source imports, be it as a type, by `import()` or by re-exporting. */
export function importsOf(path: string): Import[] {
  const text = readFileSync(join(root, path), "utf8");
  const types = typeImports(text);
  return ts.preProcessFile(text).importedFiles.map(({ fileName }) => ({
    of: fileName.startsWith(".") ? join(dirname(path), fileName).replaceAll("\\", "/").replace(/\.js$/, ".ts") : fileName,
    typeOnly: types.has(fileName),
  }));
}

function typeImports(text: string): Set<string> {
  const { statements } = ts.createSourceFile("source.ts", text, ts.ScriptTarget.Latest);
  const kinds = new Map<string, boolean>();
  for (const statement of statements) {
    if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) continue;
    if (!statement.moduleSpecifier || !ts.isStringLiteral(statement.moduleSpecifier)) continue;
    const typeOnly = /^(import|export) type\b/.test(text.slice(statement.pos, statement.end).trim());
    const { text: name } = statement.moduleSpecifier;
    kinds.set(name, typeOnly && kinds.get(name) !== false);
  }
  return new Set([...kinds].filter(([, typeOnly]) => typeOnly).map(([name]) => name));
}

/** The first cycle that is found, as the paths along it. */
export function cycleIn(graph: ReadonlyMap<string, readonly string[]>): string[] | undefined {
  const done = new Set<string>();
  const visit = (path: string, trail: readonly string[]): string[] | undefined => {
    if (trail.includes(path)) return [...trail.slice(trail.indexOf(path)), path];
    if (done.has(path)) return undefined;
    for (const next of graph.get(path) ?? []) {
      const cycle = visit(next, [...trail, path]);
      if (cycle) return cycle;
    }
    done.add(path);
    return undefined;
  };
  for (const path of graph.keys()) {
    const cycle = visit(normalize(path), []);
    if (cycle) return cycle;
  }
  return undefined;
}
