import type { TSESTree } from "@typescript-eslint/utils";
import { variableOf } from "../places/bindings.js";
import { chainEnd, chainStart, isDropped } from "../promises/detached.js";
import type { File } from "../file.js";
import { isImmediatelyCalled } from "../functions.js";
import { bare, dressed, isWithin, ownNodes, propertyName } from "../nodes.js";

/** The first call of a body that is put into a list of promises, or that nobody waits for. */
export function startedIn(file: File, body: TSESTree.Node): TSESTree.CallExpression | undefined {
  return [...ownNodes(file, body)].find((node): node is TSESTree.CallExpression => node.type === "CallExpression" && (isPushed(node) || isLetGo(file, node) || isKept(file, node, body)));
}

/** `jobs.push(load(id))` */
function isPushed(call: TSESTree.CallExpression): boolean {
  const callee = bare(call.callee);
  const pushed = call.arguments[0] && bare(call.arguments[0]);
  const isStarted = pushed?.type === "CallExpression" && (bare(pushed.callee).type !== "ArrowFunctionExpression" || isImmediatelyCalled(bare(pushed.callee) as TSESTree.ArrowFunctionExpression));
  return callee.type === "MemberExpression" && propertyName(callee) === "push" && isStarted;
}

function isLetGo(file: File, call: TSESTree.CallExpression): boolean {
  return chainStart(call) === call && isDropped(file, call) && dressed(call).parent?.type !== "AwaitExpression" && !isPushed(call);
}

const keeping = new Set(["push", "add", "set", "unshift"]);

/** `jobs[i] = load(id)`, `const job = load(id).finally(…); running.add(job);` */
function isKept(file: File, call: TSESTree.CallExpression, body: TSESTree.Node): boolean {
  if (chainStart(call) !== call) return false;
  const end = dressed(chainEnd(call));
  const { parent } = end;
  if (parent?.type === "AssignmentExpression") return parent.right === end && parent.left.type === "MemberExpression" && parent.left.computed;
  const variable = parent?.type === "VariableDeclarator" && parent.id.type === "Identifier" ? variableOf(file, parent.id) : undefined;
  return (variable?.references ?? []).some(({ identifier }) => {
    const kept = identifier.parent.type === "CallExpression" && isWithin(identifier, body) ? bare(identifier.parent.callee) : undefined;
    return kept?.type === "MemberExpression" && keeping.has(propertyName(kept) ?? "");
  });
}
