import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";

/** A clock that is moved by hand: whoever sleeps is woken when its time has come, and in order. */
class Clock {
  now = 0;
  readonly #sleepers: { readonly at: number; readonly wake: () => void }[] = [];

  readonly sleep = (ms: number): Promise<void> => new Promise((wake) => this.#sleepers.push({ at: this.now + ms, wake }));

  /** Goes to the next moment at which somebody wakes, and wakes all who wake then. */
  next(): number {
    this.now = Math.min(...this.#sleepers.map(({ at }) => at));
    const due = this.#sleepers.filter(({ at }) => at === this.now);
    this.#sleepers.splice(0, this.#sleepers.length, ...this.#sleepers.filter((one) => !due.includes(one)));
    for (const { wake } of due) wake();
    return due.length;
  }

  get waiting(): number {
    return this.#sleepers.length;
  }
}

type Sleep = (ms: number) => Promise<void>;
type Policy = (attempt: number, random: () => number) => number;

const fixed: Policy = () => 1_000;
const growing: Policy = (attempt) => Math.min(30_000, 1_000 * 2 ** attempt);
const fullJitter: Policy = (attempt, random) => random() * Math.min(30_000, 1_000 * 2 ** attempt);

async function retried<T>(work: () => Promise<T>, policy: Policy, sleep: Sleep, random: () => number): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (attempt >= 5) throw error;
      await sleep(policy(attempt, random));
    }
  }
}

/** Numbers from 0 to 1 that look random and are the same each time. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 16_807) % 2_147_483_647) / 2_147_483_647;
}

let server: Server;
let url: string;
let arrived = 0;
let charges: string[] = [];
let isRefusing = true;

beforeAll(async () => {
  server = createServer((request, response) => {
    arrived++;
    if (request.method === "POST") {
      charges.push(request.headers["idempotency-key"] as string);
      // the work is done, and the answer is lost
      if (charges.length === 1) return void response.destroy();
    }
    response.writeHead(isRefusing && request.method === "GET" ? 503 : 200).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

async function load(): Promise<number> {
  const response = await fetch(url);
  await response.arrayBuffer();
  if (!response.ok) throw new Error(String(response.status));
  return response.status;
}

/** The requests of each moment, where twenty clients fail together and the peer serves again from its third moment on. */
async function waves(policy: Policy): Promise<number[]> {
  const clock = new Clock();
  const clients = 20;
  isRefusing = true;
  arrived = 0;
  const all = Array.from({ length: clients }, (_, index) => retried(load, policy, clock.sleep, numbers(index + 1)));
  const seen: number[] = [];
  let asleep = clients;
  while (asleep > 0) {
    // everybody who is awake has been refused and has gone to sleep
    while (clock.waiting < asleep) await new Promise((resolve) => setImmediate(resolve));
    seen.push(arrived);
    arrived = 0;
    if (seen.length === 3) isRefusing = false;
    const woken = clock.next();
    if (!isRefusing) asleep -= woken;
  }
  await Promise.all(all);
  return seen;
}

test("clients with the same pause come back together", async () => {
  const [together, ...later] = await waves(fixed);
  expect(together).toBe(20);
  expect(later.slice(0, 2)).toEqual([20, 20]);
});

test("a pause that grows makes the waves rarer, and not smaller", async () => {
  const [, ...later] = await waves(growing);
  expect(later.slice(0, 2)).toEqual([20, 20]);
});

test("full jitter leaves no two in the same moment", async () => {
  const [together, ...later] = await waves(fullJitter);
  expect(together).toBe(20);
  expect(Math.max(...later)).toBe(1);
});

test("tries of two layers multiply", async () => {
  let calls = 0;
  const work = (): Promise<never> => {
    calls++;
    return Promise.reject(new Error("ill"));
  };
  const atOnce: Sleep = () => Promise.resolve();
  const inner = (): Promise<never> => retried(work, fixed, atOnce, Math.random);
  await expect(retried(inner, fixed, atOnce, Math.random)).rejects.toThrow("ill");
  expect(calls).toBe(36);
});

test("a write whose answer was lost is done twice, and with a key the peer can tell", async () => {
  charges = [];
  const atOnce: Sleep = () => Promise.resolve();
  const key = "order-7";
  const pay = (): Promise<Response> => fetch(url, { method: "POST", headers: { "idempotency-key": key }, body: "{}" });
  const response = await retried(pay, fixed, atOnce, Math.random);
  expect(response.status).toBe(200);
  expect(charges).toEqual([key, key]);
  expect(new Set(charges).size).toBe(1);
});

test("a loop that falls out says nothing, and one that keeps the last error says why", async () => {
  const work = (): Promise<string> => Promise.reject(new Error("revoked"));
  async function quiet(): Promise<string | undefined> {
    for (let attempt = 0; attempt < 3; attempt++) {
      try {
        return await work();
      } catch {
        await Promise.resolve();
      }
    }
    return undefined;
  }
  async function honest(): Promise<string> {
    let lastError: unknown;
    for (let attempt = 0; attempt < 3; attempt++) {
      try {
        return await work();
      } catch (error) {
        lastError = error;
      }
    }
    throw lastError;
  }
  await expect(quiet()).resolves.toBeUndefined();
  await expect(honest()).rejects.toThrow("revoked");
});

test("the signal ends the call, and not the tries, unless the loop looks at it", async () => {
  const controller = new AbortController();
  const { signal } = controller;
  let calls = 0;
  const work = (): Promise<never> => {
    calls++;
    if (calls === 2) controller.abort(new Error("gone"));
    return Promise.reject(new Error("ill"));
  };
  await expect(retried(work, fixed, () => Promise.resolve(), Math.random)).rejects.toThrow("ill");
  expect(calls).toBe(6);
  calls = 0;
  const looking = (): Promise<never> => {
    signal.throwIfAborted();
    return work();
  };
  async function stopped(): Promise<never> {
    for (let attempt = 0; ; attempt++) {
      try {
        return await looking();
      } catch (error) {
        if (attempt >= 5 || signal.aborted) throw error;
      }
    }
  }
  await expect(stopped()).rejects.toThrow("gone");
  expect(calls).toBe(0);
});
