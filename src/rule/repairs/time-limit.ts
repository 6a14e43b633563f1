import type { TSESTree } from "@typescript-eslint/utils";
import type { File } from "../../analysis/file.js";
import { shortText, type Call } from "../../analysis/nodes.js";
import { callersSignal, type WrittenSignal } from "../../analysis/cancellation/signal-sources.js";
import type { Slot } from "../../knowledge/library.js";
import type { Suggestion } from "../define-rule.js";
import { insertSetting, preferredSlots } from "./insert-setting.js";

export const timeLimitSuggestions = {
  addTimeout: "Give up after {{ms}} ms.",
  combineSignals: "Give up after {{ms}} ms, or when `{{caller}}` aborts.",
};

type SuggestionId = keyof typeof timeLimitSuggestions;

/** The places where a call takes a number of milliseconds, and those where it takes a signal. */
export interface Places {
  readonly timeout: readonly Slot[];
  readonly abort: readonly Slot[];
}

/**
 * Bounds a call at the first place where its library lets it be bounded as a whole.
 * A signal that the caller gave stays in force beside the limit.
 */
export function suggestTimeLimit(file: File, call: Call, places: Places, ms: number, given?: TSESTree.Node): Suggestion<SuggestionId>[] {
  const limits = preferredSlots(file, call, places.timeout);
  // where a library bounds the phases apart, none of its limits bounds the whole
  const hasPhases = limits.some(({ bounds }) => bounds === "headers");
  const whole = limitAt(file, call, hasPhases ? limits.filter(({ bounds }) => (bounds ?? "total") === "total") : limits, ms);
  if (whole) return whole;
  const signal = given ? { text: file.source.getText(given), optional: false } : callersSignal(file, call);
  for (const slot of preferredSlots(file, call, places.abort)) {
    const fix = insertSetting(file, call, slot, signalAt(signal, ms));
    if (!fix) continue;
    return signal
      ? [{ message: "combineSignals", data: { ms, caller: given ? shortText(file, given) : signal.text }, fix }]
      : [{ message: "addTimeout", data: { ms }, fix }];
  }
  return limitAt(file, call, limits, ms) ?? [];
}

function limitAt(file: File, call: Call, slots: readonly Slot[], ms: number): Suggestion<SuggestionId>[] | undefined {
  for (const slot of slots) {
    const limit = spelled(slot.unit === "s" ? ms / 1000 : ms);
    const fix = insertSetting(file, call, slot, slot.insert?.replace("{ms}", limit) ?? limit);
    if (fix) return [{ message: "addTimeout", data: { ms }, fix }];
  }
  return undefined;
}

function signalAt(signal: WrittenSignal | undefined, ms: number): string {
  return limitedSignal(signal, spelled(ms));
}

/** A signal that aborts after a time, and when the signal in scope does. `ms` is source text. */
export function limitedSignal(signal: WrittenSignal | undefined, ms: string): string {
  const limit = `AbortSignal.timeout(${ms})`;
  if (!signal) return limit;
  const both = `AbortSignal.any([${signal.text}, ${limit}])`;
  // `any([undefined])` throws
  return signal.optional ? `${signal.text} ? ${both} : ${limit}` : both;
}

/** A number the way people write long ones: `10_000`. */
function spelled(value: number): string {
  return String(value).replaceAll(/\B(?=(?:\d{3})+$)/g, "_");
}
