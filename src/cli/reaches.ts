import type { Finding } from "../review/index.js";
import type { Threshold } from "./args.js";

/** Whether a finding is as grave as that. */
export function reaches(findings: readonly Finding[], threshold: Threshold): boolean {
  if (threshold === "never") return false;
  return findings.some(({ severity }) => threshold === "warning" || severity === "error");
}
