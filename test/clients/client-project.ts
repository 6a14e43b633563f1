import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../../", import.meta.url));
const name = "eslint-plugin-concurrency-review";

/** The whole plugin, in JavaScript and TypeScript files. */
export const eslintConfig = `
import review from "eslint-plugin-concurrency-review";
import parser from "@typescript-eslint/parser";
export default [{ files: ["**/*.ts"], languageOptions: { parser } }, ...review.configs.strict];
`;

/**
 * A folder outside of every project, with these files, a copy of the plugin and these packages of this repository. The caller removes it.
 *
 * @param linked by links, which a client may follow and write to: for clients that do not.
 */
export function clientProject(files: Readonly<Record<string, string>>, linked: readonly string[] = []): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "client-")));
  for (const path of ["package.json", "dist/plugin.js", "dist/rules.cjs"]) cpSync(join(root, path), join(folder, "node_modules", name, path));
  for (const other of linked) {
    mkdirSync(dirname(join(folder, "node_modules", other)), { recursive: true });
    symlinkSync(join(root, "node_modules", other), join(folder, "node_modules", other), "dir");
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
