import { setTimeout as sleep } from "node:timers/promises";

type Fields = Readonly<Record<string, string | number>>;

interface LogRecord {
  readonly kind: "log";
  readonly at: number;
  readonly level: "info" | "warn" | "error";
  readonly message: string;
  readonly fields: Fields;
}

interface MetricPoint {
  readonly kind: "metric";
  readonly at: number;
  readonly name: string;
  readonly value: number;
  readonly labels: Fields;
}

const flushIntervalMs = 1_000;
const sendTimeoutMs = 5_000;
const batchSize = 500;

/** Takes what the service has to tell and sends it to the collector in batches. */
export class TelemetryHub {
  private readonly channel: (LogRecord | MetricPoint)[] = [];
  private dropped = 0;

  constructor(
    private readonly collector: URL,
    private readonly capacity = 10_000,
  ) {}

  log(level: LogRecord["level"], message: string, fields: Fields = {}): void {
    if (this.channel.length >= this.capacity) {
      this.dropped += 1;
      return;
    }
    this.channel.push({ kind: "log", at: Date.now(), level, message, fields });
  }

  metric(name: string, value: number, labels: Fields = {}): void {
    if (this.channel.length >= this.capacity) {
      this.dropped += 1;
      return;
    }
    this.channel.push({ kind: "metric", at: Date.now(), name, value, labels });
  }

  /** Sends batches until the signal aborts; a batch that the collector refuses is dropped. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await sleep(flushIntervalMs, undefined, { signal });
      const batch = this.channel.splice(0, batchSize);
      if (batch.length === 0) continue;
      try {
        await this.send(batch, signal);
      } catch (err) {
        if (signal.aborted) throw err;
        this.dropped += batch.length;
      }
    }
  }

  private async send(batch: readonly (LogRecord | MetricPoint)[], signal: AbortSignal): Promise<void> {
    const response = await fetch(this.collector, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ dropped: this.dropped, records: batch }),
      signal: AbortSignal.any([signal, AbortSignal.timeout(sendTimeoutMs)]),
    });
    if (!response.ok) throw new Error(`The collector answered ${String(response.status)}`);
  }
}
