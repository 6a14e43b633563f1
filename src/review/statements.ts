import jsTokens from "js-tokens";

/** Where in its program a piece of code stands, in words that outlive moved lines and new indentation. */
export interface Spot {
  /** The functions and classes around it, outermost first: `Task.setState`; empty at the top level. */
  readonly symbol: string;
  /** The statement without blanks, comments, the bodies in it and the names of locals. */
  readonly statement: string;
}

interface Token {
  readonly type: string;
  readonly value: string;
  readonly start: number;
  /** Whether it is the first of its line. */
  readonly first: boolean;
}

/** The tokens of a file, and for each bracket its other half and for each token the bracket around it; -1 for none. */
interface Code {
  readonly tokens: readonly Token[];
  readonly match: readonly number[];
  readonly parent: readonly number[];
}

const blank: ReadonlySet<string> = new Set(["WhiteSpace", "LineTerminatorSequence", "MultiLineComment", "SingleLineComment", "HashbangComment"]);
const controls: ReadonlySet<string> = new Set(["if", "for", "while", "switch", "catch", "with", "await"]);
const farthest = 200;

/**
 * Reads a file as tokens, which needs no parser and forgives every syntax, and answers for offsets into it.
 *
 * @param jsx whether `<` in place of an expression begins an element
 */
export function spotsIn(source: string, jsx: boolean): (offset: number) => Spot {
  const code = codeOf(source, jsx);
  const locals = localsOf(code);
  return (offset) => {
    const at = indexAt(code.tokens, offset);
    return { symbol: symbolAround(code, at), statement: normalised(code, startOf(code, at), endOf(code, at), locals) };
  };
}

function codeOf(source: string, jsx: boolean): Code {
  const tokens: Token[] = [];
  let start = 0;
  let first = true;
  for (const { type, value } of jsTokens(source, { jsx })) {
    if (!blank.has(type)) tokens.push({ type, value, start, first });
    first = type === "LineTerminatorSequence" || (blank.has(type) && (first || /[\n\r]/.test(value)));
    start += value.length;
  }
  const match = tokens.map(() => -1);
  const parent: number[] = [];
  const open: number[] = [];
  for (const [index, token] of tokens.entries()) {
    if (closes(token)) {
      const opener = open.pop() ?? -1;
      if (opener !== -1) match[opener] = index;
      match[index] = opener;
    }
    parent.push(open.at(-1) ?? -1);
    if (opens(token)) open.push(index);
  }
  return { tokens, match, parent };
}

function opens({ type, value }: Token): boolean {
  return type === "TemplateHead" || (type === "Punctuator" && (value === "(" || value === "[" || value === "{"));
}

function closes({ type, value }: Token): boolean {
  return type === "TemplateTail" || (type === "Punctuator" && (value === ")" || value === "]" || value === "}"));
}

/** The last token that begins at an offset or before it. */
function indexAt(tokens: readonly Token[], offset: number): number {
  let [low, high] = [0, tokens.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((tokens[middle]?.start ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Names that are declared within braces or as parameters: what a reader may rename without a change to anything else. */
function localsOf({ tokens, match, parent }: Code): Set<string> {
  const locals = new Set<string>();
  const value = (index: number): string => tokens[index]?.value ?? "";
  for (const [index, token] of tokens.entries()) {
    if (["const", "let", "var"].includes(token.value) && enclosed(index)) declare(index + 1, match[index + 1] ?? -1);
    else if (token.value === "(" && isParameters({ tokens, match, parent }, index)) declare(index, match[index] ?? -1);
    else if (value(index + 1) === "=>" && token.type === "IdentifierName") locals.add(token.value);
  }
  return locals;

  function enclosed(index: number): boolean {
    for (let around = parent[index] ?? -1; around !== -1; around = parent[around] ?? -1) if (value(around) === "{") return true;
    return false;
  }
  function declare(from: number, to: number): void {
    for (let index = from; index <= Math.max(from, to); index += 1) {
      const inPattern = index > from && value(parent[index] ?? -1) === "{";
      const begins = index === from || ["(", ",", "{", "[", "..."].includes(value(index - 1)) || (inPattern && value(index - 1) === ":");
      const isKey = inPattern && value(index + 1) === ":";
      if (begins && !isKey && tokens[index]?.type === "IdentifierName") locals.add(value(index));
    }
  }
}

function isParameters(code: Code, open: number): boolean {
  const close = code.match[open] ?? -1;
  const before = code.tokens[open - 1]?.value ?? "";
  if (close === -1 || (controls.has(before) && before !== "catch")) return false;
  const after = code.tokens[close + 1]?.value;
  return after === "=>" || after === "{" || (after === ":" && /^\w/.test(before) && code.tokens[open - 1]?.type === "IdentifierName");
}

function symbolAround(code: Code, at: number): string {
  const names: string[] = [];
  for (let around = code.parent[at] ?? -1; around !== -1; around = code.parent[around] ?? -1) {
    const name = code.tokens[around]?.value === "{" ? nameOfBlock(code, around) : undefined;
    if (name !== undefined) names.unshift(name);
  }
  return names.join(".");
}

/** The name of the function or class whose body begins with this brace. */
function nameOfBlock(code: Code, brace: number): string | undefined {
  const { tokens, match } = code;
  const value = (index: number): string => tokens[index]?.value ?? "";
  if (value(brace - 1) === "=>") {
    const last = value(brace - 2) === ")" ? (match[brace - 2] ?? -1) : brace - 2;
    return assignedName(code, value(last - 1) === "async" ? last - 2 : last - 1);
  }
  const close = parametersBefore(code, brace);
  if (close === undefined) return classBefore(code, brace);
  const name = (match[close] ?? 0) - 1;
  if (controls.has(value(name))) return undefined;
  if (value(name) === "function" || value(name) === "*") return assignedName(code, name - (value(name - 1) === "async" ? 2 : 1));
  return /^[\w$#"']/.test(value(name)) ? value(name) : undefined;
}

/** `name = …` and `name: …`; with a type between them as well. */
function assignedName({ tokens }: Code, equals: number): string | undefined {
  const sign = tokens[equals]?.value;
  if (sign !== "=" && sign !== ":") return undefined;
  const name = tokens[equals - 1];
  return name?.type === "IdentifierName" || name?.type === "PrivateIdentifier" ? name.value : undefined;
}

/** The closing parenthesis of the parameters, a return type between it and the brace or not. */
function parametersBefore({ tokens, match, parent }: Code, brace: number): number | undefined {
  if (tokens[brace - 1]?.value === ")") return brace - 1;
  for (let index = brace - 1; index > 0 && index > brace - 40; index -= 1) {
    const token = tokens[index] as Token;
    if (token.value === ":" && tokens[index - 1]?.value === ")") return index - 1;
    if ([";", "=", "=>", "class"].includes(token.value) || parent[index] !== parent[brace]) return undefined;
    if (closes(token)) index = match[index] ?? index;
  }
  return undefined;
}

function classBefore({ tokens, parent }: Code, brace: number): string | undefined {
  for (let index = brace - 1; index >= 0 && index > brace - 40; index -= 1) {
    const { value } = tokens[index] as Token;
    if (value === "class") return tokens[index + 1]?.type === "IdentifierName" ? tokens[index + 1]?.value : undefined;
    if (parent[index] !== parent[brace] || [";", "{", "}", "=", ")"].includes(value)) return undefined;
  }
  return undefined;
}

function startOf(code: Code, at: number): number {
  let start = at;
  while (start > 0 && start > at - farthest) {
    const before = code.tokens[start - 1] as Token;
    if (before.value === ";" || before.value === "{" || endsLine(code, start)) break;
    if (before.value === "}" && beginsStatement(code.tokens[start])) break;
    start = closes(before) ? Math.min(start - 1, Math.max(code.match[start - 1] ?? 0, 0)) : start - 1;
  }
  return start;
}

function endOf({ tokens, match, parent }: Code, at: number): number {
  let end = at;
  while (end < tokens.length && end < at + farthest) {
    const { value } = tokens[end] as Token;
    const unmatched = (match[end] ?? -1) < at;
    if (value === ";" || (value === "}" && unmatched)) break;
    if (end > at && endsLine({ tokens, match, parent }, end)) break;
    if (value === "{" && tokens[end - 1]?.value === ")") break;
    end = value === "{" && (match[end] ?? -1) > end ? (match[end] as number) + 1 : end + 1;
  }
  return Math.max(end, at + 1);
}

const operators: ReadonlySet<string> = new Set(["await", "return", "throw", "new", "typeof", "void", "delete", "yield", "in", "of", "instanceof", "case", "async"]);
const continuing: ReadonlySet<string> = new Set(["in", "of", "instanceof", "as", "satisfies", "else", "catch", "finally", "from"]);

/** Whether a line feed before this token ends a statement that has no semicolon. */
function endsLine({ tokens, parent }: Code, index: number): boolean {
  const [before, token] = [tokens[index - 1], tokens[index]];
  if (before === undefined || token?.first !== true || !beginsStatement(token)) return false;
  const around = tokens[parent[index] ?? -1]?.value ?? "{";
  if (around !== "{" || operators.has(before.value)) return false;
  return before.type !== "Punctuator" || [")", "]", "}", "++", "--"].includes(before.value);
}

function beginsStatement(token: Token | undefined): boolean {
  return (token?.type === "IdentifierName" && !continuing.has(token.value)) || token?.value === "@";
}

function normalised({ tokens, match }: Code, start: number, end: number, locals: ReadonlySet<string>): string {
  const numbers = new Map<string, number>();
  const words: string[] = [];
  for (let index = start; index < end; index += 1) {
    const token = tokens[index];
    if (token === undefined) break;
    const [before, after] = [tokens[index - 1]?.value ?? "", tokens[index + 1]?.value ?? ""];
    if (token.value === "," && [")", "]", "}"].includes(after)) continue;
    const close = token.value === "{" ? (match[index] ?? -1) : -1;
    if (close !== -1) {
      words.push("{}");
      index = close;
    } else if (token.type === "IdentifierName" && locals.has(token.value) && before !== "." && before !== "?.") {
      if (!numbers.has(token.value)) numbers.set(token.value, numbers.size + 1);
      words.push(`$${String(numbers.get(token.value))}`);
    } else words.push(token.type === "StringLiteral" ? `"${token.value.slice(1, -1)}"` : token.value);
  }
  return words.join(" ");
}
