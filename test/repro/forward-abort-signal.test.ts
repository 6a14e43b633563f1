import { getEventListeners } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";

let server: Server;
let url = "";

beforeAll(async () => {
  // accepts the connection and never answers
  server = createServer(() => undefined);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

/** What a promise has come to, once everything that was due has run. */
async function stateOf(promise: Promise<unknown>): Promise<string> {
  const settled = promise.then(
    () => "fulfilled",
    (error: unknown) => (error as Error).name,
  );
  return await Promise.race([settled, new Promise<string>((resolve) => setImmediate(resolve, "pending"))]);
}

test("a hop without the signal goes on after the abort, one with it ends", async () => {
  const caller = new AbortController();
  const owner = new AbortController();
  const deaf = fetch(url, { signal: owner.signal });
  const hearing = fetch(url, { signal: caller.signal });
  caller.abort();
  await expect(hearing).rejects.toMatchObject({ name: "AbortError" });
  expect(await stateOf(deaf)).toBe("pending");
  owner.abort();
  await expect(deaf).rejects.toMatchObject({ name: "AbortError" });
});

test("a pause that is given the signal ends with it", async () => {
  const caller = new AbortController();
  const owner = new AbortController();
  const deaf = pause(60_000, undefined, { signal: owner.signal });
  const hearing = pause(60_000, undefined, { signal: caller.signal });
  caller.abort();
  await expect(hearing).rejects.toMatchObject({ name: "AbortError" });
  expect(await stateOf(deaf)).toBe("pending");
  owner.abort();
  await expect(deaf).rejects.toMatchObject({ name: "AbortError" });
});

test("a signal of one's own ignores the caller; `AbortSignal.any` follows both", async () => {
  const caller = new AbortController();
  const own = new AbortController();
  const alone = fetch(url, { signal: own.signal });
  const combined = fetch(url, { signal: AbortSignal.any([caller.signal, own.signal]) });
  caller.abort();
  await expect(combined).rejects.toMatchObject({ name: "AbortError" });
  expect(await stateOf(alone)).toBe("pending");
  own.abort();
  await expect(alone).rejects.toMatchObject({ name: "AbortError" });
});

test("listeners pile up on a signal that outlives the work, `once` or not", async () => {
  const service = new AbortController();
  const leaky = (): Promise<void> =>
    new Promise((resolve, reject) => {
      setImmediate(resolve);
      service.signal.addEventListener("abort", () => reject(service.signal.reason as Error), { once: true });
    });
  const tidy = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const onAbort = (): void => reject(service.signal.reason as Error);
      service.signal.addEventListener("abort", onAbort, { once: true });
      setImmediate(() => {
        service.signal.removeEventListener("abort", onAbort);
        resolve();
      });
    });
  for (let call = 0; call < 5; call++) await tidy();
  expect(getEventListeners(service.signal, "abort")).toHaveLength(0);
  for (let call = 0; call < 5; call++) await leaky();
  expect(getEventListeners(service.signal, "abort")).toHaveLength(5);
});

test("cleanup that is given the signal which has fired does nothing", async () => {
  const caller = new AbortController();
  const done: string[] = [];
  const release = async (by: string, signal: AbortSignal): Promise<void> => {
    signal.throwIfAborted();
    await Promise.resolve();
    done.push(by);
  };
  caller.abort();
  await expect(release("with the caller's signal", caller.signal)).rejects.toMatchObject({ name: "AbortError" });
  await release("with a limit of its own", AbortSignal.timeout(60_000));
  expect(done).toEqual(["with a limit of its own"]);
});

test("a loop that never looks does all that is left to do", async () => {
  const run = async (look: boolean): Promise<number> => {
    const caller = new AbortController();
    let turns = 0;
    for (let item = 0; item < 5; item++) {
      if (look && caller.signal.aborted) break;
      await Promise.resolve();
      turns++;
      if (item === 1) caller.abort();
    }
    return turns;
  };
  expect(await run(false)).toBe(5);
  expect(await run(true)).toBe(2);
});
