import type { TSESTree } from "@typescript-eslint/utils";
import { variableOf } from "../places/bindings.js";
import { linksOf } from "../promises/chain-links.js";
import type { File } from "../file.js";
import { callbackOf, calleeOf, functionMeant } from "../functions.js";
import { factOf } from "../libraries/libraries.js";
import { bare, descendants, isFunction, isWithin, nodes, propertyName, type FunctionNode } from "../nodes.js";
import { isPolling } from "./retry-exemptions.js";
import { waitFor, waitIn } from "./retry-loops.js";
import type { Retry, Trigger } from "./retry.js";
import { statusTestOf } from "./status-tests.js";
import { calleeName } from "../libraries/time-limits.js";
import { textOf } from "../registrations.js";

/** A call by which a function runs again, and what leads to it. */
interface Again {
  readonly node: TSESTree.CallExpression;
  readonly fn: FunctionNode;
}

/** Functions that call themselves again when what they tried has failed, at once or by a timer. */
export function retriesByRecursion(file: File): readonly Retry[] {
  return nodes(file)
    .of("CallExpression")
    .flatMap((node): Retry[] => {
      const fn = calledAgain(file, node);
      const again = fn && { node, fn };
      const found = again && isTheSame(file, again) && triggeredBy(file, again);
      return found && !isPolling(file, found) && !isAlsoCalledOtherwise(file, again, found) ? [found] : [];
    });
}

/** The function around a call that the call runs: itself, or as the callback of a timer. */
function calledAgain(file: File, node: TSESTree.CallExpression): FunctionNode | undefined {
  const timer = factOf(file, "timers", node)?.fact;
  const given = timer && !timer.repeats && timer.callback !== null ? node.arguments[timer.callback] : undefined;
  const fn = given ? (isFunction(given) ? undefined : functionMeant(file, given)) : calleeOf(file, node);
  return fn && isWithin(node, fn) ? fn : undefined;
}

/** Whether the function is given what it was given before. A number that counts, or a mark that is tested, may differ. */
function isTheSame(file: File, { node, fn }: Again): boolean {
  if (factOf(file, "timers", node)) return fn.params.length === 0;
  return node.arguments.every((argument, index) => {
    const parameter = fn.params[index];
    const name = parameter?.type === "AssignmentPattern" ? parameter.left : parameter;
    const given = bare(argument);
    if (name?.type === "ObjectPattern") return given.type === "ObjectExpression" && isCopy(given, name);
    if (name?.type !== "Identifier") return given.type === "Literal";
    if (given.type === "Identifier") return given.name === name.name;
    if (given.type === "ObjectExpression") return isSpread(given, name.name);
    return isCount(given) || isGrown(given, name.name) || (given.type === "Literal" && typeof given.value !== "string" && given.value !== null);
  });
}

function isCopy(given: TSESTree.ObjectExpression, pattern: TSESTree.ObjectPattern): boolean {
  const names = new Set(pattern.properties.flatMap((property) => (property.type === "Property" ? [propertyName(property)] : [])));
  return given.properties.every((property) => property.type === "Property" && names.has(propertyName(property)) && (property.shorthand || isCount(bare(property.value))));
}

/** `{ ...options, retries: options.retries - 1 }`; `{ ...options, fast: false }` does it in another way. */
function isSpread(given: TSESTree.ObjectExpression, name: string): boolean {
  const isOther = given.properties.some((property) => property.type === "Property" && property.value.type === "Literal" && typeof property.value.value !== "number" && !/retr|attempt|again|tries/i.test(propertyName(property) ?? ""));
  return !isOther && given.properties.some((property) => property.type === "SpreadElement" && property.argument.type === "Identifier" && property.argument.name === name);
}

/** `Math.min(wait * 2, 8_000)`: the pause before the next try, told by the one before it. */
function isGrown(node: TSESTree.Node, name: string): boolean {
  const value = bare(node);
  if (value.type === "BinaryExpression") return value.operator === "*" && [value.left, value.right].some((side) => side.type === "Identifier" && side.name === name) && [value.left, value.right].some(({ type }) => type === "Literal");
  if (value.type !== "CallExpression" || value.callee.type !== "MemberExpression" || value.callee.object.type !== "Identifier" || value.callee.object.name !== "Math") return false;
  return value.arguments.some((argument) => isGrown(argument, name));
}

/** `attempt + 1`, `--retries` */
function isCount(node: TSESTree.Node): boolean {
  return (node.type === "BinaryExpression" && /^[-+]$/.test(node.operator)) || node.type === "UpdateExpression";
}

/** The failure that leads to the call, from the inside out. */
function triggeredBy(file: File, again: Again): Retry | undefined {
  const { node, fn } = again;
  for (let outer: TSESTree.Node = node; outer !== fn; outer = outer.parent as TSESTree.Node) {
    const found = outer.type === "CatchClause" ? caught(file, again, outer) : isFunction(outer) ? handled(again, outer) : outer.type === "IfStatement" ? tested(file, again, outer) : undefined;
    if (found) return found;
    if (isFunction(outer) && isLeftToOthers(file, outer)) return undefined;
  }
  return undefined;
}

/** `this.showError(text, () => void this.load())`: whoever is given it decides when, be it a person at a button. */
function isLeftToOthers(file: File, fn: FunctionNode): boolean {
  const call = callbackOf(fn)?.call;
  if (call?.type !== "CallExpression" || linksOf(call).length > 0 || closingEvent(call) !== undefined) return false;
  return !factOf(file, "timers", call) && !/sched|later|delay|defer|after|wait|time|back_?off|again|retry$|reconnect|tick|queue|run|immediate/i.test(calleeName(call) ?? "");
}

function retryOf({ node, fn }: Again, tried: TSESTree.Node, work: TSESTree.Node, trigger: Trigger, between: readonly TSESTree.Node[]): Retry {
  return { form: "recursion", node, whole: fn, tried, work, trigger, between };
}

function caught(file: File, again: Again, clause: TSESTree.CatchClause): Retry | undefined {
  const { block } = clause.parent;
  const wait = waitIn(file, block);
  return wait && retryOf(again, block, wait.argument, clause, [clause.body]);
}

/** `load().catch(() => again())`, `load().then(use, () => again())`, `socket.on("close", () => again())` */
function handled(again: Again, handler: FunctionNode): Retry | undefined {
  const call = callbackOf(handler)?.call;
  if (call?.type === "CallExpression") {
    const link = linksOf(call)[0];
    if (link?.rejected && bare(link.rejected) === handler) return retryOf(again, link.promise, link.promise, handler, [handler.body]);
    const event = closingEvent(call);
    if (event) return { ...retryOf(again, call, call.callee, handler, [handler.body]), form: "reconnect" };
  }
  const target = handler.parent.type === "AssignmentExpression" ? handler.parent.left : undefined;
  if (target?.type !== "MemberExpression" || !/^on(?:close|disconnect)$/.test(propertyName(target) ?? "")) return undefined;
  return { ...retryOf(again, target, target, handler, [handler.body]), form: "reconnect" };
}

const closing = /^(?:close|closed|end|disconnect|disconnected|connection:?lost|error|connect_error|exit)$/i;

function closingEvent(call: TSESTree.CallExpression): string | undefined {
  const callee = bare(call.callee);
  const method = callee.type === "MemberExpression" ? propertyName(callee) : undefined;
  const event = textOf(call.arguments[0]);
  return method !== undefined && /^(?:on|once|addListener|addEventListener)$/.test(method) && event !== undefined && closing.test(event) ? event : undefined;
}

/** `if (response.status === 503) return again();` */
function tested(file: File, again: Again, test: TSESTree.IfStatement): Retry | undefined {
  const told = statusTestOf(file, test.test);
  const wait = told && waitFor(file, again.fn, told.subject);
  const branch = told?.succeeds ? test.alternate : test.consequent;
  if (!wait || !branch || !isWithin(again.node, branch)) return undefined;
  return retryOf(again, wait, wait.argument, test, [branch]);
}

/** A function that is called again after a success as well goes on for ever on purpose: a consumer, a periodic task. */
function isAlsoCalledOtherwise(file: File, { fn, node }: Again, retry: Retry): boolean {
  const { trigger } = retry;
  for (const other of descendants(file, fn.body)) {
    if (other.type !== "CallExpression" || other === node || (trigger && isWithin(other, trigger))) continue;
    if (calledAgain(file, other) === fn && !isInFailure(file, other, fn)) return true;
  }
  return isListed(file, retry);
}

/** In a handler of a failure, or where a test asks for one; `if (!this.stopped)` asks for something else. */
function isInFailure(file: File, node: TSESTree.Node, fn: FunctionNode): boolean {
  for (let outer = node.parent; outer && outer !== fn; outer = outer.parent) {
    if (outer.type === "CatchClause" || (outer.type === "IfStatement" && /err|fail|status|code|ok\b|attempt|retr|tries/i.test(file.source.getText(outer.test)))) return true;
    const call = isFunction(outer) ? callbackOf(outer)?.call : undefined;
    const rejected = call?.type === "CallExpression" ? linksOf(call)[0]?.rejected : undefined;
    if (rejected && bare(rejected) === outer) return true;
  }
  return false;
}

/** The work is given what a list holds next. */
function isListed(file: File, { work, whole }: Retry): boolean {
  for (const node of descendants(file, work, (inner) => !isFunction(inner))) {
    if (node.type === "CallExpression" && /^(?:shift|pop)$/.test(node.callee.type === "MemberExpression" ? (propertyName(node.callee) ?? "") : "")) return true;
    const variable = node.type === "Identifier" ? variableOf(file, node) : undefined;
    const value = variable && isWithin(variable.identifiers[0] ?? work, whole) ? variable.references.find(({ writeExpr }) => writeExpr)?.writeExpr : undefined;
    if (value && /\.(?:shift|pop)\(|next|random|rotate/i.test(file.source.getText(value))) return true;
  }
  return false;
}
