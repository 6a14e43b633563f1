import type { TSESTree } from "@typescript-eslint/utils";
import type { File } from "./file.js";
import { perFile } from "./per-file.js";

type Type = TSESTree.Node["type"];
export type NodeOf<T extends `${Type}`> = Extract<TSESTree.Node, { type: T }>;
export type Call = TSESTree.CallExpression | TSESTree.NewExpression;
export type FunctionNode =
  | TSESTree.FunctionDeclaration
  | TSESTree.FunctionExpression
  | TSESTree.ArrowFunctionExpression;
export type ClassNode = TSESTree.ClassDeclaration | TSESTree.ClassExpression;
export type Loop =
  | TSESTree.ForStatement
  | TSESTree.ForOfStatement
  | TSESTree.ForInStatement
  | TSESTree.WhileStatement
  | TSESTree.DoWhileStatement;

/** The nodes of a file by type, each list in source order. Types and their annotations are left out. */
export interface Nodes {
  of<T extends `${Type}`>(type: T): readonly NodeOf<T>[];
}

export const nodes = perFile((file): Nodes => {
  const byType = new Map<string, TSESTree.Node[]>();
  const open: TSESTree.Node[] = [file.ast];
  // this is the one walk that every file pays for
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    const list = byType.get(node.type);
    if (list === undefined) byType.set(node.type, [node]);
    else list.push(node);
    openChildren(file, node, open);
  }
  return { of: (type) => (byType.get(type) ?? []) as never };
});

/** The statements at the top of a file. In a Svelte component they stand in its scripts, which are nodes of their own. */
export const topStatements = perFile((file): readonly TSESTree.ProgramStatement[] =>
  file.ast.body.flatMap((statement) => svelteScript(statement)?.body ?? [statement]),
);

/** A `<script>` as Svelte's parser gives it, whose types are not at hand. */
export function svelteScript(node: TSESTree.Node): Pick<TSESTree.Program, "body" | "range"> | undefined {
  return (node.type as string) === "SvelteScriptElement" ? (node as TSESTree.Program) : undefined;
}

/** The calls and constructions of a file, in source order. */
export const callsOf = perFile((file): readonly Call[] =>
  [...nodes(file).of("CallExpression"), ...nodes(file).of("NewExpression")].sort((one, other) => one.range[0] - other.range[0]),
);

/** Every node below `root`, `root` included, in source order. With `enter`, only below the nodes it says yes to. */
export function* descendants(
  file: File,
  root: TSESTree.Node,
  enter: (node: TSESTree.Node) => boolean = () => true,
): Generator<TSESTree.Node> {
  const open: TSESTree.Node[] = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    yield node;
    if (node !== root && !enter(node)) continue;
    openChildren(file, node, open);
  }
}

/** Where nothing but types stands: half of what a parser calls children. */
const typeKeys = new Set(["typeAnnotation", "typeParameters", "typeArguments", "returnType", "superTypeArguments", "superTypeParameters", "implements"]);

/** The names of a node's children that exist when the program runs, by its type; all files of a parser share them. */
const keysByType = perFile((file): Map<string, readonly string[]> => {
  const { visitorKeys } = file.source;
  let keys = keysOfParsers.get(visitorKeys);
  if (keys === undefined) keysOfParsers.set(visitorKeys, (keys = new Map<string, readonly string[]>()));
  return keys;
});

const keysOfParsers = new WeakMap<File["source"]["visitorKeys"], Map<string, readonly string[]>>();

function keysOf(file: File, type: string): readonly string[] {
  const byType = keysByType(file);
  let keys = byType.get(type);
  if (keys === undefined) byType.set(type, (keys = (file.source.visitorKeys[type] ?? []).filter((key) => !typeKeys.has(key))));
  return keys;
}

/** Puts the children of a node on a stack, the first on top. */
function openChildren(file: File, node: TSESTree.Node, open: TSESTree.Node[]): void {
  const keys = keysOf(file, node.type);
  for (let index = keys.length - 1; index >= 0; index--) {
    const value = (node as unknown as Record<string, unknown>)[keys[index] as string];
    if (value === null || typeof value !== "object") continue;
    if (Array.isArray(value)) for (let item = value.length - 1; item >= 0; item--) addTo(open, value[item]);
    else addTo(open, value);
  }
}

/** What runs when `root` runs: its nodes without those of the functions and classes that it only makes. */
export function ownNodes(file: File, root: TSESTree.Node): readonly TSESTree.Node[] {
  const known = ownNodesBelow(file).get(root);
  if (known !== undefined) return known;
  const found: TSESTree.Node[] = [];
  const open: TSESTree.Node[] = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    found.push(node);
    if (node === root || !(isFunction(node) || isClass(node))) openChildren(file, node, open);
  }
  ownNodesBelow(file).set(root, found);
  return found;
}

/** The body of a function is asked for again and again. */
const ownNodesBelow = perFile(() => new Map<TSESTree.Node, readonly TSESTree.Node[]>());

/** The children of a node that exist when the program runs, in source order. */
export function childrenOf(file: File, node: TSESTree.Node): readonly TSESTree.Node[] {
  const children: TSESTree.Node[] = [];
  for (const key of file.source.visitorKeys[node.type] ?? []) {
    const value = (node as unknown as Record<string, unknown>)[key];
    if (Array.isArray(value)) for (const item of value) addTo(children, item);
    else addTo(children, value);
  }
  return children;
}

const runtimeTypeScript = new Set([
  "TSAsExpression",
  "TSNonNullExpression",
  "TSSatisfiesExpression",
  "TSTypeAssertion",
  "TSInstantiationExpression",
  "TSModuleDeclaration",
  "TSModuleBlock",
  "TSParameterProperty",
  "TSExportAssignment",
  "TSImportEqualsDeclaration",
  "TSExternalModuleReference",
  "TSEnumDeclaration",
  "TSEnumBody",
  "TSEnumMember",
]);

function addTo(children: TSESTree.Node[], value: unknown): void {
  const node = value as TSESTree.Node | null | undefined;
  if (typeof node?.type !== "string") return;
  const isType = node.type.charCodeAt(0) === 84 && node.type.charCodeAt(1) === 83; // "TS…"
  if (!isType || runtimeTypeScript.has(node.type)) children.push(node);
}

export function isFunction(node: TSESTree.Node | null | undefined): node is FunctionNode {
  return (
    node?.type === "FunctionDeclaration" ||
    node?.type === "FunctionExpression" ||
    node?.type === "ArrowFunctionExpression"
  );
}

export function isClass(node: TSESTree.Node | null | undefined): node is ClassNode {
  return node?.type === "ClassDeclaration" || node?.type === "ClassExpression";
}

export function isCall(node: TSESTree.Node | null | undefined): node is Call {
  return node?.type === "CallExpression" || node?.type === "NewExpression";
}

export function isLoop(node: TSESTree.Node | null | undefined): node is Loop {
  return (
    node?.type === "ForStatement" ||
    node?.type === "ForOfStatement" ||
    node?.type === "ForInStatement" ||
    node?.type === "WhileStatement" ||
    node?.type === "DoWhileStatement"
  );
}

/** Whether `inner` stands inside `outer`, or is it. */
export function isWithin(inner: TSESTree.Node, outer: TSESTree.Node): boolean {
  return outer.range[0] <= inner.range[0] && inner.range[1] <= outer.range[1];
}

/** The expression below casts, non-null marks and the wrapper of an optional chain. */
export function bare(node: TSESTree.Node): TSESTree.Node {
  let inner = node;
  for (;;) {
    if (
      inner.type === "TSAsExpression" ||
      inner.type === "TSNonNullExpression" ||
      inner.type === "TSSatisfiesExpression" ||
      inner.type === "TSTypeAssertion" ||
      inner.type === "TSInstantiationExpression" ||
      inner.type === "ChainExpression"
    )
      inner = inner.expression;
    else return inner;
  }
}

/** The outermost node that `bare` would see through to this one: where the value is used. */
export function dressed(node: TSESTree.Node): TSESTree.Node {
  let outer = node;
  while (outer.parent && outer.parent.type !== "ExpressionStatement" && bare(outer.parent) !== outer.parent && "expression" in outer.parent && outer.parent.expression === outer)
    outer = outer.parent;
  return outer;
}

/** The name of a property where it is written out: `a.b`, `a["b"]`, `a.#b`, `{ b: … }`. */
export function propertyName(node: TSESTree.MemberExpression | TSESTree.Property | TSESTree.PropertyDefinition | TSESTree.MethodDefinition | TSESTree.AccessorProperty | TSESTree.TSAbstractMethodDefinition | TSESTree.TSAbstractPropertyDefinition | TSESTree.TSMethodSignature | TSESTree.TSPropertySignature): string | undefined {
  const key: TSESTree.Node = node.type === "MemberExpression" ? node.property : node.key;
  if (key.type === "PrivateIdentifier") return `#${key.name}`;
  if (!node.computed && key.type === "Identifier") return key.name;
  if (key.type === "Literal" && (typeof key.value === "string" || typeof key.value === "number")) return String(key.value);
  return undefined;
}

/** The smallest part of an expression that names it: the method of a call, the `async` of a function called in place. */
export function headOf(file: File, expression: TSESTree.Node): TSESTree.Node | TSESTree.Token {
  const node = bare(expression);
  if (node.type === "CallExpression" || node.type === "NewExpression") {
    const callee = bare(node.callee);
    if (callee.type === "MemberExpression") return callee.property;
    return isFunction(callee) ? (file.source.getFirstToken(callee) ?? callee) : callee;
  }
  if (isFunction(node) || node.type === "ImportExpression" || node.type === "CatchClause") return file.source.getFirstToken(node) ?? node;
  return node;
}

/** The keyword or the bracket that a node begins with. */
export function firstTokenOf(file: File, node: TSESTree.Node): TSESTree.Node | TSESTree.Token {
  return file.source.getFirstToken(node) ?? node;
}

/** The line a node starts on, counted from one. */
export function lineOf(node: TSESTree.Node | TSESTree.Token): number {
  return node.loc.start.line;
}

/** The source of a node on one line and short enough for a message: arguments and bodies give way to `…` where they would fill it, comments to nothing. */
export function shortText(file: File, node: TSESTree.Node): string {
  const whole = file.source.getText(node);
  const gaps = whole.length <= 60 && !whole.includes("\n") ? [] : gapsOf(node);
  const text = textWithout(file, node, gaps, /\/[/*]/.test(whole) ? file.source.getCommentsInside(node) : []);
  const plain = text.replaceAll(/\s+(?=\??\.\w)/g, "").replaceAll(/\s+/g, " ").replaceAll("( …", "(…").replaceAll("`", "'").trim().replace(/;$/, "");
  return plain.length <= 60 ? plain : `${plain.slice(0, 59)}…`;
}

function textWithout(file: File, node: TSESTree.Node, gaps: readonly TSESTree.Range[], comments: readonly TSESTree.Comment[]): string {
  const cuts = [...gaps.map((range) => ({ range, mark: "…" })), ...comments.map(({ range }) => ({ range, mark: "" }))];
  let text = "";
  let position = node.range[0];
  for (const { range: [start, end], mark } of cuts.sort((one, other) => one.range[0] - other.range[0])) {
    if (start < position) continue;
    text += file.source.text.slice(position, start) + mark;
    position = mark === "" ? end + blanksAt(file.source.text, end) : end;
  }
  return text + file.source.text.slice(Math.min(position, node.range[1]), node.range[1]);
}

/** How many spaces stand at an offset, on its line. */
function blanksAt(text: string, offset: number): number {
  let end = offset;
  while (text[end] === " " || text[end] === "\t") end += 1;
  return end - offset;
}

/** The arguments of the calls that an expression is a chain of, and the body of a function or loop. */
function gapsOf(expression: TSESTree.Node): TSESTree.Range[] {
  const gaps: TSESTree.Range[] = [];
  let node = bare(expression);
  for (;;) {
    if (isCall(node)) {
      const first = node.arguments[0];
      if (first) gaps.push([first.range[0], node.range[1] - 1]);
      node = bare(node.callee);
    } else if (node.type === "MemberExpression") node = bare(node.object);
    else if (node.type === "AwaitExpression" || node.type === "UnaryExpression") node = bare(node.argument);
    else break;
  }
  if (isLoop(node)) gaps.push(node.body.range);
  if (isFunction(node)) gaps.push(node.body.type === "BlockStatement" ? [node.body.range[0] + 1, node.body.range[1] - 1] : node.body.range);
  return gaps;
}
