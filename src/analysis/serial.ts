import { serialSources } from "../knowledge/handlers.js";
import type { File } from "./file.js";
import { factOf } from "./libraries/libraries.js";
import { isCall, type Call, type FunctionNode } from "./nodes.js";
import { originOf } from "./origin.js";
import { settingOf } from "./settings.js";
import { hasOneHolder } from "./places/single-holders.js";

/** Whether a call runs its function one at a time, in the order of the calls: a lock with one holder, or a queue of one. */
export function isSerial(file: File, call: Call): boolean {
  const lock = factOf(file, "scoped", call);
  if (lock && hasOneHolder(file, lock, call)) return true;
  const limiter = factOf(file, "limiters", call);
  return (limiter?.fact.concurrency ?? []).some((slot) => {
    const made = slot.client === undefined ? call : limiter?.origin.calls.find((one) => one !== undefined && one !== call);
    const value = made && settingOf(file, made, slot).value;
    return value?.type === "Literal" && value.value === 1;
  });
}

/** Whether a function is a step of a stream, which does not ask for the next one before this one is done: `new ReadableStream({ async pull() {} })`. */
export function isSerialMethod(file: File, fn: FunctionNode): boolean {
  const source = fn.parent.type === "Property" && fn.parent.value === fn ? fn.parent.parent : undefined;
  const made = source?.parent;
  return isCall(made) && made.arguments[0] === source && serialSources.includes(originOf(file, made)?.path ?? "");
}
