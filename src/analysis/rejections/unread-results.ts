import type { TSESTree } from "@typescript-eslint/utils";
import { variableOf } from "../places/bindings.js";
import type { File } from "../file.js";
import { functionMeant } from "../functions.js";
import { worstLossOf, type Loss } from "./losses.js";
import { bare, dressed, isFunction, nodes, propertyName } from "../nodes.js";
import { kindAwaited } from "../observability/log-waits.js";
import { originOf } from "../origin.js";
import { perFile } from "../per-file.js";
import { chainMethod } from "../promises/promises.js";
import { isExplained } from "./explanations.js";
import { isSecondary, statementAround } from "./empty-handlers.js";

/** A `Promise.allSettled` of whose results nobody reads whether they failed. */
export interface UnreadSettled extends Loss {
  readonly call: TSESTree.CallExpression;
}

export const unreadSettled = perFile((file): readonly UnreadSettled[] =>
  callsThatMaySettle(file)
    .flatMap((call) => {
      const list = call.arguments[0];
      if (!list || !isAllSettled(file, call) || !isUnread(file, call)) return [];
      const statement = statementAround(call);
      if (isExplained(file, statement, statement) || isSecondary(file, call) || isTelemetry(file, list)) return [];
      const loss = worstLossOf(file, [list]);
      return loss ? [{ call, ...loss }] : [];
    }),
);

/** `[logger.flush(), metrics.flush()]`: what tells of failures cannot tell of its own. */
function isTelemetry(file: File, list: TSESTree.Node): boolean {
  const given = bare(list);
  return given.type === "ArrayExpression" && given.elements.length > 0 && given.elements.every((element) => element !== null && kindAwaited(file, element) !== undefined);
}

/** Most files never say it, and their calls need no look. */
function callsThatMaySettle(file: File): readonly TSESTree.CallExpression[] {
  return file.source.text.includes("allSettled") ? nodes(file).of("CallExpression") : [];
}

function isAllSettled(file: File, call: TSESTree.CallExpression): boolean {
  const origin = originOf(file, call);
  return origin?.module === null && origin.path === ".Promise.allSettled()";
}

/** What an expression stands for here: the promise of the results, the list of them, or one of them. */
type Part = "promise" | "list" | "one";

/** Whether nothing that the results are put into, or handed to, can learn of a failure. */
function isUnread(file: File, call: TSESTree.CallExpression): boolean {
  const open: [TSESTree.Node, Part][] = [[call, "promise"]];
  const seen = new Set<TSESTree.Node>();
  for (let next = open.pop(); next; next = open.pop()) {
    const [node, part] = next;
    if (seen.has(node)) continue;
    seen.add(node);
    const further = usesOf(file, dressed(node), part);
    if (!further) return false;
    open.push(...further);
  }
  return true;
}

type Uses = [TSESTree.Node, Part][];

/** Where a value goes from here; `undefined` where somebody may read of a failure. */
function usesOf(file: File, value: TSESTree.Node, part: Part): Uses | undefined {
  const outer = value.parent;
  switch (outer?.type) {
    case "ExpressionStatement":
      return [];
    case "UnaryExpression":
      return outer.operator === "void" ? [] : undefined;
    case "AwaitExpression":
      return [[outer, part === "promise" ? "list" : part]];
    case "VariableDeclarator":
      return outer.init === value ? namesIn(file, outer.id, part) : undefined;
    case "AssignmentExpression":
      return outer.right === value && outer.left.type === "Identifier" && outer.parent.type === "ExpressionStatement" ? readsOf(file, outer.left, part) : undefined;
    case "ForOfStatement": {
      const { left } = outer;
      if (outer.right !== value || part !== "list") return undefined;
      return left.type === "VariableDeclaration" ? namesIn(file, left.declarations[0].id, "one") : undefined;
    }
    case "MemberExpression":
      return outer.object === value ? usesOfMember(file, outer, part) : undefined;
    default:
      return undefined;
  }
}

function usesOfMember(file: File, member: TSESTree.MemberExpression, part: Part): Uses | undefined {
  const name = propertyName(member);
  if (part === "one") return name === "value" ? [] : undefined;
  const call = dressed(member).parent;
  const isCalled = call?.type === "CallExpression" && bare(call.callee) === member;
  if (part === "promise") return isCalled ? usesOfChain(file, call) : undefined;
  if (name === "length") return [];
  if (member.computed && !isCalled) return [[member, "one"]];
  const result = isCalled && name !== undefined ? methods[name] : undefined;
  if (!isCalled || !result) return undefined;
  const given = call.arguments[0];
  const fn = given && functionMeant(file, given);
  if (given && result.takes !== undefined && !(fn && isFunction(fn))) return undefined;
  const parameter = result.takes === undefined ? [] : namesIn(file, fn?.params[result.takes], "one");
  return parameter && [...parameter, ...(result.gives ? ([[call, result.gives]] as Uses) : [])];
}

/** What methods of arrays do with the results: which parameter of their function is one of them, and what they give. */
const methods: Readonly<Record<string, { readonly takes?: number; readonly gives?: Part }>> = {
  forEach: { takes: 0 },
  map: { takes: 0 },
  flatMap: { takes: 0 },
  filter: { takes: 0, gives: "list" },
  find: { takes: 0, gives: "one" },
  some: { takes: 0 },
  every: { takes: 0 },
  reduce: { takes: 1 },
  at: { gives: "one" },
  slice: { gives: "list" },
};

function usesOfChain(file: File, call: TSESTree.CallExpression): Uses | undefined {
  const method = chainMethod(call);
  if (method === undefined) return undefined;
  if (method !== "then") return [[call, "promise"]];
  const fn = call.arguments[0] && functionMeant(file, call.arguments[0]);
  if (!fn) return undefined;
  return fn.params.length === 0 ? [] : namesIn(file, fn.params[0], "list");
}

/** The reads of the names that a pattern binds; `undefined` where it takes out what tells of a failure. */
function namesIn(file: File, pattern: TSESTree.Node | undefined, part: Part): Uses | undefined {
  if (!pattern) return [];
  if (pattern.type === "Identifier") {
    const isExported = pattern.parent.type === "VariableDeclarator" && pattern.parent.parent.parent.type === "ExportNamedDeclaration";
    return isExported ? undefined : readsOf(file, pattern, part);
  }
  if (pattern.type === "ArrayPattern" && part === "list") return together(pattern.elements.map((element) => (element ? namesIn(file, element, "one") : [])));
  if (pattern.type === "ObjectPattern" && part === "one") {
    return pattern.properties.every((property) => property.type === "Property" && propertyName(property) === "value") ? [] : undefined;
  }
  return undefined;
}

function readsOf(file: File, name: TSESTree.Identifier, part: Part): Uses | undefined {
  const variable = variableOf(file, name);
  return variable?.references.filter((reference) => reference.isRead()).map(({ identifier }): Uses[number] => [identifier, part]);
}

function together(parts: readonly (Uses | undefined)[]): Uses | undefined {
  return parts.every((part) => part !== undefined) ? parts.flat() : undefined;
}
