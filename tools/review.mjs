// `npm run review`: builds what has to be built, then reviews the example or, with arguments, is the plain command.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const main = join(root, "dist", "src", "cli", "main.js");
/** What runs, and what a build writes last: one that failed half-way is no build. */
const outputs = [main, join(root, "dist", "plugin.js")];

if (process.argv.length === 2) process.argv.push("docs/example", "--preset", "strict", "--fail-on", "never");
if (isStale() && !build()) process.exitCode = 2;
else await import(pathToFileURL(main).href);

function isStale() {
  if (!outputs.every((path) => existsSync(path))) return true;
  const built = Math.min(...outputs.map((path) => statSync(path).mtimeMs));
  const sources = ["src", "rules"].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map((name) => join(folder, name)),
  );
  return ["package.json", "tsconfig.json", join("tools", "build.mjs"), ...sources].some((path) => statSync(join(root, path)).mtimeMs > built);
}

/** Standard output belongs to the review, so what the build says goes to standard error. */
function build() {
  const { status } = spawnSync("npm run --silent build", { cwd: root, shell: true, stdio: ["ignore", 2, 2], timeout: 600_000 });
  return status === 0;
}
