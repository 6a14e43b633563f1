import type { TSESTree } from "@typescript-eslint/utils";
import { variableOf } from "../places/bindings.js";
import { isPlainDelay } from "../libraries/delays.js";
import { chainStart } from "../promises/detached.js";
import { nameIn } from "../libraries/dispensables.js";
import type { File } from "../file.js";
import { calleeOf, functionMeant, memberOf, valueOf } from "../functions.js";
import { factOf } from "../libraries/libraries.js";
import { bare, descendants, dressed, isCall, nodes, propertyName, type Call, type FunctionNode } from "../nodes.js";
import { originOf } from "../origin.js";
import { perFile } from "../per-file.js";
import { returnedBy } from "../promises/promises.js";
import { literalOf } from "../settings.js";

/** Something that ends a wait: a timer as a promise, or a promise that an abort settles. */
export interface Limit {
  /** The element of the race. */
  readonly element: TSESTree.Node;
  /** The timer, where it stands in this file: `setTimeout(…)`, or a call that gives a timer as a promise. */
  readonly timer: Call | undefined;
  /** The promise that the timer settles: `new Promise(…)`; the timer itself where that is a promise. */
  readonly promise: TSESTree.Node | undefined;
  /** Whether the promise is made by a function that is called for it. */
  readonly made: "here" | "by a function";
}

/** `Promise.race([…])` in which something ends the wait for the rest. */
export interface Race {
  readonly node: TSESTree.CallExpression;
  readonly limits: readonly Limit[];
  /** The elements that are waited for. */
  readonly work: readonly TSESTree.Node[];
}

/** The races of a file that have a limit, in source order. */
export const limitedRaces = perFile((file): readonly Race[] =>
  /\brace\b/.test(file.source.text)
    ? nodes(file).of("CallExpression").flatMap((node) => {
        const list = node.arguments[0] && literalOf(file, node.arguments[0]);
        if (list?.type !== "ArrayExpression" || originOf(file, node)?.path !== ".Promise.race()") return [];
        const elements = list.elements.filter((element): element is TSESTree.Expression => element !== null && element.type !== "SpreadElement");
        const limits = elements.flatMap((element) => limitOf(file, element, element) ?? []);
        const work = elements.filter((element) => !limits.some((limit) => limit.element === element));
        return limits.length > 0 && work.length > 0 ? [{ node, limits, work }] : [];
      })
    : [],
);

const limitName = /time_?out|timedOut|deadline|expir|abort|cancel|^(?:sleep|delay|wait|timer|after)$|(?:sleep|delay)$/i;

function limitOf(file: File, element: TSESTree.Node, expression: TSESTree.Node, depth = 0): Limit | undefined {
  const node = depth < 8 ? chainStart(expression) : expression;
  if (node.type === "NewExpression") return executorLimit(file, element, node);
  if (node.type === "CallExpression") return callLimit(file, element, node, depth);
  if (node.type === "Identifier") {
    const variable = variableOf(file, node);
    const value = variable && variable.defs[0]?.type !== "Parameter" ? valueOf(variable) : undefined;
    const known = value && depth < 8 ? limitOf(file, element, value, depth + 1) : undefined;
    if (known) return known;
  }
  const held = depth < 8 ? heldLimit(file, element, node, depth) : undefined;
  if (held) return held;
  const isNamed = (node.type === "Identifier" || node.type === "MemberExpression") && limitName.test(nameIn(node) ?? "");
  return isNamed ? { element, timer: undefined, promise: undefined, made: "here" } : undefined;
}

/** `limit.promise` after `const limit = deadline(1000)`, and `promise` of `const { promise, cancel } = deadline(1000)`: a part of what a function of this file puts together. */
function heldLimit(file: File, element: TSESTree.Node, node: TSESTree.Node, depth: number): Limit | undefined {
  const part = partHeld(file, node);
  const whole = part && literalOf(file, part.whole);
  const maker = whole?.type === "CallExpression" ? calleeOf(file, whole) : undefined;
  const [made, ...others] = maker ? returnedBy(file, maker).map(bare) : [];
  const member = made?.type === "ObjectExpression" && others.length === 0 ? memberOf(made, part?.name ?? "") : undefined;
  const limit = member?.type === "Property" ? limitOf(file, element, member.value, depth + 1) : undefined;
  return limit && { ...limit, made: "by a function" };
}

function partHeld(file: File, node: TSESTree.Node): { readonly whole: TSESTree.Node; readonly name: string | undefined } | undefined {
  if (node.type === "MemberExpression") return { whole: bare(node.object), name: propertyName(node) };
  const definition = node.type === "Identifier" ? variableOf(file, node)?.defs[0] : undefined;
  const property = definition?.name.parent;
  if (definition?.type !== "Variable" || property?.type !== "Property" || property.parent !== (definition.node.id as TSESTree.Node) || !definition.node.init) return undefined;
  return { whole: bare(definition.node.init), name: propertyName(property) };
}

/** `new Promise((_, reject) => setTimeout(reject, 1000))` */
function executorLimit(file: File, element: TSESTree.Node, node: TSESTree.NewExpression): Limit | undefined {
  const executor = node.arguments[0] && functionMeant(file, node.arguments[0]);
  if (!executor || originOf(file, node)?.path !== ".Promise!") return undefined;
  const calls = [...descendants(file, executor)].filter(isCall);
  const timer = calls.find((call) => isTimer(file, call));
  if (timer) return { element, timer, promise: node, made: "here" };
  return calls.some(isAbortListening) ? { element, timer: undefined, promise: node, made: "here" } : undefined;
}

function isTimer(file: File, call: Call): boolean {
  const fact = factOf(file, "timers", call)?.fact;
  return fact !== undefined && fact.callback !== null && fact.delay !== null && !fact.repeats;
}

function isAbortListening({ arguments: [event] }: Call): boolean {
  return event?.type === "Literal" && event.value === "abort";
}

function callLimit(file: File, element: TSESTree.Node, node: TSESTree.CallExpression, depth: number): Limit | undefined {
  const timer = factOf(file, "timers", node)?.fact;
  if (timer?.callback === null) return { element, timer: node, promise: node, made: "here" };
  if (node.arguments.some((argument) => argument.type === "Literal" && argument.value === "abort")) return { element, timer: undefined, promise: undefined, made: "here" };
  const own = calleeOf(file, node);
  if (own && depth < 8) {
    const inside = returnedBy(file, own).map((value) => limitOf(file, element, value, depth + 1)).find((limit) => limit !== undefined);
    if (inside) return { ...inside, made: "by a function" };
    return undefined;
  }
  return isPlainDelay(file, node) || limitName.test(nameIn(node) ?? "") ? { element, timer: undefined, promise: undefined, made: "here" } : undefined;
}

/** The parameter of a function of this file that it races against a limit, as it is or called with nothing: the work of `withTimeout(work, ms)`. */
export function racedParameter(file: File, fn: FunctionNode): number | undefined {
  for (const { work, node } of limitedRaces(file)) {
    if (node.range[0] < fn.range[0] || node.range[1] > fn.range[1]) continue;
    const index = fn.params.findIndex((parameter) => parameter.type === "Identifier" && work.some((element) => isThatOrItsCall(file, bare(element), parameter)));
    if (index >= 0) return index;
  }
  return undefined;
}

function isThatOrItsCall(file: File, element: TSESTree.Node, parameter: TSESTree.Identifier): boolean {
  const named = isCall(element) && element.arguments.length === 0 ? bare(element.callee) : element;
  return named.type === "Identifier" && variableOf(file, named) === variableOf(file, parameter);
}

/** `Promise.race([work, promise])`, in place or through a variable. */
export function isRaced(file: File, promise: TSESTree.Node): boolean {
  const outer = dressed(promise);
  const { parent } = outer;
  if (parent?.type === "ArrayExpression") return originOf(file, parent.parent)?.path === ".Promise.race()";
  const variable = parent?.type === "VariableDeclarator" && parent.id.type === "Identifier" ? variableOf(file, parent.id) : undefined;
  return (variable?.references ?? []).some(({ identifier }) => identifier.parent.type === "ArrayExpression" && originOf(file, identifier.parent.parent)?.path === ".Promise.race()");
}
