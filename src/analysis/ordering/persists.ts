import type { TSESTree } from "@typescript-eslint/utils";
import { mayBeAsync } from "../promises/asynchrony.js";
import { variableOf, type Variable } from "../places/bindings.js";
import { chainStart } from "../promises/detached.js";
import { discards } from "../promises/discards.js";
import { feedOf } from "../places/feeding.js";
import type { File } from "../file.js";
import { flowOf } from "../flow/flow.js";
import { takesTurns } from "../exclusions.js";
import { calleeOf, functionOf } from "../functions.js";
import { isSentBy, isWritingStatement } from "../shared-state/lasting-writes.js";
import { calleeName } from "../libraries/time-limits.js";
import { factOf } from "../libraries/libraries.js";
import { bare, descendants, isFunction, ownNodes, type Call, type FunctionNode } from "../nodes.js";
import { originOf } from "../origin.js";
import { runsOnce } from "../overlap.js";
import { perFile } from "../per-file.js";
import { isSharedIn, placeOf, type Write } from "../places/places.js";
import { writesOfFunction } from "../places/write-index.js";
import { isPromise } from "../promises/promises.js";

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
  (mayBeAsync(file) ? discards(file) : []).flatMap(({ expression, statement }) => {
    const call = storingStepOf(file, chainStart(expression));
    const setter = functionOf(statement);
    if (call.type !== "CallExpression" || !setter || !stores(file, call, expression) || runsOnce(file, setter)) return [];
    const write = writesOfFunction(file, setter).find((one) => isCopied(file, one, call, setter));
    return write ? [{ setter, write, call, expression, statement }] : [];
  }),
);

/** Of `db("tickets").update({ priority }).timeout(ms)` the step that says what is written. */
function storingStepOf(file: File, start: TSESTree.Node): TSESTree.Node {
  for (let step = start; step.type === "CallExpression"; ) {
    if (isStoring(file, step)) return step;
    const callee = bare(step.callee);
    if (callee.type !== "MemberExpression") break;
    step = bare(callee.object);
  }
  return start;
}

const storing = /^(?:save|store|persist|write|update|upsert|replace|put|insert|patch)(?=[A-Z]|$)|^setItem$/;

/** Whether a call writes to something durable, without anybody waiting for it. */
function stores(file: File, call: TSESTree.CallExpression, chain: TSESTree.Node): boolean {
  return (isStoring(file, call) || handsToStore(file, call)) && isPromise(file, chain) === "yes";
}

/** `void mirror(key, value)`, of a function of the file that stores what it is given, and lets nobody wait for its turn. */
function handsToStore(file: File, call: TSESTree.CallExpression): boolean {
  const fn = calleeOf(file, call);
  if (!fn || fn.generator) return false;
  return [...ownNodes(file, fn.body)].some((node) => node.type === "CallExpression" && isStoring(file, node) && node.arguments.some((argument) => feedOf(file, argument, fn) === "directly") && !takesTurns(file, node));
}

/** A known write, a name that says so, a statement of SQL, a request that puts. */
function isStoring(file: File, call: TSESTree.CallExpression): boolean {
  const callee = bare(call.callee);
  // the page's own storage is written at once
  if (callee.type === "MemberExpression" && /^\.(?:window\.)?(?:local|session)Storage$/.test(originOf(file, callee.object)?.path ?? "")) return false;
  const effect = factOf(file, "remote", call)?.fact.effect;
  if (effect === "idempotent-write" || effect === "non-idempotent" || storing.test(calleeName(call) ?? "")) return true;
  return isWritingStatement(call) || isSentBy(file, call, ["put", "patch"]);
}

/** The value that a setter assigned before the call is among what the call stores: the value itself, or what it is now a part of. */
function isCopied(file: File, write: Write, call: TSESTree.CallExpression, setter: FunctionNode): boolean {
  if (write.fn !== setter || !write.value || (write.adds && !isMerge(write)) || write.node.range[0] > call.range[0]) return false;
  if (feedOf(file, write.value, setter) !== "directly" || !isSharedIn(file, write.place, setter)) return false;
  // `redis.set(key, value)` puts nothing into memory
  if (write.node.type === "CallExpression" && factOf(file, "remote", write.node)) return false;
  if (flowOf(file, setter).suspensionsBefore(write.node).length > 0) return false;
  if (call.arguments.length === 0) return storesItself(file, write, call);
  const written = namesIn(file, [write.value]);
  return [...namesIn(file, call.arguments)].some((name) => written.has(name)) || isMentioned(file, write, call.arguments);
}

/** `this.settings = { ...this.settings, ...changes }` */
function isMerge({ node, value }: Write): boolean {
  return node.type === "AssignmentExpression" && value !== undefined && bare(value).type === "ObjectExpression";
}

/** `this.save()`, which stores what it finds there, and lets nobody wait for its turn. */
function storesItself(file: File, write: Write, call: TSESTree.CallExpression): boolean {
  const save = write.place.root === "this" ? calleeOf(file, call) : undefined;
  if (!save || save.generator) return false;
  return [...ownNodes(file, save.body)].some((node) => node.type === "CallExpression" && isStoring(file, node) && isMentioned(file, write, node.arguments) && !takesTurns(file, node));
}

/** Whether the place that was written, or what it is a part of, is among some expressions: `this.settings` of `this.settings[key]`. */
function isMentioned(file: File, { place: { key, root } }: Write, expressions: readonly TSESTree.Node[]): boolean {
  return expressions.some((expression) =>
    [...descendants(file, expression, (inner) => !isFunction(inner))].some((node) => {
      const mentioned = node.type === "MemberExpression" || node.type === "Identifier" ? placeOf(file, node) : undefined;
      return mentioned?.root === root && (mentioned.key === key || key.startsWith(`${mentioned.key}[`) || (mentioned.key !== "this" && key.startsWith(`${mentioned.key}.`)));
    }),
  );
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
