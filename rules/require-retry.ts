import { lineOf, shortText } from "../src/analysis/nodes.js";
import { singleShots } from "../src/analysis/resilience/single-shots.js";
import { defineRule } from "../src/rule/define-rule.js";
import { wrapInRetry, wrappingSuggestions } from "../src/rule/repairs/wrap-in-retry.js";

export default defineRule({
  name: "require-retry",
  description: "Require a retry where a failure that may pass ends the operation",
  concern: "resilience",
  recommended: false,
  options: {
    operations: { type: "array", items: { type: "string" }, default: [] as readonly string[], description: "Names of functions of the project that can be called again without harm." },
    helper: { type: "string", pattern: "^[A-Za-z_$][\\w$]*$", default: "pRetry" as string, description: "The function that suggestions wrap a call in." },
    module: { type: "string", default: "p-retry" as string, description: "The module whose default export that function is." },
    retries: { type: "integer", minimum: 1, default: 3 as number, description: "The number of tries after the first that suggestions insert." },
    capMs: { type: "integer", minimum: 1, default: 5_000 as number, description: "The longest pause that suggestions insert, in milliseconds." },
  },
  messages: {
    singleShot: { text: "`{{call}}` is made once, and line {{handler}} ends the operation when it fails: a failure that would pass in a moment is final.", confidence: "possible" },
  },
  suggestions: wrappingSuggestions,
  *findings(file, options) {
    for (const { call, handler } of singleShots(file, options.operations)) {
      yield {
        message: "singleShot",
        at: call.callee,
        data: { call: shortText(file, call.callee), handler: lineOf(handler) },
        suggest: wrapInRetry(file, { call, handler }, options),
      };
    }
  },
});
