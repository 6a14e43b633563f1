import type { TSESTree } from "@typescript-eslint/utils";
import { variableOf, type Variable } from "../places/bindings.js";
import type { File } from "../file.js";
import { calleeOf } from "../functions.js";
import { wordsOf } from "./metric-calls.js";
import { bare, descendants, dressed, isFunction, propertyName } from "../nodes.js";
import { originOf } from "../origin.js";
import { valueOf } from "../places/owners.js";
import { returnedBy } from "../promises/promises.js";

/** What of an error an expression hands on: all of it, a text or a field without its stack, the empty object that JSON makes of it, or nothing. */
export type Carried = "whole" | "part" | "json" | "none";

/** Whether a value has the error that one of these variables holds. What cannot be seen through has all of it. */
export function carriedBy(file: File, expression: TSESTree.Node, errors: ReadonlySet<Variable>): Carried {
  return new Reader(file, errors).of(expression, 0);
}

/** Whether an expression is the error that one of these variables holds, and nothing made of it. */
export function isErrorItself(file: File, expression: TSESTree.Node, errors: ReadonlySet<Variable>): boolean {
  return new Reader(file, errors).isError(expression);
}

const order: readonly Carried[] = ["none", "json", "part", "whole"];

/** The most that several values carry. */
export function mostOf(carried: readonly Carried[]): Carried {
  return carried.reduce((most, one) => (order.indexOf(one) > order.indexOf(most) ? one : most), "none");
}

/** Last words of functions that give a text about the error, and first ones of those that look at what it is. */
const texts = /^(?:\w*(?:message|msg)|mess|reason|text|status|code)$/;
const asks = /^(?:is|has)$/;

function isTelling(name: string): boolean {
  const words = wordsOf(name);
  return texts.test(words.at(-1) ?? "") || (words.length > 1 && asks.test(words[0] ?? ""));
}

class Reader {
  constructor(
    readonly file: File,
    readonly errors: ReadonlySet<Variable>,
  ) {}

  of(expression: TSESTree.Node, depth: number): Carried {
    const node = bare(expression);
    if (depth > 20) return "whole";
    const next = (part: TSESTree.Node): Carried => this.of(part, depth + 1);
    switch (node.type) {
      case "Identifier":
        return this.#name(node, depth);
      case "MemberExpression":
        return this.#member(node, depth);
      case "TemplateLiteral":
        return mostOf(node.expressions.map((part) => asText(next(part), part, this)));
      case "BinaryExpression":
        return node.operator === "+" ? mostOf([node.left, node.right].map((part) => asText(next(part), part, this))) : "none";
      case "LogicalExpression":
        return mostOf([next(node.left), next(node.right)]);
      case "ConditionalExpression":
        return this.#isForErrors(node.test) ? next(node.consequent) : mostOf([next(node.consequent), next(node.alternate)]);
      case "ObjectExpression":
        return mostOf(node.properties.map((property) => next(property.type === "Property" ? property.value : property.argument)));
      case "ArrayExpression":
        return mostOf(node.elements.map((element) => (element ? next(element.type === "SpreadElement" ? element.argument : element) : "none")));
      case "NewExpression":
        return mostOf([...node.arguments.map((argument) => next(argument.type === "SpreadElement" ? argument.argument : argument)), this.#mentions(node) ? "whole" : "none"]);
      case "CallExpression":
        return this.#call(node, depth);
      case "AwaitExpression":
        return next(node.argument);
      case "Literal":
      case "UnaryExpression":
        return "none";
      default:
        return this.#mentions(node) ? "whole" : "none";
    }
  }

  /** Whether an expression is the error itself, under no other name than its variable's. */
  isError(expression: TSESTree.Node): boolean {
    const node = bare(expression);
    const variable = node.type === "Identifier" ? variableOf(this.file, node) : undefined;
    if (!variable) return false;
    const value = this.errors.has(variable) ? undefined : variable.defs[0]?.type === "Variable" ? valueOf(variable) : undefined;
    return this.errors.has(variable) || (value !== undefined && bare(value).type === "Identifier" && this.isError(value));
  }

  /** `error instanceof Error ? error.message : error`: what comes of anything else says nothing of an error. */
  #isForErrors(test: TSESTree.Node): boolean {
    return test.type === "BinaryExpression" && test.operator === "instanceof" && this.isError(test.left) && this.file.source.getText(test.right) === "Error";
  }

  #name(node: TSESTree.Identifier, depth: number): Carried {
    const variable = variableOf(this.file, node);
    if (!variable) return "none";
    if (this.errors.has(variable)) return "whole";
    const definition = variable.defs[0];
    if (definition?.type !== "Variable" || !definition.node.init) return this.#isWrittenWith(variable) ? "whole" : "none";
    if (definition.node.id === definition.name) {
      const value = valueOf(variable);
      return value ? this.of(value, depth + 1) : this.#isWrittenWith(variable) ? "whole" : "none";
    }
    // `const { message, stack } = error`
    return this.#mentions(definition.node.init) ? (variable.name === "stack" ? "whole" : "part") : "none";
  }

  #isWrittenWith(variable: Variable): boolean {
    return variable.references.some((reference) => reference.writeExpr != null && this.#mentions(reference.writeExpr));
  }

  #member(node: TSESTree.MemberExpression, depth: number): Carried {
    if (this.#isKeptIn(node)) return "whole";
    const carried = this.of(node.object, depth + 1);
    const name = propertyName(node);
    if (carried !== "whole" || name === "stack") return carried;
    // a field of the error's own is more than its text: `error.stderr`
    return name === undefined || isPiece(name) ? "part" : "whole";
  }

  /** `this.lastError = error` */
  #isKeptIn(member: TSESTree.MemberExpression): boolean {
    const text = this.file.source.getText(member);
    return [...this.errors].some(({ references }) => references.some(({ identifier }) => {
      const { parent } = dressed(identifier);
      return parent?.type === "AssignmentExpression" && bare(parent.right) === identifier && this.file.source.getText(parent.left) === text;
    }));
  }

  #call(node: TSESTree.CallExpression, depth: number): Carried {
    const callee = bare(node.callee);
    const given = node.arguments.map((argument) => this.of(argument.type === "SpreadElement" ? argument.argument : argument, depth + 1));
    const receiver = callee.type === "MemberExpression" ? this.of(callee.object, depth + 1) : "none";
    const all = mostOf([...given, receiver]);
    if (all !== "whole") return all;
    const path = originOf(this.file, node)?.path;
    // a list of properties or a replacer may bring the rest back
    if (path === ".JSON.stringify()") return this.#isEmptied(node.arguments[0]) && (node.arguments.length < 2 || !this.#replaces(node.arguments[1])) ? "json" : "whole";
    // a field of the error's own is no less for being a text
    if (path === ".String()") return node.arguments[0] && this.isError(node.arguments[0]) ? "part" : all;
    const seen = this.#through(node, depth);
    if (seen) return seen;
    const name = callee.type === "Identifier" ? callee.name : callee.type === "MemberExpression" ? (propertyName(callee) ?? "") : "";
    return name === "toString" || isTelling(name) ? "part" : "whole";
  }

  /** What a function of this file gives of the error that it is given. */
  #through(call: TSESTree.CallExpression, depth: number): Carried | undefined {
    const fn = depth < 5 ? calleeOf(this.file, call) : undefined;
    const index = call.arguments.findIndex((argument) => argument.type !== "SpreadElement" && this.isError(argument));
    const parameter = fn?.params[index];
    const variable = parameter?.type === "Identifier" ? variableOf(this.file, parameter) : undefined;
    if (!fn || !variable) return undefined;
    const results = returnedBy(this.file, fn);
    const inside = new Reader(this.file, new Set([variable]));
    return results.length === 0 ? undefined : mostOf(results.map((result) => inside.of(result, depth + 1)));
  }

  /** What JSON makes an empty object of: the error itself, as it is or in an object. */
  #isEmptied(value: TSESTree.Node | undefined): boolean {
    const node = value && bare(value);
    if (node?.type === "ObjectExpression") return node.properties.every((property) => property.type !== "Property" || this.isError(property.value) || this.of(property.value, 1) !== "whole");
    return node !== undefined && this.isError(node);
  }

  #replaces(argument: TSESTree.Node | undefined): boolean {
    const node = argument && bare(argument);
    return node !== undefined && !(node.type === "Literal" && node.value === null) && !(node.type === "Identifier" && node.name === "undefined");
  }

  #mentions(root: TSESTree.Node): boolean {
    return [...descendants(this.file, root, (node) => !isFunction(node))].some((node) => {
      const variable = node.type === "Identifier" ? variableOf(this.file, node) : undefined;
      return variable !== undefined && this.errors.has(variable);
    });
  }
}

/** Whether a field says something of an error and nothing of where it came from; of an answer there may be none. */
export function isPiece(name: string | undefined): boolean {
  return name !== undefined && pieces.has(name);
}

const pieces = new Set(["message", "name", "code", "status", "statusCode", "statusText", "response"]);

/** In a text an error is its message. */
function asText(carried: Carried, part: TSESTree.Node, reader: Reader): Carried {
  return carried === "whole" && reader.isError(part) ? "part" : carried;
}
