import type { File } from "../file.js";
import { functionMeant } from "../functions.js";
import { callsWith, factOf } from "../libraries/libraries.js";
import { perFile } from "../per-file.js";
import type { Retry } from "./retry.js";
import { retriesInLoops } from "./retry-loops.js";
import { retriesInSwitches } from "./retry-switches.js";
import { retriesByRecursion } from "./retry-recursions.js";

/** The retries of a file, in source order. */
export const retries = perFile((file): readonly Retry[] =>
  [...inLoops(file), ...retriesByRecursion(file), ...retriesByLibrary(file)].sort((one, other) => one.node.range[0] - other.node.range[0]),
);

/** A loop is one retry, by whatever it asks first. */
function inLoops(file: File): readonly Retry[] {
  const known = retriesInLoops(file);
  return [...known, ...retriesInSwitches(file).filter(({ node }) => !known.some((one) => one.node === node))];
}

function retriesByLibrary(file: File): readonly Retry[] {
  return callsWith(file, "retries")
    .flatMap((node): Retry[] => {
      const fact = node.type === "CallExpression" ? factOf(file, "retries", node)?.fact : undefined;
      const given = fact && node.arguments[fact.argument];
      if (!fact || !given) return [];
      const fn = functionMeant(file, given);
      const tried = fn?.body ?? given;
      return [{ form: "library", node, whole: fn ?? node, tried, work: tried, trigger: undefined, between: [], fact }];
    });
}
