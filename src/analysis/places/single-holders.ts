import type { LockFact } from "../../knowledge/library.js";
import type { File } from "../file.js";
import { normalised, type Known } from "../libraries/libraries.js";
import type { Call } from "../nodes.js";
import { originOf } from "../origin.js";
import { settingOf } from "../settings.js";
import { callPathOf } from "../spelling.js";

/** Whether one caller alone can hold what a call takes; false where that cannot be seen. */
export function hasOneHolder(file: File, known: Known<LockFact>, call: Call): boolean {
  const { exclusive, shared, wraps } = known.fact;
  const value = shared && settingOf(file, call, { argument: shared.argument, path: shared.path }).value;
  if (value?.type === "Literal" && value.value === shared?.value) return false;
  const made = known.origin.calls.find((one) => one !== undefined && one !== call);
  const inner = wraps !== undefined && made ? wrappedLock(file, known, made, wraps) : undefined;
  if (inner) return hasOneHolder(file, inner, call);
  if (typeof exclusive === "boolean" || !made) return exclusive === true;
  const permits = settingOf(file, made, exclusive).value;
  return permits?.type === "Literal" && permits.value === 1;
}

/** The lock of the same library that a call is given: `new Mutex()` of `withTimeout(new Mutex(), 100)`. */
function wrappedLock(file: File, { library }: Known<LockFact>, { arguments: given }: Call, position: number): Known<LockFact> | undefined {
  const lock = given[position];
  const denoted = lock && originOf(file, lock);
  const origin = denoted && normalised(file, denoted);
  const fact = origin && library.locks?.find(({ acquire }) => acquire.some((spelling) => callPathOf(spelling, library.default).startsWith(`${origin.path}.`)));
  return fact && { fact, library, origin };
}
