import type { TSESTree } from "@typescript-eslint/utils";
import { codeOf } from "../code-text.js";
import type { File } from "../file.js";
import { functionsAround, nameOf } from "../functions.js";
import { bare, descendants, isCall, isFunction, isLoop } from "../nodes.js";
import { originOf } from "../origin.js";
import { statusTestIn, type Retry } from "./retry.js";
import { calleeName } from "../libraries/time-limits.js";

const waiting = /^(?:wait|poll|until|probe|ping|watch|monitor|await|check)|health|ready|heartbeat|alive|poll/i;
const taking = /^(?:try|must)?(?:acquire|lock|Acquire|Lock)|Lock$/;
const asking = /^(?:prompt|ask|question|confirm|select|input|readline)/i;

/** Whether a loop waits for something to come up or to become free: by the name of its function, of what it asks, or of its test. */
export function isPolling(file: File, { node, work }: Pick<Retry, "node" | "work">): boolean {
  const [home] = [...functionsAround(node)].map(nameOf).filter((name) => name !== undefined);
  if (home !== undefined && waiting.test(home)) return true;
  if (isLoop(node) && "test" in node && node.test && /poll/i.test(file.source.getText(node.test))) return true;
  const call = bare(work);
  if (!isCall(call)) return false;
  const name = calleeName(call) ?? "";
  const holder = call.parent.type === "AwaitExpression" && call.parent.parent.type === "VariableDeclarator" ? call.parent.parent.id : undefined;
  if (call.arguments.some((argument) => argument.type === "Literal" && /\b(?:ping|health|ready)/i.test(String(argument.value)))) return true;
  return waiting.test(name) || taking.test(name) || asking.test(name) || (holder?.type === "Identifier" && /^poll/i.test(holder.name));
}

/** Whether a helper that tries again is used to wait for something: by the name of what it is given, or of the function that does nothing else. */
export function isWaitByLibrary({ node, whole }: Pick<Retry, "node" | "whole">): boolean {
  const [home] = [...functionsAround(node)].map(nameOf).filter((name) => name !== undefined);
  const given = isFunction(whole) ? nameOf(whole) : undefined;
  return (home !== undefined && waiting.test(home)) || (given !== undefined && (waiting.test(given) || /^(?:has|is|are|was|were|did)[A-Z]/.test(given)));
}

/** The conditions between a failure and the next try, as they are written. */
function testsOf(file: File, retry: Retry): readonly string[] {
  const { between } = retry;
  const status = statusTestIn(retry);
  const tests = [...ownPartsOf(file, between)].flatMap((node) => (node.type === "IfStatement" || node.type === "ConditionalExpression" ? [node.test] : []));
  return [...tests, ...(status ? [status] : [])].map((test) => file.source.getText(test));
}

const conflict = /conflict|transact|serializ|deadlock|optimistic|mismatch|precondition|concurren|40001|40P01|\b409\b|\b412\b|SQLITE_BUSY|WATCH|compare|unique|duplicate|exist|P2002|P2034|ER_DUP|23505|11000/i;
const pending = /\b(?:400|401|403|404)\b|not.?found|not.?ready|pending|in.?progress|time.?d?.?out|resource.?(?:conflict|in.?use)/i;

/** Whether another writer came first, and the try begins from what that one has written: optimistic concurrency. */
export function isConflict(file: File, retry: Retry): boolean {
  return testsOf(file, retry).some((text) => conflict.test(text));
}

/** Whether several want the same thing, and all but one of them have to come again. */
export function isContended(file: File, retry: Retry): boolean {
  return testsOf(file, retry).some((text) => /mismatch|pre-?condition|\b412\b|serializ|deadlock|optimistic|40001|40P01|locked/i.test(text));
}

/** Whether the tries wait until something has come into being, or go on after a wait that has run out; not where that very answer ends them. */
export function isForState(file: File, retry: Retry): boolean {
  const ending = new Set(endingTestsOf(file, retry));
  return testsOf(file, retry).some((text) => pending.test(ending.has(text) ? text.replaceAll(isAnswered, "") : text));
}

/** `status === 404` */
const isAnswered = /(?<![!=])={2,3}\s*4\d\d\b/g;

/** The conditions on which the error goes on to whoever has called: `if (status === 404) throw error;`. */
function endingTestsOf(file: File, { between }: Retry): readonly string[] {
  return [...ownPartsOf(file, between)].flatMap((node) => {
    if (node.type !== "IfStatement") return [];
    const last = node.consequent.type === "BlockStatement" ? node.consequent.body.at(-1) : node.consequent;
    return last?.type === "ThrowStatement" ? [file.source.getText(node.test)] : [];
  });
}

/** Whether the tries wait for something that is not there yet: whatever else fails is thrown, and that it never came is no error to keep. */
export function isUntilFound(file: File, retry: Retry): boolean {
  return testsOf(file, retry).some((text) => /(?:!==?\s*404\b|\b404\s*!==?)/.test(text));
}

/** Whether a comment of the retry says what a report would find out. */
export function isSaid(file: File, { whole }: Retry, decision: RegExp): boolean {
  return file.source.getAllComments().some(({ value, range }) => range[0] >= whole.range[0] && range[1] <= whole.range[1] && decision.test(value));
}

const locals = new Set(["fs", "fs/promises", "child_process", "path", "os", "worker_threads", "timers/promises"]);

/** What is done on this machine alone: no crowd of callers meets there. */
export function isLocal(file: File, { work, whole }: Retry): boolean {
  const module = originOf(file, work)?.module;
  if (module != null && (locals.has(module) || /fs-extra|graceful-fs|rimraf|execa/.test(module))) return true;
  const call = bare(work);
  if (isCall(call) && /(?:Dir|File|Folder|Path|Symlink)s?$|^(?:rm|unlink|rename|mkdir|rimraf|copy|chmod|stat)(?:Sync|Async)?$/.test(calleeName(call) ?? "")) return true;
  const home = [...functionsAround(work)].at(0) ?? whole;
  const told = file.source.getCommentsInside(home).map(({ value }) => value).join(" ");
  return /localhost|loopback|127\.0\.0\.1|emulator/i.test(codeOf(file, home)) || /\bloopback\b/i.test(told);
}

/** The nodes of some parts of a function, without those of the functions in them. */
export function* ownPartsOf(file: File, parts: readonly TSESTree.Node[]): Generator<TSESTree.Node> {
  for (const part of parts) yield* descendants(file, part, (inner) => !isFunction(inner));
}
