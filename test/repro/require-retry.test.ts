import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import pRetry from "p-retry";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

let server: Server;
let url: string;
let requests = 0;

/** A peer that drops its first connection, as one that is being deployed does, and serves from then on. */
beforeAll(async () => {
  server = createServer((request, response) => {
    requests++;
    if (requests === 1) return void request.socket.destroy();
    request.resume().on("end", () => response.writeHead(201).end());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/blob`;
});

beforeEach(() => {
  requests = 0;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const put = (): Promise<Response> => fetch(url, { method: "PUT", body: "content" });

test("a single shot makes one dropped connection final", async () => {
  let isUploaded = true;
  try {
    await put();
  } catch {
    isUploaded = false;
  }
  expect(isUploaded).toBe(false);
  expect(requests).toBe(1);
});

test("the same upload in a retry passes over it", async () => {
  const response = await pRetry(put, { retries: 3, minTimeout: 0, maxTimeout: 5_000, randomize: true });
  expect(response.status).toBe(201);
  expect(requests).toBe(2);
});

test("a caller that has gone ends the tries", async () => {
  const caller = new AbortController();
  caller.abort(new Error("caller has gone"));
  await expect(pRetry(put, { retries: 3, minTimeout: 0, signal: caller.signal })).rejects.toThrow("caller has gone");
  expect(requests).toBe(0);
});
