import type { TSESTree } from "@typescript-eslint/utils";
import type { Decision } from "../decisions.js";
import { lastNameOf } from "../exclusions.js";
import { feedOf } from "../places/feeding.js";
import type { File } from "../file.js";
import { isNothing } from "../functions.js";
import { bare, descendants, dressed, type FunctionNode } from "../nodes.js";
import type { Write } from "../places/places.js";
import type { Read } from "../places/reads.js";

/**
 * Whether an act is wrong wherever its test does not hold any more: a mark is set, a count goes on, what an index was
 * found for is changed, a state gives way to the next, or something is put in or taken out because of what a comparison
 * or a size said. Other acts may be idempotent, or as right as what they replace.
 */
export function restsOnTest(write: Write, read: Read, decision: Decision | undefined): boolean {
  const { node, value } = write;
  if (!decision || node.type === "UpdateExpression" || isMark(write)) return true;
  const isMeasured = read.tells === "size" || isCompared(read.node);
  if (node.type !== "AssignmentExpression") return isMeasured;
  const written = value && bare(value);
  const isState = written?.type === "Literal" && typeof written.value === "string";
  return node.operator !== "=" || (isState && (isMeasured || decision.as === "case"));
}

/** `if (taken.has(seat)) throw …; …; taken.set(seat, customer);`, or `return false`: each caller puts there what it was given itself, and was told that nobody else has. */
export function isClaim(file: File, value: TSESTree.Node | undefined, decision: Decision | undefined, { place }: Read, run: FunctionNode): boolean {
  const isRefused = decision?.as === "exit" && decision.leaving !== undefined && [...descendants(file, decision.leaving)].some(refuses);
  return isRefused && place.element !== undefined && value !== undefined && bare(value).type === "Identifier" && feedOf(file, value, run) === "directly";
}

function refuses(node: TSESTree.Node): boolean {
  return node.type === "ThrowStatement" || (node.type === "ReturnStatement" && node.argument?.type === "Literal" && node.argument.value === false);
}

/** `this.running = true`, `seen.add(id)`. */
export function isMark({ node, value }: Write): boolean {
  const written = value && bare(value);
  if (node.type === "AssignmentExpression" || isNamedPart({ node, value })) return written?.type === "Literal" && written.value === true;
  return node.type === "CallExpression" && lastNameOf(node) === "add";
}

/** `true` of `set({ isLoading: true })`. */
export function isNamedPart({ node, value }: Pick<Write, "node" | "value">): boolean {
  return node.type === "CallExpression" && value?.parent?.type === "Property" && node.arguments.includes(value.parent.parent);
}

/** `delete cache[key]`, `cache.delete(key)`. */
export function isDeletion(node: TSESTree.Node): boolean {
  return node.type === "UnaryExpression" || (node.type === "CallExpression" && lastNameOf(node) === "delete");
}

function isCompared(read: TSESTree.Node): boolean {
  const { parent } = orElse(read);
  return parent?.type === "BinaryExpression" && /^(?:[=!]==?|[<>]=?)$/.test(parent.operator) && ![parent.left, parent.right].some((side) => isNothing(side) || isVerdict(side));
}

/** `refs.get(digest) ?? 0`, which stands for what is read. */
function orElse(read: TSESTree.Node): TSESTree.Node {
  const node = dressed(read);
  return node.parent?.type === "LogicalExpression" && node.parent.operator === "??" && node.parent.left === node && node.parent.right.type === "Literal" ? dressed(node.parent) : node;
}

/** `true`, `false`: what was found out, and no measure of anything. */
function isVerdict(side: TSESTree.Node): boolean {
  return side.type === "Literal" && typeof side.value === "boolean";
}
