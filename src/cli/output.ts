import { accessSync, constants, existsSync, statSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { Problem } from "./problem.js";

/** The option that named the file. */
type Option = "output" | "plan";

/**
 * Whether a file can be written, said before the review is made and not after it is lost.
 *
 * @throws {Problem} where it cannot
 */
export function checkWritable(path: string, option: Option): void {
  const absolute = resolve(path);
  const folder = dirname(absolute);
  if (!existsSync(folder)) throw new Problem(`${path} cannot be written: there is no folder ${dirname(path)}; create it first.`);
  if (statSync(absolute, { throwIfNoEntry: false })?.isDirectory() === true) {
    throw new Problem(`${path} cannot be written: it is a folder; --${option} takes a file.`);
  }
  try {
    accessSync(existsSync(absolute) ? absolute : folder, constants.W_OK);
  } catch {
    throw new Problem(`${path} cannot be written: permission is denied; choose another file for --${option}.`);
  }
}

/**
 * Writes a file.
 *
 * @throws {Problem} where that fails
 */
export function write(path: string, text: string, option: Option): void {
  try {
    writeFileSync(path, text);
  } catch (error) {
    throw new Problem(`${path} cannot be written: ${(error as NodeJS.ErrnoException).code ?? "unknown reason"}; choose another file for --${option}.`);
  }
}
