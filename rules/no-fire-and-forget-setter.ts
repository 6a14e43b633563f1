import type { File } from "../src/analysis/file.js";
import { titleOf } from "../src/analysis/functions.js";
import { headOf, lineOf, shortText } from "../src/analysis/nodes.js";
import { detachedPersists } from "../src/analysis/ordering/persists.js";
import { detachedWrites, discardedSetters, type DetachedWrite, type DiscardedSetter } from "../src/analysis/ordering/setters.js";
import { defineRule, type Finding } from "../src/rule/define-rule.js";
import { setterSuggestions, waitForIt } from "../src/rule/repairs/setter-repairs.js";
import { unwrapDetached } from "../src/rule/repairs/unwrap-detached.js";

type Found = Finding<"detachedWrite" | "discardedSetter" | "setterInLoop" | "detachedPersist", keyof typeof setterSuggestions>;

export default defineRule({
  name: "no-fire-and-forget-setter",
  description: "Disallow setters whose write happens after they returned",
  concern: "ordering",
  messages: {
    detachedWrite: { text: "`{{setter}}` returns before `{{place}}` is written on line {{write}}: line {{detached}} detaches the write, and {{consequence}}.", confidence: "proved" },
    discardedSetter: { text: "The promise of `{{call}}` is thrown away: it writes `{{place}}` on line {{write}} after the suspension on line {{suspension}}, so {{consequence}}.", confidence: "likely", strict: true },
    setterInLoop: { text: "`{{call}}` is started for each element and not awaited: `{{place}}`, written on line {{write}} after the suspension on line {{suspension}}, keeps whichever call finishes last.", confidence: "likely", strict: true },
    detachedPersist: { text: "`{{setter}}` assigns `{{place}}` on line {{assign}} and does not wait for `{{call}}`: two saves can complete in reverse order, and the store keeps the older value.", confidence: "likely", strict: true },
  },
  suggestions: setterSuggestions,
  *findings(file) {
    for (const found of detachedWrites(file)) yield detachedWrite(file, found);
    for (const found of discardedSetters(file)) yield discardedSetter(file, found);
    for (const { setter, write, call, expression, statement } of detachedPersists(file)) {
      yield {
        message: "detachedPersist",
        at: headOf(file, call),
        data: { setter: titleOf(setter), place: write.place.text, assign: lineOf(write.node), call: shortText(file, call) },
        suggest: waitForIt(file, call, expression, statement),
      };
    }
  },
});

function detachedWrite(file: File, { setter, write, detachment }: DetachedWrite): Found {
  const unwrap = unwrapDetached(file, detachment);
  const data = { setter: titleOf(setter), place: write.place.text };
  return {
    message: "detachedWrite",
    at: headOf(file, detachment.call),
    data: {
      ...data,
      write: lineOf(write.node),
      detached: lineOf(detachment.call),
      consequence: detachment.keepsOrder ? "whoever reads it right after the call still sees the old value" : "a later call can be overwritten by an earlier one",
    },
    suggest: unwrap ? [{ message: "makeSynchronous", data, fix: unwrap }] : [],
  };
}

function discardedSetter(file: File, { call, setter, holder, expression, inLoop, followedBy }: DiscardedSetter): Found {
  const data = {
    call: shortText(file, call),
    place: setter.write.place.text,
    write: lineOf(setter.write.node),
    suspension: lineOf(setter.suspension),
  };
  const common = { at: headOf(file, call), suggest: waitForIt(file, call, expression, holder) };
  if (inLoop) return { message: "setterInLoop", data, ...common };
  const consequence = followedBy ? `the call on line ${String(lineOf(followedBy))} can land before it` : "a later call can land before an earlier one";
  return { message: "discardedSetter", data: { ...data, consequence }, ...common };
}
