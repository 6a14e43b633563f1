import { expect, test } from "vitest";

/** Promises that are settled by hand, so that a test decides which of two runs goes on first. */
class Gates {
  readonly #open: (() => void)[] = [];

  readonly wait = (): Promise<void> => new Promise((resolve) => this.#open.push(resolve));

  async let(index: number): Promise<void> {
    this.#open[index]?.();
    await settled();
  }
}

/** Lets every reaction that is due run. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 10; turn++) await Promise.resolve();
}

class Detached {
  state = "new";
  constructor(readonly save: () => Promise<void>) {}

  setState(state: string): void {
    void (async () => {
      await this.save();
      this.state = state;
    })();
  }
}

class Synchronous {
  state = "new";

  setState(state: string): void {
    this.state = state;
  }
}

test("a detached write lets the earlier call overwrite the later one", async () => {
  const gates = new Gates();
  const task = new Detached(gates.wait);
  task.setState("running");
  task.setState("finished");
  expect(task.state).toBe("new");
  await gates.let(1);
  expect(task.state).toBe("finished");
  await gates.let(0);
  expect(task.state).toBe("running");
});

test("a synchronous setter ends in the last state, whatever else is going on", () => {
  const task = new Synchronous();
  task.setState("running");
  task.setState("finished");
  expect(task.state).toBe("finished");
});

class Job {
  state = "new";
  constructor(readonly save: () => Promise<void>) {}

  async setState(state: string): Promise<void> {
    await this.save();
    this.state = state;
  }
}

test("a discarded setter lands when it likes; an awaited one in order", async () => {
  const gates = new Gates();
  const job = new Job(gates.wait);
  void job.setState("running");
  void job.setState("done");
  await gates.let(1);
  await gates.let(0);
  expect(job.state).toBe("running");

  const ordered = new Job(() => Promise.resolve());
  await ordered.setState("running");
  await ordered.setState("done");
  expect(ordered.state).toBe("done");
});

test("a detached copy keeps the older value although memory has the newer", async () => {
  const gates = new Gates();
  let stored = "";
  const save = async (status: string): Promise<void> => {
    await gates.wait();
    stored = status;
  };
  const order = {
    status: "new",
    setStatus(status: string) {
      this.status = status;
      save(status).catch(() => undefined);
    },
  };
  order.setStatus("paid");
  order.setStatus("shipped");
  await gates.let(1);
  await gates.let(0);
  expect([order.status, stored]).toEqual(["shipped", "paid"]);
});
