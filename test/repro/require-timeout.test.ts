import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
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

test("a call without a limit is still waiting when a bounded one has given up", async () => {
  const owner = new AbortController();
  const unbounded = fetch(url, { signal: owner.signal }).then(
    () => "answered",
    () => "ended by the test",
  );
  await expect(fetch(url, { signal: AbortSignal.timeout(50) })).rejects.toMatchObject({ name: "TimeoutError" });
  await expect(Promise.race([unbounded, Promise.resolve("waiting")])).resolves.toBe("waiting");
  owner.abort();
  await expect(unbounded).resolves.toBe("ended by the test");
});

test("a deadline that was made earlier has run out before the call starts", async () => {
  const shared = AbortSignal.timeout(5);
  await sleep(30);
  await expect(fetch(url, { signal: shared })).rejects.toMatchObject({ name: "TimeoutError" });
  expect(shared.aborted).toBe(true);
});

test("both the caller and the deadline end a call", async () => {
  const caller = new AbortController();
  const combined = fetch(url, { signal: AbortSignal.any([caller.signal, AbortSignal.timeout(60_000)]) });
  caller.abort(new Error("caller has gone"));
  await expect(combined).rejects.toThrow("caller has gone");
});

test("`AbortSignal.any` refuses a signal that is missing, so the repair asks first", () => {
  const missing: AbortSignal | undefined = undefined;
  expect(() => AbortSignal.any([missing as unknown as AbortSignal])).toThrow(TypeError);
});
