import type { Finding, Patch } from "./finding.js";
import type { Data } from "./message.js";

/**
 * What one job found, for another to post: data alone, since it comes from a job that ran untrusted code. The texts are
 * made from it by whoever posts, with templates and messages of its own.
 */
export interface Plan {
  readonly version: 1;
  /** The commit that was reviewed. */
  readonly head: string;
  /** How many files were read. */
  readonly files: number;
  /** The paths that were read, as the repository has them. */
  readonly read: readonly string[];
  /** The rules that were on. */
  readonly rules: readonly string[];
  readonly told: readonly PlannedFinding[];
  readonly outside: readonly PlannedFinding[];
  readonly suppressed: readonly PlannedFinding[];
  /** Of each file that has findings. */
  readonly sources: Readonly<Record<string, string>>;
  /** What the change did to them, by the path that findings have. */
  readonly changes: Readonly<Record<string, PlannedChange>>;
}

export interface PlannedFinding extends Pick<Finding, "rule" | "messageId" | "path" | "line" | "column" | "endLine" | "endColumn" | "severity" | "data"> {
  readonly patches: readonly PlannedPatch[];
}

export interface PlannedPatch extends Pick<Patch, "title" | "range" | "text"> {
  /** Which of the rule's suggestions it is, and what that one says; `null` where it is none of them. */
  readonly id: string | null;
  readonly data: Data;
}

export interface PlannedChange {
  readonly path: string;
  readonly oldPath: string | null;
  /** The name that findings would have had before. */
  readonly formerly: string | null;
  /** Line, hunk, number before; whether it was added, and whether lines were taken out above it. */
  readonly lines: readonly (readonly [number, number, number, boolean, boolean])[];
}
