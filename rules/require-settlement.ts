import type { File } from "../src/analysis/file.js";
import { lineOf, shortText } from "../src/analysis/nodes.js";
import { unsettled, type Gap, type Unsettled } from "../src/analysis/settlements.js";
import { ignoredErrors, looseThrows } from "../src/analysis/settling-callbacks.js";
import { unheardFailures, type UnheardFailure } from "../src/analysis/unheard-failures.js";
import { strandedWaiters, type StrandedWaiter } from "../src/analysis/waiters.js";
import { defineRule, type Finding } from "../src/rule/define-rule.js";

type Found = Finding<"neverSettles" | "missingErrorListener" | "ignoredError" | "throwInCallback" | "strandedWaiter", never>;

export default defineRule({
  name: "require-settlement",
  description: "Require that every promise which is settled by hand is settled on every path",
  concern: "settlement",
  messages: {
    neverSettles: { text: "This promise can stay pending for ever: on line {{line}} {{reason}}.", confidence: "likely" },
    missingErrorListener: { text: "`{{emitter}}` settles this promise on `{{event}}`, and nothing listens for `{{failure}}`: {{consequence}}.", confidence: "proved" },
    ignoredError: { text: "When `{{call}}` fails, `{{error}}` never reaches the promise: {{consequence}}.", confidence: "proved" },
    throwInCallback: { text: "`{{thrower}}` can throw in this callback of `{{call}}`, where nothing catches it: an uncaught exception, and the promise stays pending.", confidence: "proved" },
    strandedWaiter: { text: "`{{step}}` drops a waiter: {{reason}}, and the promise made on line {{made}} is never settled.", confidence: "likely", strict: true },
  },
  *findings(file) {
    const unheard = unheardFailures(file);
    for (const found of unsettled(file)) if (!unheard.some(({ registration }) => registration === found.gap.registered)) yield neverSettles(found);
    for (const found of unheard) yield missingErrorListener(file, found);
    for (const { call, parameter, thrown } of ignoredErrors(file)) {
      yield {
        message: "ignoredError",
        at: thrown ?? parameter,
        data: { call: shortText(file, call.callee), error: parameter.name, consequence: thrown ? "the throw is an uncaught exception" : "it resolves all the same" },
      };
    }
    for (const { node, call } of looseThrows(file)) {
      yield { message: "throwInCallback", at: node, data: { thrower: shortText(file, node), call: shortText(file, "callee" in call ? call.callee : call) } };
    }
    for (const { deferred, step, at, how } of strandedWaiters(file)) {
      yield { message: "strandedWaiter", at, data: { step: shortText(file, step), reason: drops[how], made: lineOf(deferred.node) } };
    }
  },
});

const reasons: Readonly<Record<Gap["how"], string>> = {
  returns: "the function returns, and nothing has settled it",
  skips: "nothing settles it where the condition does not hold",
  ends: "the function ends, and nothing has settled it",
  throws: "an exception leaves the function before anything settles it",
  rejects: "a rejection reaches neither resolve nor reject",
};

const drops: Readonly<Record<StrandedWaiter["how"], string>> = {
  "timer stopped": "the timer alone settles what an earlier call waits for",
  emptied: "nobody settles what is still in it",
  removed: "nobody settles what it takes out",
  overwritten: "an earlier call may still wait for the one before",
};

function neverSettles({ deferred, gap }: Unsettled): Found {
  return { message: "neverSettles", at: deferred.node.callee, data: { line: lineOf(gap.node), reason: reasons[gap.how] } };
}

const consequences: Readonly<Record<UnheardFailure["unheard"], string>> = {
  thrown: "a failure is an uncaught exception, and the promise stays pending",
  nothing: "after a failure the promise stays pending for ever",
};

function missingErrorListener(file: File, { emitter, event, failure, unheard, at }: UnheardFailure): Found {
  return { message: "missingErrorListener", at, data: { emitter: shortText(file, emitter.root), event, failure, consequence: consequences[unheard] } };
}
