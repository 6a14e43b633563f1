import type { TSESTree } from "@typescript-eslint/utils";
import type { File } from "../src/analysis/file.js";
import { functionOf, nameOf } from "../src/analysis/functions.js";
import { headOf, isWithin, lineOf, shortText, type FunctionNode } from "../src/analysis/nodes.js";
import { repetitionAround, runsOnce } from "../src/analysis/overlap.js";
import { detachedPersists } from "../src/analysis/persists.js";
import { placeOf } from "../src/analysis/places.js";
import { detachedWrites, discardedSetters, type DetachedWrite, type DiscardedSetter } from "../src/analysis/setters.js";
import { defineRule, type Finding } from "../src/rule/define-rule.js";
import { setterSuggestions, waitForIt } from "../src/rule/setter-repairs.js";
import { unwrapDetached } from "../src/rule/unwrap-detached.js";

type Found = Finding<"detachedWrite" | "discardedSetter" | "setterInLoop" | "detachedPersist", keyof typeof setterSuggestions>;

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
  suggestions: setterSuggestions,
  *findings(file) {
    for (const found of firstOfEach(detachedWrites(file))) yield detachedWrite(file, found);
    for (const found of discardedSetters(file)) yield* discardedSetter(file, found);
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

/** Detached work that writes several places is one defect. */
function firstOfEach(found: readonly DetachedWrite[]): readonly DetachedWrite[] {
  return found.filter(({ detachment }, index) => found.findIndex((other) => other.detachment.call === detachment.call) === index);
}

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

function* discardedSetter(file: File, found: DiscardedSetter): Generator<Found> {
  const { call, setter, holder, expression } = found;
  const loop = repetitionAround(file, call);
  if (loop && isOfEachElement(file, call, loop)) return;
  const caller = functionOf(call);
  const other = loop ? undefined : nextCall(file, found);
  if (!loop && !other && (!caller || runsOnce(file, caller))) return;
  yield {
    message: loop ? "setterInLoop" : "discardedSetter",
    at: headOf(file, call),
    data: {
      call: shortText(file, call),
      place: setter.write.place.text,
      write: lineOf(setter.write.node),
      suspension: lineOf(setter.suspension),
      ...(loop ? {} : { consequence: other ? `the call on line ${String(lineOf(other))} can land before it` : "a later call can land before an earlier one" }),
    },
    suggest: waitForIt(file, call, expression, holder),
  };
}

/** The receiver is another one on each turn: `for (const task of tasks) void task.setState("done")`. */
function isOfEachElement(file: File, call: TSESTree.CallExpression, loop: TSESTree.Node): boolean {
  const root = call.callee.type === "MemberExpression" ? placeOf(file, call.callee.object)?.root : undefined;
  return typeof root === "object" && root.defs[0] !== undefined && isWithin(root.defs[0].name, loop);
}

/** A second discarded call of the same setter, on the same receiver, in the same function. */
function nextCall(file: File, { call, setter }: DiscardedSetter): TSESTree.Node | undefined {
  const receiver = receiverOf(file, call);
  return discardedSetters(file).find(
    (other) => other.call.range[0] > call.range[0] && other.setter === setter && functionOf(other.call) === functionOf(call) && receiverOf(file, other.call) === receiver,
  )?.call;
}

function receiverOf(file: File, call: TSESTree.CallExpression): string {
  return call.callee.type === "MemberExpression" ? file.source.getText(call.callee.object) : "";
}

/** What people call a setter: `Task.setState`, `this function`. */
function titleOf(fn: FunctionNode): string {
  const name = nameOf(fn) ?? "this function";
  const owner = fn.parent.type === "MethodDefinition" ? fn.parent.parent.parent.id?.name : undefined;
  return owner ? `${owner}.${name}` : name;
}
