import type { TSESTree } from "@typescript-eslint/utils";
import { liveSettings } from "../knowledge/live-settings.js";
import type { Slot } from "../knowledge/library.js";
import { variableOf, type Variable } from "./places/bindings.js";
import { argumentsFor } from "./callers.js";
import type { File } from "./file.js";
import { functionMeant, isNothing, memberOf, valueOf } from "./functions.js";
import { factOf } from "./libraries/libraries.js";
import { bare, isFunction, ownNodes, propertyName, type Call } from "./nodes.js";

/** Whether a setting is given, and the node that decides it. */
export interface Setting {
  /** `unknown` where it comes from elsewhere. Rules speak only on `unset`. */
  readonly answer: "set" | "unset" | "unknown";
  /** The value that was given, also one that means "none". */
  readonly value?: TSESTree.Node;
}

const unset: Setting = { answer: "unset" };
const unknown: Setting = { answer: "unknown" };

/** Whether a call gives a setting at the place where its library takes it. */
export function settingOf(file: File, call: Call, slot: Slot): Setting {
  const index = slot.argument === "last" ? call.arguments.length - 1 : slot.argument;
  if (call.arguments.slice(0, index + 1).some((argument) => argument.type === "SpreadElement")) return unknown;
  const argument = call.arguments[index];
  if (!argument || index < (slot.from ?? 0) || (slot.alone && call.arguments.length > 1)) return unset;
  return new Reader(file, slot.none ?? []).at(argument, slot.path === "" ? [] : slot.path.split("."));
}

/** The argument of a call as an expression of its own: through a `const`, to the object literal where there is one. */
export function literalOf(file: File, expression: TSESTree.Node): TSESTree.Node {
  const node = bare(expression);
  const variable = node.type === "Identifier" ? variableOf(file, node) : undefined;
  const value = variable && variable.defs[0]?.type !== "Parameter" ? valueOf(variable) : undefined;
  return value ? bare(value) : node;
}

class Reader {
  #depth = 0;

  constructor(
    readonly file: File,
    readonly none: readonly (0 | false | null | "Infinity")[],
  ) {}

  at(expression: TSESTree.Node, path: readonly string[]): Setting {
    if (++this.#depth > 40) return unknown;
    const node = bare(expression);
    if (isNothing(node)) return { answer: "unset", value: node };
    switch (node.type) {
      case "ConditionalExpression":
        return eitherOf(this.at(node.consequent, path), this.at(node.alternate, path));
      case "LogicalExpression":
        return this.#logical(node, path);
      case "Identifier":
        return this.#identifier(node, path);
      default:
        return path.length === 0 ? this.#value(node) : this.#inside(node, path);
    }
  }

  #logical(node: TSESTree.LogicalExpression, path: readonly string[]): Setting {
    const right = this.at(node.right, path);
    if (node.operator === "&&") return right;
    return eitherOf(this.at(node.left, path), right);
  }

  #value(node: TSESTree.Node): Setting {
    const isNone = this.none.some((none) =>
      none === "Infinity"
        ? node.type === "Identifier" && node.name === "Infinity"
        : node.type === "Literal" && node.value === none,
    );
    return { answer: isNone ? "unset" : "set", value: node };
  }

  #identifier(node: TSESTree.Identifier, path: readonly string[]): Setting {
    if (path.length === 0 && node.name === "Infinity") return this.#value(node);
    const variable = variableOf(this.file, node);
    const value = variable && variable.defs[0]?.type !== "Parameter" ? valueOf(variable) : undefined;
    if (path.length === 0) return value && bare(value).type === "Literal" ? { ...this.at(value, path), value: node } : { answer: "set", value: node };
    if (!variable || (!value && isDeclaredPlain(variable))) return variable ? unset : unknown;
    const own = value ? this.at(value, path) : this.#handedIn(variable, path);
    return own.answer === "unset" ? this.#changed(variable, node, path) : own;
  }

  /** What the callers give for a parameter, where this file holds all of them: `const load = (init) => fetch(url, init)` that nobody exports. */
  #handedIn(variable: Variable, path: readonly string[]): Setting {
    const argument = path.length > 0 ? argumentsFor(this.file, variable) : undefined;
    if (!argument) return unknown;
    const given = argument.map((one) => (one ? this.at(one, path) : unset));
    const [first] = given;
    return first && given.every(({ answer }) => answer === first.answer) ? { answer: first.answer } : unknown;
  }

  /** What happens to an options object between its literal and the call: `init.signal = …`, `fill(init)`. */
  #changed(variable: Variable, use: TSESTree.Identifier, path: readonly string[]): Setting {
    for (const { identifier } of variable.references) {
      const { parent } = identifier;
      if (identifier === use || parent.type === "VariableDeclarator" || parent.type === "SpreadElement") continue;
      if (parent.type === "MemberExpression" && parent.object === identifier) {
        const assigned = assignmentBelow(identifier);
        if (assigned?.names.includes(undefined)) return unknown;
        if (assigned?.names.every((name, index) => name === path[index])) return this.at(assigned.value, path.slice(assigned.names.length));
        continue;
      }
      if (parent.type === "CallExpression" && parent.arguments.includes(identifier as never) && !isReadOnlyUse(this.file, parent)) {
        if (parent.range[0] < use.range[0]) return unknown;
      }
    }
    return unset;
  }

  #inside(node: TSESTree.Node, path: readonly string[]): Setting {
    switch (node.type) {
      case "ObjectExpression":
        return this.#object(node, path);
      case "CallExpression":
        return this.#result(node, path);
      case "NewExpression":
        return node.callee.type === "Identifier" && node.callee.name === "URL" ? unset : unknown;
      case "MemberExpression":
        return this.#member(node, path);
      case "Literal":
      case "TemplateLiteral":
      case "TaggedTemplateExpression":
      case "ArrayExpression":
      case "BinaryExpression":
        return unset;
      default:
        return isFunction(node) ? unset : unknown;
    }
  }

  /** The last mention wins, as when the program runs. */
  #object(node: TSESTree.ObjectExpression, path: readonly string[]): Setting {
    for (const property of [...node.properties].reverse()) {
      if (property.type === "SpreadElement") {
        const spread = this.at(property.argument, path);
        const isMention = spread.value !== undefined && !isNothing(property.argument);
        if (spread.answer !== "unset" || isMention) return spread;
      } else {
        const name = propertyName(property);
        if (name === undefined) return unknown;
        if (name === path[0]) return this.at(property.value, path.slice(1));
      }
    }
    return unset;
  }

  #result(node: TSESTree.CallExpression, path: readonly string[]): Setting {
    const callee = bare(node.callee);
    if (callee.type === "MemberExpression" && callee.object.type === "Identifier" && callee.object.name === "Object" && propertyName(callee) === "assign") {
      const parts = [...node.arguments].reverse().map((argument) => this.at(argument, path));
      return parts.find((part) => part.answer !== "unset") ?? unset;
    }
    if (callee.type === "MemberExpression" && callee.object.type === "Identifier" && callee.object.name === "JSON") return propertyName(callee) === "parse" && !liveSettings.includes(path.at(-1) ?? "") ? unknown : unset;
    const factory = functionMeant(this.file, callee);
    if (!factory) return unknown;
    const results =
      factory.body.type === "BlockStatement"
        ? [...ownNodes(this.file, factory.body)].flatMap((inner) => (inner.type === "ReturnStatement" && inner.argument ? [inner.argument] : []))
        : [factory.body];
    return results.length === 0 ? unknown : results.map((result) => this.at(result, path)).reduce(eitherOf);
  }

  #member(node: TSESTree.MemberExpression, path: readonly string[]): Setting {
    const name = propertyName(node);
    const object = literalOf(this.file, node.object);
    if (name === undefined || object.type !== "ObjectExpression") return unknown;
    const member = memberOf(object, name);
    return member?.type === "Property" ? this.at(member.value, path) : unknown;
  }
}

/** A parameter that is declared as a text, a number, a list, a URL or a function holds no settings; nor does one that is called a URL and declared as nothing. */
function isDeclaredPlain(variable: Variable): boolean {
  const name = variable.identifiers[0];
  if (name?.type === "Identifier" && !name.typeAnnotation && "params" in name.parent && /^(?:url|uri|href)$|(?:Url|URL|Uri|URI|Href)$/.test(name.name)) return true;
  const type = name?.type === "Identifier" ? name.typeAnnotation?.typeAnnotation : undefined;
  const members = type?.type === "TSUnionType" ? type.types : type ? [type] : [];
  return members.length > 0 && members.every((member) => plainTypes.has(member.type) || isUrlType(member));
}

const plainTypes = new Set<string>(["TSStringKeyword", "TSNumberKeyword", "TSArrayType", "TSTupleType", "TSTemplateLiteralType", "TSLiteralType", "TSFunctionType", "TSUndefinedKeyword", "TSNullKeyword"]);

function isUrlType(type: TSESTree.TypeNode): boolean {
  return type.type === "TSTypeReference" && type.typeName.type === "Identifier" && type.typeName.name === "URL";
}

/** One of two values, it cannot be told which: somebody thought of the setting where either has it. */
function eitherOf(one: Setting, other: Setting): Setting {
  for (const answer of ["set", "unknown"] as const) {
    const decided = [one, other].find((setting) => setting.answer === answer);
    if (decided) return decided;
  }
  return one;
}

/** `500` and `timeout`, `total` for the name in `init.timeout.total = 500`. */
function assignmentBelow(name: TSESTree.Node): { readonly value: TSESTree.Node; readonly names: readonly (string | undefined)[] } | undefined {
  const names: (string | undefined)[] = [];
  let inner = name;
  for (; inner.parent?.type === "MemberExpression" && inner.parent.object === inner; inner = inner.parent) names.push(propertyName(inner.parent));
  return inner.parent?.type === "AssignmentExpression" && inner.parent.left === inner ? { value: inner.parent.right, names } : undefined;
}

function isReadOnlyUse(file: File, call: TSESTree.CallExpression): boolean {
  // clients do not write to the options they are given
  if (factOf(file, "remote", call)) return true;
  const callee = bare(call.callee);
  if (callee.type !== "MemberExpression") return false;
  const object = callee.object.type === "Identifier" ? callee.object.name : "";
  return object === "console" || object === "JSON" || (object === "Object" && propertyName(callee) !== "assign");
}
