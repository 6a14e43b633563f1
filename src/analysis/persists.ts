import type { TSESTree } from "@typescript-eslint/utils";
import { variableOf, type Variable } from "./bindings.js";
import { chainStart } from "./detached.js";
import { discards } from "./discards.js";
import { feedOf } from "./feeding.js";
import type { File } from "./file.js";
import { flowOf } from "./flow.js";
import { functionOf } from "./functions.js";
import { calleeName } from "./time-limits.js";
import { factOf } from "./libraries.js";
import { descendants, isFunction, type Call, type FunctionNode } from "./nodes.js";
import { runsOnce } from "./overlap.js";
import { perFile } from "./per-file.js";
import { isSharedIn, writes, type Write } from "./places.js";
import { isPromise } from "./promises.js";

/** A setter that has the value in memory at once, and hands the durable copy to work it does not wait for. */
export interface DetachedPersist {
  readonly setter: FunctionNode;
  readonly write: Write;
  /** The call that stores the copy. */
  readonly call: Call;
  /** The chain it starts, which is thrown away as a whole, and the statement that does. */
  readonly expression: TSESTree.Node;
  readonly statement: TSESTree.ExpressionStatement;
}

export const detachedPersists = perFile((file): readonly DetachedPersist[] =>
  discards(file).flatMap(({ expression, statement }) => {
    const call = chainStart(expression);
    const setter = functionOf(statement);
    if (call.type !== "CallExpression" || !setter || !stores(file, call, expression) || runsOnce(file, setter)) return [];
    const write = writes(file).find((one) => isCopied(file, one, call, setter));
    return write ? [{ setter, write, call, expression, statement }] : [];
  }),
);

const storing = /^(?:save|store|persist|write|update|upsert|replace|put|insert|patch)(?=[A-Z]|$)|^setItem$/;

/** Whether a call writes to something durable, without anybody waiting for it. */
function stores(file: File, call: TSESTree.CallExpression, chain: TSESTree.Node): boolean {
  const effect = factOf(file, "remote", call)?.fact.effect;
  const writesRemotely = effect === "idempotent-write" || effect === "non-idempotent";
  return (writesRemotely || storing.test(calleeName(call) ?? "")) && isPromise(file, chain) === "yes";
}

/** The value that a setter assigned before the call is among what the call is given. */
function isCopied(file: File, write: Write, call: TSESTree.CallExpression, setter: FunctionNode): boolean {
  if (write.fn !== setter || !write.value || write.adds || write.node.range[0] > call.range[0]) return false;
  if (feedOf(file, write.value, setter) !== "directly" || !isSharedIn(file, write.place, setter)) return false;
  if (flowOf(file, setter).suspensionsBefore(write.node).length > 0) return false;
  const written = namesIn(file, [write.value]);
  return [...namesIn(file, call.arguments)].some((name) => written.has(name));
}

function namesIn(file: File, expressions: readonly TSESTree.Node[]): ReadonlySet<Variable> {
  const names = new Set<Variable>();
  for (const expression of expressions) {
    for (const node of descendants(file, expression, (inner) => !isFunction(inner))) {
      const variable = node.type === "Identifier" ? variableOf(file, node) : undefined;
      if (variable) names.add(variable);
    }
  }
  return names;
}
