import type { TSESTree } from "@typescript-eslint/utils";
import { limitedFolders, limitExports, previewModules, workerModules, workerPackages, workerTypes } from "../../knowledge/modules.js";
import { askingWords, handlerFiles, imageFiles, listingExport, nextPages } from "../../knowledge/pages.js";
import type { File } from "../file.js";
import { bare, isFunction, propertyName, topStatements } from "../nodes.js";
import { perFile } from "../per-file.js";

/** Whether a file is for a runtime that ends everything a request began when its client goes: a worker at the edge. */
export const endsWithRequests = perFile((file): boolean => exportsWorker(file) || namesWorkerTypes(file) || isOfWorkerPackage(file));

/** Whether the platform that runs a file ends each of its calls, whatever they wait for, within a time that the file or its folder tells. */
export const hasWallLimit = perFile((file): boolean => {
  if (limitedFolders.test(file.pathInProject)) return true;
  return topStatements(file).some((statement) => {
    const made = statement.type === "ExportNamedDeclaration" && statement.declaration?.type === "VariableDeclaration" ? statement.declaration.declarations : [];
    return made.some(({ id, init }) => id.type === "Identifier" && init && isLimit(id.name, bare(init)));
  });
});

/** Whether what a file gives is made before a person asks for it, as a rule: the picture by which a link is shown, an image or a page of Next, or a handler that lists what it is asked for. */
export const isMadeAhead = perFile((file): boolean => {
  if (imageFiles.test(file.pathInProject) || isStaticPage(file)) return true;
  if (file.ast.body.some((statement) => statement.type === "ImportDeclaration" && previewModules.includes(statement.source.value))) return true;
  return handlerFiles.test(file.pathInProject) && file.ast.body.some((statement) => statement.type === "ExportNamedDeclaration" && statement.declaration?.type === "FunctionDeclaration" && statement.declaration.id?.name === listingExport);
});

/** A page of Next's that takes nothing from its request and is not made again: the build waits for it, and gives up by itself. */
function isStaticPage(file: File): boolean {
  if (!nextPages.test(file.pathInProject) || file.project.versionOf("next") === undefined || askingWords.test(file.source.text)) return false;
  return file.ast.body.some((statement) => statement.type === "ExportDefaultDeclaration" && isFunction(statement.declaration) && statement.declaration.params.length === 0);
}

/** `maxDuration = 60`, `runtime = "edge"`, or a `config` that holds one of these. */
function isLimit(name: string | undefined, value: TSESTree.Node): boolean {
  if (name === limitExports.grouped && value.type === "ObjectExpression") return value.properties.some((property) => property.type === "Property" && isLimit(propertyName(property), bare(property.value)));
  if (name === limitExports.limit) return value.type === "Literal" && typeof value.value === "number";
  return name === limitExports.runtime && value.type === "Literal" && limitExports.runtimes.some((one) => one === value.value);
}

/** The package is written with the types of that runtime, deployed by its tool, and no command that runs elsewhere. */
function isOfWorkerPackage({ project }: File): boolean {
  return workerPackages.every((name) => project.versionOf(name) !== undefined) && !project.hasCommand && !project.isImported;
}

/** Other frameworks have types of these names, and these are imported. */
function namesWorkerTypes(file: File): boolean {
  if (!workerTypes.test(file.source.text)) return false;
  return file.ast.body.every((statement) => statement.type !== "ImportDeclaration" || workerModules.test(statement.source.value) || !statement.specifiers.some(({ local }) => workerTypes.test(local.name)));
}

/** `export default { async fetch(request, env) { … } }`; what names a port as well is a server of its own. */
function exportsWorker(file: File): boolean {
  return file.ast.body.some((statement) => {
    const given = statement.type === "ExportDefaultDeclaration" ? bare(statement.declaration) : undefined;
    if (given?.type !== "ObjectExpression") return false;
    const names = given.properties.map((property) => (property.type === "Property" ? propertyName(property) : undefined));
    return !names.includes("port") && given.properties.some((property) => property.type === "Property" && propertyName(property) === "fetch" && takesEnvironment(property.value));
  });
}

function takesEnvironment(value: TSESTree.Node): boolean {
  return isFunction(value) && value.params.length > 1;
}
