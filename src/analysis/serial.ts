import type { File } from "./file.js";
import { factOf } from "./libraries.js";
import type { Call } from "./nodes.js";
import { settingOf } from "./settings.js";

/** Whether a call runs its function one at a time, in the order of the calls: a lock with one holder, or a queue of one. */
export function isSerial(file: File, call: Call): boolean {
  if (factOf(file, "scoped", call)?.fact.exclusive === true) return true;
  const limiter = factOf(file, "limiters", call);
  return (limiter?.fact.concurrency ?? []).some((slot) => {
    const made = slot.client === undefined ? call : limiter?.origin.calls.find((one) => one !== undefined && one !== call);
    const value = made && settingOf(file, made, slot).value;
    return value?.type === "Literal" && value.value === 1;
  });
}
