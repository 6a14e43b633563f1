import type { Client } from "./client.js";

interface Listed {
  readonly number: number;
  readonly state: string;
  readonly head: { readonly sha: string };
}

/**
 * The open pull requests whose head a commit is. From a fork, an event does not name them, and what a fork's job says is
 * not to be trusted; the forge knows.
 */
export async function githubPullsOf(client: Client, repository: string, head: string): Promise<number[]> {
  const direct = await matching(client.items(`/repos/${repository}/commits/${encodeURIComponent(head)}/pulls?per_page=100`), head);
  if (direct.length > 0) return direct;
  return matching(client.items(`/repos/${repository}/pulls?state=open&sort=updated&direction=desc&per_page=100`), head);
}

async function matching(pulls: AsyncGenerator<unknown, void, undefined>, head: string): Promise<number[]> {
  const numbers: number[] = [];
  for await (const pull of pulls) {
    const { number, state, head: at } = pull as Listed;
    if (state === "open" && at.sha === head) numbers.push(number);
  }
  return numbers;
}
