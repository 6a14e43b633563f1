import { fanOuts, openLimiters } from "../src/analysis/bounds/fan-outs.js";
import { headOf, lineOf, shortText } from "../src/analysis/nodes.js";
import { openQueues } from "../src/analysis/bounds/open-queues.js";
import { unheededWrites } from "../src/analysis/bounds/unheeded-writes.js";
import { concurrencyRepairs, concurrencySuggestions, settingRepairs } from "../src/rule/repairs/concurrency-repairs.js";
import { defineRule } from "../src/rule/define-rule.js";

export default defineRule({
  name: "no-unbounded-concurrency",
  description: "Disallow work that is started for every element of a growing collection at once",
  concern: "bounds",
  options: {
    limiter: { type: "string", default: "p-limit" as string, description: "The module whose default export makes a limiter, for suggestions." },
    limit: { type: "integer", minimum: 1, default: 10 as number, description: "The runs at a time that suggestions allow." },
  },
  messages: {
    unboundedAll: { text: "`{{work}}` on line {{line}} is started for every element of `{{collection}}` at once; nothing bounds how many there are, and {{fate}}.", confidence: "likely" },
    unboundedLoop: { text: "This loop starts `{{work}}` on line {{line}} for every element of `{{collection}}` without waiting; nothing bounds how many there are, and {{fate}}.", confidence: "likely" },
    unboundedLibrary: { text: "`{{call}}` is given no concurrency, and without one it runs everything at once.", confidence: "likely" },
    unboundedFiles: { text: "`{{work}}` on line {{line}} opens a file for every element of `{{collection}}` at once; nothing bounds how many there are.", confidence: "possible", strict: true },
    unboundedParameter: { text: "`{{work}}` on line {{line}} is started for every element of `{{collection}}` at once; only the callers decide how many there are, and {{fate}}.", confidence: "possible", strict: true },
    unboundedQueue: { text: "Each event adds to `{{list}}`, and nothing in this file looks at its length or slows the source down.", confidence: "possible", strict: true },
    ignoredBackpressure: { text: "The result of `{{stream}}.write` is not looked at in this loop: what the stream cannot take yet is kept in memory.", confidence: "likely", strict: true },
  },
  suggestions: concurrencySuggestions,
  *findings(file, options) {
    for (const fanOut of fanOuts(file)) {
      const { as, at, collection, size, work } = fanOut;
      yield {
        message: size.is === "given" ? "unboundedParameter" : work.isFile ? "unboundedFiles" : as === "all" ? "unboundedAll" : "unboundedLoop",
        at: headOf(file, at),
        data: {
          work: shortText(file, work.call),
          line: lineOf(work.call),
          collection: shortText(file, collection),
          fate: work.isPooled ? "what finds no connection queues behind the pool" : "all of them go out together",
        },
        suggest: concurrencyRepairs(file, fanOut, options),
      };
    }
    for (const { call, slot } of openLimiters(file)) yield { message: "unboundedLibrary", at: call.callee, data: { call: shortText(file, call.callee) }, suggest: settingRepairs(file, call, slot, options.limit) };
    for (const { push, list } of openQueues(file)) yield { message: "unboundedQueue", at: headOf(file, push), data: { list } };
    for (const { write, stream } of unheededWrites(file)) yield { message: "ignoredBackpressure", at: headOf(file, write), data: { stream } };
  },
});
