import type * as ts from "typescript";

/** A declared type by name, with the module that declares it; `null` for a global. */
export interface DeclaredType {
  readonly module: string | null;
  readonly name: string;
}

/** A program has few types, and each of them stands at many places. */
const known = new WeakMap<ts.Type, readonly DeclaredType[]>();

/** The name of a type and of everything it extends, each once, with the package or module that declares it. */
export function namesOfType(checker: ts.TypeChecker, type: ts.Type): readonly DeclaredType[] {
  let names = known.get(type);
  if (names === undefined) known.set(type, (names = namesFrom(checker, type)));
  return names;
}

function namesFrom(checker: ts.TypeChecker, type: ts.Type): readonly DeclaredType[] {
  const names: DeclaredType[] = [];
  const seen = new Set<ts.Type>();
  const open = type.isUnionOrIntersection() ? [...type.types] : [type];
  for (let next = open.shift(); next && seen.size < 30; next = open.shift()) {
    if (seen.has(next)) continue;
    seen.add(next);
    const symbol = next.getSymbol() ?? next.aliasSymbol;
    if (symbol) names.push({ module: moduleOf(symbol), name: symbol.name });
    const target = (next as ts.TypeReference).target as ts.Type | undefined;
    const declared = target ?? next;
    if (declared.isClassOrInterface()) open.push(...checker.getBaseTypes(declared));
  }
  return names;
}

/** The specifier of the module that declares a symbol: the ambient module's name, or the package of its file. */
function moduleOf(symbol: ts.Symbol): string | null {
  for (const declaration of symbol.declarations ?? []) {
    for (let node = declaration.parent as ts.Node | undefined; node; node = node.parent as ts.Node | undefined) {
      const name = (node as ts.ModuleDeclaration).name as ts.Node | undefined;
      // a module declaration with a string for its name: `declare module "events"`
      if (name && "body" in node && typeof (name as ts.StringLiteral).text === "string" && name.getText().startsWith('"'))
        return (name as ts.StringLiteral).text.replace(/^node:/, "");
    }
    const path = declaration.getSourceFile().fileName;
    const found = /.*\/node_modules\/(?:@types\/)?((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1];
    if (found === "typescript" || found === "node") return null;
    if (found) return found.includes("__") ? `@${found.replace("__", "/")}` : found;
    return path;
  }
  return null;
}
