import { spawn } from "node:child_process";
import { expect, test } from "vitest";

/** Runs a program in a Node of its own. */
function run(program: string): Promise<{ readonly code: number | null; readonly out: string; readonly err: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ["--input-type=module", "--eval", program]);
    let [out, err] = ["", ""];
    child.stdout.on("data", (chunk: Buffer) => (out += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (err += chunk.toString()));
    child.on("error", reject);
    child.on("close", (code) => {
      resolve({ code, out, err });
    });
  });
}

const fail = `const fail = async () => { await null; throw new Error("boom"); };`;

test.each([
  ["a promise that nobody handles", `fail();`],
  ["void, which only silences the linter", `void fail();`],
  ["a chain that ends in finally", `const p = fail(); p.catch(() => {}); p.finally(() => {});`],
  ["a listener whose promise is dropped", `import { EventEmitter } from "node:events"; const e = new EventEmitter(); e.on("job", async () => { await fail(); }); e.emit("job");`],
  ["a timer whose promise is dropped", `setTimeout(async () => { await fail(); }, 1);`],
  ["a handler that rejects", `fail().catch(() => fail());`],
  ["a fulfilment handler beside the rejection handler", `Promise.resolve("no json").then((text) => { JSON.parse(text); }, () => {});`],
])("%s ends the process", async (_, program) => {
  const { code, err } = await run(`${fail}\n${program}\nsetTimeout(() => console.log("alive"), 50);`);
  expect(code).not.toBe(0);
  expect(err).toMatch(/boom|SyntaxError/);
});

test.each([
  ["a promise with a handler", `fail().catch(() => {});`],
  ["a listener that catches", `import { EventEmitter } from "node:events"; const e = new EventEmitter(); e.on("job", async () => { try { await fail(); } catch {} }); e.emit("job");`],
  ["an emitter that routes rejections", `import { EventEmitter } from "node:events"; const e = new EventEmitter({ captureRejections: true }); e.on("error", () => {}); e.on("job", async () => { await fail(); }); e.emit("job");`],
  ["the loser of a race", `await Promise.race([Promise.resolve(1), fail()]);`],
])("%s leaves it alive", async (_, program) => {
  const { code, out } = await run(`${fail}\n${program}\nsetTimeout(() => console.log("alive"), 50);`);
  expect([code, out.trim()]).toEqual([0, "alive"]);
});

const failing = (): Promise<string> => Promise.reject(new Error("boom"));

test("return without await leaves the try before the promise rejects", async () => {
  const bypassed = async (): Promise<string> => {
    try {
      // eslint-disable-next-line @typescript-eslint/return-await, concurrency-review/no-unhandled-rejection -- the defect under test
      return failing();
    } catch {
      return "fallback";
    }
  };
  const seen = async (): Promise<string> => {
    try {
      return await failing();
    } catch {
      return "fallback";
    }
  };
  await expect(bypassed()).rejects.toThrow("boom");
  await expect(seen()).resolves.toBe("fallback");
});

test("an async predicate lets everything through", () => {
  const isRoot = (name: string): Promise<boolean> => Promise.resolve(name === "root");
  const names: unknown[] = ["root", "guest"].filter(isRoot as unknown as (name: string) => boolean);
  expect(names).toEqual(["root", "guest"]);
});
