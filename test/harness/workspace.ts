import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import type { Manifest } from "./cases.js";

const root = fileURLToPath(new URL("../../", import.meta.url));
const environment = fileURLToPath(new URL("env.d.ts", import.meta.url));

const { options } = ts.convertCompilerOptionsFromJson(
  {
    strict: true,
    target: "ES2022",
    module: "NodeNext",
    lib: ["ES2024", "ESNext.Disposable", "DOM", "DOM.Iterable", "DOM.AsyncIterable"],
    jsx: "preserve",
    types: ["node"],
    allowJs: true,
    skipLibCheck: true,
    noEmit: true,
  },
  root,
);

/** Declarations of libraries, parsed once for all programs of this process: they are most of the work. */
const parsed = new Map<string, ts.SourceFile | undefined>();

/**
 * A folder of case projects. Sources stay in memory; each `package.json` is written, because the
 * plugin reads it. It lies outside `node_modules`, which ESLint ignores, and beside it, so imports resolve.
 */
export class Workspace {
  readonly #folder: string;
  readonly #sources = new Map<string, string>();
  /** Where the compiler looks for what a source imports. */
  readonly #folders = new Set<string>();
  readonly #parsed = new Map<string, ts.SourceFile | undefined>();
  #program: ts.Program | undefined;

  constructor(name: string) {
    this.#folder = join(root, ".cache", "cases", name);
    // what an earlier run wrote for a case that has another number now
    rmSync(this.#folder, { recursive: true, force: true });
    writeManifest(this.#folder, { dependencies: {} });
  }

  /** Adds a file to a case's project and returns its path. */
  add(project: string, path: string, text: string, manifest?: Manifest): string {
    if (manifest) writeManifest(join(this.#folder, project), manifest);
    const file = join(this.#folder, project, path);
    this.#sources.set(file, text);
    this.#folders.add(dirname(file));
    return file;
  }

  /** The program of all files added so far; one more is made only after more were added. */
  programWith(file: string): ts.Program {
    if (this.#program?.getSourceFile(file) === undefined) {
      this.#program = ts.createProgram([environment, ...this.#sources.keys()], options, this.#host(), this.#program);
    }
    return this.#program;
  }

  /** What the compiler says against a file, without positions, so that two versions can be compared. */
  complaintsAbout(file: string): string[] {
    const program = this.programWith(file);
    const source = program.getSourceFile(file);
    const all = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
    return all.map(({ code, messageText }) => `TS${code}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`);
  }

  #host(): ts.CompilerHost {
    const host = ts.createCompilerHost(options);
    return {
      ...host,
      directoryExists: (path) => this.#folders.has(path) || (host.directoryExists?.(path) ?? false),
      fileExists: (path) => this.#sources.has(path) || host.fileExists(path),
      readFile: (path) => this.#sources.get(path) ?? host.readFile(path),
      getSourceFile: (path, language) => {
        const known = this.#sources.has(path) ? this.#parsed : parsed;
        if (!known.has(path)) {
          const text = this.#sources.get(path) ?? (host.fileExists(path) ? readFileSync(path, "utf8") : undefined);
          known.set(path, text === undefined ? undefined : ts.createSourceFile(path, text, language, true));
        }
        return known.get(path);
      },
    };
  }
}

function writeManifest(folder: string, manifest: Manifest): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), JSON.stringify({ type: "module", ...manifest }));
}
