import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../../", import.meta.url));
const linked = { "eslint-plugin-concurrency-review": ".", eslint: "node_modules/eslint", "@typescript-eslint/parser": "node_modules/@typescript-eslint/parser" };

/** The whole plugin, in JavaScript and TypeScript files. */
export const eslintConfig = `
import review from "eslint-plugin-concurrency-review";
import parser from "@typescript-eslint/parser";
export default [{ files: ["**/*.ts"], languageOptions: { parser } }, ...review.configs.strict];
`;

/** A folder outside of every project, with these files and what is built here as installed packages. The caller removes it. */
export function clientProject(files: Readonly<Record<string, string>>): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "client-")));
  for (const [name, path] of Object.entries(linked)) {
    mkdirSync(dirname(join(folder, "node_modules", name)), { recursive: true });
    symlinkSync(join(root, path), join(folder, "node_modules", name), "dir");
  }
  write(folder, { "package.json": '{ "type": "module" }', ...files });
  return folder;
}

export function write(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

export function remove(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}
