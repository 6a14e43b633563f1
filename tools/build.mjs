// `npm run build`: compiles, puts what is read at run time where the package has it, and joins the plugin into the one file
// that the package is entered by, since opening its modules one by one is most of what importing it would cost.
import { spawnSync } from "node:child_process";
import { cpSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { isAbsolute, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "rolldown";

const root = fileURLToPath(new URL("..", import.meta.url));
const dist = join(root, "dist");
const copied = ["src/review/templates", "src/review/formats/html", "src/review/formats/review-v1.schema.json"];

if (compile()) {
  for (const path of copied) cpSync(join(root, path), join(dist, path), { recursive: true });
  await bundle();
} else {
  process.exitCode = 1;
}

function compile() {
  const tsc = createRequire(import.meta.url).resolve("typescript/bin/tsc");
  const { status } = spawnSync(process.execPath, [tsc, "-p", root], { cwd: root, stdio: ["ignore", "inherit", "inherit"], timeout: 600_000 });
  return status === 0;
}

/** Whatever comes from elsewhere stays an import, and nothing is minified: a stack trace is to be read. */
async function bundle() {
  await build({
    cwd: root,
    input: join(dist, "src", "plugin.js"),
    platform: "node",
    external: (id) => !id.startsWith(".") && !isAbsolute(id),
    output: { file: join(dist, "plugin.js"), format: "esm", codeSplitting: false },
    logLevel: "warn",
  });
  // The command loads the same file: the modules that were joined are not packed a second time.
  writeFileSync(join(dist, "src", "plugin.js"), 'export { default } from "../plugin.js";\n');
}
