import { expect, test } from "vitest";

const fails = (): Promise<void> => Promise.reject(new Error("the database is away"));

test("an empty handler makes a success of a failure", async () => {
  const answer = async (save: () => Promise<void>): Promise<number> => {
    // eslint-disable-next-line concurrency-review/no-swallowed-rejection -- the defect under test
    await save().catch(() => {});
    return 200;
  };
  const repaired = async (save: () => Promise<void>): Promise<number> => {
    await save();
    return 200;
  };
  await expect(answer(fails)).resolves.toBe(200);
  await expect(repaired(fails)).rejects.toThrow("the database is away");
});

test("an empty handler on a promise that is awaited later only silences it until then", async () => {
  const saving = fails();
  saving.catch(() => {});
  await null;
  await expect(saving).rejects.toThrow("the database is away");
});

test("an empty clause hides mistakes in the code along with the failure that was meant", async () => {
  const shown: string[] = [];
  const load = (): Promise<{ readonly name?: string }> => Promise.resolve({});
  const show = async (): Promise<void> => {
    try {
      const { name } = await load();
      shown.push((name as string).toUpperCase());
      // eslint-disable-next-line concurrency-review/no-swallowed-rejection -- the defect under test
    } catch {}
  };
  await expect(show()).resolves.toBeUndefined();
  expect(shown).toEqual([]);
  const repaired = async (): Promise<void> => {
    const { name } = await load();
    shown.push((name as string).toUpperCase());
  };
  await expect(repaired()).rejects.toThrow(TypeError);
});

test("allSettled fulfils although everything failed, until somebody reads the results", async () => {
  const heard: unknown[] = [];
  // eslint-disable-next-line concurrency-review/no-swallowed-rejection -- the defect under test
  await Promise.allSettled([fails(), fails()]);
  expect(heard).toEqual([]);
  for (const result of await Promise.allSettled([fails(), fails()])) if (result.status === "rejected") heard.push(result.reason);
  expect(heard).toHaveLength(2);
});

/** Work that ends only when its signal is aborted. */
function work(signal: AbortSignal): Promise<string> {
  return new Promise((_, reject) => {
    signal.addEventListener("abort", () => {
      reject(signal.reason as Error);
    });
  });
}

test("a caller who gave up gets a default as though it were the answer, unless the clause looks at the signal", async () => {
  const swallowing = async (signal: AbortSignal): Promise<string> => {
    try {
      return await work(signal);
      // eslint-disable-next-line concurrency-review/no-swallowed-rejection -- the defect under test
    } catch {
      return "";
    }
  };
  const repaired = async (signal: AbortSignal): Promise<string> => {
    try {
      return await work(signal);
    } catch (error) {
      if (signal.aborted) throw error;
      return "";
    }
  };
  const controller = new AbortController();
  const [first, second] = [swallowing(controller.signal), repaired(controller.signal)];
  second.catch(() => {});
  controller.abort();
  await expect(first).resolves.toBe("");
  await expect(second).rejects.toMatchObject({ name: "AbortError" });
});

test("a tidied handler with an unused error ends as a success does", async () => {
  const stopped: string[] = [];
  const send = async (): Promise<void> => {
    try {
      await fails();
      // eslint-disable-next-line concurrency-review/no-swallowed-rejection -- the defect under test
    } catch {
      stopped.push("spinner");
    }
  };
  const repaired = async (): Promise<void> => {
    try {
      await fails();
    } finally {
      stopped.push("spinner");
    }
  };
  await expect(send()).resolves.toBeUndefined();
  await expect(repaired()).rejects.toThrow("the database is away");
  expect(stopped).toEqual(["spinner", "spinner"]);
});
