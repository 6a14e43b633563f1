import type { TSESTree } from "@typescript-eslint/utils";
import { fileModules, fileReads, fileWrites, recordLooks, recordWrites, toolFiles } from "../../knowledge/steps.js";
import { variableOf, writesOf, type Variable } from "../places/bindings.js";
import { lastNameOf } from "../exclusions.js";
import type { File } from "../file.js";
import { functionOf } from "../functions.js";
import { bare, descendants, isFunction, propertyName } from "../nodes.js";
import { originOf } from "../origin.js";

/** The look whose record or file an act writes back with a changed content: `user.points += 10; await user.save()`. */
export function readBefore(file: File, act: TSESTree.CallExpression): TSESTree.CallExpression | undefined {
  const name = lastNameOf(act) ?? "";
  const isFile = fileWrites.includes(name) && isOfFiles(file, act);
  if (!isFile && !recordWrites.includes(name.toLowerCase())) return undefined;
  for (const variable of recordsOf(file, act)) {
    const look = lookOf(file, variable, isFile);
    if (!look || functionOf(look) !== functionOf(act) || look.range[0] > act.range[0]) continue;
    if (isFile ? isRewritten(file, look, act, variable) : isSameRecord(file, look, act, variable) && isCounted(file, act, variable)) return look;
  }
  return undefined;
}

/** The variables that an act is made on or is given. */
function recordsOf(file: File, act: TSESTree.CallExpression): ReadonlySet<Variable> {
  const found = new Set<Variable>();
  for (const node of descendants(file, act, (inner) => !isFunction(inner))) {
    const variable = node.type === "Identifier" ? variableOf(file, node) : undefined;
    if (variable?.defs[0]?.type === "Variable") found.add(variable);
  }
  return found;
}

/** The awaited call from which a variable has what it holds; that of a file is parsed first. */
function lookOf(file: File, variable: Variable, isFile: boolean): TSESTree.CallExpression | undefined {
  const [only, ...others] = writesOf(variable);
  const value = only?.value && others.length === 0 ? bare(only.value) : undefined;
  const isParsed = value?.type === "CallExpression" && originOf(file, value)?.path === ".JSON.parse()";
  const read = isParsed ? bare(value.arguments[0] ?? value) : value;
  const call = read?.type === "AwaitExpression" ? bare(read.argument) : undefined;
  if (call?.type !== "CallExpression") return undefined;
  const name = lastNameOf(call) ?? "";
  if (!isFile) return recordLooks.includes(name.toLowerCase()) ? call : undefined;
  return fileReads.includes(name) && (isParsed || name !== "readFile") && isOfFiles(file, call) ? call : undefined;
}

function isOfFiles(file: File, call: TSESTree.CallExpression): boolean {
  return fileModules.includes(originOf(file, call)?.module ?? "");
}

/** The same file, and what was read in it is what is written there. */
function isRewritten(file: File, look: TSESTree.CallExpression, act: TSESTree.CallExpression, variable: Variable): boolean {
  const [from, to] = [look, act].map(({ arguments: [path] }) => path && file.source.getText(path));
  const isWritten = act.arguments.slice(1).some((argument) => [...descendants(file, argument)].some((node) => node.type === "Identifier" && variableOf(file, node) === variable));
  return from !== undefined && from === to && isWritten && !toolFiles.test(from);
}

/** The record saves itself, or is written through what it was read with. */
function isSameRecord(file: File, look: TSESTree.CallExpression, act: TSESTree.CallExpression, variable: Variable): boolean {
  const [from, to] = [look, act].map(({ callee }) => (callee.type === "MemberExpression" ? bare(callee.object) : undefined));
  if (!from || !to) return false;
  if (to.type === "Identifier" && variableOf(file, to) === variable) return act.arguments.length === 0;
  return file.source.getText(from) === file.source.getText(to);
}

/** What is written counts on from what was read: `user.points += 10`, `{ balance: account.balance - amount }`. */
function isCounted(file: File, act: TSESTree.CallExpression, variable: Variable): boolean {
  if (act.arguments.some((argument) => [...descendants(file, argument, (inner) => !isFunction(inner))].some((node) => node.type === "BinaryExpression" && countsOn(file, node, variable)))) return true;
  return variable.references.some(({ identifier }) => {
    const member = memberOf(identifier);
    const { parent } = member;
    if (member === identifier || identifier.range[0] > act.range[0] || functionOf(identifier) !== functionOf(act)) return false;
    if (parent?.type === "UpdateExpression") return true;
    if (parent?.type !== "AssignmentExpression" || parent.left !== member) return false;
    return /^[-+]=$/.test(parent.operator) ? !isText(parent.right) : parent.right.type === "BinaryExpression" && countsOn(file, parent.right, variable);
  });
}

function countsOn(file: File, { operator, left, right }: TSESTree.BinaryExpression, variable: Variable): boolean {
  if ((operator !== "+" && operator !== "-") || isText(left) || isText(right)) return false;
  return [left, right].some((side) => side.type !== "BinaryExpression" && [...descendants(file, side)].some((node) => node.type === "Identifier" && variableOf(file, node) === variable && memberOf(node) !== node && !isLength(memberOf(node))));
}

/** The whole member that a name starts: `account.balance`, `found.data().n`. */
function memberOf(identifier: TSESTree.Node): TSESTree.Node {
  let node = identifier;
  for (let { parent } = node; parent; { parent } = node) {
    const isPart = (parent.type === "MemberExpression" && parent.object === node) || (parent.type === "CallExpression" && parent.callee === node) || parent.type === "TSNonNullExpression" || parent.type === "ChainExpression";
    if (!isPart) break;
    node = parent;
  }
  return node;
}

function isLength(node: TSESTree.Node): boolean {
  return node.type === "MemberExpression" && propertyName(node) === "length";
}

function isText({ type, ...node }: TSESTree.Node): boolean {
  return type === "TemplateLiteral" || (type === "Literal" && typeof (node as TSESTree.Literal).value === "string");
}
