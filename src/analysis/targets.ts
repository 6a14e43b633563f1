import type { TSESTree } from "@typescript-eslint/utils";
import { aloneFolders, commandLines, commandPackages, exportWords, lastingWords, mainWords, pipelineModules, promptPackages, servingPackages, stepModules, terminalModules, terminalWords, testGlobals } from "../knowledge/modules.js";
import type { RemoteFact } from "../knowledge/library.js";
import { globalNames, variableOf } from "./places/bindings.js";
import type { File } from "./file.js";
import { calleeOf } from "./functions.js";
import { bare, descendants, isFunction, nodes, propertyName, type Call } from "./nodes.js";
import { functionOf } from "./places/owners.js";
import { originOf } from "./origin.js";
import { perFile } from "./per-file.js";
import { literalOf, settingOf, type Setting } from "./settings.js";

/** Code that the settings, or React's `"use client"`, say runs where a person waits who can leave. */
export function isBrowserCode(file: File): boolean {
  return file.settings.environment === "browser" || file.ast.body.some((statement) => statement.type === "ExpressionStatement" && statement.directive === "use client");
}

/** A program for a terminal: it prints for the person who runs it, and may ask questions. */
export function isForPeople(file: File): boolean {
  return file.settings.environment === "cli" || file.source.text.startsWith("#!") || file.project.prefersGlobal || promptPackages.some((name) => file.project.runsWith(name));
}

/** Whether the console of a program is read where its command was typed. */
export const hasCommands = perFile((file): boolean => commandPackages.some((name) => file.project.runsWith(name)) || commandLines.test(file.source.text));

/** Code that runs once, on one machine, for one person: a script, a tool, a program for a terminal, a test. No crowd runs it at the same time. */
export const runsAlone = perFile((file): boolean => isForPeople(file) || isByHand(file));

/**
 * A program that one person runs and that answers nobody else, as its file or its package says: a command that asks
 * questions, or that gives other code nothing to import and depends on no server. Two callers meet in it only where
 * it starts them together itself.
 */
export const answersOne = perFile((file): boolean => {
  const { environment } = file.settings;
  if (environment === "cli" || file.source.text.startsWith("#!") || isByHand(file)) return true;
  const { project } = file;
  const isAny = (names: readonly string[]): boolean => names.some((name) => project.runsWith(name));
  return project.hasCommand && (isAny(promptPackages) || (!project.isImported && !isAny(servingPackages)));
});

/** A package with a command, and with nothing to serve with: what it writes with a logger of its own is read where the command was typed, also where others import a part of it. */
export const printsForOne = perFile((file): boolean => answersOne(file) || (file.project.hasCommand && !servingPackages.some((name) => file.project.runsWith(name))));

/** A script, a tool or a test: whoever starts it sees how it ends. */
export const isWatched = perFile((file): boolean => aloneFolders.test(file.pathInProject) || file.source.text.startsWith("#!") || holdsTests(file) || isStep(file));

/** A step of a pipeline, which shows how it ended. */
function isStep(file: File): boolean {
  return nodes(file).of("ImportDeclaration").some(({ source }) => pipelineModules.test(source.value));
}

/** What a build has made is mended where it was made of. */
export const isBuilt = perFile(({ source: { lines, text } }): boolean => text.length / lines.length > 200 || lines.some((line) => line.length > 5000));

/** Something that is started at a terminal, as far as the file itself tells. */
function isByHand(file: File): boolean {
  return isWatched(file) || terminalWords.test(file.source.text) || isOneStep(file) || isOnlyMain(file) || nodes(file).of("ImportDeclaration").some(({ source }) => terminalModules.test(source.value));
}

/** It runs where it is the program, gives nothing to other code, and ends with its last line. */
function isOnlyMain({ ast, source: { text } }: File): boolean {
  return mainWords.test(text) && !exportWords.test(text) && !lastingWords.test(text) && !ast.body.some(({ type }) => type.startsWith("Export"));
}

/** It works with files, does all at its top, gives nothing to other code and ends with its last line: a step of a build, a download. */
function isOneStep(file: File): boolean {
  const { body } = file.ast;
  if (!body.some((statement) => statement.type === "ImportDeclaration" && stepModules.test(statement.source.value)) || body.some(({ type }) => type.startsWith("Export"))) return false;
  return (nodes(file).of("AwaitExpression").some((node) => functionOf(node) === undefined) || body.some((statement) => startsMain(file, statement))) && !lastingWords.test(file.source.text);
}

/** `void main();`, `main().catch(report);`: a function of the file that waits is all that the file does. */
function startsMain(file: File, statement: TSESTree.ProgramStatement): boolean {
  if (statement.type !== "ExpressionStatement") return false;
  let node: TSESTree.Node = bare(statement.expression);
  if (node.type === "UnaryExpression") node = bare(node.argument);
  while (node.type === "CallExpression" && node.callee.type === "MemberExpression") node = bare(node.callee.object);
  return node.type === "CallExpression" && calleeOf(file, node)?.async === true;
}

/** The functions of a test runner are globals there. */
function holdsTests(file: File): boolean {
  const names = globalNames(file);
  return names.has(testGlobals.group) && testGlobals.tests.some((name) => names.has(name));
}

const localUrl = /^(?:data|blob|file):|^(?:https?|wss?):\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?::|\/|$)/;

/** A target that is no peer: `data:`, `blob:` and `file:` URLs, files beside the module, and this very machine. */
export function reachesNoPeer(file: File, fact: RemoteFact, call: Call): boolean {
  const target = targetOf(fact, call);
  if (!target) return false;
  const value = literalOf(file, target);
  if (value.type === "Literal") return localUrl.test(String(value.value));
  if (value.type === "TemplateLiteral") return localUrl.test(value.quasis[0]?.value.raw ?? "");
  const origin = originOf(file, value);
  if (origin?.path === ".URL.createObjectURL()") return true;
  if (origin?.path !== ".URL!" || value.type !== "NewExpression") return false;
  const [path, base] = value.arguments;
  return (base !== undefined && originOf(file, base)?.path === ".import.meta.url") || (path?.type === "Literal" && localUrl.test(String(path.value)));
}

/** A stream that is meant to stay open: server-sent events, the upgrade to a WebSocket. */
export function isLongLived(file: File, call: Call): boolean {
  return call.arguments.some((argument) =>
    [...descendants(file, literalOf(file, argument), (inner) => !isFunction(inner))].some((inner) => inner.type === "Literal" && (inner.value === "text/event-stream" || inner.value === "websocket")),
  );
}

/** The signal that a request object carries: `fetch(new Request(url, { signal }))`; not known where it was made elsewhere. */
export function signalOfRequest(file: File, fact: RemoteFact, call: Call): Setting {
  const target = targetOf(fact, call);
  return target ? requestSignal(file, target) : { answer: "unset" };
}

function targetOf(fact: RemoteFact, call: Call): TSESTree.Node | undefined {
  return fact.target === undefined ? undefined : call.arguments[fact.target];
}

function requestSignal(file: File, target: TSESTree.Node): Setting {
  const value = literalOf(file, target);
  const path = originOf(file, target)?.path ?? "";
  if (value.type === "NewExpression" && path === ".Request!") {
    const own = settingOf(file, value, { argument: 1, path: "signal" });
    const [source] = value.arguments;
    return own.answer === "unset" && source ? requestSignal(file, source) : own;
  }
  return /^\.Request(?:Info)?!/.test(path) || isDeclaredRequest(file, value) || isNamedRequest(value) ? { answer: "unknown" } : { answer: "unset" };
}

/** A parameter whose annotation lets a request in: `input: string | URL | Request`, `Parameters<typeof fetch>[0]`. */
function isDeclaredRequest(file: File, node: TSESTree.Node): boolean {
  const name = node.type === "Identifier" ? variableOf(file, node)?.identifiers[0] : undefined;
  const type = name?.type === "Identifier" ? name.typeAnnotation?.typeAnnotation : undefined;
  const members = type?.type === "TSUnionType" ? type.types : type ? [type] : [];
  return members.some(
    (member) =>
      member.type === "TSIndexedAccessType" ||
      (member.type === "TSTypeReference" && member.typeName.type === "Identifier" && /^Request(?:Info)?$/.test(member.typeName.name)),
  );
}

const requestName = /^(?:req|request|input|init|opts|options|config)$|Request$|Options$|Config$/;

/** Without an annotation the name has to tell: `fetch(event.request)`, `fetch(c.req.raw)`, `fetch(request.clone())`. */
function isNamedRequest(expression: TSESTree.Node): boolean {
  const node = bare(expression);
  if (node.type === "CallExpression") return node.callee.type === "MemberExpression" && propertyName(node.callee) === "clone" && isNamedRequest(node.callee.object);
  if (node.type === "Identifier") return requestName.test(node.name);
  if (node.type !== "MemberExpression") return false;
  const name = propertyName(node) ?? "";
  return requestName.test(name) || (name === "raw" && isNamedRequest(node.object));
}
