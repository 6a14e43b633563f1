import type { TSESTree } from "@typescript-eslint/utils";
import { builderPackages, bundledModules, chosenTypes, componentFolders, componentHooks, hookModule, pageDevices, pageFolders, pageGlobals, pageModules, pagePackages, pageRunners, pageSettings, pageTypes, pageVariables, processModules, processPackages, serverExports, serverFolders, serverWords } from "../../knowledge/pages.js";
import { globalNames } from "../places/bindings.js";
import type { File } from "../file.js";
import { functionsAround, nameOf } from "../functions.js";
import { bare, isFunction, nodes, ownNodes, propertyName } from "../nodes.js";
import { perFile } from "../per-file.js";
import { isBrowserCode } from "../targets.js";

/** Whether a file runs in a page alone: by the settings, or by what it uses and imports. */
export const runsInPage = perFile((file): boolean => {
  if (isBrowserCode(file)) return true;
  const imports = file.ast.body.filter((statement): statement is TSESTree.ImportDeclaration => statement.type === "ImportDeclaration" && statement.importKind !== "type");
  const ofProcess = imports.filter(({ source }) => source.value.startsWith("node:") || processModules.includes(source.value));
  if (ofProcess.some(({ source }) => !bundledModules.includes(source.value)) || isServedFrom(file)) return false;
  if (ofProcess.length > 0) return usesPage(file);
  return imports.some((one) => isOfPages(one)) || isInFolderOfPages(file) || pageVariables.test(file.source.text) || isOfPagePackage(file) || usesPage(file) || usesHooks(file);
});

function isInFolderOfPages({ pathInProject, project }: File): boolean {
  return pageFolders.test(pathInProject) || (componentFolders.test(pathInProject) && pagePackages.some((name) => project.versionOf(name) !== undefined));
}

/** The package puts an interface into a page, and has nothing with which it would serve. */
function isOfPagePackage({ project }: File): boolean {
  // what only tests and stand-ins serve with is no part of what is shipped
  return pagePackages.some((name) => project.runsWith(name)) && builderPackages.every((name) => project.versionOf(name) === undefined) && !processPackages.some((name) => project.runsWith(name));
}

/** Whether a node runs where its component is shown, in a file that has a part on the server as well: a function around it calls a hook. */
export function runsInComponent(file: File, node: TSESTree.Node): boolean {
  const hooks = hookNames(file);
  return hooks.size > 0 && [...functionsAround(node)].some((fn) => [...ownNodes(file, fn.body)].some((one) => one.type === "CallExpression" && one.callee.type === "Identifier" && hooks.has(one.callee.name)));
}

/** The names by which a file calls the hooks that only a component on the screen has. */
const hookNames = perFile((file): ReadonlySet<string> => {
  const imports = nodes(file).of("ImportDeclaration").filter(({ source }) => source.value === hookModule).flatMap(({ specifiers }) => specifiers);
  return new Set(imports.flatMap((one) => (one.type === "ImportSpecifier" && one.imported.type === "Identifier" && componentHooks.includes(one.imported.name) ? [one.local.name] : [])));
});

function isOfPages({ source, specifiers }: TSESTree.ImportDeclaration): boolean {
  if (pageModules.some((module) => source.value === module || source.value.startsWith(`${module}/`))) return true;
  return source.value === hookModule && specifiers.some((one) => one.type === "ImportSpecifier" && one.imported.type === "Identifier" && componentHooks.includes(one.imported.name));
}

/** The file has parts that run on the server, or that run in a page other than itself. */
function isServedFrom(file: File): boolean {
  const isNamed = (name: string | undefined): boolean => name !== undefined && serverExports.includes(name);
  const exported = file.ast.body.flatMap((statement) => (statement.type === "ExportNamedDeclaration" && statement.declaration ? [statement.declaration] : []));
  if (exported.some((one) => (one.type === "FunctionDeclaration" ? isNamed(one.id?.name) : one.type === "VariableDeclaration" && one.declarations.some(({ id }) => id.type === "Identifier" && isNamed(id.name))))) return true;
  return nodes(file).of("MemberExpression").some((node) => pageRunners.includes(propertyName(node) ?? "") && node.parent.type === "CallExpression" && node.parent.callee === node);
}

/** A global or a type of the page is used, and no `typeof` asks first whether it is there: anything else fails elsewhere. */
function usesPage(file: File): boolean {
  const scope = file.source.scopeManager?.globalScope;
  const declared = (scope?.variables ?? []).filter(({ defs }) => defs.length === 0).flatMap(({ references }) => references);
  const named = [...declared, ...(scope?.through ?? [])].map(({ identifier, isTypeReference }) => ({ identifier: identifier as TSESTree.Identifier, isTypeReference }));
  if (named.some(({ identifier, isTypeReference }) => isTypeReference && pageTypes.test(identifier.name))) return true;
  if (!serverWords.test(file.source.text) && !serverFolders.test(file.pathInProject) && named.some(({ identifier, isTypeReference }) => isTypeReference && chosenTypes.test(identifier.name) && isHandedIn(identifier))) return true;
  if (named.some(({ identifier }) => identifier.name === "navigator" && isDevice(identifier.parent))) return true;
  const uses = named.filter(({ identifier, isTypeReference }) => !isTypeReference && pageGlobals.includes(identifier.name));
  return uses.length > 0 && uses.every(({ identifier: { parent } }) => parent.type !== "UnaryExpression" || parent.operator !== "typeof");
}

/** The type of a parameter, or of a part of one: `(file: File)`, `({ file }: { file: File })`. */
function isHandedIn(type: TSESTree.Node): boolean {
  for (let inner = type, outer = type.parent; outer; inner = outer, outer = outer.parent) if (isFunction(outer)) return outer.params.includes(inner as never);
  return false;
}

/** `navigator.clipboard` */
function isDevice(node: TSESTree.Node): boolean {
  return node.type === "MemberExpression" && !node.optional && pageDevices.includes(propertyName(node) ?? "");
}

/** A hook or a component calls hooks of its own: `const useTags = () => useCached("/tags")`. */
function usesHooks(file: File): boolean {
  return nodes(file).of("CallExpression").some((node) => {
    if (node.callee.type !== "Identifier" || !/^use[A-Z]/.test(node.callee.name)) return false;
    return [...functionsAround(node)].some((fn) => /^(?:use)?[A-Z]\w*[a-z]/.test(nameOf(fn) ?? ""));
  });
}

/** `{ withCredentials: true }`, and `fetch("/tags")` in a project with pages: only a page has an origin and cookies of its own. */
export const asksOwnOrigin = perFile((file): boolean => {
  if (nodes(file).of("Property").some((node) => node.value.type === "Literal" && pageSettings.get(propertyName(node) ?? "")?.includes(node.value.value) === true)) return true;
  return globalNames(file).has("fetch") && isBesidePages(file) && nodes(file).of("CallExpression").some(({ callee, arguments: [target] }) => {
    return callee.type === "Identifier" && callee.name === "fetch" && target !== undefined && isOwnAddress(target);
  });
});

function isBesidePages({ project }: File): boolean {
  return pagePackages.some((name) => project.versionOf(name) !== undefined);
}

/** `"/tags"`, `"/tags/" + id` */
function isOwnAddress(target: TSESTree.Node): boolean {
  const node = bare(target);
  if (node.type === "BinaryExpression") return isOwnAddress(node.left);
  const text = node.type === "Literal" ? node.value : node.type === "TemplateLiteral" ? node.quasis[0]?.value.raw : undefined;
  return typeof text === "string" && /^\/(?!\/)/.test(text);
}
