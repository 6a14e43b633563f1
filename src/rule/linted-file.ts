import type { ParserServicesWithTypeInformation, TSESLint, TSESTree } from "@typescript-eslint/utils";
import type { File, ProgramSource, Project, UserSettings } from "../analysis/file.js";
import { emptyResults } from "../analysis/per-file.js";
import { parsedAlone } from "./parsed-alone.js";
import { pathFrom, projectOf } from "./project.js";
import { userSettings } from "./user-settings.js";

type Context = Readonly<TSESLint.RuleContext<string, readonly unknown[]>>;
/** What all files of a configuration share. A file that is kept with the program must not keep the context of another one. */
type Shared = Pick<Context, "cwd" | "settings" | "languageOptions">;

const files = new WeakMap<object, File>();

/** The file of a rule's context, the same object for every rule; `undefined` where there is no JavaScript in it. */
export function fileOf(context: Context): File | undefined {
  const { sourceCode } = context;
  // `undefined` for JSON and Markdown, whatever the declared type says
  if ((sourceCode.scopeManager as unknown) == null) return undefined;
  const known = files.get(sourceCode);
  if (known !== undefined) return known;
  const { cwd, settings, languageOptions } = context;
  const file: File = new LintedFile({ cwd, settings, languageOptions }, sourceCode, context.filename);
  files.set(sourceCode, file);
  return file;
}

/** The other files of a program that were asked for; a file that changes is another object of the compiler's. */
const others = new WeakMap<ProgramSource, File | null>();

class LintedFile implements File {
  readonly results = emptyResults();
  readonly ast: TSESTree.Program;
  readonly pathInProject: string;
  readonly settings: UserSettings;
  readonly services: ParserServicesWithTypeInformation | undefined;
  readonly #shared: Shared;

  constructor(
    shared: Shared,
    readonly source: Readonly<TSESLint.SourceCode>,
    readonly path: string,
  ) {
    this.#shared = shared;
    this.ast = source.ast;
    this.pathInProject = pathFrom(shared.cwd, path);
    this.settings = userSettings(shared.settings["concurrency-review"]);
    const services = source.parserServices;
    this.services = services?.program ? (services as ParserServicesWithTypeInformation) : undefined;
  }

  /** Read only when a rule asks: most files never do. */
  get project(): Project {
    return projectOf(this.path);
  }

  otherFile(other: ProgramSource): File | undefined {
    const known = others.get(other);
    if (known !== undefined) return known ?? undefined;
    const source = parsedAlone(this.source, this.#shared.languageOptions, other);
    const file = source && new LintedFile(this.#shared, source, other.fileName);
    others.set(other, file ?? null);
    return file;
  }
}
