import type { TSESLint } from "@typescript-eslint/utils";
import type { ProgramSource } from "../analysis/file.js";

/** The walk with which ESLint tells each node its parent. */
type SourceCode = Readonly<TSESLint.SourceCode> & { traverse?(): unknown };
type Parse = (text: string, options: object) => TSESLint.Parser.ParseResult;
/** ESLint's own class is taken from a source that it has made, so that no second ESLint is loaded. */
type SourceCodeClass = new (config: Readonly<TSESLint.Parser.ParseResult> & { readonly text: string }) => SourceCode;

/** What makes a parser ask the compiler for a program. */
const untyped = { program: undefined, programs: null, project: undefined, projectService: undefined };

/**
 * Another file, parsed as the linted one was, without a program; `undefined` where the parser cannot tell its scopes or
 * does not understand the file.
 */
export function parsedAlone(linted: SourceCode, { parser, parserOptions, ecmaVersion, sourceType }: TSESLint.FlatConfig.LanguageOptions, { fileName, text }: ProgramSource): SourceCode | undefined {
  const { parseForESLint: parse } = parser as { readonly parseForESLint?: Parse };
  if (!parse) return undefined;
  try {
    const parsed = parse(text, { ...parserOptions, ...untyped, ecmaVersion, sourceType, filePath: fileName, loc: true, range: true, tokens: true, comment: true });
    if (!parsed.scopeManager) return undefined;
    const source = new (linted.constructor as SourceCodeClass)({ ...parsed, text });
    source.traverse?.();
    return source;
  } catch {
    return undefined;
  }
}
