import type { ParserServicesWithTypeInformation, TSESLint, TSESTree } from "@typescript-eslint/utils";
import type { Library } from "../knowledge/library.js";

/** What the user says in ESLint's `settings["concurrency-review"]`, checked and with defaults. */
export interface UserSettings {
  /** Libraries of the team, in the schema of the built-in ones; they come before those. */
  readonly libraries: readonly Library[];
  /** Names of the project's loggers beside `log` and `logger`: `this.journal`, `audit`. */
  readonly loggers: readonly string[];
  /** Names of the project's metric recorders beside `metrics`, `stats` and `statsd`. */
  readonly metrics: readonly string[];
  /** Names of the project's loggers that add what identifies the request to each line by themselves. */
  readonly boundLoggers: readonly string[];
  readonly environment: "server" | "browser" | "cli";
}

/** What the nearest `package.json` says. */
export interface Project {
  /** Declared version range of a package, whatever the kind of dependency; `undefined` where it is not declared. */
  versionOf(name: string): string | undefined;
  /** Whether it depends on a package when it runs. A package that installs a command may have all of it bundled. */
  runsWith(name: string): boolean;
  /** It installs a command. */
  readonly hasCommand: boolean;
  /** It says that it is to be installed for the whole machine, as only the commands of people are. */
  readonly prefersGlobal: boolean;
  /** It says what other code is to import of it, or its types. */
  readonly isImported: boolean;
}

/** A file of the TypeScript program, as the compiler holds it. */
export interface ProgramSource {
  readonly fileName: string;
  readonly text: string;
}

/** One file under review: the only argument of every analysis. */
export interface File {
  readonly source: Readonly<TSESLint.SourceCode>;
  readonly ast: TSESTree.Program;
  readonly path: string;
  /** The path from where ESLint runs, with `/` between its parts: what stands above the project says nothing of the file. */
  readonly pathInProject: string;
  readonly settings: UserSettings;
  readonly project: Project;
  /** Present where the parser offers a TypeScript program. */
  readonly services: ParserServicesWithTypeInformation | undefined;
  /** Another file of the program, looked at without types; `undefined` where the parser does not give one on its own. Each is parsed once, which costs what parsing costs. */
  otherFile(source: ProgramSource): File | undefined;
  /** The results of the analyses, by the number of each. */
  readonly results: unknown[];
}
