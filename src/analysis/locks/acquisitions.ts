import type { TSESTree } from "@typescript-eslint/utils";
import type { LockFact } from "../../knowledge/library.js";
import { variableOf, type Variable } from "../places/bindings.js";
import type { File } from "../file.js";
import { calleeOf, functionMeant, functionOf, valueOf } from "../functions.js";
import { factOf, type Known } from "../libraries/libraries.js";
import { bare, dressed, isFunction, nodes, propertyName, type FunctionNode } from "../nodes.js";
import { perFile } from "../per-file.js";
import { placeOf } from "../places/places.js";
import { chainMethod, returnedBy } from "../promises/promises.js";

/** What is taken and has to be given back, and the names that it goes by. */
export interface Acquisition extends Known<LockFact> {
  /** The call that takes it. */
  readonly node: TSESTree.CallExpression;
  /** The function, or the top level, that holds it. */
  readonly of: FunctionNode | TSESTree.Program;
  /** The step after which it is held; `undefined` where the function starts with it: `lock().then((release) => …)`. */
  readonly from: TSESTree.Node | undefined;
  /** The variables that hold the resource itself. */
  readonly holders: ReadonlySet<Variable>;
  /** The variables that hold a part of it, by where the part is found: `[1]`, `.release`. */
  readonly parts: ReadonlyMap<string, Variable>;
  /** What it is taken from, `this.mutex` of `this.mutex.acquire()`; the same for all who take it from there. */
  readonly receiver: string | undefined;
  /** The statement that takes it, where it is one of its own. */
  readonly statement: TSESTree.Statement | undefined;
}

/** What this file takes and holds in a place that can be followed. In source order. */
export const acquisitions = perFile((file): readonly Acquisition[] =>
  nodes(file).of("CallExpression").flatMap((node) => {
    const known = factOf(file, "acquires", node) ?? takenByHelper(file, node);
    if (!known || known.fact.holds === "span" || !takes(known.fact, node)) return [];
    const held = heldAt(file, known.fact, node);
    return held ? [{ ...known, node, receiver: receiverOf(file, node), ...held }] : [];
  }),
);

/** `const client = await grab();`, where `grab` is a function of this file that only takes what it returns. */
function takenByHelper(file: File, call: TSESTree.CallExpression): Known<LockFact> | undefined {
  const helper = calleeOf(file, call);
  const [only, ...more] = helper ? returnedBy(file, helper).map((result) => takenIn(file, result)) : [];
  if (only?.type !== "CallExpression" || more.length > 0) return undefined;
  const known = factOf(file, "acquires", only);
  // what is given back without a word of what was taken needs the place that it was taken from
  return known && takes(known.fact, only) && known.fact.release.every((spelling) => spelling.startsWith("result")) ? known : undefined;
}

/** The call whose value an expression is: awaited, or by a name that nothing else is done with. */
function takenIn(file: File, result: TSESTree.Node): TSESTree.Node {
  const value = bare(result);
  const node = value.type === "AwaitExpression" ? bare(value.argument) : value;
  const variable = node.type === "Identifier" ? variableOf(file, node) : undefined;
  const held = variable && variable.references.filter((reference) => reference.isRead()).length === 1 ? valueOf(variable) : undefined;
  return held ? takenIn(file, held) : node;
}

/** With a function as an argument the library itself gives it back, or does so at a callback's word. */
function takes(fact: LockFact, { arguments: given }: TSESTree.CallExpression): boolean {
  if (given.some((argument) => isFunction(bare(argument)))) return false;
  return fact.statements === undefined || isStatement(given[0], fact.statements.acquires);
}

/** Whether an argument is the text of a statement that begins with one of some words. */
export function isStatement(argument: TSESTree.Node | undefined, words: readonly string[]): boolean {
  const node = argument && bare(argument);
  const text = node?.type === "TemplateLiteral" ? node.quasis[0]?.value.raw : node?.type === "Literal" ? node.value : undefined;
  const statement = typeof text === "string" ? text.trim().toLowerCase() : "";
  return words.some((word) => statement === word || statement.startsWith(`${word} `) || statement.startsWith(`${word};`));
}

/** The place that a method is called on, as one text: `this.mutex` of `this.mutex.acquire()`. */
export function receiverOf(file: File, call: TSESTree.CallExpression): string | undefined {
  const callee = bare(call.callee);
  return callee.type === "MemberExpression" ? (placeOf(file, callee.object)?.key ?? undefined) : undefined;
}

type Held = Pick<Acquisition, "of" | "from" | "holders" | "parts" | "statement">;

function heldAt(file: File, fact: LockFact, node: TSESTree.CallExpression): Held | undefined {
  const outer = dressed(node);
  const { parent } = outer;
  const of = homeOf(node);
  if (!of) return undefined;
  if (parent?.type === "AwaitExpression") return boundTo(file, dressed(parent), of, parent);
  if (fact.immediate) return boundTo(file, outer, of, node);
  return heldInCallback(file, parent);
}

/** The function, or the top level, that a node runs in; `undefined` in a field's initialiser. */
function homeOf(node: TSESTree.Node): FunctionNode | TSESTree.Program | undefined {
  const fn = functionOf(node);
  if (fn) return fn;
  let outer = node;
  while (outer.parent && outer.parent.type !== "PropertyDefinition" && outer.parent.type !== "StaticBlock") outer = outer.parent;
  return outer.type === "Program" ? outer : undefined;
}

/** `lock().then((release) => …)`: the callback holds it from its start on. */
function heldInCallback(file: File, member: TSESTree.Node | undefined): Held | undefined {
  const call = member?.type === "MemberExpression" ? dressed(member).parent : undefined;
  if (call?.type !== "CallExpression" || chainMethod(call) !== "then" || !call.arguments[0]) return undefined;
  const fn = functionMeant(file, call.arguments[0]);
  return fn && { of: fn, from: undefined, statement: undefined, ...namesIn(file, fn.params[0]) };
}

/** Where the taken value goes; `undefined` where somebody else has it at once: it is returned, stored or passed on. */
function boundTo(file: File, value: TSESTree.Node, of: Held["of"], from: TSESTree.Node): Held | undefined {
  const { parent } = value;
  switch (parent?.type) {
    case "VariableDeclarator": {
      const { kind } = parent.parent;
      if (parent.init !== value || kind === "using" || kind === "await using") return undefined;
      return { of, from, statement: parent.parent, ...namesIn(file, parent.id) };
    }
    case "AssignmentExpression": {
      const names = namesIn(file, parent.left);
      const all = [...names.holders, ...names.parts.values()];
      const isLocal = all.length > 0 && all.every((variable) => homeOf(variable.defs[0]?.name ?? value) === of && variable.defs[0]?.type === "Variable");
      const statement = parent.parent.type === "ExpressionStatement" ? parent.parent : undefined;
      return parent.right === value && isLocal && of.type !== "Program" ? { of, from, statement, ...names } : undefined;
    }
    case "ExpressionStatement":
      return { of, from, statement: parent, holders: new Set(), parts: new Map() };
    default:
      return undefined;
  }
}

/** What a pattern calls the resource, and the parts of it. */
function namesIn(file: File, pattern: TSESTree.Node | undefined): Pick<Held, "holders" | "parts"> {
  const holders = new Set<Variable>();
  const parts = new Map<string, Variable>();
  const add = (name: TSESTree.Node | null, part: string | undefined): void => {
    const variable = name && variableOf(file, name);
    if (!variable) return;
    if (part === undefined) holders.add(variable);
    else parts.set(part, variable);
  };
  if (pattern?.type === "ArrayPattern") for (const [index, element] of pattern.elements.entries()) add(element, `[${String(index)}]`);
  else if (pattern?.type === "ObjectPattern") for (const property of pattern.properties) {
    if (property.type === "Property") add(property.value, `.${propertyName(property) ?? ""}`);
  } else if (pattern) add(pattern, undefined);
  return { holders, parts };
}
