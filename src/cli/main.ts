#!/usr/bin/env node
import { buffer } from "node:stream/consumers";
import { argumentsFrom, help } from "./args.js";
import { checkWritable, write } from "./output.js";
import { version } from "./print.js";
import { visible } from "../review/index.js";
import { Problem } from "./problem.js";
import { run } from "./run.js";
import type { Surroundings } from "./surroundings.js";

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

async function main(argv: readonly string[]): Promise<0 | 1 | 3> {
  const args = argumentsFrom(argv);
  if (args.help || args.version) {
    process.stdout.write(args.help ? help : `${version()}\n`);
    return 0;
  }
  const { output } = args;
  if (output !== undefined) checkWritable(output, "output");
  const outcome = await run(args, surroundings(output === undefined));
  if (output === undefined) process.stdout.write(outcome.output);
  else write(output, outcome.output, "output");
  if (outcome.unposted === true) return 3;
  return outcome.failed ? 1 : 0;
}

function surroundings(toStandardOutput: boolean): Surroundings {
  const { stdout, stderr } = process;
  const terminal = toStandardOutput && stdout.isTTY;
  return {
    cwd: process.cwd(),
    env: process.env,
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
