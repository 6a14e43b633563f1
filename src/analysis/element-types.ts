import type { TSESTree } from "@typescript-eslint/utils";
import { variableOf } from "./places/bindings.js";
import type { File } from "./file.js";
import { memberOf, thisOwner } from "./places/owners.js";
import { bare, isClass, nodes, propertyName } from "./nodes.js";
import { perFile } from "./per-file.js";

/** The type of the values of a map, where it is written down: `Mutex` of `Map<string, Mutex>` and `new Map<string, Mutex>()`. */
export function valueTypeOf(file: File, map: TSESTree.Node): TSESTree.TypeNode | undefined {
  const { declared, made } = declarationOf(file, map);
  for (const type of [declared, made]) {
    const name = type?.type === "TSTypeReference" ? type.typeName : type?.type === "NewExpression" ? bare(type.callee) : undefined;
    if (name?.type === "Identifier" && /^(?:Weak|Readonly)?Map$/.test(name.name) && (type?.type === "TSTypeReference" || type?.type === "NewExpression")) return type.typeArguments?.params[1];
  }
  return undefined;
}

interface Declaration {
  readonly declared: TSESTree.Node | undefined;
  readonly made: TSESTree.Node | undefined;
}

function declarationOf(file: File, map: TSESTree.Node): Declaration {
  const node = bare(map);
  const owner = node.type === "MemberExpression" && node.object.type === "ThisExpression" ? thisOwner(node.object) : undefined;
  const field = isClass(owner) && node.type === "MemberExpression" ? memberOf(owner, propertyName(node) ?? "") : undefined;
  if (field?.type === "PropertyDefinition") return { declared: field.typeAnnotation?.typeAnnotation, made: field.value ?? undefined };
  const definition = node.type === "Identifier" ? variableOf(file, node)?.defs[0] : undefined;
  const name = definition?.name as TSESTree.Node | undefined;
  return { declared: name?.type === "Identifier" ? name.typeAnnotation?.typeAnnotation : undefined, made: definition?.type === "Variable" ? (definition.node.init ?? undefined) : undefined };
}

/** What the file puts into a map that it makes itself: `locks.set(key, new Mutex())`. */
export function valuesPutInto(file: File, map: TSESTree.Node): readonly TSESTree.Node[] {
  const { made } = declarationOf(file, map);
  if (made?.type !== "NewExpression" || !/^(?:Weak)?Map$/.test(file.source.getText(made.callee)) || made.arguments.length > 0) return [];
  const key = keyOf(file, map);
  return key === undefined ? [] : (valuesSet(file).get(key) ?? []);
}

const valuesSet = perFile((file) => {
  const found = new Map<unknown, TSESTree.Node[]>();
  for (const call of nodes(file).of("CallExpression")) {
    const callee = bare(call.callee);
    const value = call.arguments[1];
    const key = callee.type === "MemberExpression" && propertyName(callee) === "set" && value ? keyOf(file, callee.object) : undefined;
    if (key === undefined || !value) continue;
    const values = found.get(key);
    if (values === undefined) found.set(key, [value]);
    else values.push(value);
  }
  return found;
});

/** The variable, or the field of a class, that a map is kept in. */
function keyOf(file: File, map: TSESTree.Node): unknown {
  const node = bare(map);
  if (node.type === "Identifier") return variableOf(file, node);
  const owner = node.type === "MemberExpression" && node.object.type === "ThisExpression" ? thisOwner(node.object) : undefined;
  return isClass(owner) && node.type === "MemberExpression" ? memberOf(owner, propertyName(node) ?? "") : undefined;
}
