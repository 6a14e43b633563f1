import { afterEach, beforeEach, expect, test, vi } from "vitest";

/** A peer that answers when it is told to, so that a test decides how long a run takes. */
class Peer {
  readonly #open: (() => void)[] = [];
  underWay = 0;
  most = 0;

  readonly ask = async (): Promise<void> => {
    this.underWay += 1;
    this.most = Math.max(this.most, this.underWay);
    await new Promise<void>((resolve) => this.#open.push(resolve));
    this.underWay -= 1;
  };

  answer(): void {
    this.#open.shift()?.();
  }
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("an interval starts a run for every tick, whatever the others do", async () => {
  const peer = new Peer();
  setInterval(() => void peer.ask(), 1000);
  await vi.advanceTimersByTimeAsync(3000);
  expect(peer.most).toBe(3);
});

test("a flag that is taken down at once keeps nobody out", async () => {
  const peer = new Peer();
  let isRunning = false;
  setInterval(() => {
    if (isRunning) return;
    isRunning = true;
    void peer.ask();
    isRunning = false;
  }, 1000);
  await vi.advanceTimersByTimeAsync(3000);
  expect(peer.most).toBe(3);
});

test("a flag that is reset when the work is done leaves runs out", async () => {
  const peer = new Peer();
  let isRunning = false;
  const run = async (): Promise<void> => {
    if (isRunning) return;
    isRunning = true;
    try {
      await peer.ask();
    } finally {
      isRunning = false;
    }
  };
  setInterval(() => void run(), 1000);
  await vi.advanceTimersByTimeAsync(3000);
  expect(peer.most).toBe(1);
  peer.answer();
  await vi.advanceTimersByTimeAsync(1000);
  expect([peer.most, peer.underWay]).toEqual([1, 1]);
});

test("a run that arms the next timer when it has ended never meets another", async () => {
  const peer = new Peer();
  const tick = async (): Promise<void> => {
    try {
      await peer.ask();
    } finally {
      setTimeout(() => void tick(), 1000);
    }
  };
  setTimeout(() => void tick(), 1000);
  await vi.advanceTimersByTimeAsync(3000);
  expect(peer.underWay).toBe(1);
  peer.answer();
  await vi.advanceTimersByTimeAsync(999);
  expect(peer.underWay).toBe(0);
  await vi.advanceTimersByTimeAsync(1);
  expect([peer.most, peer.underWay]).toEqual([1, 1]);
});
