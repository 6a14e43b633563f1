import { parse } from "@typescript-eslint/parser";

const closing = new Map([["{", "}"], ["(", ")"], ["[", "]"]]);

/** The states of a file while somebody types it in an editor that closes brackets by itself: one after each token. */
export function halfTyped(code: string): string[] {
  const { tokens } = parse(code, { tokens: true, range: true });
  const open: string[] = [];
  return tokens.map(({ value, range: [, end] }) => {
    if (open.at(-1)?.startsWith(value.charAt(0)) === true) open.pop();
    const opened = value.endsWith("${") ? "}`" : closing.get(value);
    if (opened !== undefined) open.push(opened);
    return code.slice(0, end) + open.toReversed().join("");
  });
}
