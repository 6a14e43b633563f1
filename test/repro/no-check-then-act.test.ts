import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";

/** Promises that are settled by hand, so that a test decides which of two runs goes on first. */
class Gates {
  readonly #open: (() => void)[] = [];

  readonly wait = (): Promise<void> => new Promise((resolve) => this.#open.push(resolve));

  get waiting(): number {
    return this.#open.length;
  }

  async let(index: number): Promise<void> {
    this.#open[index]?.();
    await settled();
  }
}

/** Lets every reaction that is due run. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 10; turn++) await Promise.resolve();
}

test("`+=` with an await reads first and loses an update; waiting first loses none", async () => {
  const gates = new Gates();
  const price = async (amount: number): Promise<number> => {
    await gates.wait();
    return amount;
  };
  const basket = { total: 0, fair: 0 };
  const add = async (amount: number): Promise<void> => {
    basket.total += await price(amount);
  };
  const addFairly = async (amount: number): Promise<void> => {
    const value = await price(amount);
    basket.fair += value;
  };
  const runs = [add(1), add(2), addFairly(1), addFairly(2)];
  for (const gate of [0, 1, 2, 3]) await gates.let(gate);
  await Promise.all(runs);
  expect(basket).toEqual({ total: 2, fair: 3 });
});

test("a snapshot brings back a setting that was changed meanwhile", async () => {
  const gates = new Gates();
  const run = async (isFresh: boolean): Promise<object> => {
    const settings = { value: { a: 1, b: 2 } };
    const setA = async (a: number): Promise<void> => {
      const cur = settings.value;
      await gates.wait();
      settings.value = isFresh ? { ...settings.value, a } : { ...cur, a };
    };
    const saving = setA(9);
    settings.value = { ...settings.value, b: 7 };
    await gates.let(isFresh ? 1 : 0);
    await saving;
    return settings.value;
  };
  expect(await run(false)).toEqual({ a: 9, b: 2 });
  expect(await run(true)).toEqual({ a: 9, b: 7 });
});

test("a flag that is set after the wait lets both in", async () => {
  const gates = new Gates();
  const started = { late: 0, early: 0 };
  let late = false;
  let early = false;
  const runLate = async (): Promise<void> => {
    if (late) return;
    await gates.wait();
    late = true;
    started.late++;
  };
  const runEarly = async (): Promise<void> => {
    if (early) return;
    early = true;
    await gates.wait();
    started.early++;
  };
  const runs = [runLate(), runLate(), runEarly(), runEarly()];
  for (const gate of [0, 1, 2]) await gates.let(gate);
  await Promise.all(runs);
  expect(started).toEqual({ late: 2, early: 1 });
});

/** Blobs with counted references. The removal of a blob waits at a gate. */
class Archive {
  readonly refs = new Map<string, number>();
  readonly blobs = new Set<string>();
  constructor(readonly remove: () => Promise<void>) {}

  acquire(digest: string): void {
    this.refs.set(digest, (this.refs.get(digest) ?? 0) + 1);
    this.blobs.add(digest);
  }

  async releaseLate(digest: string): Promise<void> {
    this.refs.set(digest, (this.refs.get(digest) ?? 1) - 1);
    if (this.refs.get(digest) !== 0) return;
    await this.remove();
    this.blobs.delete(digest);
    this.refs.delete(digest);
  }

  async releaseAndLookAgain(digest: string): Promise<void> {
    this.refs.set(digest, (this.refs.get(digest) ?? 1) - 1);
    if (this.refs.get(digest) !== 0) return;
    await this.remove();
    if (this.refs.get(digest) !== 0) return;
    this.blobs.delete(digest);
    this.refs.delete(digest);
  }
}

test("a blob that is taken into use again is removed, unless the count is looked at again", async () => {
  const gates = new Gates();
  const late = new Archive(gates.wait);
  late.acquire("a");
  const release = late.releaseLate("a");
  late.acquire("a");
  await gates.let(0);
  await release;
  expect([late.refs.get("a"), late.blobs.has("a")]).toEqual([undefined, false]);

  const careful = new Archive(gates.wait);
  careful.acquire("a");
  const again = careful.releaseAndLookAgain("a");
  careful.acquire("a");
  await gates.let(1);
  await again;
  expect([careful.refs.get("a"), careful.blobs.has("a")]).toEqual([1, true]);
});

test("an index from before the wait removes another item", async () => {
  const gates = new Gates();
  const items = ["a", "b", "c"];
  const removeAt = async (item: string): Promise<void> => {
    const index = items.indexOf(item);
    await gates.wait();
    items.splice(index, 1);
  };
  const runs = [removeAt("a"), removeAt("b")];
  await gates.let(0);
  await gates.let(1);
  await Promise.all(runs);
  expect(items).toEqual(["b"]);
});

test("two that find no file both write it; with `wx` the second is told", async () => {
  const folder = await mkdtemp(join(tmpdir(), "check-then-act-"));
  const gates = new Gates();
  try {
    const seed = async (path: string, text: string, options?: { flag: "wx" }): Promise<string> => {
      const found = await stat(path).catch(() => undefined);
      const isMissing = found === undefined;
      await gates.wait();
      if (!isMissing) return "found";
      return writeFile(path, text, options).then(
        () => "written",
        (error: unknown) => (error as NodeJS.ErrnoException).code ?? "failed",
      );
    };
    const both = async (name: string, from: number, options?: { flag: "wx" }): Promise<[string[], string]> => {
      const path = join(folder, name);
      // a gate is numbered by who comes first, and of two looks at a disk either may: the second begins when the first is there
      const one = seed(path, "first", options);
      while (gates.waiting < from + 1) await new Promise(setImmediate);
      const other = seed(path, "second", options);
      while (gates.waiting < from + 2) await new Promise(setImmediate);
      await gates.let(from);
      const first = await one;
      await gates.let(from + 1);
      const second = await other;
      return [[first, second], await readFile(path, "utf8")];
    };
    expect(await both("plain", 0)).toEqual([["written", "written"], "second"]);
    expect((await both("atomic", 2, { flag: "wx" }))[0]).toContain("EEXIST");
  } finally {
    await rm(folder, { recursive: true });
  }
});
