import { argumentsFrom } from "../../src/cli/args.js";
import { Problem } from "../../src/cli/problem.js";
import { run } from "../../src/cli/run.js";
import type { Ran } from "./workspace.js";

/** Runs the command without a process of its own, which would take most of the time; what it writes is not yet escaped. */
export async function reviewHere(folder: string, args: readonly string[], input = ""): Promise<Ran> {
  const remarks: string[] = [];
  const standardInput = { terminal: false, read: () => Promise.resolve(Buffer.from(input)) };
  const surroundings = { cwd: folder, terminal: false, color: false, env: {}, standardInput, remark: (line: string) => void remarks.push(line), progress: () => undefined };
  const said = (): string => remarks.map((line) => `${line}\n`).join("");
  try {
    const { output, failed } = await run(argumentsFrom(args), surroundings);
    return { code: failed ? 1 : 0, stdout: output, stderr: said() };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { code: 2, stdout: "", stderr: `${said()}${error.message}\n` };
  }
}
