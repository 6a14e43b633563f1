import type { File } from "../src/analysis/file.js";
import { titleOf } from "../src/analysis/functions.js";
import { stuckMarks } from "../src/analysis/locks/hand-made-locks.js";
import { earlyReleases } from "../src/analysis/locks/early-releases.js";
import { isFunction, lineOf, shortText } from "../src/analysis/nodes.js";
import { headOfWrite } from "../src/analysis/places/places.js";
import { unsettledTails } from "../src/analysis/locks/promise-tails.js";
import { unreleased, type Unreleased } from "../src/analysis/locks/unreleased.js";
import { unwokenWaiters } from "../src/analysis/locks/unwoken-waiters.js";
import { defineRule, type Finding } from "../src/rule/define-rule.js";
import { lockSuggestions, releaseEverywhere, resetEverywhere } from "../src/rule/repairs/lock-repairs.js";

export default defineRule({
  name: "require-lock-release",
  description: "Require what is taken to be given back on every path, the throwing ones included",
  concern: "locks",
  messages: {
    notReleasedOnThrow: { text: "The {{what}} taken by `{{call}}` is given back or handed over on line {{release}} only if nothing throws before: `{{step}}` on line {{leaves}} can leave with it held.", confidence: "likely" },
    notReleasedOnPath: { text: "The {{what}} taken by `{{call}}` is given back on line {{release}}, but the path that leaves on line {{leaves}} does not pass there.", confidence: "likely" },
    neverReleased: { text: "The {{what}} taken by `{{call}}` is never given back: nothing in `{{owner}}` releases it or hands it on.", confidence: "likely" },
    notResetOnThrow: { text: "`{{place}}` is set on line {{raise}} and taken back on line {{reset}} only if nothing throws: once `{{step}}` on line {{leaves}} fails, it stays set.", confidence: "likely" },
    staysBusy: { text: "`{{place}}` is set on line {{raise}} and taken back on line {{reset}} only if nothing throws: once `{{step}}` on line {{leaves}} fails, it goes on saying that work is in progress.", confidence: "possible", strict: true },
    releasedWithoutAcquire: { text: "`{{call}}` stands inside the `try` whose `finally` gives back on line {{release}}: when line {{fails}} throws, that gives back what was never taken.", confidence: "likely", strict: true },
    waiterNotWoken: { text: "The next waiter in `{{place}}` is woken on line {{wake}} only if `{{step}}` on line {{leaves}} does not throw: after one failure those in line wait for ever.", confidence: "likely", strict: true },
  },
  suggestions: lockSuggestions,
  *findings(file) {
    for (const one of unreleased(file)) yield leakOf(file, one);
    for (const mark of stuckMarks(file)) {
      const { raise, reset, leaves, isAsked } = mark;
      yield {
        message: isAsked ? "notResetOnThrow" : "staysBusy",
        at: headOfWrite(file, raise),
        data: { place: raise.place.text, raise: lineOf(raise.node), reset: lineOf(reset.node), step: shortText(file, leaves), leaves: lineOf(leaves) },
        suggest: resetEverywhere(file, mark),
      };
    }
    for (const { taken, release, fails } of earlyReleases(file)) {
      yield { message: "releasedWithoutAcquire", at: taken.node.callee, data: { call: shortText(file, taken.node), release: lineOf(release), fails: lineOf(fails) } };
    }
    for (const { line, wake, leaves } of [...unwokenWaiters(file), ...unsettledTails(file)]) {
      yield { message: "waiterNotWoken", at: wake.callee, data: { place: line, wake: lineOf(wake), step: shortText(file, leaves), leaves: lineOf(leaves) } };
    }
  },
});

/** What is held, where a sentence says more than the word. */
const kinds: Readonly<Record<string, string>> = { file: "file handle", context: "browser context", reader: "reader's lock", writer: "writer's lock" };

type MessageId = "notReleasedOnThrow" | "notReleasedOnPath" | "neverReleased";

const messageOf: Readonly<Record<Unreleased["how"], MessageId>> = { throws: "notReleasedOnThrow", path: "notReleasedOnPath", never: "neverReleased" };

function leakOf(file: File, one: Unreleased): Finding<MessageId, keyof typeof lockSuggestions> {
  const { taken, ends, leaves, how } = one;
  const { node, of, fact } = taken;
  return {
    message: messageOf[how],
    at: node.callee,
    data: {
      what: kinds[fact.holds ?? "lock"] ?? fact.holds ?? "lock",
      call: shortText(file, node),
      release: lineOf(ends ?? node),
      step: shortText(file, leaves),
      leaves: lineOf(leaves),
      owner: isFunction(of) ? titleOf(of) : "this file",
    },
    suggest: releaseEverywhere(file, one),
  };
}
