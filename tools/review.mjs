// `npm run review`: builds what has to be built, then reviews the example or, with arguments, is the plain command.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const main = join(root, "dist", "src", "cli", "main.js");
const given = process.argv.slice(2);
const args = given.length > 0 ? given : ["docs/example", "--preset", "strict", "--fail-on", "never"];

if (isStale() && !build()) process.exitCode = 2;
else process.exitCode = spawnSync(process.execPath, [main, ...args], { stdio: "inherit" }).status ?? 2;

function isStale() {
  if (!existsSync(main)) return true;
  const built = statSync(main).mtimeMs;
  const folders = ["src", "rules"].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true }).map((name) => join(folder, name)),
  );
  return ["package.json", "tsconfig.json", ...folders].some((path) => statSync(join(root, path)).mtimeMs > built);
}

/** Standard output belongs to the review, so what the build says goes to standard error. */
function build() {
  const { status } = spawnSync("npm run --silent build", { cwd: root, shell: true, stdio: ["ignore", 2, 2] });
  return status === 0;
}
