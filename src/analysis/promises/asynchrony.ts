import { mayBring } from "../libraries/libraries.js";
import { nodes, propertyName } from "../nodes.js";
import { perFile } from "../per-file.js";

/** Whether anything in a file may give control away or hand a promise on: the look that spares most files the rest. */
export const mayBeAsync = perFile((file): boolean => mayWait(file) || file.services !== undefined || file.source.text.includes("Promise") || nodes(file).of("ImportExpression").length > 0 || mayBring(file, ["promises", "remote"]));

/** Whether a run of a function of the file may be interrupted where the file shows it: by an `await`, a `yield`, a `then`, or a lock or queue that runs what it is given. */
export const mayWait = perFile((file): boolean => {
  const all = nodes(file);
  if (all.of("AwaitExpression").length > 0 || all.of("YieldExpression").length > 0) return true;
  const functions = [...all.of("FunctionDeclaration"), ...all.of("FunctionExpression"), ...all.of("ArrowFunctionExpression")];
  if (functions.some((fn) => fn.async || fn.generator) || all.of("ForOfStatement").some((loop) => loop.await)) return true;
  return all.of("MemberExpression").some((member) => chaining.has(propertyName(member) ?? "")) || mayBring(file, ["scoped", "limiters", "waits", "acquires", "retries", "jobs", "sharedLoads", "timeLimits"]);
});

const chaining = new Set(["then", "catch", "finally"]);
