import pLimit from "p-limit";
import { Counter, Histogram } from "prom-client";
import { logger } from "./logger.js";
import type { Task, TaskState } from "./task.js";

const tasksDone = new Counter({
  name: "transfer_tasks_total",
  help: "Transfers that came to an end.",
  labelNames: ["outcome"],
});

const taskSeconds = new Histogram({
  name: "transfer_task_duration_seconds",
  help: "Time from the start of a transfer to its end.",
  buckets: [0.1, 0.5, 1, 5, 10, 30, 60, 300],
});

export interface TaskSummary {
  readonly id: string;
  readonly state: TaskState;
}

/** Runs tasks, a few at a time, in the order in which they were submitted. */
export class TaskRunner {
  private readonly active = new Map<string, Task>();
  private readonly limit = pLimit(4);

  /** Resolves when the task has finished, and rejects with what made it fail. */
  submit(task: Task, signal: AbortSignal): Promise<void> {
    return this.limit(() => this.execute(task, signal));
  }

  list(): TaskSummary[] {
    return [...this.active.values()].map(({ id, state }) => ({ id, state }));
  }

  private async execute(task: Task, signal: AbortSignal): Promise<void> {
    this.active.set(task.id, task);
    const stopTimer = taskSeconds.startTimer();
    try {
      task.setState("running");
      await task.run(signal);
      task.setState("finished");
      tasksDone.inc({ outcome: "finished" });
    } catch (err) {
      tasksDone.inc({ outcome: "failed" });
      task.setState("failed");
      if (!signal.aborted) {
        logger.error({ task: task.id, err }, "task failed");
      }
      throw err;
    } finally {
      stopTimer();
      this.active.delete(task.id);
    }
  }
}
