import type { TSESLint, TSESTree } from "@typescript-eslint/utils";
import type { Slot } from "../../knowledge/library.js";
import type { File } from "../../analysis/file.js";
import { bare, isFunction, propertyName, type Call } from "../../analysis/nodes.js";
import { literalOf, settingOf } from "../../analysis/settings.js";

/**
 * Writes a setting where a library takes it: into the options object of a call, which is made where there is none.
 *
 * @param value JavaScript source of the value.
 * @returns `undefined` where the place cannot be written to without guessing.
 */
export function insertSetting(file: File, call: Call, slot: Slot, value: string): TSESLint.ReportFixFunction | undefined {
  const path = slot.path.split(".");
  const given = settingOf(file, call, slot).value;
  if (given) {
    const property = given.parent?.type === "Property" && given.parent.shorthand ? given.parent : undefined;
    if (!isWithinCall(given, call)) return undefined;
    return (fixer) => (property ? fixer.replaceText(property, `${path.at(-1) as string}: ${value}`) : fixer.replaceText(given, value));
  }
  const index = slot.argument === "last" ? placeOfLast(file, call) : slot.argument;
  if (call.arguments.slice(0, index + 1).some((argument) => argument.type === "SpreadElement")) return undefined;
  const argument = call.arguments[index];
  if (slot.path === "") return argument ? undefined : addArgument(file, call, index, value);
  if (!argument || (isFunction(argument) && index > 0)) return addArgument(file, call, index, `{ ${nested(path, value)} }`);
  return intoObject(file, bare(argument), path, value);
}

/** `pipeline(source, ...stages, options)`: the options that stand there, or the place behind what is no options. */
function placeOfLast(file: File, call: Call): number {
  const last = call.arguments.at(-1);
  return last && literalOf(file, last).type === "ObjectExpression" ? call.arguments.length - 1 : call.arguments.length;
}

/** Where a library takes its options in several positions, the one that holds an object already. */
export function preferredSlots(file: File, call: Call, slots: readonly Slot[]): readonly Slot[] {
  const hasObject = (slot: Slot): boolean => {
    const argument = slot.argument === "last" ? call.arguments.at(-1) : call.arguments[slot.argument];
    return argument !== undefined && literalOf(file, argument).type === "ObjectExpression";
  };
  const needsFill = (slot: Slot): boolean => slot.argument !== "last" && slot.argument > call.arguments.length;
  const rank = (slot: Slot): number => (hasObject(slot) ? 0 : needsFill(slot) ? 2 : 1);
  return slots.filter(isWritable).sort((one, other) => rank(one) - rank(other));
}

function isWritable(slot: Slot): boolean {
  return !slot.undeclared && !slot.emits && !slot.connectionString && slot.versions === undefined && (slot.bounds === undefined || slot.bounds === "total" || slot.bounds === "idle" || slot.bounds === "headers");
}

function isWithinCall(node: TSESTree.Node, call: Call): boolean {
  return call.range[0] <= node.range[0] && node.range[1] <= call.range[1];
}

/** `timeout.request` with `5` becomes `timeout: { request: 5 }`. */
function nested(path: readonly string[], value: string): string {
  const [name, ...rest] = path as [string, ...string[]];
  return rest.length === 0 ? (name === value ? name : `${name}: ${value}`) : `${name}: { ${nested(rest, value)} }`;
}

function addArgument(file: File, call: Call, index: number, text: string): TSESLint.ReportFixFunction {
  const missing = Math.max(index - call.arguments.length, 0);
  const fill = Array<string>(missing).fill("undefined");
  const after = call.arguments[index];
  if (after) return (fixer) => fixer.insertTextBefore(after, `${text}, `);
  const list = [...fill, text].join(", ");
  const close = file.source.getLastToken(call) as TSESTree.Token;
  if (close.value !== ")") return (fixer) => fixer.insertTextAfter(call, `(${list})`); // `new Client`
  if (call.arguments.length === 0) return (fixer) => fixer.insertTextBefore(close, list);
  const comma = file.source.getTokenBefore(close) as TSESTree.Token;
  return (fixer) => fixer.insertTextAfter(comma, comma.value === "," ? ` ${list}` : `, ${list}`);
}

function intoObject(file: File, options: TSESTree.Node, path: readonly string[], value: string): TSESLint.ReportFixFunction | undefined {
  if (options.type === "ObjectExpression") {
    const [name, ...rest] = path as [string, ...string[]];
    const member = options.properties.find((property) => property.type === "Property" && propertyName(property) === name);
    if (member?.type === "Property" && rest.length > 0) return intoObject(file, bare(member.value), rest, value);
    return addProperty(file, options, nested(path, value));
  }
  // a name for a literal of this file: the literal itself may serve others, so this call gets a copy
  if (options.type !== "Identifier" || literalOf(file, options).type !== "ObjectExpression") return undefined;
  return (fixer) => fixer.replaceText(options, `{ ...${options.name}, ${nested(path, value)} }`);
}

function addProperty(file: File, object: TSESTree.ObjectExpression, text: string): TSESLint.ReportFixFunction {
  const last = object.properties.at(-1);
  if (!last) {
    const open = file.source.getFirstToken(object) as TSESTree.Token;
    return (fixer) => fixer.insertTextAfter(open, ` ${text} `);
  }
  const isOnOwnLine = object.loc.start.line !== last.loc.start.line;
  const separator = isOnOwnLine ? `,\n${" ".repeat(last.loc.start.column)}` : ", ";
  return (fixer) => fixer.insertTextAfter(last, `${separator}${text}`);
}
