import type { TSESTree } from "@typescript-eslint/utils";
import { variableOf, type Variable } from "../places/bindings.js";
import type { File } from "../file.js";
import { linksOf } from "./chain-links.js";
import { chainEnd } from "./detached.js";
import { functionMeant, functionOf } from "../functions.js";
import { callsNamed } from "../libraries/named-calls.js";
import { bare, dressed, isCall, isClass, isFunction, isWithin, nodes, propertyName, type Call, type FunctionNode } from "../nodes.js";
import { originOf } from "../origin.js";
import { perFile } from "../per-file.js";
import { takesBack } from "../registrations.js";

/** What settles a promise when it is called: one of its own two functions, or a function of the file that mentions them. */
export type Settler = "resolve" | "reject" | FunctionNode;

/** A step that has to do with settling: it calls a settler, gives it to somebody, or puts it somewhere. */
export interface Use {
  readonly settler: Settler;
  /** The step as the flow meets it. */
  readonly node: TSESTree.Node;
  readonly fn: FunctionNode | TSESTree.Program;
  readonly as: "call" | "callback" | "property" | "elsewhere";
  /** The call that is made, or that is given the settler. */
  readonly call?: Call;
  /** The position at which that call is given it. */
  readonly argument?: number;
  /** The member that is assigned: `image.onload`. */
  readonly member?: TSESTree.MemberExpression;
}

/** A promise that code settles by hand, and every step that has to do with it. */
export interface Deferred {
  /** `new Promise(…)` or `Promise.withResolvers()`. */
  readonly node: Call;
  /** The executor, or what calls `withResolvers`: there it is owed that the promise settles. */
  readonly home: FunctionNode | TSESTree.Program;
  readonly executor: FunctionNode | undefined;
  /** The names that it is settled by, where they are plain. */
  readonly resolve: TSESTree.Identifier | undefined;
  readonly reject: TSESTree.Identifier | undefined;
  readonly uses: readonly Use[];
}

/** The promises of a file that are settled by hand, in source order. Those whose settlers cannot be followed are left out. */
export const deferreds = perFile((file): readonly Deferred[] => {
  const made = nodes(file).of("NewExpression").map((node) => constructed(file, node));
  const taken = callsNamed(file, "withResolvers").map((node) => withResolvers(file, node));
  return [...made, ...taken].filter((one) => one !== undefined).sort((one, other) => one.node.range[0] - other.node.range[0]);
});

function constructed(file: File, node: TSESTree.NewExpression): Deferred | undefined {
  const callee = bare(node.callee);
  const given = node.arguments[0];
  if (!given || !/Promise/.test(file.source.getText(callee)) || originOf(file, node)?.path !== ".Promise!") return undefined;
  const executor = functionMeant(file, given);
  if (!executor || (executor.params.length === 0 && linksOf(chainEnd(node)).length === 0)) return undefined;
  const [resolve, reject] = executor.params.map((parameter) => (parameter.type === "AssignmentPattern" ? parameter.left : parameter));
  if ((resolve && resolve.type !== "Identifier") || (reject && reject.type !== "Identifier") || executor.params.length > 2) return undefined;
  const collector = new Collector(file, executor);
  if (resolve) collector.follow(variableOf(file, resolve), "resolve");
  if (reject) collector.follow(variableOf(file, reject), "reject");
  return { node, home: executor, executor, resolve, reject, uses: collector.uses };
}

/** `const { promise, resolve, reject } = Promise.withResolvers()`, or the three kept in one variable. */
function withResolvers(file: File, node: TSESTree.CallExpression): Deferred | undefined {
  const callee = bare(node.callee);
  const declarator = dressed(node).parent;
  if (callee.type !== "MemberExpression" || propertyName(callee) !== "withResolvers" || declarator?.type !== "VariableDeclarator") return undefined;
  if (originOf(file, node)?.path !== ".Promise.withResolvers()") return undefined;
  const home = functionOf(node) ?? file.ast;
  const collector = new Collector(file, home);
  const names = collector.takeApart(declarator.id);
  return names && names.isUsed ? { node, home, executor: undefined, ...names, uses: collector.uses } : undefined;
}

interface Names {
  readonly resolve: TSESTree.Identifier | undefined;
  readonly reject: TSESTree.Identifier | undefined;
  /** Whether anybody gets the promise. */
  readonly isUsed: boolean;
}

/** Follows settlers through aliases, functions and helpers to where they are called, given away or stored. */
class Collector {
  readonly uses: Use[] = [];
  readonly #variables = new Set<Variable>();
  readonly #functions = new Set<TSESTree.Node>();

  constructor(
    readonly file: File,
    readonly home: FunctionNode | TSESTree.Program,
  ) {
    this.#functions.add(home);
  }

  /** Looks at every mention of a variable that holds a settler. */
  follow(variable: Variable | undefined, settler: Settler): void {
    if (!variable || this.#variables.has(variable)) return;
    this.#variables.add(variable);
    for (const reference of variable.references) if (reference.isRead()) this.#mention(reference.identifier, settler);
  }

  /** What a pattern or a name takes of `{ promise, resolve, reject }`. */
  takeApart(target: TSESTree.Node): Names | undefined {
    if (target.type === "Identifier") return this.#followObject(target);
    if (target.type !== "ObjectPattern") return undefined;
    const names: Record<string, TSESTree.Identifier> = {};
    for (const property of target.properties) {
      const name = property.type === "Property" ? propertyName(property) : undefined;
      if (property.type !== "Property" || name === undefined || property.value.type !== "Identifier") return undefined;
      names[name] = property.value;
    }
    for (const settler of ["resolve", "reject"] as const) if (names[settler]) this.follow(variableOf(this.file, names[settler]), settler);
    const promise = names["promise"] && variableOf(this.file, names["promise"]);
    return { resolve: names["resolve"], reject: names["reject"], isUsed: promise?.references.some((reference) => reference.isRead()) === true };
  }

  /** `const deferred = Promise.withResolvers()`: `deferred.resolve` is the settler, `deferred` on its own goes elsewhere with it. */
  #followObject(name: TSESTree.Identifier): Names {
    const reads = variableOf(this.file, name)?.references.filter((reference) => reference.isRead()) ?? [];
    for (const { identifier } of reads) {
      const { parent } = identifier;
      if (parent.type === "MemberExpression" && parent.object === identifier) {
        const member = propertyName(parent);
        if (member === "resolve" || member === "reject") this.#mention(parent, member);
        else if (member !== "promise") this.#add({ settler: "resolve", node: identifier, as: "elsewhere" });
      } else if (parent.type === "VariableDeclarator" && parent.id.type === "ObjectPattern") this.takeApart(parent.id);
      else this.#add({ settler: "resolve", node: identifier, as: "elsewhere" });
    }
    return { resolve: undefined, reject: undefined, isUsed: reads.length > 0 };
  }

  #add(use: Omit<Use, "fn">): void {
    const fn = functionOf(use.node) ?? this.file.ast;
    this.uses.push({ ...use, fn });
    if (isFunction(fn)) this.#reach(fn);
  }

  /** A function that mentions a settler settles where it runs: whoever mentions it is asked in turn. */
  #reach(fn: FunctionNode): void {
    if (this.#functions.has(fn)) return;
    this.#functions.add(fn);
    const name = fn.type === "FunctionDeclaration" ? fn.id : undefined;
    if (name) this.follow(variableOf(this.file, name), fn);
    if (fn.parent.type === "MethodDefinition" || fn.parent.type === "PropertyDefinition") this.#add({ settler: fn, node: fn.parent.parent.parent, as: "elsewhere" });
    else if (fn.type !== "FunctionDeclaration") this.#mention(fn, fn);
    else if (fn.parent.type.startsWith("Export")) this.#add({ settler: fn, node: fn, as: "elsewhere" });
  }

  /** What becomes of a value that settles: it is called, given to a call, assigned to a member, put in a variable, or goes where it cannot be followed. */
  #mention(expression: TSESTree.Node, settler: Settler): void {
    let value = dressed(expression);
    for (;;) {
      const outer = value.parent;
      if (!outer || isLookedAt(value, outer)) return;
      if (outer.type === "ConditionalExpression" || outer.type === "LogicalExpression" || (outer.type === "SequenceExpression" && outer.expressions.at(-1) === value)) {
        value = dressed(outer);
        continue;
      }
      if (outer.type === "MemberExpression" && outer.object === value) {
        const call = dressed(outer).parent;
        const method = propertyName(outer);
        if (!isCall(call) || bare(call.callee) !== outer) return;
        if (method !== "bind") { this.#add({ settler, node: call, as: "call", call }); return; }
        value = dressed(call);
        continue;
      }
      this.#place(value, outer, settler); return;
    }
  }

  #place(value: TSESTree.Node, outer: TSESTree.Node, settler: Settler): void {
    if (isCall(outer)) {
      if (outer.callee === value) { this.#add({ settler, node: outer, as: "call", call: outer }); return; }
      const argument = outer.arguments.indexOf(value as TSESTree.CallExpressionArgument);
      if (!takesBack(outer) && !this.#given(outer, argument, settler)) this.#add({ settler, node: outer, as: "callback", call: outer, argument });
      return;
    }
    if (outer.type === "VariableDeclarator" && outer.id.type === "Identifier") { this.follow(variableOf(this.file, outer.id), settler); return; }
    if (outer.type === "AssignmentExpression" && outer.right === value) {
      const { left } = outer;
      if (left.type === "MemberExpression" && /^on[a-z]/.test(propertyName(left) ?? "")) { this.#add({ settler, node: outer, as: "property", member: left }); return; }
      const variable = left.type === "Identifier" ? variableOf(this.file, left) : undefined;
      const declared = variable?.defs[0]?.name as TSESTree.Node | undefined;
      if (variable && declared && isWithin(declared, this.home)) { this.follow(variable, settler); return; }
      this.#add({ settler, node: outer, as: "elsewhere" }); return;
    }
    if (outer.type !== "ExpressionStatement") this.#add({ settler, node: isFunction(bare(value)) || isClass(bare(value)) ? bare(value) : value, as: "elsewhere" });
  }

  /** A settler that a function of this file takes as a parameter is followed there. */
  #given(call: Call, argument: number, settler: Settler): boolean {
    const helper = call.type === "CallExpression" ? functionMeant(this.file, call.callee) : undefined;
    if (!helper || helper.generator || call.arguments.slice(0, argument + 1).some(({ type }) => type === "SpreadElement")) return false;
    const parameter = helper.params[argument];
    const name = parameter?.type === "AssignmentPattern" ? parameter.left : parameter;
    const variable = name?.type === "Identifier" ? variableOf(this.file, name) : undefined;
    if (!variable) return false;
    if (this.#functions.has(helper)) {
      // a second settler in the same call goes where the first went
      if (!this.uses.some((use) => use.settler === helper && use.call === call)) return false;
      this.follow(variable, settler);
      return true;
    }
    this.#functions.add(helper);
    this.uses.push({ settler: helper, node: call, fn: functionOf(call) ?? this.file.ast, as: "call", call });
    const fn = functionOf(call);
    if (fn) this.#reach(fn);
    this.follow(variable, settler);
    return true;
  }
}

/** A settler that is only looked at: `if (resolve)`, `resolve && …`, `typeof resolve`. */
function isLookedAt(value: TSESTree.Node, outer: TSESTree.Node): boolean {
  if (outer.type === "ConditionalExpression" || outer.type === "IfStatement") return outer.test === value;
  if (outer.type === "LogicalExpression") return outer.operator === "&&" && outer.left === value;
  return outer.type === "UnaryExpression" || outer.type === "BinaryExpression";
}
