import { Linter } from "eslint";
import { expect, test } from "vitest";
import plugin from "../../src/plugin.js";

/** The texts after each suggestion of a rule for its first report. */
function repaired(code: string, rule: keyof typeof plugin.rules): string[] {
  const [message] = new Linter().verify(code, { plugins: { ours: plugin }, rules: { [`ours/${rule}`]: "error" } });
  return (message?.suggestions ?? []).map(({ fix }) => code.slice(0, fix.range[0]) + fix.text + code.slice(fix.range[1]));
}

const without = (text: string): string => text.replaceAll(";", "");

const before = `import { text } from "./text.js";
export async function read(file, url) {
  const total = file.total;
  await fetch(url, { signal: AbortSignal.timeout(1000) });
  file.done();
  return total;
}
export function watched(socket) {
  return new Promise((resolve, reject) => {
    socket.on("error", reject);
    socket.on("message", (message) => {
      const found = JSON.parse(message);
      resolve(text(found));
    });
  });
}
`;
const after = before.replace(
  /( *)const found = .*\n.*\n/,
  (_, indent: string) => `${["try {", "  const found = JSON.parse(message);", "  resolve(text(found));", "} catch (error) {", "  reject(error);", "}"].map((line) => indent + line).join("\n")}\n`,
);

test("new lines end with a semicolon where those of the file do", () => {
  expect(repaired(before, "require-settlement")).toContain(after);
});

test("and without one where those do without", () => {
  expect(repaired(without(before), "require-settlement")).toContain(without(after));
});

test("a line is ended where the next one would go on with it", () => {
  const code = `import { sum } from "./sum.js"
export class Cart {
  total = 0
  constructor(bus) {
    bus.on("add", (url) => {
      this.add(url).catch(console.error)
    })
  }
  async add(url) {
    this.total += await sum(url)
    ;[1].forEach(sum)
  }
}
`;
  const [text] = repaired(code, "no-check-then-act");
  expect(text).toContain("    const value = await sum(url)\n    this.total += value\n    ;[1]");
  const inBranch = code.replace("    this.total += await sum(url)\n    ;[1].forEach(sum)\n", "    if (url) this.total += await sum(url)\n");
  expect(repaired(inBranch, "no-check-then-act")[0]).toContain("if (url) { const value = await sum(url); this.total += value }");
});
