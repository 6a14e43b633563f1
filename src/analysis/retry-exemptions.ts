import type { TSESTree } from "@typescript-eslint/utils";
import type { File } from "./file.js";
import { functionsAround, nameOf } from "./functions.js";
import { bare, descendants, isCall, isFunction } from "./nodes.js";
import type { Retry } from "./retries.js";
import { calleeName } from "./time-limits.js";

const waiting = /^(?:wait|poll|until|probe|ping|watch|monitor|await)|health|ready|heartbeat|alive/i;
const conflict = /conflict|serializ|deadlock|optimistic|version.?mismatch|write.?conflict|concurren|40001|40P01|\b409\b|\b412\b|SQLITE_BUSY|WATCH|compare/i;

/** Whether a loop waits for something to come up: a function that says so by its name, or a probe that is asked. */
export function isPolling(retry: Pick<Retry, "node" | "work">): boolean {
  const [home] = [...functionsAround(retry.node)].map(nameOf).filter((name) => name !== undefined);
  if (home !== undefined && waiting.test(home)) return true;
  const call = bare(retry.work);
  return isCall(call) && waiting.test(calleeName(call) ?? "");
}

/** Whether another writer came first, and the try begins from what that one has written: optimistic concurrency. */
export function isConflict(file: File, retry: Retry): boolean {
  const texts = retry.between.flatMap((part) => [...descendants(file, part, (inner) => !isFunction(inner))].flatMap((node) => (node.type === "IfStatement" || node.type === "ConditionalExpression" ? [file.source.getText(node.test)] : [])));
  return texts.some((text) => conflict.test(text)) || (retry.trigger?.type === "IfStatement" && conflict.test(file.source.getText(retry.trigger.test)));
}

/** The nodes of some parts of a function, without those of the functions in them. */
export function* ownPartsOf(file: File, parts: readonly TSESTree.Node[]): Generator<TSESTree.Node> {
  for (const part of parts) yield* descendants(file, part, (inner) => !isFunction(inner));
}
