import { defineRule } from "../src/rule/define-rule.js";

export default defineRule({
  name: "require-timeout",
  description: "Require a time limit on every remote call",
  concern: "timeouts",
  options: {
    timeoutMs: { type: "integer", minimum: 1, default: 10_000, description: "The limit that suggestions insert, in milliseconds." },
    maxDefault: { type: "integer", minimum: 0, default: 120_000, description: "The longest default of a library that counts as a limit, in milliseconds." },
    browser: { type: "boolean", default: false, description: "Also looks at calls in code for the browser." },
  },
  messages: {
    missingTimeout: {
      text: "`{{call}}` has no time limit {{where}}; the default is {{default}}.",
      confidence: "proved",
    },
    sharedDeadline: {
      text: "The clock of `{{signal}}` starts on line {{created}}, not at `{{call}}`: every call made after it has run out fails at once.",
      confidence: "proved",
    },
    decorativeSignal: {
      text: "`{{call}}` is given a signal that nothing ever aborts: `{{controller}}`, made on line {{created}}, does not leave this function.",
      confidence: "proved",
    },
    unboundedWait: {
      text: "`{{call}}` waits for ever if {{event}} never comes; an `AbortSignal` would bound it.",
      confidence: "likely",
      strict: true,
    },
    childProcess: {
      text: "`{{call}}` has no time limit {{where}}; a child process that hangs is never ended.",
      confidence: "likely",
      strict: true,
    },
  },
  suggestions: {
    addTimeout: "Give up after {{ms}} ms.",
    combineSignals: "Give up after {{ms}} ms, or when `{{signal}}` aborts.",
  },
  *findings() {
    // built with the analysis of library calls
  },
});
