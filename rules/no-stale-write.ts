import type { File } from "../src/analysis/file.js";
import { titleOf } from "../src/analysis/functions.js";
import { lineOf } from "../src/analysis/nodes.js";
import { headOfWrite } from "../src/analysis/places/places.js";
import { staleWrites, type StaleWrite } from "../src/analysis/shared-state/stale-writes.js";
import { defineRule, type Finding } from "../src/rule/define-rule.js";
import { dropStale, staleSuggestions } from "../src/rule/repairs/stale-repairs.js";

type Found = Finding<"staleWrite" | "staleMethod" | "unseenChange", keyof typeof staleSuggestions>;

export default defineRule({
  name: "no-stale-write",
  description: "Disallow writes of an answer that a later question may have replaced",
  concern: "shared state",
  recommended: false,
  messages: {
    staleWrite: { text: "`{{place}}` is written on line {{write}} with what line {{suspension}} waited for, asked with `{{input}}`: an earlier run that is answered later overwrites the newer result.", confidence: "likely" },
    staleMethod: { text: "`{{place}}` is written on line {{write}} with what line {{suspension}} waited for: of two overlapping calls of `{{method}}`, the one answered last wins, whatever `{{input}}` it was asked with.", confidence: "possible", strict: true },
    unseenChange: { text: "`{{place}}` is written on line {{write}} with what line {{suspension}} waited for: should a run with another `{{input}}` begin meanwhile, the one answered last wins.", confidence: "possible", strict: true },
  },
  suggestions: staleSuggestions,
  *findings(file) {
    for (const found of staleWrites(file)) yield staleWrite(file, found);
  },
});

function staleWrite(file: File, found: StaleWrite): Found {
  const { write, run, outcome, told } = found;
  const data = { place: write.place.text, write: lineOf(write.node), suspension: lineOf(outcome.suspension), input: outcome.input };
  const common = { at: headOfWrite(file, write), suggest: dropStale(file, found) };
  if (told !== "by callers") return { message: told === "here" ? "staleWrite" : "unseenChange", data, ...common };
  return { message: "staleMethod", data: { ...data, method: titleOf(run.entry) }, ...common };
}
