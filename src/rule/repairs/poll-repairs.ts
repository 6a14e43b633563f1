import type { TSESTree } from "@typescript-eslint/utils";
import { variableOf, writesOf } from "../../analysis/places/bindings.js";
import type { File } from "../../analysis/file.js";
import { callbackOf, functionOf } from "../../analysis/functions.js";
import { bare, isWithin, topStatements } from "../../analysis/nodes.js";
import type { Poll } from "../../analysis/bounds/polls.js";
import type { Suggestion } from "../define-rule.js";
import { indentOf, unusedName } from "./guard-writes.js";

export const pollSuggestions = {
  addDeadline: "Give up after {{ms}} ms.",
  useEventsOnce: "Wait for the event `{{event}}` instead.",
};

type SuggestionId = keyof typeof pollSuggestions;

/** The ways to end a poll, or to do without it. */
export function pollRepairs(file: File, poll: Poll, ms: number): Suggestion<SuggestionId>[] {
  const { parent } = poll.loop;
  if (parent.type !== "BlockStatement" && parent.type !== "Program") return [];
  return [...(poll.kind === "paused" ? withDeadline(file, poll, ms) : []), ...(poll.kind === "held" ? [] : withEvent(file, poll, ms))];
}

function withDeadline(file: File, { loop }: Poll, ms: number): Suggestion<SuggestionId>[] {
  const name = unusedName(file, file.ast, "deadline", "giveUpAt", "pollUntil");
  if (name === undefined) return [];
  const indent = indentOf(file, loop);
  const check = `if (Date.now() > ${name}) throw new Error("Gave up after ${String(ms)} ms");`;
  const declaration = `const ${name} = Date.now() + ${spelled(ms)};\n${indent}`;
  const { body } = loop;
  const open = body.type === "BlockStatement" ? file.source.getFirstToken(body) : undefined;
  return [
    {
      message: "addDeadline",
      data: { ms },
      fix: (fixer) => [
        fixer.insertTextBefore(loop, declaration),
        ...(open ? [fixer.insertTextAfter(open, `\n${indent}  ${check}`)] : [fixer.insertTextBefore(body, `{\n${indent}  ${check}\n${indent}  `), fixer.insertTextAfter(body, `\n${indent}}`)]),
      ],
    },
  ];
}

/** `while (!ready) await sleep(10);`, where the file shows which event sets `ready`. */
function withEvent(file: File, { loop, condition }: Poll, ms: number): Suggestion<SuggestionId>[] {
  const test = bare(condition);
  const flag = test.type === "UnaryExpression" && test.operator === "!" ? bare(test.argument) : undefined;
  const source = loop.test === condition && flag?.type === "Identifier" ? eventThatSets(file, flag, loop) : undefined;
  const once = unusedName(file, file.ast, "once", "onceEmitted");
  if (!source || once === undefined || file.source.getCommentsInside(loop).length > 0 || file.ast.sourceType !== "module") return [];
  const wait = `if (${file.source.getText(condition)}) await ${once}(${source.emitter}, ${source.event}, { signal: AbortSignal.timeout(${spelled(ms)}) });`;
  const name = once === "once" ? once : `once as ${once}`;
  const first = topStatements(file)[0] ?? file.ast;
  return [
    {
      message: "useEventsOnce",
      data: { event: source.event.slice(1, -1) },
      fix: (fixer) => [fixer.insertTextBefore(first, `import { ${name} } from "node:events";\n`), fixer.replaceText(loop, wait)],
    },
  ];
}

/** The one listener that sets a flag, and what it listens to, where that can be named at the loop as well. */
function eventThatSets(file: File, flag: TSESTree.Identifier, loop: TSESTree.Node): { readonly emitter: string; readonly event: string } | undefined {
  const variable = variableOf(file, flag);
  const sets = variable ? writesOf(variable).filter(({ name }) => name.parent?.type === "AssignmentExpression") : [];
  const listener = sets.length === 1 && sets[0] ? functionOf(sets[0].name) : undefined;
  const registered = listener && callbackOf(listener);
  const callee = registered && bare(registered.call.callee);
  const event = registered?.call.arguments[0];
  if (callee?.type !== "MemberExpression" || event?.type !== "Literal" || typeof event.value !== "string") return undefined;
  if (callee.property.type !== "Identifier" || !["on", "once", "addListener"].includes(callee.property.name)) return undefined;
  const emitter = bare(callee.object);
  const declared = emitter.type === "Identifier" ? variableOf(file, emitter)?.defs[0]?.name : undefined;
  const home = declared && functionOf(declared);
  return declared && (home === undefined || isWithin(loop, home)) ? { emitter: file.source.getText(emitter), event: event.raw } : undefined;
}

function spelled(value: number): string {
  return String(value).replaceAll(/\B(?=(?:\d{3})+$)/g, "_");
}
