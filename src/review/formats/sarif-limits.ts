import { gzipSync } from "node:zlib";

/** What code scanning takes; it refuses a log that has more. */
export interface SarifLimits {
  readonly results: number;
  /** Of the compressed log. */
  readonly bytes: number;
}

/** GitHub's. */
export const sarifLimits: SarifLimits = { results: 25_000, bytes: 10_000_000 };

/** What is left of a log that is too large. */
export interface Share {
  readonly results: number;
  readonly fixes: boolean;
}

/**
 * Writes a log that fits: first without the fixes, which GitHub does not read, then with half of the results, the gravest,
 * until it does.
 *
 * @param write makes the log of a share
 */
export function withinLimits(found: number, { results: most, bytes }: SarifLimits, write: (share: Share) => string): string {
  let share: Share = { results: Math.min(found, most), fixes: true };
  let log = write(share);
  while (!fits(log, bytes) && (share.fixes || share.results > 0)) {
    share = { results: share.fixes ? share.results : Math.floor(share.results / 2), fixes: false };
    log = write(share);
  }
  return log;
}

function fits(log: string, bytes: number): boolean {
  // a text does not grow when it is compressed, but for a few bytes of a header
  return Buffer.byteLength(log) < bytes - 100_000 || gzipSync(log).length <= bytes;
}
