import { expect, test } from "vitest";

/** A peer whose answers are given by hand, so that a test decides who is still waiting. */
class Peer {
  readonly #open: { readonly resolve: (value: string) => void; readonly reject: (error: Error) => void }[] = [];

  readonly load = (): Promise<string> => new Promise((resolve, reject) => this.#open.push({ resolve, reject }));

  get calls(): number {
    return this.#open.length;
  }

  answer(index: number, value: string): void {
    this.#open[index]?.resolve(value);
  }

  fail(index: number): void {
    this.#open[index]?.reject(new Error("unreachable"));
  }
}

function lateCache(load: (id: string) => Promise<string>): (id: string) => Promise<string> {
  const cache = new Map<string, string>();
  return async (id) => {
    const hit = cache.get(id);
    if (hit !== undefined) return hit;
    const value = await load(id);
    cache.set(id, value);
    return value;
  };
}

function poisonedCache(load: (id: string) => Promise<string>): (id: string) => Promise<string> {
  const cache = new Map<string, Promise<string>>();
  return (id) => {
    let loading = cache.get(id);
    if (!loading) cache.set(id, (loading = load(id)));
    return loading;
  };
}

function singleFlight(load: (id: string) => Promise<string>): (id: string) => Promise<string> {
  const cache = new Map<string, Promise<string>>();
  return (id) => {
    let loading = cache.get(id);
    if (!loading) {
      loading = load(id).catch((error: unknown) => {
        cache.delete(id);
        throw error;
      });
      cache.set(id, loading);
    }
    return loading;
  };
}

test("two callers that miss before the fill load twice", async () => {
  const peer = new Peer();
  const get = lateCache(peer.load);
  const both = [get("7"), get("7")];
  expect(peer.calls).toBe(2);
  peer.answer(1, "new");
  peer.answer(0, "old");
  expect(await Promise.all(both)).toEqual(["old", "new"]);
});

test("a promise that is kept lets them share one load", async () => {
  const peer = new Peer();
  const get = singleFlight(peer.load);
  const both = [get("7"), get("7")];
  expect(peer.calls).toBe(1);
  peer.answer(0, "one");
  expect(await Promise.all(both)).toEqual(["one", "one"]);
});

test("a rejected promise that is kept is served for ever; one that is dropped is tried again", async () => {
  for (const [cacheOf, calls] of [
    [poisonedCache, 1],
    [singleFlight, 2],
  ] as const) {
    const peer = new Peer();
    const get = cacheOf(peer.load);
    const first = get("7");
    peer.fail(0);
    await expect(first).rejects.toThrow("unreachable");
    const second = get("7");
    expect(peer.calls).toBe(calls);
    peer.answer(1, "back again");
    if (calls === 1) await expect(second).rejects.toThrow("unreachable");
    else expect(await second).toBe("back again");
  }
});

test("a slot that is set after the suspension is made twice, and one of the two is lost", async () => {
  const peer = new Peer();
  let client: string | undefined;
  const connected = async (): Promise<string> => {
    if (client === undefined) client = await peer.load();
    return client;
  };
  const both = [connected(), connected()];
  expect(peer.calls).toBe(2);
  peer.answer(0, "first");
  await both[0];
  peer.answer(1, "second");
  await Promise.all(both);
  expect(client).toBe("second");
});
