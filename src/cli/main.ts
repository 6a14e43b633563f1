#!/usr/bin/env node
import { accessSync, constants, existsSync, statSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { buffer } from "node:stream/consumers";
import { argumentsFrom, help } from "./args.js";
import { version } from "./print.js";
import { visible } from "../review/index.js";
import { Problem } from "./problem.js";
import { run, type Surroundings } from "./run.js";

// a reader that has seen enough, as `head` does, is no failure of the review
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  const message = error instanceof Error ? error.message : String(error);
  const told = error instanceof Problem ? message : `Internal error: ${message.split("\n")[0] ?? ""} (please report it with the command that led here).`;
  process.stderr.write(`${onOneLine(told)}\n`);
  process.exitCode = 2;
}

async function main(argv: readonly string[]): Promise<0 | 1> {
  const args = argumentsFrom(argv);
  if (args.help || args.version) {
    process.stdout.write(args.help ? help : `${version()}\n`);
    return 0;
  }
  const { output } = args;
  if (output !== undefined) checkWritable(output);
  const outcome = await run(args, surroundings(output === undefined));
  if (output === undefined) process.stdout.write(outcome.output);
  else write(output, outcome.output);
  return outcome.failed ? 1 : 0;
}

function surroundings(toStandardOutput: boolean): Surroundings {
  const { stdout, stderr } = process;
  const terminal = toStandardOutput && stdout.isTTY;
  return {
    cwd: process.cwd(),
    terminal,
    color: terminal && stdout.hasColors(),
    standardInput: { terminal: process.stdin.isTTY, read: () => buffer(process.stdin) },
    remark: (line) => void stderr.write(`${onOneLine(line)}\n`),
    progress(what) {
      if (stderr.isTTY) stderr.write(`\r\u001b[K${what}`);
    },
  };
}

/** A name in it may hold what a terminal or the runner of a workflow would obey. */
function onOneLine(sentence: string): string {
  return visible(sentence.replace(/\s*\n/g, " "));
}

/** Said before the review is made, and not after it is lost. */
function checkWritable(path: string): void {
  const absolute = resolve(path);
  const folder = dirname(absolute);
  if (!existsSync(folder)) throw new Problem(`${path} cannot be written: there is no folder ${dirname(path)}; create it first.`);
  if (statSync(absolute, { throwIfNoEntry: false })?.isDirectory() === true) {
    throw new Problem(`${path} cannot be written: it is a folder; --output takes a file.`);
  }
  try {
    accessSync(existsSync(absolute) ? absolute : folder, constants.W_OK);
  } catch {
    throw new Problem(`${path} cannot be written: permission is denied; choose another file for --output.`);
  }
}

function write(path: string, review: string): void {
  try {
    writeFileSync(path, review);
  } catch (error) {
    throw new Problem(`${path} cannot be written: ${(error as NodeJS.ErrnoException).code ?? "unknown reason"}; choose another file for --output.`);
  }
}
