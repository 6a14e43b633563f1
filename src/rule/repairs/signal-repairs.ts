import type { TSESLint, TSESTree } from "@typescript-eslint/utils";
import type { AbortableCall } from "../../analysis/cancellation/abortable-calls.js";
import type { File } from "../../analysis/file.js";
import type { WrittenSignal } from "../../analysis/cancellation/signal-sources.js";
import type { Slot } from "../../knowledge/library.js";
import type { Suggestion } from "../define-rule.js";
import { insertSetting, preferredSlots } from "./insert-setting.js";

export const signalSuggestions = {
  passSignal: "Pass `{{signal}}` on to `{{call}}`.",
  combineSignals: "Let `{{call}}` follow `{{signal}}` as well.",
};

type Suggestions = readonly Suggestion<keyof typeof signalSuggestions>[];

/** Gives the signal to a call, at the first place where its library takes one and it can be written. */
export function passSignal(file: File, { node, slots }: AbortableCall, signal: WrittenSignal): Suggestions {
  for (const slot of preferredSlots(file, node, slots)) {
    const fix = insertSetting(file, node, slot, signal.text);
    if (fix) return [{ message: "passSignal", fix }];
  }
  return [];
}

/** Lets a call follow the signal in scope beside the one that it follows now. */
export function combineSignals(file: File, { node, slot }: AbortableCall, signal: WrittenSignal, value: TSESTree.Node): Suggestions {
  const fix = slot && combined(file, node, slot, signal, value);
  return fix ? [{ message: "combineSignals", fix }] : [];
}

function combined(file: File, node: AbortableCall["node"], slot: Slot, signal: WrittenSignal, value: TSESTree.Node): TSESLint.ReportFixFunction | undefined {
  const own = file.source.getText(value);
  const both = `AbortSignal.any([${signal.text}, ${own}])`;
  // `any([undefined])` throws
  return insertSetting(file, node, slot, signal.optional ? `${signal.text} ? ${both} : ${own}` : both);
}
