import { Counter, Gauge, Histogram, Registry } from "prom-client";
import { expect, test } from "vitest";

const register = new Registry();

async function valueOf(name: string): Promise<number> {
  const metric = await register.getSingleMetric(name)?.get();
  return metric?.values.find((value) => !("le" in value.labels) && !((value as { metricName?: string }).metricName ?? "").endsWith("_sum"))?.value ?? 0;
}

/** Work that ends as the test says. */
function work(isWell: boolean): Promise<void> {
  return isWell ? Promise.resolve() : Promise.reject(new Error("unreachable"));
}

async function attempt(run: () => Promise<void>): Promise<void> {
  await run().catch(() => undefined);
}

test("a counter of successes alone cannot tell an outage from a quiet night; with failures it can", async () => {
  const ok = new Counter({ name: "load_ok_total", help: "Loads.", registers: [register] });
  const failed = new Counter({ name: "load_failed_total", help: "Failed loads.", registers: [register] });
  const missing = async (isWell: boolean): Promise<void> => {
    await work(isWell);
    ok.inc();
  };
  const complete = async (isWell: boolean): Promise<void> => {
    try {
      await work(isWell);
      ok.inc();
    } catch (error) {
      failed.inc();
      throw error;
    }
  };
  for (let call = 0; call < 5; call++) await attempt(() => missing(false));
  expect([await valueOf("load_ok_total"), await valueOf("load_failed_total")]).toEqual([0, 0]);
  for (let call = 0; call < 5; call++) await attempt(() => complete(false));
  expect([await valueOf("load_ok_total"), await valueOf("load_failed_total")]).toEqual([0, 5]);
});

test("a gauge that is lowered only on success rises with each failure", async () => {
  const underway = new Gauge({ name: "loads_underway", help: "Loads under way.", registers: [register] });
  const open = async (isWell: boolean): Promise<void> => {
    underway.inc();
    await work(isWell);
    underway.dec();
  };
  const closed = async (isWell: boolean): Promise<void> => {
    underway.inc();
    try {
      await work(isWell);
    } finally {
      underway.dec();
    }
  };
  for (const isWell of [true, false, false]) await attempt(() => open(isWell));
  expect(await valueOf("loads_underway")).toBe(2);
  underway.set(0);
  for (const isWell of [true, false, false]) await attempt(() => closed(isWell));
  expect(await valueOf("loads_underway")).toBe(0);
});

test("a timer that stops only on success has no failed call in its histogram", async () => {
  for (const [name, isInFinally, calls] of [
    ["load_seconds", false, 1],
    ["load_seconds_all", true, 3],
  ] as const) {
    const seconds = new Histogram({ name, help: "Time to load.", registers: [register], buckets: [1] });
    const load = async (isWell: boolean): Promise<void> => {
      const end = seconds.startTimer();
      if (!isInFinally) {
        await work(isWell);
        end();
        return;
      }
      try {
        await work(isWell);
      } finally {
        end();
      }
    };
    for (const isWell of [true, false, false]) await attempt(() => load(isWell));
    const { values } = await seconds.get();
    expect(values.find(({ metricName }) => metricName?.endsWith("_count"))?.value).toBe(calls);
  }
});

test("a label for each user makes a time series for each user", async () => {
  const failed = new Counter({ name: "by_user_total", help: "Failures.", labelNames: ["userId"], registers: [register] });
  for (let user = 0; user < 1_000; user++) failed.inc({ userId: String(user) });
  expect((await failed.get()).values).toHaveLength(1_000);
});
