import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import type { ESLint, Linter } from "eslint";
import { Problem } from "./problem.js";

/** ESLint as the reviewed project has it, else as it stands beside this package. */
export interface Engine {
  readonly ESLint: typeof ESLint;
  readonly major: number;
}

type Resolver = ReturnType<typeof createRequire>;

const beside = createRequire(import.meta.url);
const served = [9, 10];

/**
 * Loads ESLint for a project.
 *
 * @throws {Problem} where there is none that this package works with
 */
export async function eslintFor(root: string): Promise<Engine> {
  for (const resolver of [resolverOf(root), beside]) {
    const major = majorOf(resolver, "eslint");
    if (major === undefined || !served.includes(major)) continue;
    const loaded = (await import(pathToFileURL(resolver.resolve("eslint")).href)) as { ESLint: typeof ESLint };
    return { ESLint: loaded.ESLint, major };
  }
  throw new Problem("ESLint 9 or 10 is needed to read the code; install it with: npm install --save-dev eslint");
}

/**
 * Loads a parser for TypeScript that works with this ESLint.
 *
 * @throws {Problem} where there is none, or none whose own `typescript` loads
 */
export function typescriptParserFor(root: string, { major }: Engine): Linter.Parser {
  const project = resolverOf(root);
  for (const resolver of [project, through(project, "typescript-eslint"), beside]) {
    if (resolver === undefined || !fits(resolver, major)) continue;
    try {
      return resolver("@typescript-eslint/parser") as Linter.Parser;
    } catch {
      // its `typescript` is missing, or is one that it does not know: the next may have its own
    }
  }
  throw new Problem(
    "There is TypeScript to review and nothing here that reads it; install the parser with: npm install --save-dev @typescript-eslint/parser typescript",
  );
}

function fits(resolver: Resolver, major: number): boolean {
  const manifest = manifestOf(resolver, "@typescript-eslint/parser");
  return new RegExp(`(^|[^.\\d])${major}(\\.|$|\\s)`).test(manifest?.peerDependencies?.["eslint"] ?? "");
}

function resolverOf(root: string): Resolver {
  return createRequire(join(root, "resolve.js"));
}

/** The parser is not to be seen from a project whose package manager keeps a dependency's dependencies apart. */
function through(resolver: Resolver, name: string): Resolver | undefined {
  try {
    return resolverOf(dirname(resolver.resolve(name)));
  } catch {
    return undefined;
  }
}

function majorOf(resolver: Resolver, name: string): number | undefined {
  const version = manifestOf(resolver, name)?.version;
  return version === undefined ? undefined : Number.parseInt(version, 10);
}

interface Manifest {
  readonly version?: string;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

function manifestOf(resolver: Resolver, name: string): Manifest | undefined {
  try {
    return resolver(`${name}/package.json`) as Manifest;
  } catch {
    return undefined;
  }
}
