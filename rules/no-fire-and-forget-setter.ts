import { defineRule } from "../src/rule/define-rule.js";

export default defineRule({
  name: "no-fire-and-forget-setter",
  description: "Disallow setters whose write happens after they returned",
  concern: "ordering",
  messages: {
    detachedWrite: {
      text: "`{{setter}}` returns before `{{place}}` is written on line {{write}}: line {{detached}} detaches the write, and {{consequence}}.",
      confidence: "proved",
    },
    discardedSetter: {
      text: "The promise of `{{call}}` is thrown away: it writes `{{place}}` on line {{write}} after the suspension on line {{suspension}}, so {{consequence}}.",
      confidence: "likely",
    },
    setterInLoop: {
      text: "`{{call}}` is started for each element and not awaited: `{{place}}`, written on line {{write}} after the suspension on line {{suspension}}, keeps whichever call finishes last.",
      confidence: "likely",
    },
    detachedPersist: {
      text: "`{{setter}}` assigns `{{place}}` on line {{assign}} and does not wait for `{{call}}`: two saves can complete in reverse order, and the store keeps the older value.",
      confidence: "likely",
    },
  },
  suggestions: {
    makeSynchronous: "Write `{{place}}` before `{{setter}}` returns.",
    returnPromise: "Return the promise of `{{call}}` to the caller.",
    awaitCall: "Await `{{call}}`.",
  },
  *findings() {
    // built with the analysis of places
  },
});
