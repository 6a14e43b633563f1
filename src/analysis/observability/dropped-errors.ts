import type { TSESTree } from "@typescript-eslint/utils";
import { variableOf } from "../places/bindings.js";
import { emptiedBy } from "./error-keys.js";
import { failureHandlers, isForOnePerson, isText, nodesOf, type FailureHandler, type FailureLog } from "./failure-logs.js";
import type { File } from "../file.js";
import { heardFailures } from "./heard-failures.js";
import { remoteCalls } from "../libraries/library-calls.js";
import { carriedBy, isErrorItself, mostOf, type Carried } from "./logged-errors.js";
import { isOfOtherSubject } from "./other-subjects.js";
import { isGivenErrors } from "./reached-handlers.js";
import { hasSteps } from "./failed-steps.js";
import { failsByFilesAlone } from "./file-calls.js";
import { bare, descendants, isCall, isFunction, isWithin, propertyName } from "../nodes.js";
import { perFile } from "../per-file.js";
import { tellsCaller } from "./told-callers.js";
import { literalOf } from "../settings.js";

/** An error-level log of a failure without the error. */
export interface DroppedError {
  readonly handler: FailureHandler;
  readonly log: FailureLog;
  /** What is there instead: nothing, a text, what JSON makes of it, the error where the logger does not look, or under a name that it does not know. */
  readonly how: "none" | "part" | "json" | "late" | "key";
  /** Where the error goes on from the handler, whole: a `throw`, a call that rejects, another use of the promise that failed. */
  readonly onward: TSESTree.Node | undefined;
  /** A text of the error leaves open what failed, as it may come of several steps, and nobody has the text but the log. */
  readonly isOpen: boolean;
}

/** The logs that lose the error, where the handler gives it to nobody else who would write it down. */
export const droppedErrors = perFile((file): readonly DroppedError[] =>
  [...failureHandlers(file), ...heardFailures(file)].flatMap((handler) => {
    const log = handler.logs.find(({ level, node }) => level === "error" && !isForOneKind(file, handler, node) && !isOfOtherSubject(file, handler, node));
    if (log && handler.hasOnlyPieces && !heardFailures(file).includes(handler) && tellsPieces(file, handler)) return [{ handler, log, how: "part" as const, onward: undefined, isOpen: hasSteps(file, triedIn(handler)) && !tellsCaller(file, handler) }];
    if (!log || !isGivenErrors(file, handler) || isOfOneMeaning(file, triedIn(handler)) || handler.isTakenApart || isWrittenElsewhere(file, handler)) return [];
    const written = handler.logs.filter(({ node }) => !isForNoError(file, handler, node)).map((one) => ({ log: one, carried: carriedByLog(file, one, handler) }));
    if (written.some(({ carried }) => carried === "whole")) return [];
    const how = written.some(({ carried }) => carried === "part") ? "part" : carriedByLog(file, log, handler);
    const onward = onwardOf(file, handler, how === "part");
    // the stack of an error that comes by event or callback ends in the platform: its text says what there is to know
    if (how === "part" && (heardFailures(file).includes(handler) || failsByFilesAlone(file, triedIn(handler)))) return [];
    if (how === "part" && (isForOnePerson(file, log) || written.some((one) => tellsAnswer(file, one.log.node, handler.errors)))) return [];
    if ((how === "json" || how === "key") && saysItAsJson(file, handler)) return [];
    return how === "whole" || (how === "none" && onward) ? [] : [{ handler, log, how, onward, isOpen: how !== "part" || (hasSteps(file, triedIn(handler)) && !tellsCaller(file, handler)) }];
  }),
);

/** `error.response?.data`, beside the message or before it: what the peer said tells more than where its client threw. */
function tellsAnswer(file: File, log: TSESTree.Node, errors: FailureHandler["errors"]): boolean {
  const nodes = [...descendants(file, log)];
  // where no answer came, the message is all there is
  if (!nodes.some((node) => node.type === "MemberExpression" && propertyName(node) === "message" && isErrorItself(file, node.object, errors))) return false;
  return nodes.some((node) => {
    if (node.type !== "MemberExpression" || !/^(?:data|body|text|json)$/.test(propertyName(node) ?? "")) return false;
    const answer = bare(node.object);
    return answer.type === "MemberExpression" && propertyName(answer) === "response" && isErrorItself(file, answer.object, errors);
  });
}

/** What the failure of a handler comes from. */
function triedIn({ holder, work }: FailureHandler): TSESTree.Node {
  return holder.type === "CatchClause" ? holder.parent.block : (work[0] ?? holder);
}

/** `body = await request.json()`, alone in its `try` or before its `catch`: it fails because the body is no JSON, and a line that says so has it all. */
function isOfOneMeaning(file: File, tried: TSESTree.Node): boolean {
  const calls = [...descendants(file, tried, (node) => !isFunction(node))].filter((node) => isCall(node));
  const [only] = calls;
  const callee = only && calls.length === 1 ? bare(only.callee) : undefined;
  return callee?.type === "MemberExpression" && /^(?:json|formData)$/.test(propertyName(callee) ?? "");
}

/** Whether a line has what was taken out of the error: `catch ({ message })`, `.catch(({ message }) => …)`. */
function tellsPieces(file: File, { holder, logs }: FailureHandler): boolean {
  const pieces = file.source.getDeclaredVariables(holder);
  return pieces.some(({ references }) => references.some(({ identifier }) => logs.some(({ node }) => isWithin(identifier, node))));
}

function carriedByLog(file: File, log: FailureLog, { errors }: FailureHandler): Carried | "late" | "key" {
  const { node, fact } = log;
  if (givenBefore(node).some((argument) => carriedBy(file, argument, errors) === "whole")) return "whole";
  const given = node.arguments.map((argument) => carriedBy(file, argument.type === "SpreadElement" ? argument.argument : argument, errors));
  const all = mostOf(given);
  if (all === "whole" && emptiedBy(file, log, errors).length > 0) return "key";
  // the text stands first, or after the context: pino puts what follows into its placeholders, and nowhere else
  const position = node.arguments[0] && bare(node.arguments[0]).type === "ObjectExpression" ? 1 : 0;
  const text = node.arguments[position];
  const isLate = fact?.context === "first" && text !== undefined && isText(bare(text)) && all === "whole" && !given.slice(0, position + 1).includes("whole");
  return isLate && !/%[a-zA-Z]/.test(file.source.getText(text)) ? "late" : all;
}

/** `logger.withContext({ error }).error("not loaded")`: what a call before it in the chain was given. */
function givenBefore({ callee }: TSESTree.CallExpression): readonly TSESTree.CallExpressionArgument[] {
  const before = bare(callee).type === "MemberExpression" ? bare((bare(callee) as TSESTree.MemberExpression).object) : undefined;
  return before?.type === "CallExpression" ? [...before.arguments, ...givenBefore(before)] : [];
}

/** The errors of some clients say as JSON what they are. */
function saysItAsJson(file: File, { work }: FailureHandler): boolean {
  return remoteCalls(file).some(({ node, fact }) => fact.errorsAsJson === true && work.some((one) => isWithin(node, one)));
}

const settling = /^(?:next|done|cb|callback|reject|throwError)$|[cC]allback$/;

/** Whether the handler gives the whole error to somebody else than its caller: `report(error)`, `span.recordException(error)`. */
function isWrittenElsewhere(file: File, { body, errors, logs }: FailureHandler): boolean {
  const own = new Set<TSESTree.Node>(logs.map(({ node }) => node));
  for (const node of nodesOf(file, body)) {
    if (node.type !== "CallExpression" || own.has(node)) continue;
    if (settling.test(calledName(node.callee)) || node.parent.type !== "ExpressionStatement") continue;
    if (node.arguments.some((argument) => argument.type !== "SpreadElement" && carriedBy(file, argument, errors) === "whole")) return true;
  }
  return false;
}

/** A line that announces what comes: the error itself goes to the caller, who has all of it. */
function onwardOf(file: File, { holder, body, errors, work }: FailureHandler, isTextLogged: boolean): TSESTree.Node | undefined {
  // where a line has the text already, an error that is made of no more is nothing new
  const isWhole = (node: TSESTree.Node): boolean => carriedBy(file, node, errors) === "whole" && !(isTextLogged && isMadeOfText(file, node, errors));
  const passed = [...nodesOf(file, body)].find((node) => (node.type === "ThrowStatement" && isWhole(node.argument)) || (node.type === "ReturnStatement" && node.argument !== null && isReturnedIn(file, node.argument, errors)) || (node.type === "CallExpression" && settling.test(calledName(node.callee)) && node.arguments.some(isWhole)));
  return passed ?? (isFunction(holder) && work[0] ? otherUse(file, work[0], holder) : undefined);
}

/** `return error`, `return { status: "failed", error }`; what becomes of it in `return answerWith(error)` cannot be seen. */
function isReturnedIn(file: File, value: TSESTree.Node, errors: FailureHandler["errors"]): boolean {
  const node = bare(value);
  if (node.type === "ObjectExpression") return node.properties.some((property) => property.type === "Property" && isReturnedIn(file, property.value, errors));
  return isErrorItself(file, node, errors);
}

/** `new LoginError(error.message)`, at once or in a constant before. */
function isMadeOfText(file: File, thrown: TSESTree.Node, errors: FailureHandler["errors"]): boolean {
  const made = literalOf(file, thrown);
  return made.type === "NewExpression" && made.arguments.every((argument) => argument.type !== "SpreadElement" && carriedBy(file, argument, errors) !== "whole");
}

/** `saved.then(note, () => log.error("not saved")); return saved;`: whoever has the promise otherwise gets the error from it. */
function otherUse(file: File, promise: TSESTree.Node, handler: TSESTree.Node): TSESTree.Node | undefined {
  const node = bare(promise);
  const variable = node.type === "Identifier" ? variableOf(file, node) : undefined;
  const uses = variable?.references.filter((reference) => reference.isRead()).map(({ identifier }) => identifier) ?? [];
  return uses.find((use) => use !== node && use.range[0] > handler.range[1] && isLedOn(use));
}

/** Awaited, returned, or the beginning of another chain. */
function isLedOn(use: TSESTree.Node): boolean {
  const { parent } = use;
  if (parent?.type === "MemberExpression") return parent.object === use && /^(?:then|catch|finally)$/.test(propertyName(parent) ?? "");
  return parent?.type === "AwaitExpression" || parent?.type === "ReturnStatement";
}

/** `if (error instanceof Error) log.error(error.message); else log.error(error);`: the second line never has an error. */
function isForNoError(file: File, { errors, holder }: FailureHandler, log: TSESTree.Node): boolean {
  for (let inner = log, outer = log.parent; outer && inner !== holder; inner = outer, outer = outer.parent) {
    if (outer.type !== "IfStatement" || outer.alternate !== inner || outer.test.type !== "BinaryExpression") continue;
    const { operator, left, right } = outer.test;
    if (operator === "instanceof" && carriedBy(file, left, errors) === "whole" && file.source.getText(right) === "Error") return true;
  }
  return false;
}

/** Whether a log speaks of a failure that was told apart from others: the branch itself says what happened. */
function isForOneKind(file: File, { errors, holder }: FailureHandler, log: TSESTree.Node): boolean {
  const isError = (node: TSESTree.Node): boolean => carriedBy(file, node, errors) === "whole";
  for (let inner = log, outer = log.parent; outer && inner !== holder; inner = outer, outer = outer.parent) {
    if (outer.type === "SwitchCase" && [...descendants(file, outer.parent.discriminant)].some((node) => node.type === "Identifier" && isError(node))) return true;
    if (outer.type === "BlockStatement" && outer.body.some((statement) => statement.range[1] <= inner.range[0] && leavesOthers(file, statement, isError))) return true;
    if ((outer.type !== "IfStatement" && outer.type !== "ConditionalExpression") || outer.consequent !== inner) continue;
    if (tellsApart(file, outer.test, isError)) return true;
  }
  return false;
}

/** `if (!response) throw error;`, `if (!(error instanceof NotFound)) throw error;`: what follows is for one kind; `if (error instanceof Error) return;`: it is for what is no error. */
function leavesOthers(file: File, statement: TSESTree.Statement, isError: (node: TSESTree.Node) => boolean): boolean {
  if (statement.type !== "IfStatement") return false;
  const last = statement.consequent.type === "BlockStatement" ? statement.consequent.body.at(-1) : statement.consequent;
  if (last?.type !== "ThrowStatement" && last?.type !== "ReturnStatement") return false;
  const { test } = statement;
  if (test.type === "BinaryExpression") return test.operator === "instanceof" && isError(test.left) && file.source.getText(test.right) === "Error";
  return test.type === "UnaryExpression" && test.operator === "!" && tellsApart(file, test.argument, isError);
}

/** `error.code === "ENOENT"`, `error instanceof NotFound`, `isNotFound(error)`; that it is an `Error` at all tells nothing. */
function tellsApart(file: File, test: TSESTree.Node, isError: (node: TSESTree.Node) => boolean): boolean {
  return [...descendants(file, test)].some((node) => {
    if (node.type === "BinaryExpression" && node.operator === "instanceof") return isError(node.left) && file.source.getText(node.right) !== "Error";
    if (node.type === "Identifier" && isTakenOut(file, node, isError)) return true;
    if (node.type === "MemberExpression") return isError(node.object) && !/^(?:message|stack)$/.test(propertyName(node) ?? "") ? true : isError(node.object) && propertyName(node) === "message" && node.parent.type !== "IfStatement" && node.parent.type !== "LogicalExpression" && node.parent.type !== "ConditionalExpression";
    return isCall(node) && node.arguments.some((argument) => isError(argument)) && !/^(?:Boolean|isError|isNativeError)$/.test(calledName(node.callee));
  });
}

/** `response` of `const { response } = error` and of `const response = error.response` */
function isTakenOut(file: File, name: TSESTree.Identifier, isError: (node: TSESTree.Node) => boolean): boolean {
  const definition = variableOf(file, name)?.defs[0];
  if (definition?.type !== "Variable" || !definition.node.init || /^(?:message|msg|stack)$/.test(name.name)) return false;
  const value = bare(definition.node.init);
  return definition.node.id.type === "ObjectPattern" ? isError(value) : value.type === "MemberExpression" && isError(value.object) && !/^(?:message|stack)$/.test(propertyName(value) ?? "");
}

function calledName(callee: TSESTree.Node): string {
  const node = bare(callee);
  return node.type === "Identifier" ? node.name : node.type === "MemberExpression" ? (propertyName(node) ?? "") : "";
}

