import { leftListeners } from "../src/analysis/cancellation/abort-listeners.js";
import { deadSignals } from "../src/analysis/cancellation/dead-signals.js";
import type { File } from "../src/analysis/file.js";
import { unforwarded, type Unforwarded } from "../src/analysis/cancellation/forwarding.js";
import { titleOf } from "../src/analysis/functions.js";
import { heardAfter } from "../src/analysis/cancellation/later-hearing.js";
import { headOf, lineOf, shortText, type Call } from "../src/analysis/nodes.js";
import { ignoredRequests } from "../src/analysis/cancellation/request-signals.js";
import { deafLoops } from "../src/analysis/cancellation/signal-loops.js";
import { defineRule, type Finding } from "../src/rule/define-rule.js";
import { combineSignals, passSignal, signalSuggestions } from "../src/rule/repairs/signal-repairs.js";

export default defineRule({
  name: "forward-abort-signal",
  description: "Require the caller's AbortSignal to reach every call that can be given up",
  concern: "cancellation",
  messages: {
    signalNotForwarded: { text: "`{{call}}` is not given `{{signal}}` of line {{declared}}: it goes on when that aborts.", confidence: "likely" },
    signalHeardLater: { text: "`{{call}}` is not given `{{signal}}` of line {{declared}}: an abort is heard only on line {{heard}}.", confidence: "possible", strict: true },
    freshController: { text: "`{{call}}` follows only the new `{{instead}}` of line {{made}}: it goes on when `{{signal}}` of line {{declared}} aborts.", confidence: "likely" },
    listenerLeak: { text: "The listener added to `{{signal}}` stays when the work is done: every turn of the loop that ends without an abort leaves one more on it.", confidence: "likely" },
    listenerKept: { text: "The listener added to `{{signal}}` is not removed when the work is done: it stays until the signal aborts, with all that it captures.", confidence: "possible", strict: true },
    deadSignal: { text: "`{{call}}` runs after line {{after}}, when `{{signal}}` may have aborted, and is given that signal: it would be given up at once.", confidence: "possible", strict: true },
    unabortableLoop: { text: "This loop suspends on line {{suspension}} of every turn and never looks at `{{signal}}` of line {{declared}}: it goes on when that aborts.", confidence: "possible", strict: true },
    requestSignalIgnored: { text: "`{{handler}}` never looks at `{{signal}}`: `{{call}}` goes on when the client has gone.", confidence: "possible", strict: true },
  },
  suggestions: signalSuggestions,
  *findings(file) {
    for (const one of unforwarded(file)) yield unforwardedFinding(file, one);
    for (const { node, signal, isAddedAgain } of leftListeners(file)) {
      yield { message: isAddedAgain ? "listenerLeak" : "listenerKept", at: headOf(file, node), data: { signal: shortText(file, signal) } };
    }
    for (const { node, signal, after } of deadSignals(file)) {
      yield { message: "deadSignal", at: node.callee, data: { call: nameOf(file, node), signal: signal.text, after: lineOf(after) } };
    }
    for (const { loop, signal, suspension } of deafLoops(file)) {
      const keyword = file.source.getFirstToken(loop) ?? loop;
      yield { message: "unabortableLoop", at: keyword, data: { suspension: lineOf(suspension), signal: signal.text, declared: lineOf(signal.declared) } };
    }
    for (const { call, fn, request } of ignoredRequests(file)) {
      const signal = `${request.name}.signal`;
      const data = { handler: titleOf(fn), signal, call: nameOf(file, call.node) };
      const written = { text: signal, optional: false };
      const { value } = call.signal;
      yield { message: "requestSignalIgnored", at: call.node.callee, data, suggest: value ? combineSignals(file, call, written, value) : passSignal(file, call, written) };
    }
  },
});

function unforwardedFinding(file: File, { call, signal, instead }: Unforwarded): Finding<"signalNotForwarded" | "signalHeardLater" | "freshController", keyof typeof signalSuggestions> {
  const data = { call: nameOf(file, call.node), signal: signal.text, declared: lineOf(signal.declared) };
  const at = call.node.callee;
  const heard = instead ? undefined : heardAfter(file, call.node, signal);
  if (heard) return { message: "signalHeardLater", at, data: { ...data, heard: lineOf(heard) }, suggest: passSignal(file, call, signal) };
  if (!instead) return { message: "signalNotForwarded", at, data, suggest: passSignal(file, call, signal) };
  return {
    message: "freshController",
    at,
    data: { ...data, instead: shortText(file, instead.value), made: lineOf(instead.made) },
    suggest: combineSignals(file, call, signal, instead.value),
  };
}

function nameOf(file: File, call: Call): string {
  return shortText(file, call.callee);
}
