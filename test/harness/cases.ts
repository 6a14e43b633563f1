import type { Block } from "./markdown.js";

/** How a case is linted: `espree` and `untyped` without a program (the latter by typescript-eslint's parser). */
export type Mode = "espree" | "untyped" | "typed";

/** The code that one suggestion, or all automatic fixes, make of a case. */
export interface Outcome {
  readonly suggestion: string | undefined;
  /** Line of the report whose suggestion it is; default the first that has it. */
  readonly at: number | undefined;
  readonly modes: readonly Mode[];
  readonly line: number;
  readonly code: string;
}

export interface Case {
  readonly block: Block;
  readonly modes: readonly Mode[];
  readonly options: Readonly<Record<string, unknown>>;
  /** What stands under `settings["concurrency-review"]`. */
  readonly settings: unknown;
  /** Path in the case's own project. */
  readonly path: string;
  /** The case's own `package.json`: its `dependencies`, and whether it installs a command. */
  readonly manifest: Manifest | undefined;
  readonly outcomes: readonly Outcome[];
  /** Other files of the case's own project. */
  readonly beside: readonly Beside[];
}

/** A file that a case imports: it is there for the compiler, and nobody lints it. */
export interface Beside {
  readonly path: string;
  readonly code: string;
}

/** What the `package.json` of a case says. */
export interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly bin?: string;
}

const words = new Set(["untyped", "typed", "loose", "script", "strict", "all", "incorrect", "correct", "fixes", "command"]);
const values = new Set(["options", "settings", "file", "package", "dev", "suggests", "at", "beside"]);

/**
 * The cases among the blocks of a file: each block of code, with the outcomes and the other files that directly follow it.
 *
 * @throws {Error} with the line, for a word nobody knows and an outcome or a file that follows no case.
 */
export function casesOf(blocks: readonly Block[]): Case[] {
  const cases: (Case & { outcomes: Outcome[]; beside: Beside[] })[] = [];
  for (const block of blocks) {
    refuseUnknown(block);
    const path = block.values.get("beside");
    const last = cases.at(-1);
    if (!isOutcome(block) && path === undefined) cases.push({ ...caseOf(block), outcomes: [], beside: [] });
    else if (!last) throw new Error(`Line ${block.line}: this ${path === undefined ? "outcome" : "file"} follows no case.`);
    else if (path === undefined) last.outcomes.push(outcomeOf(block));
    else last.beside.push({ path, code: block.code });
  }
  return cases;
}

function isOutcome(block: Block): boolean {
  return block.values.has("suggests") || block.words.has("fixes");
}

function refuseUnknown(block: Block): void {
  for (const word of block.words) if (!words.has(word)) throw new Error(`Line ${block.line}: unknown word \`${word}\`.`);
  for (const key of block.values.keys()) if (!values.has(key)) throw new Error(`Line ${block.line}: unknown key \`${key}\`.`);
}

function caseOf(block: Block): Case {
  return {
    block,
    modes: modesOf(block),
    options: (json(block, "options") ?? {}) as Record<string, unknown>,
    settings: json(block, "settings"),
    path: block.values.get("file") ?? `src/case.${extensionOf(block)}`,
    manifest: manifestOf(block),
    outcomes: [],
    beside: [],
  };
}

function manifestOf(block: Block): Manifest | undefined {
  const dependencies = json(block, "package") as Manifest["dependencies"] | undefined;
  const devDependencies = json(block, "dev") as Manifest["devDependencies"];
  const isCommand = block.words.has("command");
  return dependencies || isCommand ? { dependencies: dependencies ?? {}, ...(devDependencies && { devDependencies }), ...(isCommand && { bin: "main.js" }) } : undefined;
}

function outcomeOf(block: Block): Outcome {
  const at = block.values.get("at");
  return {
    suggestion: block.values.get("suggests"),
    at: at === undefined ? undefined : Number(at),
    modes: modesOf(block),
    line: block.line,
    code: block.code,
  };
}

function modesOf({ language, words }: Block): Mode[] {
  if (words.has("typed")) return ["typed"];
  const untyped: Mode[] = isJavaScript(language) ? ["espree", "untyped"] : ["untyped"];
  return words.has("untyped") ? untyped : [...untyped, "typed"];
}

function isJavaScript(language: string): boolean {
  return language === "js" || language === "jsx";
}

function extensionOf({ language, words }: Block): string {
  if (!words.has("script")) return language;
  return isJavaScript(language) ? "cjs" : "cts";
}

function json(block: Block, key: string): unknown {
  const text = block.values.get(key);
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    throw new Error(`Line ${block.line}: the value of \`${key}\` is not JSON: ${text ?? ""}`);
  }
}
