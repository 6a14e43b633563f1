import type { TSESTree } from "@typescript-eslint/utils";
import { variableOf } from "./places/bindings.js";
import type { File } from "./file.js";
import { bare, dressed, propertyName, type Call } from "./nodes.js";
import { isCombinator } from "./promises/promise-uses.js";

/** Methods of a list that put nothing in it. */
const leaving = new Set(["shift", "pop", "length", "splice", "at", "slice", "includes", "indexOf"]);

/** All that is ever put in a list: in a literal, or in the variable that holds one and does not leave the file's sight. `undefined` where more may be. */
export function elementsOf(file: File, list: TSESTree.Node): readonly TSESTree.Node[] | undefined {
  const node = bare(list);
  if (node.type === "ArrayExpression") return node.elements.filter((element) => element !== null);
  const variable = node.type === "Identifier" ? variableOf(file, node) : undefined;
  const declarator = variable?.defs[0]?.node as TSESTree.Node | undefined;
  if (!variable || declarator?.type !== "VariableDeclarator" || declarator.parent.kind !== "const" || declarator.init?.type !== "ArrayExpression") return undefined;
  const elements: TSESTree.Node[] = declarator.init.elements.filter((element) => element !== null);
  for (const { identifier, init } of variable.references) {
    const added = init === true ? [] : addedAt(file, identifier);
    if (!added) return undefined;
    elements.push(...added);
  }
  return elements;
}

/** What is put in a list whose element a call takes out: `jobs` of `jobs.shift()`. */
export function elementsTakenBy(file: File, call: Call): readonly TSESTree.Node[] | undefined {
  const callee = bare(call.callee);
  const isTaking = callee.type === "MemberExpression" && ["shift", "pop"].includes(propertyName(callee) ?? "");
  return isTaking ? elementsOf(file, callee.object) : undefined;
}

function addedAt(file: File, name: TSESTree.Node): readonly TSESTree.Node[] | undefined {
  const outer = dressed(name).parent;
  if (outer?.type === "CallExpression") return isCombinator(file, outer) ? [] : undefined;
  const method = outer?.type === "MemberExpression" && outer.object === dressed(name) ? propertyName(outer) : undefined;
  if (!outer || method === undefined) return undefined;
  const call = dressed(outer).parent;
  if (method !== "push" && method !== "unshift") return leaving.has(method) && !(method === "splice" && call?.type === "CallExpression" && call.arguments.length > 2) ? [] : undefined;
  return call?.type === "CallExpression" && call.callee === dressed(outer) ? call.arguments : undefined;
}
