import { expect, test } from "vitest";

/** A log sink that answers when the test says so. */
class Sink {
  readonly #open: { readonly resolve: () => void; readonly reject: (error: Error) => void }[] = [];

  readonly ship = (): Promise<void> => new Promise((resolve, reject) => this.#open.push({ resolve, reject }));

  answer(): void {
    for (const { resolve } of this.#open.splice(0)) resolve();
  }

  fail(): void {
    for (const { reject } of this.#open.splice(0)) reject(new Error("the sink is away"));
  }
}

/** A clock that only the test moves, and a counter that remembers when it rose. */
class World {
  now = 0;
  readonly rose: number[] = [];
  readonly sink = new Sink();

  readonly count = (): void => {
    this.rose.push(this.now);
  };
}

async function turns(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await Promise.resolve();
}

test("a metric behind an awaited log is late by exactly what the sink takes; one before it is not", async () => {
  const world = new World();
  const coupled = async (): Promise<void> => {
    await world.sink.ship();
    world.count();
  };
  const apart = async (): Promise<void> => {
    world.count();
    await world.sink.ship();
  };
  for (const [record, at] of [
    [coupled, 30_000],
    [apart, 0],
  ] as const) {
    world.now = 0;
    world.rose.length = 0;
    const done = record();
    await turns();
    world.now = 30_000;
    world.sink.answer();
    await done;
    expect(world.rose).toEqual([at]);
  }
});

test("a sink that fails loses the metric behind it", async () => {
  const world = new World();
  const coupled = async (): Promise<void> => {
    try {
      await world.sink.ship();
      world.count();
    } catch {
      // telemetry must not break the request
    }
  };
  const done = coupled();
  world.sink.fail();
  await done;
  expect(world.rose).toEqual([]);
});

test("in one loop for both kinds a point waits for the lines before it", async () => {
  const world = new World();
  const queue = ["log", "log", "metric"];
  const drain = async (): Promise<void> => {
    for (let kind = queue.shift(); kind !== undefined; kind = queue.shift()) {
      if (kind === "log") await world.sink.ship();
      else world.count();
    }
  };
  const done = drain();
  for (const now of [10, 20]) {
    await turns();
    expect(world.rose).toEqual([]);
    world.now = now;
    world.sink.answer();
  }
  await done;
  expect(world.rose).toEqual([20]);
});

test("data that cannot be made into text hides the metric after it in the same try", () => {
  const order: { self?: unknown } = {};
  order.self = order;
  const counted: string[] = [];
  const record = (steps: readonly (() => void)[]): void => {
    try {
      for (const step of steps) step();
    } catch {
      // telemetry must not break the request
    }
  };
  const log = (): unknown => JSON.stringify(order);
  record([log, () => counted.push("behind")]);
  record([() => counted.push("first"), log]);
  expect(counted).toEqual(["first"]);
});

test("Promise.all stops waiting for the metrics when the logs fail, Promise.allSettled does not", async () => {
  for (const [combine, left] of [
    [(all: readonly Promise<void>[]): Promise<unknown> => Promise.all(all), false],
    [(all: readonly Promise<void>[]): Promise<unknown> => Promise.allSettled(all), true],
  ] as const) {
    const [logs, metrics] = [new Sink(), new Sink()];
    let pointsLeft = false;
    const flushed = metrics.ship().then(() => {
      pointsLeft = true;
    });
    const ended = combine([logs.ship(), flushed]).then(
      () => pointsLeft,
      () => pointsLeft,
    );
    logs.fail();
    await turns();
    metrics.answer();
    expect(await ended).toBe(left);
  }
});
