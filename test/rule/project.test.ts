import { join } from "node:path";
import { expect, test } from "vitest";
import { projectOf } from "../../src/rule/project.js";
import { folderWith } from "../cli/workspace.js";

test("what a package runs with: its dependencies, and what a command may have bundled", () => {
  const manifest = { dependencies: { pino: "^10.0.0" }, devDependencies: { prompts: "^2.0.0" } };
  const folder = folderWith({
    "server/package.json": JSON.stringify(manifest),
    "command/package.json": JSON.stringify({ ...manifest, bin: "main.js" }),
  });
  const server = projectOf(join(folder, "server", "src", "a.ts"));
  const command = projectOf(join(folder, "command", "src", "a.ts"));
  expect(["pino", "prompts", "ora"].map((name) => server.runsWith(name))).toEqual([true, false, false]);
  expect(["pino", "prompts", "ora"].map((name) => command.runsWith(name))).toEqual([true, true, false]);
  expect(server.versionOf("prompts")).toBe("^2.0.0");
});

test("whether a package installs a command, and whether other code imports it", () => {
  const folder = folderWith({
    "tool/package.json": JSON.stringify({ bin: { tool: "main.js" }, main: "main.js" }),
    "library/package.json": JSON.stringify({ bin: "main.js", types: "main.d.ts" }),
    "service/package.json": JSON.stringify({}),
  });
  const said = ["tool", "library", "service"].map((name) => projectOf(join(folder, name, "a.ts")));
  expect(said.map(({ hasCommand, isImported }) => [hasCommand, isImported])).toEqual([[true, false], [true, true], [false, false]]);
});

test("whether a package is for the whole machine", () => {
  const folder = folderWith({ "tool/package.json": JSON.stringify({ preferGlobal: true }), "library/package.json": JSON.stringify({ preferGlobal: "yes" }) });
  expect(["tool", "library"].map((name) => projectOf(join(folder, name, "a.ts")).prefersGlobal)).toEqual([true, false]);
});
