import type { TSESTree } from "@typescript-eslint/utils";
import { variableOf, writesOf, type Variable } from "./bindings.js";
import type { File } from "../file.js";
import { callbackOf } from "../functions.js";
import { bare, descendants, isFunction, isWithin, type FunctionNode } from "../nodes.js";
import { chainMethod } from "../promises/promises.js";
import { Answers, Recursion } from "../recursion.js";

/** How a value depends on a parameter: `directly`, or `through` work that was waited for. */
export type Feed = "directly" | "through" | undefined;

/** Whether a value comes from a parameter of a function: any of them, or one. */
export function feedOf(file: File, value: TSESTree.Node, fn: FunctionNode, one?: TSESTree.Parameter): Feed {
  return new Tracer(file, fn, one).of(value);
}

class Tracer {
  readonly #known = new Answers<Variable, Feed>(new Recursion());

  constructor(
    readonly file: File,
    readonly fn: FunctionNode,
    readonly one: TSESTree.Parameter | undefined,
  ) {}

  of(value: TSESTree.Node): Feed {
    const awaited = bare(value);
    if (awaited.type === "AwaitExpression") return this.of(awaited.argument) && "through";
    const callee = awaited.type === "CallExpression" && chainMethod(awaited) ? bare(awaited.callee) : undefined;
    if (callee?.type === "MemberExpression") return this.of(callee.object) && "through";
    let weakest: Feed;
    for (const node of descendants(this.file, value, (inner) => !isFunction(inner) && inner.type !== "AwaitExpression")) {
      if (node.type === "AwaitExpression" && this.of(node.argument)) weakest ??= "through";
      const feed = node.type === "Identifier" ? this.#name(node) : undefined;
      if (feed === "directly") return feed;
      weakest ??= feed;
    }
    return weakest;
  }

  #name(node: TSESTree.Identifier): Feed {
    if (isNameOnly(node)) return undefined;
    const variable = variableOf(this.file, node);
    return variable && this.#known.of(variable, () => this.#variable(variable));
  }

  #variable(variable: Variable): Feed {
    const definition = variable.defs[0];
    if (definition?.type === "Parameter") return definition.node === this.fn ? this.#parameter(definition.name) : this.#settled(definition.node as FunctionNode);
    if (!definition || !isWithin(definition.name, this.fn)) return undefined;
    let weakest: Feed;
    for (const { value, name } of writesOf(variable)) {
      const source = value ?? iterated(name);
      const feed = source && this.of(source);
      if (feed === "directly") return feed;
      weakest ??= feed;
    }
    return weakest;
  }

  #parameter(name: TSESTree.Node): Feed {
    return !this.one || isWithin(name, this.one) ? "directly" : undefined;
  }

  /** The parameter of a callback has what its call works on: `load(id).then((user) => …)`, `list.forEach((item) => …)`. */
  #settled(callback: FunctionNode): Feed {
    const given = callbackOf(callback);
    if (!given || given.call.type !== "CallExpression") return undefined;
    const callee = bare(given.call.callee);
    if (callee.type !== "MemberExpression") return undefined;
    const feed = this.of(callee.object);
    return feed && chainMethod(given.call) ? "through" : feed;
  }
}

/** What a loop variable is taken from. */
export function iterated(name: TSESTree.Node): TSESTree.Node | undefined {
  for (let outer = name.parent; outer; outer = outer.parent) {
    if (outer.type === "ForOfStatement" || outer.type === "ForInStatement") return outer.right;
    if (outer.type.endsWith("Statement")) return undefined;
  }
  return undefined;
}

/** A property's name is no read of a variable. */
export function isNameOnly({ parent, ...node }: TSESTree.Identifier): boolean {
  if (parent.type === "MemberExpression") return !parent.computed && parent.property.range[0] === node.range[0];
  return parent.type === "Property" && !parent.computed && !parent.shorthand && parent.key.range[0] === node.range[0];
}
