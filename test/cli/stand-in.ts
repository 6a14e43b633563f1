/** A plugin that reports each call of `slow` which is not stopped, with the line of the function's own `// since` comment as evidence. */
export const standIn = `
export const plugin = {
  meta: { name: "eslint-plugin-concurrency-review", version: "0.0.0", namespace: "concurrency-review" },
  rules: {
    "require-timeout": {
      meta: {
        type: "problem",
        hasSuggestions: true,
        messages: { late: "\`{{call}}\` waits for what line {{since}} began.", stop: "Stop it." },
        docs: { concern: "timeouts", confidence: { late: "proved" }, recommended: true, strict: [] },
        schema: [],
      },
      create: (context) => ({
        'CallExpression[callee.name="slow"]'(node) {
          const settings = context.settings["concurrency-review"];
          if (node.parent.type === "MemberExpression") return;
          if (settings !== undefined) throw new Error("settings['concurrency-review'].loggers must be a list of names.");
          const since = context.sourceCode.lines.findIndex((line) => line.includes("// since")) + 1;
          const fix = (fixer) => fixer.insertTextAfter(node, ".stop()");
          context.report({ node, messageId: "late", data: { call: "slow", since }, suggest: [{ messageId: "stop", fix }] });
        },
      }),
    },
  },
};
`;

/** A flat configuration that loads the stand-in, under whatever name. */
export function configWith(extra = "", key = "concurrency-review", severity = "error"): string {
  return `import { plugin } from "./stand-in.js";
export default [
  { plugins: { "${key}": plugin }, rules: { "${key}/require-timeout": "${severity}" } },
  ${extra}
];
`;
}

/** A project whose own configuration loads the stand-in. */
export function projectWith(files: Readonly<Record<string, string>>, config = configWith()): Record<string, string> {
  return {
    "package.json": '{ "type": "module" }\n',
    "eslint.config.js": config,
    "stand-in.js": standIn,
    ...files,
  };
}

export function unixNewlines(text: string): string {
  return text.replace(/\r\n/g, "\n");
}
