import { EventEmitter, once } from "node:events";
import { expect, test } from "vitest";

test("microtasks come before timers: a loop that awaits nothing starves what would end it", async () => {
  let done = false;
  let turns = 0;
  setImmediate(() => { done = true; });
  const isDone = (): boolean => done;
  while (!isDone() && turns < 10_000) {
    turns += 1;
    await Promise.resolve();
  }
  expect([isDone(), turns]).toEqual([false, 10_000]);
});

test("a loop that yields to the event loop lets it happen, and looks again and again", async () => {
  let done = false;
  let turns = 0;
  let left = 50;
  const countDown = (): void => {
    if (--left === 0) done = true;
    else setImmediate(countDown);
  };
  setImmediate(countDown);
  const isDone = (): boolean => done;
  while (!isDone()) {
    turns += 1;
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(turns).toBeGreaterThanOrEqual(50);
});

test("a loop that holds the thread never sees what a timer would set", () => {
  let done = false;
  let turns = 0;
  setImmediate(() => { done = true; });
  const isDone = (): boolean => done;
  while (!isDone() && turns < 100_000) turns += 1;
  expect(turns).toBe(100_000);
});

/** A clock that moves when somebody sleeps. */
class Clock {
  now = 0;
  readonly sleep = async (ms: number): Promise<void> => {
    this.now += ms;
    await Promise.resolve();
  };
}

test("a deadline turns a wait for what never comes into an error", async () => {
  const clock = new Clock();
  const gate = { ready: false };
  const wait = async (): Promise<void> => {
    const deadline = clock.now + 1000;
    while (!gate.ready) {
      if (clock.now > deadline) throw new Error("Gave up after 1000 ms");
      await clock.sleep(100);
    }
  };
  await expect(wait()).rejects.toThrow("Gave up");
  gate.ready = true;
  await expect(wait()).resolves.toBeUndefined();
});

test("an event needs no look at all", async () => {
  const gate = new EventEmitter();
  const opened = once(gate, "open", { signal: AbortSignal.timeout(30_000) });
  gate.emit("open", "wide");
  expect(await opened).toEqual(["wide"]);
});
