import { afterEach, beforeEach, expect, test } from "vitest";

/** A promise that the test settles by hand. */
interface Gate {
  readonly promise: Promise<string>;
  readonly resolve: (value: string) => void;
  readonly reject: (error: Error) => void;
}

function gate(): Gate {
  let [resolve, reject]: [Gate["resolve"], Gate["reject"]] = [() => undefined, () => undefined];
  const promise = new Promise<string>((onValue, onError) => {
    resolve = onValue;
    reject = onError;
  });
  return { promise, resolve, reject };
}

/** Two turns of the event loop: Node reports an unhandled rejection once the microtasks of a turn are done. */
async function turns(): Promise<void> {
  for (let turn = 0; turn < 2; turn++) await new Promise((resolve) => setImmediate(resolve));
}

const reported: unknown[] = [];
let others: NodeJS.UnhandledRejectionListener[] = [];
const listen = (reason: unknown): void => void reported.push((reason as Error).message);

beforeEach(() => {
  // the runner's own listener would fail the test that shows the defect
  others = process.listeners("unhandledRejection");
  process.removeAllListeners("unhandledRejection").on("unhandledRejection", listen);
  reported.length = 0;
});

afterEach(() => {
  process.removeAllListeners("unhandledRejection");
  for (const other of others) process.on("unhandledRejection", other);
});

type Both = (first: Promise<string>, second: Promise<string>) => Promise<string>;

/** Fails the second promise while the first is pending, and says what the function came to. */
async function outcomeOf(both: Both): Promise<string> {
  const [first, second] = [gate(), gate()];
  const outcome = both(first.promise, second.promise);
  second.reject(new Error("second failed"));
  await turns();
  first.resolve("first");
  return outcome;
}

test("a rejection while something else is awaited is unhandled, although the code awaits and catches it", async () => {
  const outcome = await outcomeOf(async (first, second) => {
    try {
      return (await first) + (await second);
    } catch (error) {
      return `caught ${(error as Error).message}`;
    }
  });
  expect(outcome).toBe("caught second failed");
  expect(reported).toEqual(["second failed"]);
});

test("awaited together, the rejection is caught and nothing is reported", async () => {
  const outcome = await outcomeOf(async (first, second) => {
    try {
      return (await Promise.all([first, second])).join("");
    } catch (error) {
      return `caught ${(error as Error).message}`;
    }
  });
  expect(outcome).toBe("caught second failed");
  expect(reported).toEqual([]);
});

test("an empty handler at the start keeps it quiet, and the later await still throws", async () => {
  const outcome = await outcomeOf(async (first, second) => {
    second.catch(() => undefined);
    try {
      return (await first) + (await second);
    } catch (error) {
      return `caught ${(error as Error).message}`;
    }
  });
  expect(outcome).toBe("caught second failed");
  expect(reported).toEqual([]);
});

test("if what is awaited first throws, the second is never awaited", async () => {
  const [first, second] = [gate(), gate()];
  const outcome = (async () => (await first.promise) + (await second.promise))();
  first.reject(new Error("first failed"));
  await expect(outcome).rejects.toThrow("first failed");
  second.reject(new Error("second failed"));
  await turns();
  expect(reported).toEqual(["second failed"]);
});

test("a list awaited one by one leaves the later ones alone; combined first, it does not", async () => {
  const run = async (read: (list: Promise<string>[]) => Promise<string[]>): Promise<unknown[]> => {
    reported.length = 0;
    const gates = [gate(), gate(), gate()];
    const outcome = read(gates.map(({ promise }) => promise)).catch(() => []);
    gates[2]?.reject(new Error("third failed"));
    await turns();
    for (const { resolve } of gates) resolve("done");
    await outcome;
    return [...reported];
  };
  const oneByOne = async (list: Promise<string>[]): Promise<string[]> => {
    const out: string[] = [];
    for (const each of list) out.push(await each);
    return out;
  };
  expect(await run(oneByOne)).toEqual(["third failed"]);
  expect(await run(async (list) => Promise.all(list))).toEqual([]);
});
