import type { TSESTree } from "@typescript-eslint/utils";
import { variableOf, type Variable } from "../places/bindings.js";
import { isNameOnly } from "../places/feeding.js";
import type { File } from "../file.js";
import { bare, descendants, dressed, isCall, isFunction, isWithin, propertyName, type Loop } from "../nodes.js";
import type { Retry } from "./retry.js";
import { calleeName } from "../libraries/time-limits.js";

/** What gives another answer each time, or another peer: then the next turn is no second try of the same. */
const changing = /next|pick|choose|random|shift|pop|rotate|generat|uuid|nanoid|fail_?over|fallback|switch|advance|increment|create(?:Id|Key|Code|Token)/i;
const attempt = /attempt|tries|retr|count/i;
const passing = /^(?:signal|timeout|abortSignal|cancelToken|deadline|attempt|retry|retries|retryCount)$/;

/** Whether each turn of a loop asks for the same: what the operation is given does not change from turn to turn. */
export function isTheSameAgain(file: File, loop: Loop, retry: Pick<Retry, "work" | "tried" | "between">): boolean {
  if (loop.type === "ForOfStatement" && usesElement(file, loop, retry.tried)) return false;
  if (retry.between.some((part) => switchesPeer(file, part))) return false;
  return !changes(file, loop, retry.work, new Set());
}

/** What is tried has to do with the element of the list: another host, another candidate. */
function usesElement(file: File, loop: TSESTree.ForOfStatement, tried: TSESTree.Node): boolean {
  return file.source.getDeclaredVariables(loop.left).some(({ references }) => references.some(({ identifier }) => isWithin(identifier, tried)));
}

/** `this.rotateEndpoint()`, `index = (index + 1) % hosts.length` are for what the operation is given, and found there; this is a call alone. */
function switchesPeer(file: File, part: TSESTree.Node): boolean {
  for (const node of descendants(file, part, (inner) => !isFunction(inner))) {
    if (node.type === "CallExpression" && /rotate|switch|fail_?over|fallback|next(?:Host|Node|Peer|Server|Url|Endpoint|Provider|Broker)/i.test(calleeName(node) ?? "")) return true;
  }
  return false;
}

function changes(file: File, loop: Loop, expression: TSESTree.Node, seen: Set<Variable>): boolean {
  const open: TSESTree.Node[] = [expression];
  for (let root = open.pop(); root; root = open.pop()) {
    for (const node of descendants(file, root, (inner) => !isFunction(inner) && !isPassing(inner))) {
      if (isPassing(node)) continue;
      if (isCall(node) && changing.test(calleeName(node) ?? "")) return true;
      if (node.type === "UpdateExpression") return true;
      if (node.type === "MemberExpression" && isWrittenIn(file, loop, node)) return true;
      if (node.type !== "Identifier" || isNameOnly(node)) continue;
      const variable = variableOf(file, node);
      if (!variable || seen.has(variable)) continue;
      seen.add(variable);
      const change = changeOf(file, loop, variable, node);
      if (change === "changes") return true;
      if (change) open.push(...change);
    }
  }
  return false;
}

/** A setting that may well differ for each try. */
function isPassing(node: TSESTree.Node): boolean {
  return node.type === "Property" && passing.test(propertyName(node) ?? "");
}

/** How a variable differs from turn to turn: `changes`, or the expressions that it is made of in each turn. */
function changeOf(file: File, loop: Loop, variable: Variable, use: TSESTree.Identifier): "changes" | readonly TSESTree.Node[] | undefined {
  const inside = variable.references.filter((reference) => reference.isWrite() && isWithin(reference.identifier, loop));
  const declaredInside = variable.defs.some(({ name }) => isWithin(name, loop));
  if (isFilledIn(loop, variable)) return "changes";
  if (inside.length === 0) return declaredInside && loop.type === "ForOfStatement" ? "changes" : undefined;
  if (isCounter(loop, variable, inside)) return isPlainArgument(use, variable) ? undefined : "changes";
  if (!declaredInside) return isWrittenByAnswer(variable, loop) ? "changes" : undefined;
  const values = inside.flatMap(({ writeExpr }) => writeExpr ?? []);
  const isAnswer = values.some((value) => [...descendants(file, value, (inner) => !isFunction(inner))].some(({ type }) => type === "AwaitExpression"));
  return isAnswer || (loop.type === "ForOfStatement" && variable.defs.some(({ name }) => isWithin(name, loop.left))) ? "changes" : values;
}

/** `guesses[name] = …`, `hosts.shift()`: what it holds is another thing afterwards. What is waited for changes something at a peer. */
function isFilledIn(loop: Loop, { references }: Variable): boolean {
  return references.some(({ identifier }) => {
    const { parent } = identifier;
    if (parent.type !== "MemberExpression" || parent.object !== identifier || !isWithin(identifier, loop)) return false;
    const outer = parent.parent;
    if (outer.type === "AssignmentExpression" && outer.left === parent) return propertyName(parent) === undefined || !passing.test(propertyName(parent) ?? "");
    return outer.type === "CallExpression" && outer.callee === parent && dressed(outer).parent?.type !== "AwaitExpression" && /^(?:push|pop|shift|unshift|splice|set|delete|add|clear)$/.test(propertyName(parent) ?? "");
  });
}

/** A variable from before the loop that a turn gives another value. What is emptied or set up again is the same. */
function isWrittenByAnswer(variable: Variable, loop: Loop): boolean {
  return variable.references.some((reference) => {
    const value = reference.isWrite() && isWithin(reference.identifier, loop) ? reference.writeExpr : undefined;
    return value != null && bare(value).type !== "Literal" && bare(value).type !== "NewExpression";
  });
}

function isCounter(loop: Loop, variable: Variable, writes: readonly { readonly identifier: TSESTree.Node }[]): boolean {
  if (loop.type === "ForStatement" && loop.init && variable.defs.some(({ name }) => isWithin(name, loop.init as TSESTree.Node))) return true;
  return writes.every(({ identifier }) => identifier.parent?.type === "UpdateExpression" || (identifier.parent?.type === "AssignmentExpression" && /^[+-]=$/.test(identifier.parent.operator)));
}

/** `load(id, attempt)` tells the peer which try it is. */
function isPlainArgument(use: TSESTree.Identifier, variable: Variable): boolean {
  if (!attempt.test(variable.name)) return false;
  for (let outer = use.parent as TSESTree.Node | undefined; outer && outer.type !== "AwaitExpression"; outer = outer.parent) {
    if (outer.type === "MemberExpression" && outer.computed) return false;
    if (outer.type === "BinaryExpression" && outer.operator === "%") return false;
  }
  return true;
}

/** `this.#host` where the turn writes to it. */
function isWrittenIn(file: File, loop: Loop, member: TSESTree.MemberExpression): boolean {
  const text = file.source.getText(member);
  for (const node of descendants(file, loop.body, (inner) => !isFunction(inner))) {
    const target = node.type === "AssignmentExpression" ? node.left : node.type === "UpdateExpression" ? node.argument : undefined;
    if (target?.type === "MemberExpression" && file.source.getText(target) === text) return true;
  }
  return false;
}
