import type { File } from "../src/analysis/file.js";
import { isSeenToFail } from "../src/analysis/rejections/evident-losses.js";
import { lateAwaits, type LateAwait, type Lateness } from "../src/analysis/rejections/late-awaits.js";
import { lateLists, type LateList } from "../src/analysis/rejections/late-lists.js";
import { headOf, lineOf } from "../src/analysis/nodes.js";
import { defineRule, type Finding } from "../src/rule/define-rule.js";
import { handleAllInTime, handleInTime, lateAwaitSuggestions } from "../src/rule/repairs/late-await-repairs.js";

type Found = Finding<"lateAwait" | "lateAwaitAll" | "unseenLateAwait", keyof typeof lateAwaitSuggestions>;

export default defineRule({
  name: "no-late-await",
  description: "Disallow waiting for something else before a started promise is handled",
  concern: "rejections",
  messages: {
    lateAwait: { text: "`{{promise}}` is started here, and {{handling}}: if it rejects while line {{suspension}} waits, the rejection is unhandled.", confidence: "likely" },
    lateAwaitAll: { text: "The promises in `{{list}}` are started here, and {{handling}}: if one rejects while line {{suspension}} waits, the rejection is unhandled.", confidence: "likely" },
    unseenLateAwait: { text: "`{{promise}}` is started here, and {{handling}}; whether it can reject while line {{suspension}} waits, and who is told then, other files know.", confidence: "possible", strict: true },
  },
  suggestions: lateAwaitSuggestions,
  *findings(file) {
    const lists = lateLists(file);
    const starts = new Set(lists.map(({ started }) => started.start));
    // what is put in a list late is a finding of the list
    for (const late of lateAwaits(file)) if (!starts.has(late.held.start)) yield lateAwait(file, late);
    for (const late of lists) yield lateAwaitAll(file, late);
  },
});

function lateAwait(file: File, late: LateAwait): Found {
  const { start, holder } = late.held;
  return {
    message: isSeenToFail(file, start) ? "lateAwait" : "unseenLateAwait",
    at: headOf(file, start),
    data: { promise: holder.text, handling: handlingOf(late), suspension: lineOf(late.suspensions[0]) },
    suggest: handleInTime(file, late),
  };
}

function lateAwaitAll(file: File, late: LateList): Found {
  const handling = late.isOneByOne ? `awaited one by one on line ${String(lineOf(late.handling.at))}` : handlingOf(late);
  const common = { at: headOf(file, late.started.start), suggest: handleAllInTime(file, late) };
  const data = { handling, suspension: lineOf(late.suspensions[0]) };
  if (!isSeenToFail(file, late.started.start)) return { message: "unseenLateAwait", data: { promise: late.list.holder.text, ...data }, ...common };
  return { message: "lateAwaitAll", data: { list: late.list.holder.text, ...data }, ...common };
}

/** What is done with a promise in the end, and where. */
function handlingOf({ handling, isReached }: Lateness): string {
  const line = String(lineOf(handling.at));
  return isReached ? `not handled before line ${line}` : `handled only where control goes another way, on line ${line}`;
}
