import { Writable } from "node:stream";
import { pino } from "pino";
import { expect, test } from "vitest";

/** A logger whose lines a test can read. */
function recording(): { readonly log: pino.Logger; readonly lines: Record<string, unknown>[] } {
  const lines: Record<string, unknown>[] = [];
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(JSON.parse(String(chunk)) as Record<string, unknown>);
      done();
    },
  });
  return { log: pino(sink), lines };
}

const failure = new Error("refused", { cause: new Error("reset by peer") });

test("JSON makes an empty object of an error, alone and in an object", () => {
  expect(JSON.stringify(failure)).toBe("{}");
  expect(JSON.stringify({ id: "7", failure })).toBe('{"id":"7","failure":{}}');
});

test("a text of an error has neither its stack nor its cause", () => {
  for (const text of [`load failed: ${String(failure)}`, failure.message]) {
    expect(text).not.toContain("reset by peer");
    expect(text).not.toContain("require-error-context.test");
  }
  expect(failure.stack).toContain("require-error-context.test");
});

test("pino loses an error that follows the text, and keeps one that comes first", () => {
  const { log, lines } = recording();
  const loose = log as unknown as { error(text: string, error: Error): void };
  loose.error("load failed", failure);
  log.error({ err: failure }, "load failed");
  expect(lines[0]).toMatchObject({ msg: "load failed" });
  expect(lines[0]).not.toHaveProperty("err");
  expect(lines[1]).toMatchObject({ err: { message: expect.stringContaining("refused") as string, stack: expect.stringContaining("reset by peer") as string } });
});

test("two failures whose logs name nothing cannot be told apart; with the digest and the attempt they can", async () => {
  const upload = (): Promise<void> => Promise.reject(failure);
  const bare = recording();
  const told = recording();
  for (const [digest, attempt] of [
    ["sha256:a1", 1],
    ["sha256:b2", 3],
  ] as const) {
    await upload().catch((err: unknown) => {
      bare.log.error({ err }, "upload failed");
      told.log.error({ err, digest, attempt }, "upload failed");
    });
  }
  const without = (line: Record<string, unknown>): unknown => ({ ...line, time: 0 });
  expect(without(bare.lines[0] ?? {})).toEqual(without(bare.lines[1] ?? {}));
  expect(told.lines.map(({ digest, attempt }) => [digest, attempt])).toEqual([
    ["sha256:a1", 1],
    ["sha256:b2", 3],
  ]);
});
