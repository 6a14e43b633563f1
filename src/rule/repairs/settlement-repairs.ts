import type { TSESLint, TSESTree } from "@typescript-eslint/utils";
import type { File } from "../../analysis/file.js";
import { registrationOf, takesError } from "../../analysis/registrations.js";
import type { Gap } from "../../analysis/settlement/settlement-gaps.js";
import type { Deferred } from "../../analysis/promises/settlers.js";
import type { IgnoredError, LooseThrow } from "../../analysis/settlement/settling-callbacks.js";
import type { UnheardFailure } from "../../analysis/settlement/unheard-failures.js";
import { bare, descendants, isFunction, nodes, propertyName, shortText, type FunctionNode } from "../../analysis/nodes.js";
import type { Suggestion } from "../define-rule.js";
import { indented } from "../indentation.js";

export const settlementSuggestions = {
  addErrorListener: "Reject the promise when `{{emitter}}` emits `{{failure}}`.",
  rejectOnError: "Reject the promise with `{{error}}`.",
  wrapInTry: "Reject the promise when `{{thrower}}` throws.",
  useEventsOnce: "Wait with `once` of `node:events`, which also rejects on `error`.",
};

type Suggested = Suggestion<keyof typeof settlementSuggestions>;
type Fix = TSESLint.RuleFix;
type Fixer = TSESLint.RuleFixer;

/** How a promise is rejected, and what has to be written for that. */
interface Rejector {
  readonly name: string;
  edits(fixer: Fixer): readonly Fix[];
}

/** The name that rejects a promise; it is added to the executor's parameters where they lack one and it is free. */
function rejectorOf(file: File, { executor, node, resolve, reject }: Deferred): Rejector | undefined {
  // `_` says that it is not meant to be used
  if (reject) return /^_+$/.test(reject.name) ? undefined : { name: reject.name, edits: () => [] };
  const home = executor ?? resolve?.parent.parent;
  const isTaken = [...descendants(file, executor ? executor : file.ast)].some((inner) => inner.type === "Identifier" && inner.name === "reject");
  if (!resolve || !home || isTaken) return undefined;
  if (!executor) return home.type === "ObjectPattern" ? { name: "reject", edits: (fixer) => [fixer.insertTextAfter(resolve.parent, ", reject")] } : undefined;
  if (executor.parent !== node) return undefined;
  const last = executor.params[0] as TSESTree.Node;
  const isBare = file.source.getTokenAfter(last)?.value === "=>";
  return { name: "reject", edits: (fixer) => (isBare ? [fixer.replaceText(last, `(${file.source.getText(last)}, reject)`)] : [fixer.insertTextAfter(last, ", reject")]) };
}

/** A listener for the failure beside the one for success. */
export function addErrorListener(file: File, { deferred, registration, emitter, failure, at }: UnheardFailure): Suggested[] {
  const rejector = rejectorOf(file, deferred);
  if (!rejector) return [];
  const handler = failure === "error" ? rejector.name : `() => ${rejector.name}(new Error("${failure}"))`;
  const edit = listenerEdit(file, registration, failure, handler);
  if (!edit) return [];
  const data = { emitter: shortText(file, emitter.root), failure };
  return [{ message: "addErrorListener", data, fix: (fixer) => [...rejector.edits(fixer), edit(fixer)] }, ...useEventsOnce(file, deferred, at)];
}

function listenerEdit(file: File, { call, member, argument = 0 }: UnheardFailure["registration"], failure: string, handler: string): ((fixer: Fixer) => Fix) | undefined {
  if (member) return before(file, member, `${file.source.getText(member.object)}.on${failure} = ${handler};`);
  const callee = call && bare(call.callee);
  if (!call) return undefined;
  if (callee?.type !== "MemberExpression" || !isListened(file, call, argument)) return (fixer) => fixer.insertTextAfter(call, `.on("${failure}", ${handler})`);
  if (callee.optional || (callee.object.type !== "Identifier" && callee.object.type !== "MemberExpression" && callee.object.type !== "CallExpression" && callee.object.type !== "NewExpression")) return undefined;
  const method = propertyName(callee);
  if (method === "addEventListener") return before(file, callee, `${file.source.getText(callee.object)}.addEventListener("${failure}", ${handler});`);
  return (fixer) => fixer.insertTextAfter(callee.object, `.${method === "listen" ? "once" : "on"}("${failure}", ${handler})`);
}

/** Whether the call registers a listener on its receiver, and does not itself give the emitter. */
function isListened(file: File, call: NonNullable<UnheardFailure["registration"]["call"]>, argument: number): boolean {
  const callee = bare(call.callee);
  return registrationOf(file, call, argument).how === "listener" || (callee.type === "MemberExpression" && /^(?:listen|connect)$/.test(propertyName(callee) ?? "") && call.parent.type !== "VariableDeclarator");
}

/** Writes a statement before the one that a member of a plain name stands in. */
function before(file: File, member: TSESTree.MemberExpression, text: string): ((fixer: Fixer) => Fix) | undefined {
  const statement = member.parent.parent;
  const isPlain = member.object.type === "Identifier" || member.object.type === "MemberExpression";
  if (!isPlain || statement?.type !== "ExpressionStatement" || statement.parent.type !== "BlockStatement") return undefined;
  return (fixer) => fixer.insertTextBefore(statement, `${text}${lineBreak(file, statement)}`);
}

/** A new line with the indentation of a statement; a blank where it shares its line with what stands before it. */
function lineBreak(file: File, statement: TSESTree.Node): string {
  const line = file.source.lines[statement.loc.start.line - 1] ?? "";
  const indentation = line.slice(0, statement.loc.start.column);
  return indentation.trim() === "" ? `\n${indentation}` : " ";
}

/** `await once(emitter, "event")`, where the promise does nothing but wait for one event and nobody looks at its value. */
function useEventsOnce(file: File, { node, executor }: Deferred, at: TSESTree.Node): Suggested[] {
  const awaited = node.parent;
  if (awaited.type !== "AwaitExpression" || awaited.parent.type !== "ExpressionStatement" || !executor || file.source.getCommentsInside(node).length > 0) return [];
  const only = executor.body.type === "BlockStatement" ? (executor.body.body.length === 1 ? executor.body.body[0] : undefined) : executor.body;
  const call = only?.type === "ExpressionStatement" ? only.expression : only;
  const callee = call?.type === "CallExpression" ? bare(call.callee) : undefined;
  if (call?.type !== "CallExpression" || callee?.type !== "MemberExpression" || callee.property !== at || call.arguments.length !== 2 || !/^(?:on|once)$/.test(propertyName(callee) ?? "")) return [];
  const listener = call.arguments[1] as TSESTree.Node;
  const isPlain = listener.type === "Identifier" || (isFunction(listener) && listener.body.type === "CallExpression" && listener.body.arguments.length === 0);
  const named = onceIn(file);
  if (!isPlain || !named) return [];
  const text = `once(${file.source.getText(callee.object)}, ${file.source.getText(call.arguments[0])})`;
  return [{ message: "useEventsOnce", fix: (fixer) => [...named(fixer), fixer.replaceText(node, text)] }];
}

/** Imports `once`, where nothing else has that name. */
function onceIn(file: File): ((fixer: Fixer) => readonly Fix[]) | undefined {
  const imports = nodes(file).of("ImportDeclaration");
  const known = imports.some(({ source, specifiers }) => /^(?:node:)?events$/.test(source.value) && specifiers.some(({ local }) => local.name === "once"));
  if (known) return () => [];
  const isTaken = file.source.scopeManager?.scopes.some((scope) => scope.variables.some((variable) => variable.name === "once" && variable.defs.length > 0));
  const first = imports[0];
  if (isTaken || !first) return undefined;
  return (fixer) => [fixer.insertTextBefore(first, 'import { once } from "node:events";\n')];
}

/** The error of a callback goes to the promise: in place of the `throw`, or before everything else. */
export function rejectOnError(file: File, { deferred, fn, parameter, thrown }: IgnoredError): Suggested[] {
  const rejector = rejectorOf(file, deferred);
  if (!rejector) return [];
  const error = parameter.name;
  const edit = (fixer: Fixer): Fix => {
    if (thrown) return fixer.replaceText(thrown, `return ${rejector.name}(${error});`);
    const { body } = fn;
    if (body.type !== "BlockStatement") return fixer.insertTextBefore(body, `${error} ? ${rejector.name}(${error}) : `);
    const first = body.body[0] as TSESTree.Node;
    return fixer.insertTextBefore(first, `if (${error}) return ${rejector.name}(${error});${lineBreak(file, first)}`);
  };
  if (!thrown && fn.body.type !== "BlockStatement" && fn.body.type !== "CallExpression") return [];
  return [{ message: "rejectOnError", data: { error }, fix: (fixer) => [...rejector.edits(fixer), edit(fixer)] }];
}

/** Where a path that knows the error ends: an early `return` of an error-first callback, or a `catch`. */
export function rejectInGap(file: File, deferred: Deferred, { node, how, fn }: Gap): Suggested[] {
  const rejector = rejectorOf(file, deferred);
  if (!rejector || !isFunction(fn) || how === "rejects") return [];
  const clause = clauseAround(node);
  const known = clause ? clause.param : takesError(fn) && how === "returns" ? fn.params[0] : undefined;
  const error = known?.type === "Identifier" ? known.name : undefined;
  if (error === undefined) return [];
  const edit = node.type === "ReturnStatement" ? returned(node, error, rejector) : clause ? atEnd(file, clause, error, rejector) : undefined;
  return edit ? [{ message: "rejectOnError", data: { error }, fix: (fixer) => [...rejector.edits(fixer), edit(fixer)] }] : [];
}

function returned(node: TSESTree.ReturnStatement, error: string, { name }: Rejector): ((fixer: Fixer) => Fix) | undefined {
  const isInBranch = node.parent.type === "IfStatement" || node.parent.parent?.type === "IfStatement" || node.parent.parent?.type === "CatchClause";
  return node.argument === null && isInBranch ? (fixer) => fixer.replaceText(node, `return ${name}(${error});`) : undefined;
}

function atEnd(file: File, { body }: TSESTree.CatchClause, error: string, { name }: Rejector): ((fixer: Fixer) => Fix) | undefined {
  const last = body.body.at(-1);
  return last ? (fixer) => fixer.insertTextAfter(last, `${lineBreak(file, last)}${name}(${error});`) : undefined;
}

function clauseAround(node: TSESTree.Node): TSESTree.CatchClause | undefined {
  for (let outer: TSESTree.Node | undefined = node; outer && !isFunction(outer); outer = outer.parent) if (outer.type === "CatchClause") return outer;
  return undefined;
}

/** What can throw goes into a `try` that rejects; what is thrown on purpose rejects at once. */
export function wrapInTry(file: File, { deferred, fn, node }: LooseThrow): Suggested[] {
  const rejector = rejectorOf(file, deferred);
  if (!rejector) return [];
  if (node.type === "ThrowStatement") {
    const text = `return ${rejector.name}(${file.source.getText(node.argument)});`;
    return [{ message: "rejectOnError", data: { error: shortText(file, node.argument) }, fix: (fixer) => [...rejector.edits(fixer), fixer.replaceText(node, text)] }];
  }
  const wrapped = wrap(file, fn, node, rejector.name);
  return wrapped ? [{ message: "wrapInTry", data: { thrower: shortText(file, node) }, fix: (fixer) => [...rejector.edits(fixer), ...wrapped(fixer)] }] : [];
}

function wrap(file: File, fn: FunctionNode, node: TSESTree.Node, reject: string): ((fixer: Fixer) => readonly Fix[]) | undefined {
  const { body } = fn;
  if (body.type !== "BlockStatement") {
    if (file.source.getTokenBefore(body)?.value !== "=>") return undefined;
    return (fixer) => [fixer.insertTextBefore(body, "{ try { "), fixer.insertTextAfter(body, `; } catch (error) { ${reject}(error); } }`)];
  }
  let statement = node;
  while (statement.parent && statement.parent.type !== "BlockStatement") statement = statement.parent;
  const block = statement.parent;
  if (block?.type !== "BlockStatement") return undefined;
  // what it declares is used by what follows
  const first = block.body.indexOf(statement as TSESTree.Statement);
  const tried = statement.type === "VariableDeclaration" ? block.body.slice(first) : [statement];
  const last = tried.at(-1) as TSESTree.Node;
  const gap = lineBreak(file, statement);
  const [inner, deeper] = gap === " " ? [" ", []] : [`${gap}  `, indented(file, statement.loc.start.line + 1, last.loc.end.line)];
  return (fixer) => [fixer.insertTextBefore(statement, `try {${inner}`), ...deeper, fixer.insertTextAfter(last, `${gap}} catch (error) {${inner}${reject}(error);${gap}}`)];
}
