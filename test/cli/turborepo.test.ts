import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { expect, test } from "vitest";
import { reviewHere } from "./in-process.js";
import { folderWith, repositoryWith, root } from "./workspace.js";

const page = readFileSync(join(root, "docs/ci.md"), "utf8");

/** The block of JSON that the page shows for a file. */
function shown(of: string): string {
  const [, block] = new RegExp(`${of}:\\n\\n\`\`\`json\\n([^]*?)\`\`\``).exec(page) ?? [];
  if (block === undefined) throw new Error(`docs/ci.md shows nothing for ${of}.`);
  return block;
}

const manifest = JSON.parse(shown("In each `package.json`")) as { scripts: Record<string, string> };
const work = "async function work() { await 0; throw new Error(); }\n";

/** A monorepo of two packages, as a checkout of its own. */
function checkout(): string {
  const packages = ["a", "b"].flatMap((name) => [
    [`packages/${name}/package.json`, JSON.stringify({ name, version: "1.0.0", type: "module", ...manifest })],
    [`packages/${name}/src/index.js`, `${work}export function ${name}() { work(); }\n`],
  ]);
  const folder = repositoryWith({
    "package.json": JSON.stringify({ private: true, packageManager: "npm@10.8.2", workspaces: ["packages/*"] }),
    "package-lock.json": JSON.stringify({ name: "app", lockfileVersion: 3, packages: {} }),
    "turbo.json": shown("In `turbo.json`"),
    "eslint.config.mjs": 'import review from "eslint-plugin-concurrency-review";\nexport default [...review.configs.recommended];\n',
    ".gitignore": "node_modules\nreview.json\n.turbo\n",
    ...(Object.fromEntries(packages) as Record<string, string>),
  });
  mkdirSync(join(folder, "node_modules/.bin"), { recursive: true });
  symlinkSync(root, join(folder, "node_modules/eslint-plugin-concurrency-review"), "dir");
  symlinkSync(join(root, "node_modules/eslint/bin/eslint.js"), join(folder, "node_modules/.bin/eslint"));
  return folder;
}

function turbo(folder: string, cache: string): string {
  const bin = createRequire(import.meta.url).resolve("turbo/bin/turbo");
  const env = { ...process.env, TURBO_TELEMETRY_DISABLED: "1", DO_NOT_TRACK: "1", TURBO_NO_UPDATE_NOTIFIER: "1", CI: "1" };
  const { stdout, stderr, status } = spawnSync(process.execPath, [bin, "run", "lint:review", "--cache=local:rw", `--cache-dir=${cache}`, "--no-color"], { cwd: folder, env, encoding: "utf8", timeout: 50_000 });
  if (status !== 0) throw new Error(stdout + stderr);
  return stdout;
}

test("with Turborepo, as docs/ci.md has it: a package is linted once, and another checkout reviews what the cache brings", async () => {
  const [first, second, cache] = [checkout(), checkout(), folderWith({})];
  expect(turbo(first, cache)).toMatch(/Cached:\s+0 cached, 2 total/);
  expect(turbo(second, cache)).toMatch(/Cached:\s+2 cached, 2 total/);
  expect(readFileSync(join(second, "packages/a/review.json"), "utf8")).toContain(JSON.stringify(join(first, "packages/a/src/index.js")));
  const { stdout, stderr, code } = await reviewHere(second, ["--results", "packages/a/review.json", "--results", "packages/b/review.json", "--format", "json"]);
  const { findings } = JSON.parse(stdout) as { findings: { path: string; rule: string }[] };
  expect({ stderr, code }).toEqual({ stderr: "", code: 1 });
  expect(findings.map(({ path, rule }) => `${path} ${rule}`)).toEqual(["packages/a/src/index.js no-unhandled-rejection", "packages/b/src/index.js no-unhandled-rejection"]);
});
