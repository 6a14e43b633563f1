import { Mutex, Semaphore } from "async-mutex";
import { expect, test } from "vitest";

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

const failing = (): Promise<never> => Promise.reject(new Error("the store is down"));

test("a failure between acquire and release blocks every later caller", async () => {
  const mutex = new Mutex();
  const save = async (work: () => Promise<void>): Promise<void> => {
    const release = await mutex.acquire();
    await work();
    release();
  };
  await expect(save(failing)).rejects.toThrow("the store is down");
  const next = save(() => Promise.resolve());
  expect(await isSettled(next)).toBe(false);
  expect(mutex.isLocked()).toBe(true);
  mutex.release();
  await next;
});

test("released in a finally, or by runExclusive, the next caller gets it", async () => {
  const mutex = new Mutex();
  const save = async (work: () => Promise<void>): Promise<void> => {
    const release = await mutex.acquire();
    try {
      await work();
    } finally {
      release();
    }
  };
  await expect(save(failing)).rejects.toThrow("the store is down");
  await expect(mutex.runExclusive(failing)).rejects.toThrow("the store is down");
  expect(await isSettled(save(() => Promise.resolve()))).toBe(true);
});

test("work before the try leaves with the lock held", async () => {
  const mutex = new Mutex();
  const save = async (): Promise<void> => {
    const release = await mutex.acquire();
    await failing();
    try {
      await Promise.resolve();
    } finally {
      release();
    }
  };
  await expect(save()).rejects.toThrow();
  expect(mutex.isLocked()).toBe(true);
});

test("a flag that is taken back on success only switches the work off for good", async () => {
  let runs = 0;
  const once = (isSafe: boolean): ((work: () => Promise<void>) => Promise<void>) => {
    let running = false;
    return async (work) => {
      if (running) return;
      running = true;
      runs++;
      if (!isSafe) {
        await work();
        running = false;
        return;
      }
      try {
        await work();
      } finally {
        running = false;
      }
    };
  };
  const [stuck, safe] = [once(false), once(true)];
  for (const run of [stuck, safe]) await expect(run(failing)).rejects.toThrow();
  runs = 0;
  await stuck(() => Promise.resolve());
  expect(runs).toBe(0);
  await safe(() => Promise.resolve());
  expect(runs).toBe(1);
});

test("released without having been taken, a permit appears that never was", async () => {
  const slots = new Semaphore(1);
  const holder = await slots.acquire();
  const run = async (): Promise<void> => {
    try {
      await slots.acquire();
    } finally {
      slots.release();
    }
  };
  const cancelled = run();
  slots.cancel();
  await expect(cancelled).rejects.toThrow();
  expect(slots.isLocked()).toBe(false); // although the first holder is still at work
  holder[1]();
});

test("a waiter that is woken on success only waits for ever after a failure", async () => {
  const serial = (isSafe: boolean): ((work: () => Promise<void>) => Promise<void>) => {
    const waiters: (() => void)[] = [];
    let busy = false;
    const wake = (): void => {
      busy = false;
      waiters.shift()?.();
    };
    return async (work) => {
      if (busy) await new Promise<void>((resolve) => waiters.push(resolve));
      busy = true;
      if (isSafe) return work().finally(wake);
      await work();
      wake();
      return undefined;
    };
  };
  for (const [isSafe, expected] of [[false, false], [true, true]] as const) {
    const run = serial(isSafe);
    const first = run(failing);
    const second = run(() => Promise.resolve());
    await expect(first).rejects.toThrow();
    expect(await isSettled(second)).toBe(expected);
  }
});
