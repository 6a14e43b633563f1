import { asyncCatches, emptyClauses } from "../src/analysis/catch-clauses.js";
import { nodes } from "../src/analysis/nodes.js";
import { headOf, lineOf, shortText } from "../src/analysis/nodes.js";
import { unreadSettled } from "../src/analysis/settled.js";
import { emptyHandlers } from "../src/analysis/swallowing.js";
import { defineRule } from "../src/rule/define-rule.js";

export default defineRule({
  name: "no-swallowed-rejection",
  description: "Disallow rejections that are caught and never heard of",
  concern: "rejections",
  messages: {
    emptyCatchHandler: { text: "This handler is empty: when `{{call}}` on line {{line}} fails, nobody learns of it.", confidence: "likely" },
    emptyCatchClause: { text: "This `catch` is empty: when `{{call}}` on line {{line}} fails, nobody learns of it.", confidence: "likely" },
    unreadSettled: { text: "No `status` or `reason` of these results is ever read: when `{{call}}` on line {{line}} fails, nobody learns of it.", confidence: "likely" },
  },
  *findings(file) {
    void asyncCatches; void nodes;
    for (const { handler, loss } of emptyHandlers(file)) yield { message: "emptyCatchHandler", at: headOf(file, handler), data: { call: shortText(file, loss), line: lineOf(loss) } };
    for (const { clause, loss } of emptyClauses(file)) yield { message: "emptyCatchClause", at: file.source.getFirstToken(clause) ?? clause, data: { call: shortText(file, loss), line: lineOf(loss) } };
    for (const { call, loss } of unreadSettled(file)) yield { message: "unreadSettled", at: headOf(file, call), data: { call: shortText(file, loss), line: lineOf(loss) } };
  },
});
