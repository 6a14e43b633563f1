import { passesBodyOn } from "../src/analysis/timeouts/passed-bodies.js";
import { isInBeacon } from "../src/analysis/libraries/dispensables.js";
import { isOpenEnded } from "../src/analysis/timeouts/child-work.js";
import type { File } from "../src/analysis/file.js";
import { isUnbounded, remoteCalls, type RemoteCall } from "../src/analysis/libraries/library-calls.js";
import { lineOf, shortText, type Call } from "../src/analysis/nodes.js";
import { asksOwnOrigin, runsInComponent, runsInPage } from "../src/analysis/libraries/pages.js";
import { endsWithRequests, hasWallLimit, isMadeAhead } from "../src/analysis/cancellation/runtimes.js";
import { deadlinesIn, idleController, startsBefore } from "../src/analysis/cancellation/signals.js";
import { isBuilt, runsAlone } from "../src/analysis/targets.js";
import { calleeName } from "../src/analysis/libraries/time-limits.js";
import { waits } from "../src/analysis/timeouts/waits.js";
import type { Slot } from "../src/knowledge/library.js";
import { defineRule, type Finding } from "../src/rule/define-rule.js";
import { suggestTimeLimit, timeLimitSuggestions, type Places } from "../src/rule/repairs/time-limit.js";

type SuggestionId = keyof typeof timeLimitSuggestions;

interface Options {
  readonly timeoutMs: number;
  readonly maxDefault: number;
  readonly browser: boolean;
  readonly scripts: boolean;
}

export default defineRule({
  name: "require-timeout",
  description: "Require a time limit on every remote call",
  concern: "timeouts",
  options: {
    timeoutMs: { type: "integer", minimum: 1, default: 10_000 as number, description: "The limit that suggestions insert, in milliseconds." },
    maxDefault: { type: "integer", minimum: 0, default: 120_000 as number, description: "The longest default of a library that counts as a limit, in milliseconds." },
    browser: { type: "boolean", default: false as boolean, description: "Also looks at calls in code for the browser." },
    scripts: { type: "boolean", default: false as boolean, description: "Also looks at calls in scripts, tests and programs for a terminal." },
  },
  messages: {
    missingTimeout: { text: "`{{call}}` has no time limit {{where}}; the default is {{default}}.", confidence: "proved" },
    longDefault: { text: "Nothing but the library's default limits `{{call}}` {{where}}: {{default}}.", confidence: "likely", strict: true },
    sharedDeadline: { text: "The clock of `{{signal}}` starts on line {{created}}, not at `{{call}}`: every call made after it has run out fails at once.", confidence: "proved" },
    decorativeSignal: { text: "The signal given to `{{call}}` never fires: nothing aborts the `{{controller}}` of line {{created}}.", confidence: "proved" },
    unboundedWait: { text: "`{{call}}` waits for ever if {{event}} never comes; an `AbortSignal` would bound it.", confidence: "likely", strict: true },
    childProcess: { text: "`{{call}}` has no time limit {{where}}; a child process that hangs is never ended.", confidence: "likely", strict: true },
  },
  suggestions: timeLimitSuggestions,
  *findings(file, options) {
    // a person waits there who can leave or end it, or a runtime ends it for them; what a build has made nobody mends there
    if (isBuilt(file) || ((runsInPage(file) || asksOwnOrigin(file)) && !options.browser) || (runsAlone(file) && !options.scripts) || endsWithRequests(file) || hasWallLimit(file) || isMadeAhead(file)) return;
    const reported = new Set<Call>();
    for (const call of remoteCalls(file)) {
      yield* signalFindings(file, call, options);
      if (!isUnbounded(call, options.maxDefault) || (call.fact.crosses === "process" && !isOpenEnded(file, call))) continue;
      if ((!options.browser && runsInComponent(file, call.node)) || passesBodyOn(file, call.node) || isInBeacon(call.node)) continue;
      const client = isBoundedByClientAlone(call) ? call.client : undefined;
      const at = client ?? call.node;
      if (reported.has(at)) continue;
      reported.add(at);
      yield missingLimit(file, call, client, options);
    }
    for (const wait of waits(file)) {
      if (wait.signal.answer !== "unset") continue;
      const event = wait.node.arguments[1];
      yield {
        message: "unboundedWait",
        at: wait.node.callee,
        data: { call: nameOf(file, wait.node), event: event?.type === "Literal" ? `the event '${String(event.value)}'` : "the event" },
        suggest: suggestTimeLimit(file, wait.node, { timeout: [], abort: wait.fact.abort }, options.timeoutMs),
      };
    }
  },
});

/** The limit can stand nowhere but at the client, and the client is made in this file: one report serves all its calls. */
function isBoundedByClientAlone(call: RemoteCall): boolean {
  return [...call.fact.timeout, ...call.fact.abort].every((slot) => slot.client !== undefined || slot.undeclared);
}

function missingLimit(file: File, call: RemoteCall, client: Call | undefined, options: Options): Finding<"missingTimeout" | "longDefault" | "childProcess", SuggestionId> {
  const { fact, timeout } = call;
  const part = timeout.partial ? ` once it is past the phase that is bounded (${timeout.partial})` : "";
  const calls = client ? remoteCalls(file).filter((other) => other.client === client && isUnbounded(other, options.maxDefault)).length : 0;
  const at = client ?? call.node;
  return {
    message: fact.crosses === "process" ? "childProcess" : (fact.generates || fact.delivers) && timeout.value === undefined ? "longDefault" : "missingTimeout",
    at: at.callee,
    data: {
      call: `${client?.type === "NewExpression" ? "new " : ""}${nameOf(file, at)}`,
      where: client ? `for its ${String(calls)} ${calls === 1 ? "call" : "calls"} in this file${part}` : `here${part}`,
      default: fact.defaultDetail ?? (fact.defaultTimeout === "none" ? "to wait for ever" : `${String(fact.defaultTimeout)} ms`),
    },
    suggest: suggestTimeLimit(file, at, placesAt(fact, client !== undefined), options.timeoutMs),
  };
}

/** The places for a limit at the client, or at the call. */
function placesAt(fact: RemoteCall["fact"], atClient: boolean): Places {
  const isThere = (slot: Slot): boolean => (slot.client !== undefined) === atClient;
  return { timeout: fact.timeout.filter(isThere), abort: fact.abort.filter(isThere) };
}

/** Signals that are there and bound nothing. */
function* signalFindings(file: File, call: RemoteCall, options: Options): Generator<Finding<"sharedDeadline" | "decorativeSignal", SuggestionId>> {
  const { slot, value } = call.timeout;
  if (!slot || !value) return;
  const deadline = deadlinesIn(file, value).find((part) => startsBefore(file, part, call.node));
  if (deadline) {
    yield {
      message: "sharedDeadline",
      at: call.node.callee,
      data: { signal: shortText(file, value), created: lineOf(deadline), call: nameOf(file, call.node) },
    };
  }
  const controller = idleController(file, value);
  if (controller) {
    yield {
      message: "decorativeSignal",
      at: call.node.callee,
      data: { call: nameOf(file, call.node), controller: shortText(file, controller), created: lineOf(controller) },
      suggest: suggestTimeLimit(file, call.node, { timeout: [], abort: slot.client === undefined ? [slot] : [] }, options.timeoutMs, value),
    };
  }
}

function nameOf(file: File, call: Call): string {
  return call.callee.type === "MemberExpression" || call.callee.type === "Identifier" ? shortText(file, call.callee).replaceAll(/\s+(?=[?.])/g, "") : (calleeName(call) ?? "this call");
}
