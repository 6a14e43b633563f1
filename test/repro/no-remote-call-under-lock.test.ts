import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Mutex } from "async-mutex";
import { afterEach, expect, test } from "vitest";

let server: Server | undefined;

/** A peer that takes a connection and never answers; says when it has been asked. */
async function silentPeer(): Promise<{ readonly url: string; readonly asked: Promise<void> }> {
  let hear = (): void => undefined;
  const asked = new Promise<void>((resolve) => {
    hear = resolve;
  });
  const silent = createServer(() => {
    hear();
  });
  server = silent;
  await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${String((silent.address() as AddressInfo).port)}`, asked };
}

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  server = undefined;
});

/** Whether a promise has settled once everything that is ready has run. */
async function isSettled(promise: Promise<unknown>): Promise<boolean> {
  let settled = false;
  const note = (): void => {
    settled = true;
  };
  promise.then(note, note);
  await new Promise((resolve) => setImmediate(resolve));
  return settled;
}

test("a peer that hangs holds the lock, and with it those who do not need the peer", async () => {
  const { url, asked } = await silentPeer();
  const mutex = new Mutex();
  const refresh = mutex.runExclusive(() => fetch(url));
  refresh.catch(() => undefined);
  await asked;
  const other = mutex.runExclusive(() => "done");
  expect(await isSettled(other)).toBe(false);
  server?.closeAllConnections();
  await expect(refresh).rejects.toThrow();
  expect(await other).toBe("done");
});

test("a call that can be given up gives the lock back", async () => {
  const { url, asked } = await silentPeer();
  const mutex = new Mutex();
  const limit = new AbortController();
  const refresh = mutex.runExclusive(() => fetch(url, { signal: limit.signal }));
  refresh.catch(() => undefined);
  await asked;
  const other = mutex.runExclusive(() => "done");
  limit.abort(); // what `AbortSignal.timeout` does when its time has come
  await expect(refresh).rejects.toThrow();
  expect(await other).toBe("done");
});

test("a lock that its holder takes again waits for itself", async () => {
  const mutex = new Mutex();
  const inner = (): Promise<string> => mutex.runExclusive(() => "inner");
  const outer = mutex.runExclusive(async () => inner());
  expect(await isSettled(outer)).toBe(false);
  expect(mutex.isLocked()).toBe(true);
  mutex.release();
  expect(await outer).toBe("inner");
});

test("with an inner function that takes no lock, both return", async () => {
  const mutex = new Mutex();
  const write = (): string => "written";
  const outer = mutex.runExclusive(write);
  const second = mutex.runExclusive(write);
  expect(await Promise.all([outer, second])).toEqual(["written", "written"]);
});
