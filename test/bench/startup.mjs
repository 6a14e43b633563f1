// What importing the plugin costs, in processes of their own.
import { execFileSync } from "node:child_process";
import { join } from "node:path";

const script = `
import { createRequire } from "node:module";
const [, name] = process.argv;
const require = createRequire(process.cwd() + "/x.js");
const start = process.cpuUsage();
if (name.endsWith(".cjs")) require(name);
else await import(name);
const { user, system } = process.cpuUsage(start);
const time = (user + system) / 1_000;
const loaded = Object.keys(require.cache).filter((path) => /node_modules.(typescript|@typescript-eslint)./.test(path));
console.log(JSON.stringify({ time, loaded: loaded.length }));
`;

/** @param {string} name @param {string} root */
function imported(name, root) {
  const output = execFileSync(process.execPath, ["--input-type=module", "-e", script, "--", name], { cwd: root, encoding: "utf8" });
  return /** @type {{ time: number, loaded: number }} */ (JSON.parse(output));
}

/** @param {string} root */
export function startupRows(root) {
  const names = { eslint: "eslint", plugin: "eslint-plugin-concurrency-review", rules: join(root, "dist", "rules.cjs") };
  const runs = Array.from({ length: 8 }, () => ({ eslint: imported(names.eslint, root), plugin: imported(names.plugin, root), rules: imported(names.rules, root) }));
  const [eslint = 0, plugin = 0, rules = 0] = /** @type {const} */ (["eslint", "plugin", "rules"]).map((which) => Math.min(...runs.map((run) => run[which].time)));
  const loaded = runs[0]?.plugin.loaded ?? 0;
  return [
    { what: `import of the plugin (${plugin.toFixed(0)} ms) over import of eslint (${eslint.toFixed(0)} ms)`, budget: "≤ 0.35 ×", measured: `${(plugin / eslint).toFixed(2)} ×`, holds: plugin / eslint <= 0.35 },
    { what: "loading the rules with the first file that is linted, over import of eslint", budget: "", measured: `${(rules / eslint).toFixed(2)} × (${rules.toFixed(0)} ms)`, holds: undefined },
    { what: "modules of TypeScript that it loads", budget: "0", measured: String(loaded), holds: loaded === 0 },
  ];
}
