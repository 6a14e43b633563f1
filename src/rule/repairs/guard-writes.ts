import type { TSESLint, TSESTree } from "@typescript-eslint/utils";
import { chainEnd, isDropped } from "../../analysis/promises/detached.js";
import type { File } from "../../analysis/file.js";
import { functionOf } from "../../analysis/functions.js";
import { bare, descendants, dressed, isFunction, isWithin, nodes, ownNodes, type FunctionNode } from "../../analysis/nodes.js";
import { perFile } from "../../analysis/per-file.js";
import { placeOf } from "../../analysis/places/places.js";
import { chainMethod } from "../../analysis/promises/promises.js";
import type { StaleWrite } from "../../analysis/shared-state/stale-writes.js";

/** How code asks whether its run is still the newest: as the condition of a write, and of an early exit. */
export interface Wanted {
  readonly condition: string;
  readonly exit: string;
}

export type Edit = (fixer: TSESLint.RuleFixer) => TSESLint.RuleFix;

/** The edits that keep the writes of one outcome from being reached by an older run; `undefined` where the shape of the code does not allow it. */
export function guardWrites(file: File, stale: StaleWrite, wanted: Wanted): readonly Edit[] | undefined {
  const { node } = stale.write;
  if (node.type === "Identifier") return stale.others.length === 0 ? handedOn(file, node, wanted) : undefined;
  const fn = functionOf(node);
  const isArrowBody = fn !== undefined && bare(fn.body) === node;
  if (isArrowBody) return stale.others.length === 0 ? arrowBody(file, fn, node, wanted) : undefined;
  const statement = dressed(node).parent;
  if (statement?.type !== "ExpressionStatement" || statement.parent.type !== "BlockStatement") return undefined;
  if (isReadAfter(file, stale)) return undefined;
  if (isWithin(stale.outcome.suspension, statement)) return suspendedWrite(file, stale, statement, wanted);
  if (stale.others.length === 0) return [(fixer) => fixer.insertTextBefore(statement, `if (${wanted.condition}) `)];
  return exitAfter(file, stale, wanted);
}

/** What reads the place after the write relies on what was written: `return this.user`. */
function isReadAfter(file: File, { write, others }: StaleWrite): boolean {
  const fn = functionOf(write.node);
  const written = [write, ...others].map(({ node }) => node);
  if (!fn || write.node.type !== "AssignmentExpression") return false;
  return [...descendants(file, fn.body)].some(
    (node) => (node.type === "MemberExpression" || node.type === "Identifier") && node.range[0] > write.node.range[1] && !written.some((one) => isWithin(node, one)) && placeOf(file, node)?.key === write.place.key,
  );
}

/** A name that nothing in a part of the file goes by. */
export function unusedName(file: File, within: TSESTree.Node, ...wishes: readonly string[]): string | undefined {
  const taken = within === file.ast ? allNames(file) : new Set([...descendants(file, within)].flatMap((node) => (node.type === "Identifier" ? [node.name] : [])));
  return wishes.find((name) => !taken.has(name));
}

const allNames = perFile((file): ReadonlySet<string> => new Set(nodes(file).of("Identifier").map(({ name }) => name)));

/** The white space that a line begins with. */
export function indentOf(file: File, node: TSESTree.Node): string {
  return /^\s*/.exec(file.source.lines[node.loc.start.line - 1] ?? "")?.[0] ?? "";
}

/** `then(setUser)` becomes `then((answer) => { if (…) setUser(answer); })`. */
function handedOn(file: File, setter: TSESTree.Identifier, { condition }: Wanted): readonly Edit[] | undefined {
  const name = unusedName(file, file.ast, "answer", "outcome", "loaded");
  if (name === undefined || !isLastLink(file, setter.parent)) return undefined;
  return [(fixer) => fixer.replaceText(setter, `(${name}) => { if (${condition}) ${setter.name}(${name}); }`)];
}

function arrowBody(file: File, fn: FunctionNode, body: TSESTree.Node, { condition }: Wanted): readonly Edit[] | undefined {
  const call = fn.parent;
  const arrow = file.source.getTokenBefore(fn.body, (token) => token.value === "=>");
  if (fn.async || fn.returnType || !arrow || !isLastLink(file, call)) return undefined;
  const range: [number, number] = [arrow.range[1], fn.range[1]];
  if (file.source.getCommentsInside(fn).some(({ range: [start, end] }) => start >= range[0] && !(body.range[0] <= start && end <= body.range[1]))) return undefined;
  return [(fixer) => fixer.replaceTextRange(range, ` { if (${condition}) ${file.source.getText(body)}; }`)];
}

/** Nobody reads what this callback gives: after it come only the links that take failures, and the chain is thrown away. */
function isLastLink(file: File, call: TSESTree.Node | undefined): boolean {
  if (call?.type !== "CallExpression" || chainMethod(call) !== "then" || !isDropped(file, call)) return false;
  for (let link: TSESTree.Node = chainEnd(call); link !== call; ) {
    if (link.type !== "CallExpression" || chainMethod(link) === "then") return false;
    const callee = bare(link.callee);
    if (callee.type !== "MemberExpression") return false;
    link = bare(callee.object);
  }
  return true;
}

/** `this.user = await load(id)` waits first, and writes then. */
function suspendedWrite(file: File, { outcome, others }: StaleWrite, statement: TSESTree.ExpressionStatement, wanted: Wanted): readonly Edit[] | undefined {
  const { suspension } = outcome;
  const fn = functionOf(statement);
  const name = fn && unusedName(file, fn, "answer", "outcome", "loaded");
  if (suspension.type !== "AwaitExpression" || name === undefined || !isAlwaysReached(file, suspension, statement)) return undefined;
  if (others.length > 0 && !mayExit(file, fn as FunctionNode)) return undefined;
  const indent = indentOf(file, statement);
  const guard = others.length > 0 ? `${wanted.exit}\n${indent}` : `if (${wanted.condition}) `;
  return [
    (fixer) => fixer.insertTextBefore(statement, `const ${name} = ${file.source.getText(suspension)};\n${indent}${guard}`),
    (fixer) => fixer.replaceText(suspension, name),
  ];
}

/** It is the only suspension of the statement, and no condition within the statement leaves it out. */
function isAlwaysReached(file: File, suspension: TSESTree.Node, statement: TSESTree.Node): boolean {
  if (functionOf(suspension) !== functionOf(statement)) return false;
  if ([...ownNodes(file, statement)].filter(({ type }) => type === "AwaitExpression" || type === "YieldExpression").length !== 1) return false;
  for (let outer = suspension.parent; outer && outer !== statement; outer = outer.parent) {
    if (/^(?:Conditional|Logical|Sequence|Chain)Expression$/.test(outer.type)) return false;
  }
  return !file.source.getCommentsInside(suspension).some(Boolean);
}

/** Several writes follow: an older run leaves its function right after the suspension. */
function exitAfter(file: File, { outcome }: StaleWrite, { exit }: Wanted): readonly Edit[] | undefined {
  const { suspension } = outcome;
  const fn = functionOf(suspension);
  if (suspension.type === "CallExpression") return exitInCallback(file, suspension, exit);
  let statement: TSESTree.Node = suspension;
  while (statement.parent && statement.parent.type !== "BlockStatement" && !isFunction(statement.parent)) statement = statement.parent;
  if (!fn || statement.parent?.type !== "BlockStatement" || !/^(?:VariableDeclaration|ExpressionStatement)$/.test(statement.type) || !mayExit(file, fn)) return undefined;
  return [(fixer) => fixer.insertTextAfter(statement, `\n${indentOf(file, statement)}${exit}`)];
}

function exitInCallback(file: File, call: TSESTree.CallExpression, exit: string): readonly Edit[] | undefined {
  const [work] = call.arguments;
  if (!isFunction(work) || work.body.type !== "BlockStatement" || !mayExit(file, work)) return undefined;
  const first = work.body.body[0];
  return first ? [(fixer) => fixer.insertTextBefore(first, `${exit}\n${indentOf(file, first)}`)] : undefined;
}

/** Whether a function may be left with a bare `return`: it promises nothing and returns nothing. */
function mayExit(file: File, fn: FunctionNode): boolean {
  const returns = [...ownNodes(file, fn.body)].some((node) => node.type === "ReturnStatement" && node.argument !== null);
  const declared = fn.returnType ? file.source.getText(fn.returnType) : ": void";
  return !returns && !fn.generator && /^:\s*(?:void|Promise<void>|any)$/.test(declared);
}
