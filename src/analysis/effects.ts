import type { TSESTree } from "@typescript-eslint/utils";
import type { EffectFact } from "../knowledge/library.js";
import { variableOf, type Variable } from "./places/bindings.js";
import type { File } from "./file.js";
import { functionMeant } from "./functions.js";
import { factOf, type Known } from "./libraries/libraries.js";
import { bare, descendants, isFunction, nodes, type FunctionNode } from "./nodes.js";
import { perFile } from "./per-file.js";

/** A function that is run again whenever what it depends on has changed: the callback of `useEffect`, of Vue's `watch`. */
export interface Effect {
  readonly call: TSESTree.CallExpression;
  readonly fn: FunctionNode;
  readonly fact: EffectFact;
  /** What it depends on; `any` where the run itself finds out, or where it is run whenever anything may have changed. */
  readonly dependencies: ReadonlySet<Variable> | "any";
}

/** The effect that a function is the callback of. */
export function effectOf(file: File, fn: FunctionNode): Effect | undefined {
  return effects(file).get(fn);
}

/** The function of this file that an expression means, also where a call such as `useCallback` hands it back. */
export function functionBehind(file: File, expression: TSESTree.Node, depth = 0): FunctionNode | undefined {
  const node = bare(expression);
  const meant = functionMeant(file, node);
  if (meant || depth > 4) return meant;
  if (node.type === "CallExpression") {
    const known = factOf(file, "effects", node);
    const given = known?.fact.handsBack ? node.arguments[known.fact.callback] : undefined;
    return given && functionBehind(file, given, depth + 1);
  }
  const definition = node.type === "Identifier" ? variableOf(file, node)?.defs[0] : undefined;
  const init = definition?.type === "Variable" && definition.node.id === definition.name ? definition.node.init : null;
  return init?.type === "CallExpression" ? functionBehind(file, init, depth + 1) : undefined;
}

/** The effects of a file by their callbacks. */
const effects = perFile((file): ReadonlyMap<FunctionNode, Effect> => {
  const found = new Map<FunctionNode, Effect>();
  for (const call of nodes(file).of("CallExpression")) {
    const known = factOf(file, "effects", call);
    const given = known && call.arguments[known.fact.callback];
    const fn = given && functionMeant(file, given);
    if (known && fn) found.set(fn, { call, fn, fact: known.fact, dependencies: dependenciesOf(file, call, known) });
  }
  return found;
});

function dependenciesOf(file: File, call: TSESTree.CallExpression, { fact }: Known<EffectFact>): Effect["dependencies"] {
  const list = fact.dependencies === null ? undefined : call.arguments[fact.dependencies];
  if (!list) return "any";
  const found = new Set<Variable>();
  const open: TSESTree.Node[] = [list];
  for (let next = open.pop(); next; next = open.pop()) {
    for (const node of descendants(file, next)) {
      const variable = node.type === "Identifier" ? variableOf(file, node) : undefined;
      if (!variable || found.has(variable)) continue;
      found.add(variable);
      // an effect that depends on a function depends on what that function depends on
      const definition = variable.defs[0]?.node;
      const behind = definition?.type === "VariableDeclarator" && definition.init ? bare(definition.init) : undefined;
      const known = behind?.type === "CallExpression" ? factOf(file, "effects", behind) : undefined;
      const inner = known && known.fact.dependencies !== null && behind?.type === "CallExpression" ? behind.arguments[known.fact.dependencies] : undefined;
      if (inner) open.push(inner);
    }
  }
  return found;
}

/** The functions by which a run of an effect says what ends it, and other expressions that do so. */
export function* cleanupsOf(file: File, { fn, fact }: Effect): Generator<TSESTree.Node> {
  if (fact.cleanup === "returned") {
    for (const value of returnsOf(file, fn)) yield value;
    return;
  }
  const given = fact.cleanup === undefined ? undefined : fn.params[fact.cleanup];
  const register = given?.type === "Identifier" ? variableOf(file, given) : undefined;
  for (const node of descendants(file, fn.body)) {
    if (node.type !== "CallExpression" || node.callee.type !== "Identifier") continue;
    const isGiven = register !== undefined && variableOf(file, node.callee) === register;
    const isKnown = (fact.registerCleanup ?? []).includes(node.callee.name);
    const cleanup = node.arguments[0];
    if ((isGiven || isKnown) && cleanup) yield cleanup;
  }
}

/** What a function itself returns, nothing aside. */
function* returnsOf(file: File, fn: FunctionNode): Generator<TSESTree.Node> {
  if (fn.async) return; // a promise is no cleanup
  if (fn.body.type !== "BlockStatement") {
    if (isFunction(fn.body)) yield fn.body;
    return;
  }
  for (const node of descendants(file, fn.body, (inner) => !isFunction(inner))) {
    if (node.type === "ReturnStatement" && node.argument) yield node.argument;
  }
}
