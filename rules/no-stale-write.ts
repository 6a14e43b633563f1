import type { File } from "../src/analysis/file.js";
import { titleOf } from "../src/analysis/functions.js";
import { headOf, lineOf } from "../src/analysis/nodes.js";
import { staleWrites, type StaleWrite } from "../src/analysis/stale-writes.js";
import { defineRule, type Finding } from "../src/rule/define-rule.js";

type Found = Finding<"staleWrite" | "staleMethod">;

export default defineRule({
  name: "no-stale-write",
  description: "Disallow writes of an answer that a later question may have replaced",
  concern: "shared state",
  messages: {
    staleWrite: {
      text: "`{{place}}` is written on line {{write}} with what line {{suspension}} waited for, asked with `{{input}}`: an earlier run that is answered later overwrites the newer result.",
      confidence: "likely",
    },
    staleMethod: {
      text: "`{{place}}` is written on line {{write}} with what line {{suspension}} waited for: of two overlapping calls of `{{method}}`, the one answered last wins, whatever `{{input}}` it was asked with.",
      confidence: "possible",
      strict: true,
    },
  },
  *findings(file) {
    for (const found of staleWrites(file)) yield staleWrite(file, found);
  },
});

function staleWrite(file: File, { write, run, outcome }: StaleWrite): Found {
  const data = { place: write.place.text, write: lineOf(write.node), suspension: lineOf(outcome.suspension), input: outcome.input };
  const at = write.node.type === "AssignmentExpression" ? write.node.left : headOf(file, write.node);
  if (run.overlap === "likely") return { message: "staleWrite", at, data };
  return { message: "staleMethod", at, data: { ...data, method: titleOf(run.entry) } };
}
