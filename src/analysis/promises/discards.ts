import type { TSESTree } from "@typescript-eslint/utils";
import { handlerRules } from "../../knowledge/linters.js";
import { variableOf } from "../places/bindings.js";
import { linksOf } from "./chain-links.js";
import { endsProgram } from "../flow/endings.js";
import type { File } from "../file.js";
import { callbackOf, functionMeant, functionOf } from "../functions.js";
import { bare, dressed, isCall, isFunction, nodes, ownNodes, type FunctionNode } from "../nodes.js";
import { originOf } from "../origin.js";
import { perFile } from "../per-file.js";
import { chainMethod, returnedBy } from "./promises.js";

/** An expression whose value nobody reads. */
export interface Discard {
  readonly expression: TSESTree.Node;
  /** The statement that throws it away. */
  readonly statement: TSESTree.ExpressionStatement;
  /** The `void` that it stands under. */
  readonly under: TSESTree.UnaryExpression | undefined;
}

/** The expressions that stand as statements, through `void`, sequences, conditions and `a && b`. In source order. */
export const discards = perFile((file): readonly Discard[] =>
  nodes(file)
    .of("ExpressionStatement")
    .flatMap((statement) => partsOf(statement.expression).map((part) => ({ ...part, statement }))),
);

/** What a `void` throws away that is no statement: `() => void save(id)`. */
export const voided = perFile((file): readonly (Omit<Discard, "statement"> & { readonly statement: undefined })[] => {
  const seen = new Set(discards(file).map(({ under }) => under));
  const others = nodes(file)
    .of("UnaryExpression")
    .filter((node) => node.operator === "void" && !seen.has(node));
  return others.flatMap((under) => partsOf(under.argument).map(({ expression }) => ({ expression, under, statement: undefined })));
});

/** What a sequence, the head of a `for` or a list that is itself thrown away passes over: `for (open(); …; save())`, `x = (save(), 1)`. */
export const passedOver = perFile((file): readonly (Omit<Discard, "statement"> & { readonly statement: undefined })[] => {
  const seen = new Set(discards(file).map(({ expression }) => expression));
  const heads = nodes(file).of("ForStatement").flatMap(({ init, update }) => [init, update]);
  const firsts = nodes(file).of("SequenceExpression").flatMap(({ expressions }) => expressions.slice(0, -1));
  const parts = [...heads, ...firsts].flatMap((part) => (part ? partsOf(part) : []));
  return [...new Map(parts.map((part) => [part.expression, part])).values()].flatMap((part) => (seen.has(part.expression) ? [] : [{ ...part, statement: undefined }]));
});

function partsOf(root: TSESTree.Node): { readonly expression: TSESTree.Node; readonly under: Discard["under"] }[] {
  const parts: { readonly expression: TSESTree.Node; readonly under: Discard["under"] }[] = [];
  const open: [TSESTree.Node, Discard["under"]][] = [[root, undefined]];
  for (let next = open.pop(); next; next = open.pop()) {
    const [outer, under] = next;
    const node = bare(outer);
    if (node.type === "UnaryExpression" && node.operator === "void") open.push([node.argument, node]);
    else if (isMark(node)) open.push([node.argument, under]);
    else if (node.type === "SequenceExpression") open.push(...node.expressions.map((part): [TSESTree.Node, Discard["under"]] => [part, under]).reverse());
    else if (node.type === "ArrayExpression") open.push(...elementsOf(node).map((part): [TSESTree.Node, Discard["under"]] => [part, under]).reverse());
    else if (node.type === "AwaitExpression" && node.argument.type === "ArrayExpression") open.push([node.argument, under]); // a list is awaited, and nothing in it
    else if (node.type === "ConditionalExpression") open.push([node.alternate, under], [node.consequent, under]);
    else if (node.type === "LogicalExpression") open.push([node.right, under]);
    else if (node.type !== "AssignmentExpression") parts.push({ expression: node, under }); // what is assigned is kept
  }
  return parts;
}

function elementsOf({ elements }: TSESTree.ArrayExpression): readonly TSESTree.Node[] {
  return elements.filter((element) => element !== null && element.type !== "SpreadElement");
}

/** `!(async () => …)()`: the operator stands there for the parser alone. */
function isMark(node: TSESTree.Node): node is TSESTree.UnaryExpression {
  return node.type === "UnaryExpression" && node.operator === "!";
}

/** Whether the process is meant to learn of a failure itself, or is gone before it could; or whoever wrote it has said so. */
export function isMeant(file: File, discard: Discard): boolean {
  return isEntryPoint(file, discard) || isRaisedOnPurpose(file, discard) || isLastWord(file, discard) || isWaived(file, discard);
}

const waiver = new RegExp(`\\beslint-disable-(next-)?line\\b.*\\b(?:${handlerRules.join("|")})\\b`);

/** `// eslint-disable-next-line @typescript-eslint/no-floating-promises`: a decision in the words of another linter. */
function isWaived({ source }: File, { statement }: Discard): boolean {
  if (!source.text.includes("eslint-disable")) return false;
  return [...source.getCommentsBefore(statement), ...source.getCommentsAfter(statement)].some((comment) => {
    const found = waiver.exec(comment.value);
    if (!found) return false;
    const silenced = found[1] === undefined ? comment.loc.start.line : comment.loc.end.line + 1;
    return silenced >= statement.loc.start.line && silenced <= statement.loc.end.line;
  });
}

/** `server.close(); exit(0);`: nothing that is started in the same step as the end comes to a rejection. */
function isLastWord(file: File, { statement }: Discard): boolean {
  const { parent } = statement;
  const siblings = parent.type === "BlockStatement" || parent.type === "Program" ? parent.body : [];
  const after = siblings.slice(siblings.indexOf(statement) + 1);
  const end = after.findIndex((one) => one.type === "ExpressionStatement" && endsProgram(file, bare(one.expression)));
  return end >= 0 && after.slice(0, end).every((one) => one.type === "ExpressionStatement" && ![...ownNodes(file, one)].some(({ type }) => type === "AwaitExpression"));
}

/**
 * Whether a call is what a program consists of: a call of the file's own functions, or of one in place, at the top of a
 * file that exports nothing but what it calls there itself, and whatever stands under `if (require.main === module)`. When it fails, the process ends
 * with the error and its code, as it should.
 */
function isEntryPoint(file: File, { expression }: Discard): boolean {
  const tests = testsAtTop(expression) ?? testsOfCallers(file, expression);
  if (tests?.some((test) => isMainModule(file, test))) return true;
  return tests !== undefined && !exportsAnything(file);
}

/** The tests that decide whether a node at the top of a file runs; `undefined` where it stands in anything but them. */
function testsAtTop(node: TSESTree.Node): readonly TSESTree.Node[] | undefined {
  const tests: TSESTree.Node[] = [];
  for (let outer = node.parent; outer && outer.type !== "Program"; outer = outer.parent) {
    if (isFunction(outer)) outer = chainWith(outer);
    else if (outer.type === "IfStatement" || outer.type === "ConditionalExpression") tests.push(outer.test);
    else if (outer.type === "LogicalExpression") tests.push(outer.left);
    else if (!transparent.has(outer.type)) return undefined;
    if (!outer) return undefined;
  }
  return tests;
}

/** The chain that a function is a step of: `start().then(() => …).then(…)`. */
function chainWith(fn: FunctionNode): TSESTree.Node | undefined {
  const link = callbackOf(fn)?.call;
  return link && chainMethod(link) !== undefined ? wholeChain(link) : undefined;
}

function wholeChain(call: TSESTree.Node): TSESTree.Node {
  let end = call;
  for (;;) {
    const member = end.parent;
    const next = member?.parent;
    if (!isCall(next) || bare(next.callee) !== member || chainMethod(next) === undefined) return end;
    end = next;
  }
}

/** The same for an async function that is called in place in a function which only the top of the file calls: `list()` of a script. */
function testsOfCallers(file: File, expression: TSESTree.Node): readonly TSESTree.Node[] | undefined {
  const around = expression.type === "CallExpression" && isFunction(bare(expression.callee)) ? functionOf(expression) : undefined;
  const holder = around && dressed(around).parent;
  const name = around?.type === "FunctionDeclaration" ? around.id : holder?.type === "VariableDeclarator" ? holder.id : undefined;
  const uses = (name && variableOf(file, name)?.references.filter(({ init }) => init !== true)) ?? [];
  const callers = uses.map(({ identifier }) => (identifier.parent.type === "CallExpression" && identifier.parent.callee === identifier ? testsAtTop(wholeChain(identifier.parent)) : undefined));
  return callers.length > 0 && callers.every((tests) => tests !== undefined) ? callers.flat() : undefined;
}

const transparent = new Set(["BlockStatement", "ChainExpression", "ExpressionStatement", "SequenceExpression", "SwitchCase", "SwitchStatement", "TSAsExpression", "TSNonNullExpression", "UnaryExpression"]);

/** `require.main === module`, `!module.parent`, `import.meta.main`, `process.argv[1] === fileURLToPath(import.meta.url)` */
function isMainModule(file: File, test: TSESTree.Node): boolean {
  return [...ownNodes(file, test)].some((node) => node.type === "MetaProperty" || (node.type === "MemberExpression" && /^(?:require\??\.main|module\??\.parent)$/.test(file.source.getText(node))));
}

/** Also `const api = module.exports = {}` and `(function (api) { … })(exports)`. */
const exportsAnything = perFile(
  (file): boolean => file.ast.body.some((node) => node.type === "TSExportAssignment" || (node.type.startsWith("Export") && !isRunHere(file, node))) || nodes(file).of("Identifier").some(isExports),
);

/** `export async function run() {…}` above `run();`, and what else the file itself calls: whoever imports it runs it. `export {}` gives nothing. */
function isRunHere(file: File, node: TSESTree.ProgramStatement): boolean {
  if (node.type !== "ExportNamedDeclaration" && node.type !== "ExportDefaultDeclaration") return false;
  return node.exportKind === "type" || namesGiven(node).every((name) => name?.type === "Identifier" && isCalled(file, name));
}

/** The names of the file that an export gives away; `undefined` stands for what has none there, and for what another file has. */
function namesGiven(node: TSESTree.ExportNamedDeclaration | TSESTree.ExportDefaultDeclaration): readonly (TSESTree.Node | null | undefined)[] {
  const { declaration } = node;
  if (declaration?.type === "VariableDeclaration") return declaration.declarations.map(({ id }) => id);
  if (declaration) return [declaration.type === "FunctionDeclaration" ? declaration.id : declaration];
  return [...(node.source ? [undefined] : []), ...node.specifiers.map(({ local }) => local)];
}

function isCalled(file: File, name: TSESTree.Identifier): boolean {
  return variableOf(file, name)?.references.some(({ identifier: { parent }, identifier }) => parent.type === "CallExpression" && parent.callee === identifier) === true;
}

function isExports(node: TSESTree.Identifier): boolean {
  const { parent } = node;
  if (node.name !== "exports" || (parent.type === "Property" && parent.value !== node)) return false;
  return parent.type !== "MemberExpression" || parent.object === node || (parent.object.type === "Identifier" && parent.object.name === "module");
}

/**
 * `Promise.reject(error);` in a function that has nobody to return it to: the idiom by which a library raises an
 * unhandled rejection on purpose. Anywhere else the `return` was forgotten. Another is
 * `Promise.resolve().then(() => { throw error; })`, which leaves nothing else to mean.
 */
function isRaisedOnPurpose(file: File, { expression, statement }: Discard): boolean {
  if (isThrownLater(file, expression)) return true;
  if (expression.type !== "CallExpression" || originOf(file, expression)?.path !== ".Promise.reject()") return false;
  const fn = functionOf(statement);
  if (!fn || fn.async || returnedBy(file, fn).length > 0) return false;
  const call = callbackOf(fn)?.call;
  return call === undefined || chainMethod(call) === undefined;
}

function isThrownLater(file: File, expression: TSESTree.Node): boolean {
  const [link, ...others] = linksOf(expression);
  if (!link?.fulfilled || others.length > 0 || link.promise.type !== "CallExpression") return false;
  const body = functionMeant(file, link.fulfilled)?.body;
  return originOf(file, link.promise)?.path === ".Promise.resolve()" && body?.type === "BlockStatement" && body.body[0]?.type === "ThrowStatement";
}

/** The `catch` clause that does something about what is thrown at a node, within its function: not one that only throws it on. */
export function catchAround(file: File, node: TSESTree.Node): TSESTree.CatchClause | undefined {
  let inner = node;
  for (let outer = node.parent; outer && !isFunction(outer); inner = outer, outer = outer.parent) {
    if (outer.type === "TryStatement" && outer.block === inner && outer.handler && !onlyRethrows(file, outer.handler)) return outer.handler;
  }
  return undefined;
}

/** `catch (error) { throw error; }`, `catch (error) { return Promise.reject(error); }` */
function onlyRethrows(file: File, { param, body: { body } }: TSESTree.CatchClause): boolean {
  const [only] = body;
  if (body.length !== 1 || param?.type !== "Identifier") return false;
  const returned = only?.type === "ReturnStatement" && only.argument?.type === "CallExpression" && originOf(file, only.argument)?.path === ".Promise.reject()" ? only.argument.arguments[0] : undefined;
  const passed = only?.type === "ThrowStatement" ? only.argument : returned;
  return passed?.type === "Identifier" && passed.name === param.name;
}
