import type { TSESTree } from "@typescript-eslint/utils";
import { decisionsBefore } from "../decisions.js";
import type { File } from "../file.js";
import { isNothing } from "../functions.js";
import { readsBehind } from "../places/looks.js";
import { bare, descendants, isWithin, type FunctionNode } from "../nodes.js";
import { placeOf, type Place, type Write } from "../places/places.js";
import { isPromise } from "../promises/promises.js";
import { writesOfKey } from "../places/write-index.js";

/** What says that nothing is in progress. */
export function isLow(value: TSESTree.Node): boolean {
  return isNothing(value) || (value.type === "Literal" && (value.value === false || value.value === 0 || value.value === ""));
}

/**
 * Whether a value that is no plain `true` marks work in progress: the function leaves where it finds one, and what it
 * writes is a name for the work (`this.lock = id`), or the state that it looked for (`this.state = "busy"`).
 */
export function isNameOfWork(file: File, { node, place, value }: Write, fn: FunctionNode): boolean {
  if (node.type !== "AssignmentExpression" || node.operator !== "=" || !value) return false;
  const given = bare(value);
  if (given.type === "Literal" && typeof given.value === "string" && given.value !== "") return asksForState(file, place, node, fn, given.value);
  return given.type === "Identifier" && !isNothing(given) && isPromise(file, given) !== "yes" && exitsWherePresent(file, place, node, fn);
}

/** Whether a write takes the state back that another has set: it is a plain text as well, and nobody else writes there. */
export function isStateBefore(file: File, raise: Write, { value }: Write, fn: FunctionNode): boolean {
  const [from, to] = [raise.value, value].map((one) => (one ? bare(one) : undefined));
  if (from?.type !== "Literal" || to?.type !== "Literal" || typeof from.value !== "string" || typeof to.value !== "string" || from.value === to.value) return false;
  return writesOfKey(file, raise.place.key).every((write) => write.place.root !== raise.place.root || isWithin(write.node, fn) || isConstructor(write.fn));
}

/** `if (this.state === "busy") return;` */
function asksForState(file: File, place: Place, step: TSESTree.Node, fn: FunctionNode, state: string): boolean {
  return [...decisionsBefore(step, fn)].some(({ test, as }) => {
    const asked = bare(test);
    if (as !== "exit" || asked.type !== "BinaryExpression" || !/^===?$/.test(asked.operator)) return false;
    const other = bare(asked.right);
    return placeOf(file, asked.left)?.key === place.key && other.type === "Literal" && other.value === state;
  });
}

/** `if (this.lock) throw new Error("locked");`, where what is there is not itself the answer. */
function exitsWherePresent(file: File, place: Place, step: TSESTree.Node, fn: FunctionNode): boolean {
  return [...decisionsBefore(step, fn)].some(({ test, as, leaving }) => {
    if (as !== "exit" || !leaving || ![...readsBehind(file, test)].some((read) => read.place.root === place.root && read.place.key === place.key)) return false;
    return ![...descendants(file, leaving)].some((node) => placeOf(file, node)?.key === place.key) && isPresence(test);
  });
}

/** `lock`, `lock !== null`, `lock != undefined` */
function isPresence(test: TSESTree.Node): boolean {
  const asked = bare(test);
  if (asked.type === "BinaryExpression") return /^!==?$/.test(asked.operator) && isNothing(bare(asked.right));
  return asked.type === "Identifier" || asked.type === "MemberExpression";
}

function isConstructor(fn: FunctionNode | undefined): boolean {
  return fn?.parent.type === "MethodDefinition" && fn.parent.kind === "constructor";
}
