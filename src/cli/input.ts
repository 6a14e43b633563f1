import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { Problem } from "./problem.js";

/** Where text comes from that is no file. */
export interface StandardInput {
  /** Whether a person would have to type it. */
  readonly terminal: boolean;
  read(): Promise<Uint8Array>;
}

/**
 * The text of a file, or of standard input for `-`; without a byte order mark, and read as UTF-16 where the mark says so,
 * as a redirection in PowerShell writes it.
 *
 * @param option names the option in an error
 * @throws {Problem} where there is no such text
 */
export async function inputText(option: string, name: string, cwd: string, standard: StandardInput): Promise<string> {
  const bytes = name === "-" ? await piped(option, standard) : fileBytes(option, name, cwd);
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : "utf-8";
  try {
    return new TextDecoder(encoding).decode(bytes);
  } catch {
    throw new Problem(`${inputName(name)} is too large to be read as one; split it, and give ${option} several smaller ones where it takes them.`);
  }
}

/** What a sentence calls an input. */
export function inputName(name: string): string {
  return name === "-" ? "standard input" : name;
}

async function piped(option: string, standard: StandardInput): Promise<Uint8Array> {
  if (standard.terminal) throw new Problem(`${option} - reads standard input, and nothing is piped into it; pipe it in, or name a file.`);
  return standard.read();
}

function fileBytes(option: string, name: string, cwd: string): Uint8Array {
  try {
    return readFileSync(resolve(cwd, name));
  } catch (error) {
    const { code = "unknown reason" } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") throw new Problem(`There is no file ${name}; ${option} takes a file, relative to the working directory, or - for standard input.`);
    if (code === "EISDIR") throw new Problem(`${name} is a folder; ${option} takes a file.`);
    throw new Problem(`${name} cannot be read: ${code}; choose another file for ${option}.`);
  }
}
