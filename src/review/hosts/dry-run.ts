import type { Client, Request } from "./client.js";

/** A request that would have been sent. */
export interface Unsent {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}

/** Without a token, nobody is asked. */
export const nobody: Client = {
  send: () => Promise.resolve(undefined),
  async *items() {
    // there are none
  },
};

/**
 * A client that sends nothing which writes, and keeps it instead.
 *
 * @param unsent where it is kept
 */
export function dryClient(client: Client, unsent: Unsent[]): Client {
  return {
    items: (path) => client.items(path),
    send(request: Request) {
      if (request.method === "GET" || request.reads === true) return client.send(request);
      unsent.push({ method: request.method, path: request.path, body: request.body });
      return Promise.resolve(undefined);
    },
  };
}
