import { spawn } from "node:child_process";
import { EventEmitter, once } from "node:events";
import fs from "node:fs";
import { expect, test, vi } from "vitest";

/** Whether a promise has settled by the time that everything which is ready has run. */
async function stateOf(promise: Promise<unknown>): Promise<"pending" | "fulfilled" | "rejected"> {
  const pending = Symbol("pending");
  const turn = new Promise<symbol>((resolve) => setImmediate(() => setImmediate(resolve, pending)));
  return Promise.race([promise, turn]).then(
    (value) => (value === pending ? "pending" : "fulfilled"),
    () => "rejected" as const,
  );
}

/** Runs something while the process hears of uncaught exceptions instead of ending; the promise is settled by the next of them. */
async function uncaughtIn(run: (next: Promise<unknown>) => Promise<void>): Promise<unknown[]> {
  const before = process.rawListeners("uncaughtException");
  const caught: unknown[] = [];
  process.removeAllListeners("uncaughtException");
  const next = new Promise((resolve) => {
    process.on("uncaughtException", (error) => {
      caught.push(error);
      resolve(error);
    });
  });
  try {
    await run(next);
  } finally {
    process.removeAllListeners("uncaughtException");
    for (const listener of before) process.on("uncaughtException", listener as NodeJS.UncaughtExceptionListener);
  }
  return caught;
}

const missing = "/no/such/file/anywhere";

test("neverSettles: the callback that only logs leaves its promise pending; one that rejects does not", async () => {
  const log = vi.fn();
  let called = (): void => undefined;
  const callback = new Promise<void>((resolve) => {
    called = resolve;
  });
  const forgotten = new Promise<string>((resolve) => {
    fs.readFile(missing, "utf8", (error, data) => {
      called();
      if (error) {
        log(error);
        return;
      }
      resolve(data);
    });
  });
  await callback;
  expect(log).toHaveBeenCalledOnce();
  expect(await stateOf(forgotten)).toBe("pending");

  const repaired = new Promise<string>((resolve, reject) => {
    fs.readFile(missing, "utf8", (error, data) => {
      if (error) { reject(error); return; }
      resolve(data);
    });
  });
  await expect(repaired).rejects.toThrow("ENOENT");
});

test("neverSettles: a rejection inside an executor does not reach the new promise", async () => {
  const inner = Promise.reject(new Error("no"));
  const wrapped = new Promise((resolve) => {
    inner.then(resolve).catch(() => undefined);
  });
  expect(await stateOf(wrapped)).toBe("pending");
  expect(await stateOf(new Promise((resolve, reject) => void inner.then(resolve, reject)))).toBe("rejected");
});

test("missingErrorListener: a child that cannot be started emits error and never exit", async () => {
  const child = spawn(missing);
  const exit = new Promise((resolve) => child.on("exit", resolve));
  const failed = await new Promise<Error>((resolve) => child.on("error", resolve));
  expect(failed.message).toContain("ENOENT");
  expect(await stateOf(exit)).toBe("pending");

  const repaired = new Promise((resolve, reject) => spawn(missing).on("error", reject).on("exit", resolve));
  await expect(repaired).rejects.toThrow("ENOENT");
});

test("missingErrorListener: a stream whose failure nobody hears throws it at the process", async () => {
  const caught = await uncaughtIn(async (next) => {
    const stream = fs.createReadStream(missing);
    const ended = new Promise<void>((resolve) => stream.on("end", resolve));
    const closed = new Promise<void>((resolve) => stream.on("close", resolve));
    await next;
    expect([await stateOf(ended), await stateOf(closed)]).toEqual(["pending", "pending"]);
  });
  expect(caught).toHaveLength(1);
  await expect(once(fs.createReadStream(missing), "end")).rejects.toThrow("ENOENT");
});

test("ignoredError: the caller goes on with a value that is not there", async () => {
  const ignored = await new Promise<string | undefined>((resolve) => fs.readFile(missing, "utf8", (_error, data) => resolve(data)));
  expect(ignored).toBeUndefined();
});

test("throwInCallback: an exception in a listener does not reject the promise", async () => {
  const socket = new EventEmitter();
  const parsed = new Promise((resolve) => {
    socket.on("message", (text: string) => resolve(JSON.parse(text)));
  });
  const caught = await uncaughtIn(async () => {
    setImmediate(() => socket.emit("message", "{"));
    expect(await stateOf(parsed)).toBe("pending");
  });
  expect(caught).toHaveLength(1);

  const repaired = new Promise((resolve, reject) => {
    socket.removeAllListeners().on("message", (text: string) => {
      try {
        resolve(JSON.parse(text));
      } catch (error) {
        reject(error instanceof Error ? error : new Error("not an error"));
      }
    });
  });
  socket.emit("message", "{");
  await expect(repaired).rejects.toThrow(SyntaxError);
});

test("strandedWaiter: the second call of a debounce leaves the first behind", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  try {
    let timer: NodeJS.Timeout | undefined;
    const debounced = (value: number): Promise<number> =>
      new Promise((resolve) => {
        clearTimeout(timer);
        timer = setTimeout(() => resolve(value), 200);
      });
    const calls = [debounced(1), debounced(2)];
    vi.advanceTimersByTime(200);
    expect(await Promise.all(calls.map(stateOf))).toEqual(["pending", "fulfilled"]);

    let waiters: ((value: number) => void)[] = [];
    const shared = (value: number): Promise<number> =>
      new Promise((resolve) => {
        waiters.push(resolve);
        clearTimeout(timer);
        timer = setTimeout(() => {
          for (const waiter of waiters) waiter(value);
          waiters = [];
        }, 200);
      });
    const both = [shared(1), shared(2)];
    vi.advanceTimersByTime(200);
    expect(await Promise.all(both)).toEqual([2, 2]);
  } finally {
    vi.useRealTimers();
  }
});
