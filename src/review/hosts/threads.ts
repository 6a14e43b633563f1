/** A thread that a comment of ours opened, told by its marker and its author. */
export interface Thread {
  readonly id: string;
  /** The forge's name of our comment. */
  readonly comment: string;
  readonly path: string;
  readonly body: string;
  readonly fingerprints: readonly string[];
  /** The lines that it stands on now; `undefined` where the forge does not show it on any. */
  readonly place: { readonly start: number; readonly line: number } | undefined;
  /** `closed` by ourselves; `theirs` as soon as a person has answered, resolved or hidden it, and then it is left alone. */
  readonly state: "open" | "closed" | "theirs";
  /** Whether the token may resolve it, as far as the forge says. */
  readonly resolvable: boolean;
}

/** What stands of ours on a pull request or merge request. */
export interface Standing {
  /** The commit that it is at. */
  readonly head: string;
  readonly threads: readonly Thread[];
  readonly summary: Summary | undefined;
}

export interface Summary {
  readonly id: string;
  readonly body: string;
}

/** Whether each of these bodies opens a thread that nobody has closed or taken over. */
export function allStand(bodies: readonly string[], threads: readonly Thread[]): boolean {
  return bodies.every((body) => threads.some((thread) => thread.state === "open" && sameBody(thread.body, body)));
}

/** Whether two bodies are the same, but for what a forge makes of line ends. */
export function sameBody(a: string, b: string): boolean {
  return unixed(a) === unixed(b);
}

function unixed(body: string): string {
  return body.replace(/\r\n/g, "\n").trimEnd();
}
