import { signalGiven, swallowedAborts } from "../src/analysis/rejections/swallowed-aborts.js";
import { isMissed } from "../src/analysis/rejections/claims.js";
import { emptyClauses } from "../src/analysis/rejections/catch-clauses.js";
import { isExempt, type Exemption } from "../src/analysis/rejections/exemptions.js";
import type { File } from "../src/analysis/file.js";
import { headOf, lineOf, shortText } from "../src/analysis/nodes.js";
import type { TSESTree } from "@typescript-eslint/utils";
import { unreadSettled } from "../src/analysis/rejections/unread-results.js";
import { emptyHandlers } from "../src/analysis/rejections/empty-handlers.js";
import { unusedErrors } from "../src/analysis/rejections/unused-errors.js";
import { defineRule } from "../src/rule/define-rule.js";
import { reportFirst, reportInstead, reportSettled, rethrowAbort, rethrowUnlessAbort, swallowingSuggestions } from "../src/rule/repairs/swallowing-repairs.js";

export default defineRule({
  name: "no-swallowed-rejection",
  description: "Disallow rejections that are caught and never heard of",
  concern: "rejections",
  options: {
    reporter: { type: "string", default: "console.error" as string, description: "The function that suggestions hand an error to." },
    allow: { type: "array", default: [] as readonly Exemption[], description: "Calls and types whose failure is nobody's loss, as `{ from, name, package }`.", items: { type: "object" } },
  },
  messages: {
    emptyCatchHandler: { text: "This handler is empty: when `{{call}}` on line {{line}} fails, nobody learns of it.", confidence: "likely" },
    emptyCatchClause: { text: "This `catch` is empty: when `{{call}}` on line {{line}} fails, nobody learns of it.", confidence: "likely" },
    unreadSettled: { text: "No `status` or `reason` of these results is ever read: when `{{call}}` on line {{line}} fails, nobody learns of it.", confidence: "likely" },
    silencedWork: { text: "This hides whether `{{call}}` on line {{line}} failed: nobody learns of it.", confidence: "possible", strict: true },
    unusedError: { text: "The error is neither read, logged, counted nor passed on: when `{{call}}` on line {{line}} fails, nobody learns of it.", confidence: "possible", strict: true },
    swallowedAbort: { text: "`{{signal}}` can abort `{{call}}` on line {{line}}, and this `catch` {{consequence}}, as though it had failed.", confidence: "likely", strict: true },
  },
  suggestions: swallowingSuggestions,
  *findings(file, { reporter, allow }) {
    const isLost = (loss: TSESTree.Node): boolean => !isExempt(file, loss, allow);
    for (const one of emptyHandlers(file)) {
      const suggest = reportInstead(file, one.handler, reporter);
      if (isLost(one.loss)) yield { message: isMissed(file, one, one.handler) ? "emptyCatchHandler" : "silencedWork", at: one.handler, data: lost(file, one.loss), suggest };
    }
    for (const one of emptyClauses(file)) {
      const signal = signalGiven(file, one)?.signal;
      const suggest = [...reportFirst(file, one.clause, reporter, signal), ...(signal ? rethrowUnlessAbort(file, one.clause, signal) : [])];
      if (isLost(one.loss)) yield { message: isMissed(file, one, one.statement) ? "emptyCatchClause" : "silencedWork", at: headOf(file, one.clause), data: lost(file, one.loss), suggest };
    }
    for (const one of unreadSettled(file)) {
      const suggest = reportSettled(file, one.call, reporter);
      if (isLost(one.loss)) yield { message: isMissed(file, one, one.call) ? "unreadSettled" : "silencedWork", at: headOf(file, one.call), data: lost(file, one.loss), suggest };
    }
    for (const { holder, loss } of unusedErrors(file)) {
      if (isLost(loss)) yield { message: "unusedError", at: headOf(file, holder), data: lost(file, loss), suggest: reportFirst(file, holder, reporter) };
    }
    for (const { holder, signal, work, does } of swallowedAborts(file)) {
      yield { message: "swallowedAbort", at: headOf(file, holder), data: { ...lost(file, work), signal: signal.text, consequence: does }, suggest: rethrowAbort(file, holder, signal) };
    }
  },
});

function lost(file: File, loss: TSESTree.Node): { readonly call: string; readonly line: number } {
  return { call: shortText(file, loss), line: lineOf(loss) };
}
