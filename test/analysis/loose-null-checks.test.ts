import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import ts from "typescript";
import noUnhandledRejection from "../../rules/no-unhandled-rejection.js";
import { lint } from "../harness/lint.js";

const path = fileURLToPath(new URL("../../.cache/loose-null-checks/case.ts", import.meta.url));
mkdirSync(dirname(path), { recursive: true });

const declarations = `
declare function loadTotal(id: string): Promise<number>;
async function total(id: string): Promise<number> { return await loadTotal(id); }
const cache = new Map<string, Promise<number>>();
class Slot {
  ready: Promise<number>;
  open() { if (!this.ready) this.ready = total("1"); return this.ready || total("2"); }
}
export const slot = new Slot();
`;

/** The lines of a text that stand where a promise is taken for its result, in a program without strict null checks. */
function misread(text: string): string[] {
  const whole = declarations + text;
  writeFileSync(path, whole);
  const program = ts.createProgram([path], { strict: false, target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.NodeNext, types: [], noEmit: true });
  const setup = { path, mode: "typed", script: false, rules: [noUnhandledRejection], options: {}, settings: undefined, program } as const;
  return lint(whole, setup).messages.flatMap(({ messageId, message, line }) => (messageId === "promiseAsValue" ? [whole.split("\n")[line - 1]?.trim() ?? ""] : messageId ? [] : [message]));
}

test("a constant that holds a promise of this file is always there, whatever the compiler leaves out", () => {
  const condition = 'if (!valid) throw new Error("no");';
  expect(misread(`export function check(id: string) {\n  const valid = total(id);\n  ${condition}\n}`)).toEqual([condition]);
});

test("a text, a sum and a comparison do not ask whether there is a promise", () => {
  const [text, sum, comparison] = ["const text = `${amount}`;", "const sum = 1 + amount;", "const isMore = 3 < amount;"];
  expect(misread(`export function invoice(amount: Promise<number>) {\n  ${text}\n  ${sum}\n  ${comparison}\n  return [text, sum, isMore];\n}`)).toEqual([text, sum, comparison]);
});

test("a call that is declared to give a promise is one", () => {
  const condition = "if (loadTotal(id)) return 1;";
  expect(misread(`export function look(id: string) {\n  ${condition}\n  return 0;\n}`)).toEqual([condition]);
});

test("a variable, a field and what a map may hold are asked for their presence", () => {
  expect(misread('export function look(one: Promise<number>) {\n  if (one) return 1;\n  const two = cache.get("1");\n  if (two) return 2;\n  if (!cache.get("2")) return 3;\n  return 4;\n}')).toEqual([]);
});
