import { join } from "node:path";
import { bench, describe } from "vitest";
import { sourcesOfPackages } from "../bench/corpus.mjs";
import { root } from "./client-project.js";
import { EslintServer } from "./eslint-server.js";

/** From a key to the diagnostics of the whole file, in the server that editors run: the summary says how much faster it is without rules. */
const configs = {
  "without rules": (parser: string) => parser,
  editor: (parser: string) => `${parser}, ...review.configs.editor`,
  strict: (parser: string) => `${parser}, ...review.configs.strict`,
};

const lines = 2_000;
const typed = sourcesOfPackages(join(root, "node_modules")).filter(({ path }) => path.endsWith(".ts") && !/\btests?\b/.test(path)).sort((a, b) => Math.abs(a.lines - lines) - Math.abs(b.lines - lines));

describe.each(typed.slice(0, 1).map(({ path, text, lines }) => ({ name: `${path.slice(root.length)} (${lines} lines)`, text })))("$name", ({ text }) => {
  for (const [name, configOf] of Object.entries(configs)) {
    let server: EslintServer;
    let uri: string;
    let key = 0;
    const setup = async (): Promise<void> => {
      if (uri) return; // once before the warm-up and once before the measured keys
      const config = configOf(`{ files: ["**/*.ts"], languageOptions: { parser } }`);
      server = await EslintServer.start({ "eslint.config.js": `import review from "eslint-plugin-concurrency-review";\nimport parser from "@typescript-eslint/parser";\nexport default [${config}];\n` });
      uri = server.client.open("typed.ts", "typescript", text);
    };
    const teardown = async (_: unknown, mode: "warmup" | "run"): Promise<void> => {
      if (mode === "run") await server.stop();
    };
    bench(name, async () => {
      server.client.change(uri, `${text}\n// ${"a".repeat(key++ % 40)}`);
      await server.client.diagnostics(uri);
    }, { setup, teardown, warmupIterations: 8, iterations: 30, time: 0, warmupTime: 0 });
  }
});
