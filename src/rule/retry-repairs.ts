import type { File } from "../analysis/file.js";
import type { Fault } from "../analysis/retry-faults.js";
import type { Suggestion } from "./define-rule.js";

export const retrySuggestions = {
  addBackoff: "Wait longer after each failure, at most {{cap}} ms, and a random part of that.",
  boundAttempts: "Give up after {{attempts}} tries, with the last error.",
  rethrowLast: "Throw the last error when no try is left.",
};

/** What a fault's suggestions are made with. */
export interface RetryNumbers {
  readonly capMs: number;
  readonly attempts: number;
}

/** The ways to mend a retry. */
export function suggestForRetry(_file: File, _fault: Fault, _numbers: RetryNumbers): Suggestion<keyof typeof retrySuggestions>[] {
  return [];
}
