import type { StandardInput } from "./input.js";
import type { Environment } from "./target.js";

/** What a run may use of the process. */
export interface Surroundings {
  readonly cwd: string;
  /** Whether the review goes to a person's terminal. */
  readonly terminal: boolean;
  readonly color: boolean;
  readonly env: Environment;
  readonly standardInput: StandardInput;
  /** Takes one line that is no part of the review. */
  remark(line: string): void;
  /** Takes what is being done; the empty string when it is over. */
  readonly progress: (what: string) => void;
}

export interface Outcome {
  readonly output: string;
  /** Whether a finding reaches `--fail-on`. */
  readonly failed: boolean;
  /** Whether it was to be posted, and was not. */
  readonly unposted?: boolean;
}
