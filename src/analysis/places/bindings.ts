import type { TSESLint, TSESTree } from "@typescript-eslint/utils";
import type { File } from "../file.js";
import { perFile } from "../per-file.js";

export type Variable = TSESLint.Scope.Variable;

/** Which variable an identifier means, read or declared. */
interface Bindings {
  readonly variables: ReadonlyMap<TSESTree.Node, Variable>;
  readonly globals: ReadonlySet<string>;
}

const bindings = perFile((file): Bindings => {
  const variables = new Map<TSESTree.Node, Variable>();
  const globals = new Set<string>();
  const scopes = file.source.scopeManager?.scopes ?? [];
  for (const { variables: own } of scopes) for (const variable of own) if (variable.defs.length > 0) for (const name of variable.identifiers) variables.set(name, variable);
  for (const { references } of scopes) {
    for (const { identifier, resolved } of references) {
      if (resolved && resolved.defs.length > 0) variables.set(identifier, resolved);
      else globals.add((identifier as TSESTree.Identifier).name);
    }
  }
  return { variables, globals };
});

/** The variable of the file that an identifier means; `undefined` for a global. */
export function variableOf(file: File, identifier: TSESTree.Node): Variable | undefined {
  return bindings(file).variables.get(identifier);
}

/** The name of the global that an identifier means; `undefined` for a variable of the file. */
export function globalName(file: File, node: TSESTree.Node): string | undefined {
  return node.type === "Identifier" && variableOf(file, node) === undefined ? node.name : undefined;
}

/** The names that a file mentions and does not declare. */
export function globalNames(file: File): ReadonlySet<string> {
  return bindings(file).globals;
}

/** One write to a variable. */
export interface Write {
  readonly name: TSESTree.Node;
  /** The expression that it, or the pattern it stands in, takes its value from; `undefined` where that cannot be told. */
  readonly value: TSESTree.Node | undefined;
  /** Whether the variable gets the value itself, and not a part of it. */
  readonly direct: boolean;
}

/** Every write to a variable, by its declaration, a default or an assignment. */
export function writesOf(variable: Variable): readonly Write[] {
  return variable.references
    .filter((reference) => reference.isWrite())
    .map((reference) => {
      const name = reference.identifier;
      const value = reference.writeExpr ?? undefined;
      const target = patternRoot(name);
      const told =
        target.parent?.type === "VariableDeclarator"
          ? target.parent.parent.parent.type !== "ForOfStatement" && target.parent.parent.parent.type !== "ForInStatement"
          : target.parent?.type === "AssignmentExpression"
            ? ["=", "??=", "||="].includes(target.parent.operator)
            : name.parent.type === "AssignmentPattern";
      const direct = target === name || (name.parent.type === "AssignmentPattern" && name.parent.right === value);
      return { name, value: told ? value : undefined, direct };
    });
}

/** The whole pattern that a name is declared or assigned in. */
function patternRoot(name: TSESTree.Node): TSESTree.Node {
  let root = name;
  while (
    root.parent &&
    (root.parent.type === "ObjectPattern" ||
      root.parent.type === "ArrayPattern" ||
      root.parent.type === "RestElement" ||
      (root.parent.type === "AssignmentPattern" && root.parent.left === root) ||
      (root.parent.type === "Property" && root.parent.parent.type === "ObjectPattern"))
  )
    root = root.parent;
  return root;
}
