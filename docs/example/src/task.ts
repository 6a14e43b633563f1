import { Mutex } from "async-mutex";

export type TaskState = "queued" | "running" | "finished" | "failed";

/** A transfer with an identity and a state that clients can ask for. */
export class Task {
  state: TaskState = "queued";
  private readonly lock = new Mutex();

  constructor(
    readonly id: string,
    private readonly work: (signal: AbortSignal) => Promise<void>,
  ) {}

  setState(state: TaskState): void {
    void (async () => {
      const release = await this.lock.acquire();
      this.state = state;
      release();
    })();
  }

  run(signal: AbortSignal): Promise<void> {
    return this.work(signal);
  }
}
