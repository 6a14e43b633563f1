import pLimit from "p-limit";
import { expect, test } from "vitest";

/** A peer that counts who is waiting, and answers when it is told to. */
class Peer {
  readonly #open: (() => void)[] = [];
  most = 0;

  readonly ask = (): Promise<void> =>
    new Promise((resolve) => {
      this.#open.push(resolve);
      this.most = Math.max(this.most, this.#open.length);
    });

  answer(): boolean {
    const next = this.#open.shift();
    next?.();
    return next !== undefined;
  }
}

const ids = Array.from({ length: 500 }, (_, index) => index);

async function served(peer: Peer, all: Promise<unknown>): Promise<void> {
  let isDone = false;
  const end = all.then(() => { isDone = true; });
  const hasEnded = (): boolean => isDone;
  while (!hasEnded()) {
    peer.answer();
    await Promise.resolve();
  }
  await end;
}

test("Promise.all over a map has everything under way at once", async () => {
  const peer = new Peer();
  await served(peer, Promise.all(ids.map(() => peer.ask())));
  expect(peer.most).toBe(500);
});

test("a limiter made once keeps the number fixed", async () => {
  const peer = new Peer();
  const limit = pLimit(10);
  await served(peer, Promise.all(ids.map(() => limit(() => peer.ask()))));
  expect(peer.most).toBeLessThanOrEqual(10);
});

test("a limiter made anew for each element limits nothing", async () => {
  const peer = new Peer();
  const all = Promise.all(ids.map(() => pLimit(1)(() => peer.ask())));
  await new Promise((resolve) => setImmediate(resolve));
  await served(peer, all);
  expect(peer.most).toBe(500);
});
