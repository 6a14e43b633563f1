import type { File } from "../src/analysis/file.js";
import { lineOf, shortText } from "../src/analysis/nodes.js";
import type { Gap } from "../src/analysis/settlement/settlement-gaps.js";
import { unsettled, type Unsettled } from "../src/analysis/settlement/settlements.js";
import { ignoredErrors, looseThrows, type IgnoredError, type LooseThrow } from "../src/analysis/settlement/settling-callbacks.js";
import { isAnsweredFor, unheardFailures, type UnheardFailure } from "../src/analysis/settlement/unheard-failures.js";
import { strandedWaiters, type StrandedWaiter } from "../src/analysis/settlement/waiters.js";
import { addErrorListener, rejectInGap, rejectOnError, settlementSuggestions, wrapInTry } from "../src/rule/repairs/settlement-repairs.js";
import { defineRule, type Finding } from "../src/rule/define-rule.js";

type Found = Finding<"neverSettles" | "missingErrorListener" | "ignoredError" | "throwInCallback" | "unseenSettlement" | "strandedWaiter", keyof typeof settlementSuggestions>;

export default defineRule({
  name: "require-settlement",
  description: "Require that every promise which is settled by hand is settled on every path",
  concern: "settlement",
  messages: {
    neverSettles: { text: "This promise can stay pending for ever: on line {{line}} {{reason}}.", confidence: "likely", strict: true },
    missingErrorListener: { text: "`{{emitter}}` settles this promise on `{{event}}`, and nothing listens for `{{failure}}`: {{consequence}}.", confidence: "proved" },
    ignoredError: { text: "When `{{call}}` fails, `{{error}}` never reaches the promise: {{consequence}}.", confidence: "proved" },
    throwInCallback: { text: "`{{thrower}}` can throw in this callback of `{{call}}`, where nothing catches it: an uncaught exception, and the promise stays pending.", confidence: "proved" },
    unseenSettlement: { text: "This promise waits for `{{awaited}}` on line {{line}}; whether anything settles it when that does not come, other files know.", confidence: "possible", strict: true },
    strandedWaiter: { text: "`{{step}}` drops a waiter: {{reason}}, and the promise made on line {{made}} is never settled.", confidence: "likely", strict: true },
  },
  suggestions: settlementSuggestions,
  *findings(file) {
    const unheard = unheardFailures(file);
    // a listener that nobody backs up is told of once, and one that its caller backs up not at all
    const gaps = unsettled(file);
    const isTold = (use: Unsettled["gap"]["registered"]): boolean => use !== undefined && (isAnsweredFor(file, use) || unheard.some(({ registration }) => registration === use));
    for (const found of gaps) if (!isTold(found.gap.registered)) yield neverSettles(file, found);
    for (const found of unheard) yield missingErrorListener(file, found);
    // a callback that ignores its error and does not always settle is told of once
    for (const found of ignoredErrors(file)) if (found.thrown || !gaps.some(({ gap }) => gap.fn === found.fn)) yield ignoredError(file, found);
    for (const found of looseThrows(file)) yield throwInCallback(file, found);
    for (const found of strandedWaiters(file)) yield strandedWaiter(file, found);
  },
});

const reasons: Readonly<Record<Gap["how"], string>> = {
  returns: "the function returns, and nothing has settled it",
  skips: "nothing settles it where the condition does not hold",
  ends: "the function ends, and nothing has settled it",
  throws: "an exception leaves the function before anything settles it",
  rejects: "a rejection reaches neither resolve nor reject",
};

function neverSettles(file: File, { deferred, gap, isSeen }: Unsettled): Found {
  const common = { at: deferred.node.callee, suggest: rejectInGap(file, deferred, gap) };
  if (!isSeen) return { message: "unseenSettlement", data: { awaited: shortText(file, gap.registered?.call?.callee ?? gap.node), line: lineOf(gap.node) }, ...common };
  return { message: "neverSettles", data: { line: lineOf(gap.node), reason: reasons[gap.how] }, ...common };
}

const consequences: Readonly<Record<UnheardFailure["unheard"], string>> = {
  thrown: "a failure is an uncaught exception, and the promise stays pending",
  nothing: "after a failure the promise stays pending for ever",
};

function missingErrorListener(file: File, found: UnheardFailure): Found {
  const { emitter, event, failure, unheard, at, isSeen } = found;
  const common = { at, suggest: addErrorListener(file, found) };
  if (!isSeen) return { message: "unseenSettlement", data: { awaited: shortText(file, emitter.root), line: lineOf(at) }, ...common };
  return { message: "missingErrorListener", data: { emitter: shortText(file, emitter.root), event, failure, consequence: consequences[unheard] }, ...common };
}

function ignoredError(file: File, found: IgnoredError): Found {
  const { call, parameter, thrown } = found;
  const consequence = thrown ? "the throw is an uncaught exception" : "it resolves all the same";
  return { message: "ignoredError", at: thrown ?? parameter, data: { call: shortText(file, call.callee), error: parameter.name, consequence }, suggest: rejectOnError(file, found) };
}

function throwInCallback(file: File, found: LooseThrow): Found {
  const { call, node } = found;
  return { message: "throwInCallback", at: node, data: { thrower: shortText(file, node), call: shortText(file, "callee" in call ? call.callee : call) }, suggest: wrapInTry(file, found) };
}

const drops: Readonly<Record<StrandedWaiter["how"], string>> = {
  "timer stopped": "the timer alone settles what an earlier call waits for",
  emptied: "nobody settles what is still in it",
  removed: "nobody settles what it takes out",
  overwritten: "an earlier call may still wait for the one before",
};

function strandedWaiter(file: File, { deferred, step, at, how }: StrandedWaiter): Found {
  return { message: "strandedWaiter", at, data: { step: shortText(file, step), reason: drops[how], made: lineOf(deferred.node) } };
}
