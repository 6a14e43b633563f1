// What importing the plugin costs, in processes of their own.
import { execFileSync } from "node:child_process";

const script = `
import { createRequire } from "node:module";
const start = process.cpuUsage();
await import(process.argv[1]);
const { user, system } = process.cpuUsage(start);
const time = (user + system) / 1_000;
const loaded = Object.keys(createRequire(process.cwd() + "/x.js").cache).filter((path) => /node_modules.(typescript|@typescript-eslint)./.test(path));
console.log(JSON.stringify({ time, loaded: loaded.length }));
`;

/** @param {string} name @param {string} root */
function imported(name, root) {
  const output = execFileSync(process.execPath, ["--input-type=module", "-e", script, "--", name], { cwd: root, encoding: "utf8" });
  return /** @type {{ time: number, loaded: number }} */ (JSON.parse(output));
}

/** @param {string} root */
export function startupRows(root) {
  const pairs = Array.from({ length: 8 }, () => ({ eslint: imported("eslint", root), plugin: imported("eslint-plugin-concurrency-review", root) }));
  const eslint = Math.min(...pairs.map((pair) => pair.eslint.time));
  const plugin = Math.min(...pairs.map((pair) => pair.plugin.time));
  const loaded = pairs[0]?.plugin.loaded ?? 0;
  return [
    { what: `import of the plugin (${plugin.toFixed(0)} ms) over import of eslint (${eslint.toFixed(0)} ms)`, budget: "≤ 0.35 ×", measured: `${(plugin / eslint).toFixed(2)} ×`, holds: plugin / eslint <= 0.35 },
    { what: "modules of TypeScript that it loads", budget: "0", measured: String(loaded), holds: loaded === 0 },
  ];
}
