import type { TSESTree } from "@typescript-eslint/utils";
import type { File } from "../file.js";
import { methodOf, type Instrument } from "./instruments.js";
import { bare, propertyName } from "../nodes.js";
import { literalOf } from "../settings.js";

/** A label that a call gives to what it records. */
export interface Label {
  readonly name: string;
  /** The expression that gives its value. */
  readonly value: TSESTree.Node;
  /** The value, where it is written out. */
  readonly says: string | number | boolean | undefined;
}

/** The labels of a metric call: of an object, one level deep; of a list of texts (`["user:42"]`); or by their order (`labels("GET", 200)`). */
export function labelsOf(file: File, { arguments: given, callee }: TSESTree.CallExpression, { labelNames }: Instrument, binds: string | undefined): readonly Label[] {
  const target = bare(callee);
  const receiver = target.type === "MemberExpression" ? bare(target.object) : undefined;
  const bound = receiver?.type === "CallExpression" ? receiver.arguments : [];
  const named = [...given, ...bound].flatMap((argument) => {
    const value = literalOf(file, argument);
    return value.type === "ObjectExpression" ? value.properties.flatMap((property) => ofProperty(property)) : value.type === "ArrayExpression" ? value.elements.flatMap((element) => (element ? ofTag(element) : [])) : [];
  });
  const inOrder = receiver?.type === "CallExpression" && binds !== undefined && methodOf(receiver) === binds ? bound : [];
  return [...named, ...inOrder.flatMap((argument, index) => (isPlain(argument) ? labelled(labelNames[index], argument) : []))];
}

/** An object gives its own names. */
function isPlain({ type }: TSESTree.CallExpressionArgument): boolean {
  return type !== "SpreadElement" && type !== "ObjectExpression";
}

function labelled(name: string | undefined, expression: TSESTree.Node): readonly Label[] {
  const value = bare(expression);
  const says = value.type === "Literal" && (typeof value.value === "string" || typeof value.value === "number" || typeof value.value === "boolean") ? value.value : undefined;
  return name === undefined || name === "" ? [] : [{ name, value, says }];
}

function ofProperty(property: TSESTree.ObjectLiteralElement): readonly Label[] {
  return property.type === "Property" ? labelled(propertyName(property), property.value) : [];
}

const tag = /^([\w.-]+):(.*)$/s;

/** `"status:ok"`, `` `user:${userId}` `` */
function ofTag(element: TSESTree.Node): readonly Label[] {
  const text = bare(element);
  if (text.type === "Literal" && typeof text.value === "string") {
    const [, name, says] = tag.exec(text.value) ?? [];
    return name === undefined ? [] : [{ name, value: text, says }];
  }
  const [, name, rest] = text.type === "TemplateLiteral" ? (tag.exec(text.quasis[0]?.value.cooked ?? "") ?? []) : [];
  if (text.type !== "TemplateLiteral" || name === undefined) return [];
  const [only] = text.expressions;
  const isOnly = only !== undefined && text.expressions.length === 1 && rest === "" && text.quasis[1]?.value.cooked === "";
  return [{ name, value: isOnly ? bare(only) : text, says: undefined }];
}
