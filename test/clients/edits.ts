interface Position {
  readonly line: number;
  readonly character: number;
}

export interface Range {
  readonly start: Position;
  readonly end: Position;
}

export interface TextEdit {
  readonly range: Range;
  readonly newText: string;
}

/** As a language server sends it: by address, or as changes of documents. */
export interface WorkspaceEdit {
  readonly changes?: Readonly<Record<string, readonly TextEdit[]>>;
  readonly documentChanges?: readonly { readonly textDocument: { readonly uri: string }; readonly edits: readonly TextEdit[] }[];
}

/** The text with all edits made, whose ranges all speak of the text before. */
export function withEdits(text: string, edits: readonly TextEdit[]): string {
  const placed = edits.map(({ range, newText }) => ({ from: offsetOf(text, range.start), to: offsetOf(text, range.end), newText }));
  return placed.sort((a, b) => b.from - a.from).reduce((result, { from, to, newText }) => result.slice(0, from) + newText + result.slice(to), text);
}

function offsetOf(text: string, { line, character }: Position): number {
  const lines = text.split("\n").slice(0, line);
  return lines.reduce((offset, one) => offset + one.length + 1, 0) + character;
}
