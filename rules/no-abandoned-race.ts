import { abandonedWork, type AbandonedWork } from "../src/analysis/cancellation/abandoned-work.js";
import { armedTimers, type ArmedTimer } from "../src/analysis/cancellation/armed-timers.js";
import { interferingTimers } from "../src/analysis/cancellation/interfering-timers.js";
import { harmOf } from "../src/analysis/cancellation/timer-harm.js";
import type { File } from "../src/analysis/file.js";
import { lineOf, shortText } from "../src/analysis/nodes.js";
import { runsInPage } from "../src/analysis/libraries/pages.js";
import { defineRule, type Finding } from "../src/rule/define-rule.js";
import { clearTimer, raceSuggestions, useSignalTimeout } from "../src/rule/repairs/race-repairs.js";

type SuggestionId = keyof typeof raceSuggestions;

export default defineRule({
  name: "no-abandoned-race",
  description: "Require a race to stop the work that lost, and to clear the timer that lost",
  concern: "cancellation",
  messages: {
    workKeepsRunning: { text: "When `{{race}}` gives up, `{{work}}` keeps running: {{why}}.", confidence: "likely" },
    timerKeepsRunning: { text: "`{{timer}}` stays armed after the work is done: {{how}}, and {{harm}}.", confidence: "likely" },
    timerLeftArmed: { text: "`{{timer}}` stays armed after the work is done: {{how}}, and until it fires it can keep the process open.", confidence: "possible", strict: true },
  },
  suggestions: raceSuggestions,
  *findings(file) {
    for (const one of abandonedWork(file)) yield abandonedFinding(file, one);
    // no process waits for a timer there
    if (runsInPage(file)) return;
    for (const one of [...armedTimers(file), ...interferingTimers(file)]) {
      const harm = harmOf(file, one.timer) ?? ("wait" in one.bounds ? "interferes" : undefined);
      const data = { timer: shortText(file, one.timer), how: howLeft(one) };
      const [at, suggest] = [one.timer.callee, clearTimer(file, one)];
      yield harm ? { message: "timerKeepsRunning", at, data: { ...data, harm: harms[harm] }, suggest } : { message: "timerLeftArmed", at, data, suggest };
    }
  },
});

const harms = {
  holds: "the program cannot end before it fires",
  speaks: "it logs what has not happened when it fires",
  interferes: "it does when it fires what was meant for work that takes too long",
} as const;

function abandonedFinding(file: File, one: AbandonedWork): Finding<"workKeepsRunning", SuggestionId> {
  const { race, call } = one;
  // a promise made by hand is called after what it waits for
  const work = one.work.type === "NewExpression" ? call : one.work;
  const why = `nothing tells ${call === work ? "it" : `the call of line ${String(lineOf(call))} in it`} to stop`;
  return {
    message: "workKeepsRunning",
    at: race.callee,
    data: { race: shortText(file, race.callee), work: shortText(file, work.callee), why },
    suggest: useSignalTimeout(file, one),
  };
}

function howLeft({ way }: ArmedTimer): string {
  if (!way) return "nothing clears it";
  return way.throws ? `it is not cleared when line ${String(lineOf(way.node))} throws` : `it is not cleared on the way out of line ${String(lineOf(way.node))}`;
}
