import { defineRule } from "../src/rule/define-rule.js";

export default defineRule({
  name: "no-unhandled-rejection",
  description: "Disallow promises whose rejection nobody handles",
  concern: "rejections",
  tests: true,
  fixable: true,
  options: {
    ignoreVoid: { type: "boolean", default: true, description: "`void promise` is a decision; only the check `voidDiscard` speaks of it." },
    detachHelper: { type: "array", items: { type: "string" }, default: [] as readonly string[], description: "Names of the project's functions that take a promise and handle its rejection." },
    reporter: { type: "string", default: "console.error", description: "The function that suggestions hand a rejection to." },
    checkJSXAttributes: { type: "boolean", default: false, description: "Also looks at async functions given to JSX attributes." },
    frameworks: { type: "object", additionalProperties: { type: "string" }, default: {} as Readonly<Record<string, string>>, description: "Versions of frameworks where `package.json` does not name them: `{ \"express\": \"4\" }`." },
    allow: { type: "array", default: [] as readonly object[], description: "Calls and types that need no handling, as `{ from, name, package }`.", items: { type: "object" } },
  },
  messages: {
    floating: {
      text: "Nobody handles a rejection of `{{call}}`: it is neither awaited, returned nor caught.",
      confidence: "proved",
    },
    asyncCallback: {
      text: "`{{caller}}` drops the promise of this async callback, and `{{thrower}}` on line {{line}} can reject.",
      confidence: "proved",
    },
    asyncPredicate: {
      text: "`{{caller}}` gets a promise from this async callback, and not its answer: {{consequence}}.",
      confidence: "proved",
    },
    asyncExecutor: {
      text: "A rejection in this async executor is lost: when `{{thrower}}` on line {{line}} fails, the new promise never settles.",
      confidence: "proved",
    },
    bypassedCatch: {
      text: "`{{call}}` is not awaited in this `try`, so the `catch` on line {{catch}} never sees its rejection.",
      confidence: "proved",
    },
    handlerRejects: {
      text: "`{{handler}}` can itself fail on line {{line}}, and no handler follows it.",
      confidence: "likely",
    },
    promiseAsValue: {
      text: "`{{call}}` is a promise here, not its result: {{consequence}}.",
      confidence: "proved",
    },
    voidDiscard: {
      text: "`void` silences the linter and not the rejection: nobody handles a failure of `{{call}}`.",
      confidence: "likely",
      strict: true,
    },
  },
  suggestions: {
    awaitIt: "Await `{{call}}`.",
    returnIt: "Return `{{call}}` to the caller.",
    catchIt: "Hand a rejection of `{{call}}` to `{{reporter}}`.",
    wrapInTryCatch: "Catch what fails in the callback and hand it to `{{reporter}}`.",
  },
  *findings() {
    // built with the analysis of promises
  },
});
