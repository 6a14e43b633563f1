import type { Forge } from "../review/outline.js";
import type { Host } from "../review/hosts/deliver.js";
import type { Unsent } from "../review/hosts/dry-run.js";
import { Problem } from "./problem.js";

/** The variables that a process was started with. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What posting needs to know of the run. */
export interface Posting {
  readonly reviewed: string;
  /** What the reviewed commit merges, be it none; `undefined` where a plan says what was reviewed. */
  readonly merged: readonly string[] | undefined;
  readonly env: Environment;
  readonly dry: boolean;
  /** Takes what a dry run does not send. */
  readonly unsent: Unsent[];
  readonly further: string;
  readonly maxComments: number | undefined;
}

/** A pull request or merge request. */
export interface Target {
  /** `owner/repo#7` */
  readonly name: string;
  /** Whether what stands there can be asked for. */
  readonly known: boolean;
  readonly forge: Forge;
  readonly host: Host;
  /** Why a thread may not have been resolved, and what to do. */
  readonly unresolved: string;
}

/**
 * An address that a token may go to.
 *
 * @throws {Problem} where the way there is open to be read
 */
export function checkedAddress(variable: string, address: string): string {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const safe = url?.protocol === "https:" || (url?.protocol === "http:" && ["127.0.0.1", "localhost", "[::1]"].includes(url.hostname));
  if (!safe) throw new Problem(`${variable} is "${address}", where a token does not go; give it an address that begins with https://.`);
  return address;
}
