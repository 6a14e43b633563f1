import type { Forge } from "../review/outline.js";
import type { Host } from "../review/hosts/deliver.js";
import type { Unsent } from "../review/hosts/dry-run.js";
import { Problem } from "./problem.js";

/** The variables that a process was started with. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The value of a variable that is not empty. */
export function set(value: string | undefined): string | undefined {
  return value === undefined || value === "" ? undefined : value;
}

/** A commit's name, where the value is one. */
export function sha(value: unknown): string | undefined {
  return typeof value === "string" && /^[0-9a-f]{40,64}$/.test(value) ? value : undefined;
}

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

/** How errors speak of a forge. */
export interface Words {
  readonly what: Host["what"];
  /** What stands before a number: `#7`, `!7`. */
  readonly sign: string;
  /** How a job checks out the head. */
  readonly checkout: string;
  /** How a job says which one is meant. */
  readonly naming: string;
}

/**
 * Whether what was reviewed is what the job is for.
 *
 * @param head the commit that the job is for; `undefined` where it does not say
 * @throws {Problem} where it is not
 */
export function checkHead(head: string | undefined, { reviewed, merged }: Pick<Posting, "reviewed" | "merged">, { what, checkout }: Words): void {
  if (head === undefined || head === reviewed) return;
  const [is, was] = [head.slice(0, 10), reviewed.slice(0, 10)];
  if (merged === undefined) throw new Problem(`The plan is of ${was}, and this run is for ${is}; nothing was posted, give it the plan of that commit.`);
  const other = merged.includes(head) ? "the merge with its base" : "another commit";
  throw new Problem(`${was} was reviewed, which is ${other}, and the ${what} is at ${is}; check that out, ${checkout}.`);
}

/**
 * The one of those that are open at a commit.
 *
 * @throws {Problem} where there is none, or more than one
 */
export function onlyOne(numbers: readonly number[], { where, head }: { readonly where: string; readonly head: string }, { what, sign, naming }: Words): number {
  const [number, ...others] = numbers;
  if (number === undefined) throw new Problem(`${where} has no open ${what} at ${head.slice(0, 10)}; nothing is posted where there is none.`);
  if (others.length > 0) throw new Problem(`${where} has several open ${what}s at ${head.slice(0, 10)} (${numbers.map((one) => sign + String(one)).join(", ")}); ${naming}.`);
  return number;
}
