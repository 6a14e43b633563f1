import type { File } from "../analysis/file.js";
import type { LateFill } from "../analysis/fills.js";
import type { KeptPromise } from "../analysis/kept-promises.js";
import type { Suggestion } from "./define-rule.js";

export const flightSuggestions = {
  storePromise: "Keep the promise in `{{place}}` before it is awaited, and drop it when it rejects.",
  dropRejected: "Drop the promise from `{{place}}` when it rejects.",
};

export function storedPromiseOf(_file: File, _fill: LateFill): Suggestion<keyof typeof flightSuggestions>[] {
  return [];
}

export function evictionOf(_file: File, _kept: KeptPromise): Suggestion<keyof typeof flightSuggestions>[] {
  return [];
}
