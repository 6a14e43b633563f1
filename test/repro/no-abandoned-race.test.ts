import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";

let server: Server;
let url = "";
const open = new Set<unknown>();
let arrived: () => void = () => undefined;
let left: () => void = () => undefined;

beforeAll(async () => {
  // accepts requests, never answers, and knows how many are still there
  server = createServer((request) => {
    open.add(request);
    arrived();
    request.socket.on("close", () => {
      open.delete(request);
      left();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

/** Settles when the peer has the next request, or has lost one. */
const arrival = (): Promise<void> => new Promise((resolve) => (arrived = resolve));
const departure = (): Promise<void> => new Promise((resolve) => (left = resolve));

test("the request that lost a race is still open at the peer; one with a signal is not", async () => {
  const there = arrival();
  const owner = new AbortController();
  const work = fetch(url, { signal: owner.signal }).catch(() => "ended by the test");
  await there;
  // the limit wins, whatever the clock does
  await expect(Promise.race([work, Promise.reject(new Error("too late"))])).rejects.toThrow("too late");
  expect(open.size).toBe(1);

  const gone = departure();
  owner.abort();
  await gone;
  expect(open.size).toBe(0);
  expect(await work).toBe("ended by the test");
});

test("the limit as a signal ends the request at the peer", async () => {
  const there = arrival();
  const limit = new AbortController();
  const work = fetch(url, { signal: limit.signal });
  await there;
  expect(open.size).toBe(1);
  const gone = departure();
  limit.abort(new Error("too late"));
  await expect(work).rejects.toThrow("too late");
  await gone;
  expect(open.size).toBe(0);
});

/** How many timers hold the process open. */
const armed = (): number => process.getActiveResourcesInfo().filter((kind) => kind === "Timeout").length;

async function clearedOnSuccess(work: () => Promise<void>, timers: NodeJS.Timeout[]): Promise<void> {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), 60_000);
  timers.push(timer);
  await work();
  clearTimeout(timer);
}

async function clearedInFinally(work: () => Promise<void>): Promise<void> {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), 60_000);
  try {
    await work();
  } finally {
    clearTimeout(timer);
  }
}

test("a timer that is cleared on success only stays armed when the work fails", async () => {
  const fails = (): Promise<void> => Promise.reject(new Error("refused"));
  const timers: NodeJS.Timeout[] = [];
  const before = armed();
  await expect(clearedOnSuccess(fails, timers)).rejects.toThrow("refused");
  expect(armed()).toBe(before + 1);
  timers.forEach((timer) => clearTimeout(timer));
  expect(armed()).toBe(before);

  await expect(clearedInFinally(fails)).rejects.toThrow("refused");
  expect(armed()).toBe(before);
});

test("a race leaves its timer behind when the work wins, and `AbortSignal.timeout` holds nothing open", async () => {
  const before = armed();
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("too late")), 60_000);
  });
  expect(await Promise.race([Promise.resolve("done"), limit])).toBe("done");
  expect(armed()).toBe(before + 1);
  clearTimeout(timer);
  expect(armed()).toBe(before);

  const signal = AbortSignal.timeout(60_000);
  expect(signal.aborted).toBe(false);
  expect(armed()).toBe(before);
});
