import type { TSESTree } from "@typescript-eslint/utils";
import { askingCommands, endingWords, readingWords, stateWords, watchingWords } from "../../knowledge/intents.js";
import { variableOf } from "../places/bindings.js";
import { nameIn, wordsOf } from "../libraries/dispensables.js";
import type { File } from "../file.js";
import { calleeOf, callbackOf, functionOf, functionsAround, nameOf } from "../functions.js";
import { bare, dressed, isCall, isFunction, isWithin, nodes, ownNodes, propertyName, type Call, type FunctionNode } from "../nodes.js";
import { originOf } from "../origin.js";
import { asksForOwnWork } from "./own-work.js";
import { pauseOf, type Pause } from "../libraries/pauses.js";
import { perFile } from "../per-file.js";
import { targetsOf } from "../places/places.js";
import { isTimeLimited } from "../libraries/time-limits.js";

export type PollingLoop = TSESTree.WhileStatement | TSESTree.DoWhileStatement | TSESTree.ForStatement;

/** A loop that does nothing but look whether something has changed. */
export interface Poll {
  readonly loop: PollingLoop;
  /** `held`: it never gives control away; `paused`: it sleeps between two looks; `tight`: it yields and looks again at once. */
  readonly kind: "held" | "paused" | "tight";
  /** The condition that it waits for. */
  readonly condition: TSESTree.Node;
  /** Where it sleeps or yields. */
  readonly pause: TSESTree.AwaitExpression | undefined;
  /** Whether a deadline, a number of attempts, a signal or the end of the file's own work ends it. */
  readonly isBounded: boolean;
}

/** In source order. */
export const polls = perFile((file): readonly Poll[] =>
  [...nodes(file).of("WhileStatement"), ...nodes(file).of("DoWhileStatement"), ...nodes(file).of("ForStatement")]
    .sort((one, other) => one.range[0] - other.range[0])
    .flatMap((loop) => pollAt(file, loop) ?? []),
);

function pollAt(file: File, loop: PollingLoop): Poll | undefined {
  const own = [...ownNodes(file, loop)];
  const exits = exitsOf(loop, own);
  const looks = exits.filter((test) => !asksOfFailure(file, test));
  const condition = looks.find((test) => !isClock(file, test)) ?? looks[0];
  if (!condition || own.some((node) => node.type === "YieldExpression" || (node.type === "ForOfStatement" && node.await))) return undefined;
  const awaits = own.filter((node) => node.type === "AwaitExpression");
  if (awaits.length === 0) return isSpin(file, loop, own, exits) ? { loop, kind: "held", condition, pause: undefined, isBounded: false } : undefined;
  const pauses = awaits.flatMap((node): readonly [TSESTree.AwaitExpression, Pause][] => {
    const pause = pauseOf(file, node.argument);
    return pause ? [[node, pause]] : [];
  });
  const [first] = pauses;
  if (!first || !own.every((node) => isLook(file, node, pauses, loop)) || (loop.type === "ForStatement" && loop.update !== null && !isIdleCount(file, loop, pauses) && !isNextLook(file, loop.update))) return undefined;
  const isBounded = pauses.some(([, pause]) => pause.isAbortable) || exits.some((test) => isBound(file, test, own, exits) || isSleptFor(file, test, pauses)) || own.some(looksAtSignal) || isTimeLimited(file, loop) || isPartOfEnding(loop) || exits.every((test) => asksForOwnWork(file, test));
  const isTight = pauses.every(([, pause]) => pause.isTight);
  // what counts on goes through its work and only lets others have their turn
  if (isTight && exits.some((test) => [...ownNodes(file, test)].some((node) => node.type === "Identifier" && isCounted(file, node, own)))) return undefined;
  return { loop, kind: isTight ? "tight" : "paused", condition, pause: first[0], isBounded };
}

/** `onShutdown(async () => { while (this.pending > 0) await sleep(100); })` */
function isPartOfEnding(loop: PollingLoop): boolean {
  return [...functionsAround(loop)].some((fn) => [nameOf(fn), nameIn(callbackOf(fn)?.call ?? fn)].some((name) => name !== undefined && wordsOf(name).some((word) => endingWords.includes(word))));
}

/** `for (let turn = 0; ; turn++)`, where only the pauses and the log ask for the number: it limits nothing. */
function isIdleCount(file: File, { test, update, body }: TSESTree.ForStatement, pauses: readonly (readonly [TSESTree.AwaitExpression, Pause])[]): boolean {
  const counter = update?.type === "UpdateExpression" ? variableOf(file, bare(update.argument)) : undefined;
  const mentions = (counter?.references ?? []).map(({ identifier }): TSESTree.Node => identifier).filter((name) => isWithin(name, body));
  const aside = [...pauses.map(([pause]) => pause), ...[...ownNodes(file, body)].filter((node) => node.type === "CallExpression" && isAside(file, node))];
  return test === null && counter !== undefined && mentions.every((name) => aside.some((node) => isWithin(name, node)));
}

/** `for (let isUp = await ping(); !isUp; isUp = await ping())` */
function isNextLook(file: File, update: TSESTree.Node): boolean {
  const call = update.type === "AssignmentExpression" && update.right.type === "AwaitExpression" ? bare(update.right.argument) : undefined;
  return call?.type === "CallExpression" && isAsking(file, call);
}

/** The conditions on which a loop ends: its own, and those of the branches that leave it. */
function exitsOf(loop: PollingLoop, own: readonly TSESTree.Node[]): readonly TSESTree.Node[] {
  const test = loop.test && bare(loop.test).type !== "Literal" ? [loop.test] : [];
  const told = own.flatMap((node) => (node.type === "SwitchStatement" && node.cases.some(({ consequent }) => leavesLoop(consequent.at(-1))) ? [node.discriminant] : []));
  const left = own.flatMap((node) => (node.type === "IfStatement" && (leaves(node.consequent) || (node.alternate !== null && leaves(node.alternate))) ? [node.test] : []));
  return [...test, ...left, ...told];
}

/** `if (error.status < 500) throw error;`: tells when a retry gives up, and waits for nothing. */
function asksOfFailure(file: File, test: TSESTree.Node): boolean {
  return [...ownNodes(file, test)].some((node) => node.type === "Identifier" && variableOf(file, node)?.defs[0]?.type === "CatchClause");
}

/** `return`, and `break poll`: a `break` without a label leaves the `switch` alone. */
function leavesLoop(statement: TSESTree.Node | undefined): boolean {
  const last = statement?.type === "BlockStatement" ? statement.body.at(-1) : statement;
  return last?.type === "ReturnStatement" || last?.type === "ThrowStatement" || (last?.type === "BreakStatement" && last.label !== null);
}

function leaves(statement: TSESTree.Statement): boolean {
  const last = statement.type === "BlockStatement" ? statement.body.at(-1) : statement;
  return last?.type === "BreakStatement" || last?.type === "ReturnStatement" || last?.type === "ThrowStatement";
}

function isClock(file: File, expression: TSESTree.Node): boolean {
  return /\bDate\b|\bperformance\.now\b|\bhrtime\b/.test(file.source.getText(expression));
}

/** A loop that holds the thread while it waits for the clock, or for what only somebody else can change. */
function isSpin(file: File, loop: PollingLoop, own: readonly TSESTree.Node[], exits: readonly TSESTree.Node[]): boolean {
  const rest = own.filter((node) => !exits.some((test) => isWithin(node, test)));
  const isIdle = rest.every((node) => idle.has(node.type) || isBesideIt(file, node, exits) || (node === loop && !("update" in loop && loop.update)) || (node.type === "AssignmentExpression" && isClock(file, node.right)) || (isWithinAssignment(node) && isClock(file, node.parent ?? node)));
  if (!isIdle) return false;
  const looked = exits.flatMap((test) => [...ownNodes(file, test)]);
  if (looked.some((node) => node.type === "AssignmentExpression" || node.type === "UpdateExpression")) return false;
  if (exits.every((test) => isClock(file, test))) return looked.every((node) => !isCall(node) || isClock(file, node));
  if (looked.some((node) => isCall(node) && !isClock(file, node) && !isQuestion(node))) return false;
  return looked.some((node) => isCall(node) || (node.type === "MemberExpression" && !isOwnData(file, node, loop)) || (node.type === "Identifier" && isSetElsewhere(file, node)));
}

/** `turns += 1`, `void 0`: changes nothing that the loop looks at. */
function isBesideIt(file: File, node: TSESTree.Node, exits: readonly TSESTree.Node[]): boolean {
  let statement: TSESTree.Node | undefined = node;
  while (statement && statement.type !== "ExpressionStatement") statement = statement.type.endsWith("Statement") ? undefined : statement.parent;
  const expression = statement?.type === "ExpressionStatement" ? statement.expression : undefined;
  if (expression?.type === "UnaryExpression") return expression.operator === "void" && expression.argument.type === "Literal";
  const target = expression?.type === "UpdateExpression" ? expression.argument : expression?.type === "AssignmentExpression" && /^[-+]=$/.test(expression.operator) && expression.right.type === "Literal" ? expression.left : undefined;
  const variable = target?.type === "Identifier" ? variableOf(file, target) : undefined;
  return variable !== undefined && !exits.some((test) => variable.references.some(({ identifier }) => isWithin(identifier, test)));
}

const idle = new Set<string>(["BlockStatement", "EmptyStatement", "ExpressionStatement", "ContinueStatement", "BreakStatement", "ReturnStatement", "IfStatement", "Literal", "ThrowStatement"]);

function isWithinAssignment({ parent }: TSESTree.Node): boolean {
  return parent?.type === "AssignmentExpression" || (parent !== undefined && parent.type !== "Program" && isCall(parent)) || parent?.type === "MemberExpression";
}

/** `isReady()`, `existsSync(path)`, `Atomics.load(cells, 0)`: asks, and changes nothing. */
function isQuestion(call: Call): boolean {
  const name = nameIn(bare(call.callee));
  const [verb = "", ...rest] = wordsOf(name ?? "");
  return ["is", "has", "exists", "can", "are", "load", "was", "did"].includes(verb) || rest.includes("exists");
}

/** A member of something that the function made for itself does not change while it holds the thread. */
function isOwnData(file: File, node: TSESTree.MemberExpression, loop: PollingLoop): boolean {
  const object = bare(node.object);
  const variable = object.type === "Identifier" ? variableOf(file, object) : undefined;
  const home = functionOf(loop);
  return propertyName(node) === "length" || (variable !== undefined && home !== undefined && variable.defs[0]?.type !== "Parameter" && isWithin(variable.defs[0]?.name ?? loop, home) && !isSetElsewhere(file, object));
}

/** A variable that some other function sets. */
function isSetElsewhere(file: File, name: TSESTree.Node): boolean {
  const home = functionOf(name);
  return (variableOf(file, name)?.references ?? []).some((reference) => reference.isWrite() && reference.init !== true && functionOf(reference.identifier) !== home);
}

/** Whether a node of a loop belongs to looking and sleeping, and does no work of its own. */
function isLook(file: File, node: TSESTree.Node, pauses: readonly (readonly [TSESTree.AwaitExpression, Pause])[], loop: PollingLoop): boolean {
  if (pauses.some(([pause]) => pause !== node && isWithin(node, pause))) return true;
  if (node.type === "AssignmentExpression" || node.type === "UpdateExpression") return isLocalTo(file, node, loop);
  if (node.type === "CallExpression") return isAsking(file, node) || isAside(file, node) || isTimeLimit(file, node);
  if (node.type === "NewExpression") return isMade(file, node);
  if (isFunction(node)) return true;
  return node === loop || !("body" in node && /^(?:For|While|DoWhile)/.test(node.type));
}

/** `AbortSignal.timeout(5_000)`: limits one look, and not the loop. */
function isTimeLimit(file: File, call: TSESTree.CallExpression): boolean {
  return /^\.AbortSignal\.(?:timeout|any)\(\)$/.test(originOf(file, call)?.path ?? "");
}

/** `client.send(new DescribeTasksCommand({ … }))` */
function isCommandThatAsks({ arguments: [command] }: TSESTree.CallExpression): boolean {
  return command?.type === "NewExpression" && command.callee.type === "Identifier" && askingCommands.test(command.callee.name);
}

function isMade(file: File, node: TSESTree.NewExpression): boolean {
  return (node.parent.type === "CallExpression" && isCommandThatAsks(node.parent)) || node.parent.type === "ThrowStatement" || /^(?:Date|Error|\w+Error|URL|Set|Map)$/.test(file.source.getText(node.callee));
}

/** An answer or a counter that a function keeps for itself. */
function isLocalTo(file: File, node: TSESTree.AssignmentExpression | TSESTree.UpdateExpression, within: PollingLoop | FunctionNode): boolean {
  const home = isFunction(within) ? within : functionOf(within);
  return targetsOf(node.type === "AssignmentExpression" ? node.left : node.argument).every((target) => {
    const name = variableOf(file, bare(target))?.defs[0]?.name;
    return name !== undefined && (home === undefined || isWithin(name, home));
  });
}

const asking = new Set([...readingWords, "are", "can", "describe", "exists", "head", "poll", "probe", "query", "refresh", "stat", "status", "ping", "access", "lookup"]);

/** `getJob(id)`, `client.isReady()`, `job.status()` */
function isAsking(file: File, call: TSESTree.CallExpression): boolean {
  const callee = bare(call.callee);
  const name = nameIn(callee);
  const words = wordsOf(name ?? "");
  if (name === undefined) return isFunction(callee);
  if (isPure(file, call)) return true;
  // what nobody reads the answer of is no question, and what is given a function does its work
  if (isStatement(call) || call.arguments.some((argument) => isFunction(argument))) return false;
  if (words.includes("next") || words.includes("pop") || words.includes("message") || words.includes("messages")) return false;
  return isAskedByName(words) || isCommandThatAsks(call) || (name === "fetch" && call.arguments.length === 1) || (calleeOf(file, call) ? onlyLooks(file, call) : isTested(file, call) && stateWords.includes(words[0] ?? ""));
}

function isAskedByName(words: readonly string[]): boolean {
  return asking.has(words[0] ?? "") || words.includes("exists") || words.at(-1) === "status" || words.at(-1) === "state";
}

/** Whether a call is the condition of a loop or of a branch, or the negation of it; or whether its answer is put where that is. */
function isTested(file: File, call: TSESTree.CallExpression): boolean {
  const { parent } = throughNegations(call);
  const answer = parent?.type === "AssignmentExpression" ? parent.left : parent?.type === "VariableDeclarator" ? parent.id : undefined;
  return isTest(call) || (answer?.type === "Identifier" && (variableOf(file, answer)?.references ?? []).some(({ identifier }) => isTest(identifier)));
}

function isTest(node: TSESTree.Node): boolean {
  const inner = throughNegations(node);
  return inner.parent !== undefined && "test" in inner.parent && inner.parent.test === inner;
}

function throughNegations(node: TSESTree.Node): TSESTree.Node {
  let inner: TSESTree.Node = dressed(node);
  while (inner.parent?.type === "AwaitExpression" || (inner.parent?.type === "UnaryExpression" && inner.parent.operator === "!") || inner.parent?.type === "LogicalExpression") inner = dressed(inner.parent);
  return inner;
}

/** A function of this file that asks, and changes nothing but its own variables. */
function onlyLooks(file: File, call: TSESTree.CallExpression): boolean {
  const fn = calleeOf(file, call);
  if (!fn || fn.generator) return false;
  const own = [...ownNodes(file, fn.body)];
  return own.some(isCall) && own.every((node) => {
    if (node.type === "AssignmentExpression" || node.type === "UpdateExpression") return isLocalTo(file, node, fn);
    if (node.type === "NewExpression") return isMade(file, node);
    return node.type !== "CallExpression" || isAskedByName(wordsOf(nameIn(bare(node.callee)) ?? "")) || isPure(file, node) || isAside(file, node) || (nameIn(bare(node.callee)) === "fetch" && node.arguments.length === 1);
  });
}

function isStatement(call: TSESTree.CallExpression): boolean {
  const outer = call.parent.type === "AwaitExpression" ? call.parent : call;
  return dressed(outer).parent?.type === "ExpressionStatement";
}

const pure = /(?:^|\.)(?:now|hrtime|resolve|every|some|filter|map|includes|startsWith|endsWith|toString|String|Number|Boolean|parse|stringify|keys|values|entries|min|max|floor|round|random|test|match|trim|split|join|at|json|text|size|count|toLowerCase|toUpperCase|catch|then)$/;

function isPure(file: File, call: TSESTree.CallExpression): boolean {
  const callee = bare(call.callee);
  return pure.test(callee.type === "MemberExpression" ? `.${propertyName(callee) ?? ""}` : file.source.getText(callee));
}

/** Logs, counts, or sleeps in a way of its own. */
function isAside(file: File, call: TSESTree.CallExpression): boolean {
  const text = file.source.getText(call.callee);
  if (/(?:^|\.)(?:console|log|logger|debug|spinner)\b/i.test(text)) return true;
  const words = wordsOf(nameIn(bare(call.callee)) ?? "");
  return watchingWords.includes(words[0] ?? "") || words[0] === "debug";
}

const boundName = /deadline|time_?out|elapsed|expir|until|start|end_?time|remaining|max|attempt|retr(?:y|ies)|tries|count|limit|abort|cancel|clos(?:ed|ing)|stop|shut|destroy|dispos|unmount|terminat|kill|signal|interrupt|paused/i;

/** Whether a condition ends the loop for another reason than that what it waits for has come. */
function isBound(file: File, test: TSESTree.Node, own: readonly TSESTree.Node[], exits: readonly TSESTree.Node[]): boolean {
  if (isClock(file, test)) return true;
  const isAlone = exits.length === 1 && bare(test).type !== "LogicalExpression";
  return [...ownNodes(file, test)].some((node) => {
    if (node.type === "UpdateExpression") return true;
    if (node.type !== "Identifier") return false;
    return (!isAlone && boundName.test(node.name)) || isCounted(file, node, own) || (isAlone && /deadline|timed?_?out|aborted|attempt|retries|tries|paused/i.test(node.name));
  });
}

/** `while (waitMs > 0) await sleep(waitMs)`: it waits for a time that is known. */
function isSleptFor(file: File, test: TSESTree.Node, pauses: readonly (readonly [TSESTree.AwaitExpression, Pause])[]): boolean {
  const looked = new Set([...ownNodes(file, test)].flatMap((node) => (node.type === "Identifier" ? [node.name] : [])));
  return pauses.some(([pause]) => isCall(pause.argument) && pause.argument.arguments.some((argument) => argument.type === "Identifier" && looked.has(argument.name)));
}

/** A variable that the loop counts up or down. */
function isCounted(file: File, name: TSESTree.Identifier, own: readonly TSESTree.Node[]): boolean {
  const variable = variableOf(file, name);
  return variable !== undefined && own.some((node) => {
    const target = node.type === "UpdateExpression" ? node.argument : node.type === "AssignmentExpression" && /^[-+*]=$/.test(node.operator) ? node.left : undefined;
    return target !== undefined && variableOf(file, bare(target)) === variable;
  });
}

function looksAtSignal(node: TSESTree.Node): boolean {
  return node.type === "MemberExpression" && ["aborted", "throwIfAborted"].includes(propertyName(node) ?? "");
}
