import type { TSESTree } from "@typescript-eslint/utils";
import { variableOf } from "../places/bindings.js";
import { linksOf } from "../promises/chain-links.js";
import type { File } from "../file.js";
import { flowOf } from "../flow/flow.js";
import { functionOf, isNothing } from "../functions.js";
import { factOf } from "../libraries/libraries.js";
import { bare, descendants, isCall, isClass, isFunction, isLoop, isWithin, nodes, type Call, type FunctionNode, type Loop } from "../nodes.js";
import { returnedBy } from "../promises/promises.js";
import type { Retry } from "./retry.js";
import { isTheSameAgain } from "./retry-arguments.js";
import { isPolling } from "./retry-exemptions.js";
import { isPauseName } from "../libraries/pause-names.js";
import { operands } from "./retry-stops.js";
import { statusTestOf, type StatusTest } from "./status-tests.js";
import { calleeName } from "../libraries/time-limits.js";

/** Loops that a failure leads round again, and a success out of. */
export function retriesInLoops(file: File): readonly Retry[] {
  const loops: readonly Loop[] = [...nodes(file).of("ForStatement"), ...nodes(file).of("WhileStatement"), ...nodes(file).of("DoWhileStatement"), ...nodes(file).of("ForOfStatement")];
  return loops.flatMap((loop) => {
    if (loop.type === "ForOfStatement" && loop.await) return [];
    if (isOverList(file, loop)) return [];
    const turn = [...turnOf(file, loop)];
    const found = caughtIn(file, loop, turn) ?? answeredIn(file, loop, turn) ?? testedIn(file, loop, turn) ?? testedBy(file, loop, turn);
    return found && !isPolling(file, found) && isTheSameAgain(file, loop, found) ? [found] : [];
  });
}

/** `for (; i < urls.length; i++)` takes one after the other. */
function isOverList(file: File, loop: Loop): boolean {
  return loop.type === "ForStatement" && loop.test !== null && /\.(?:length|size)\b/.test(file.source.getText(loop.test));
}

/** What runs in one turn of a loop: not what inner loops run more often, nor the functions that it only makes. */
export function* turnOf(file: File, loop: Loop): Generator<TSESTree.Node> {
  yield* descendants(file, loop.body, (node) => !isFunction(node) && !isClass(node) && !isLoop(node));
}

function caughtIn(file: File, loop: Loop, turn: readonly TSESTree.Node[]): Retry | undefined {
  for (const node of turn) {
    if (node.type !== "TryStatement" || !node.handler) continue;
    const clause = node.handler;
    const wait = waitIn(file, node.block);
    if (!wait || !leadsBack(file, loop, clause, wait) || !isLeft(file, loop, wait, (other) => other === clause, node.block)) continue;
    return { form: "loop", node: loop, whole: loop, tried: node.block, work: wait.argument, trigger: clause, between: [clause.body, ...after(turn, node)] };
  }
  return undefined;
}

/** The first thing in a block that is waited for, whose failure the block's own `catch` sees. */
export function waitIn(file: File, block: TSESTree.Node): TSESTree.AwaitExpression | undefined {
  for (const node of descendants(file, block, (inner) => !isFunction(inner) && !isClass(inner) && !isLoop(inner) && !(inner.type === "TryStatement" && inner.handler))) {
    if (node.type === "AwaitExpression" && isCall(bare(node.argument)) && !isPause(file, bare(node.argument) as Call)) return node;
  }
  return undefined;
}

/** What only waits is no work. */
function isPause(file: File, call: Call): boolean {
  if (call.type === "NewExpression") return /setTimeout/.test(file.source.getText(call)) && !/await|fetch/.test(file.source.getText(call));
  return factOf(file, "timers", call) !== undefined || isPauseName(calleeName(call) ?? "");
}

function testedIn(file: File, loop: Loop, turn: readonly TSESTree.Node[]): Retry | undefined {
  for (const node of turn) {
    const tested = node.type === "IfStatement" ? statusTestOf(file, node.test) : undefined;
    const wait = tested && waitFor(file, loop, tested.subject);
    if (node.type !== "IfStatement" || !tested || !wait || !leadsBack(file, loop, node, wait)) continue;
    if (isForStatus(tested, file, node.test) && !isCounted(file, loop)) continue;
    const failing = tested.succeeds ? node.alternate : node.consequent;
    if (tested.succeeds ? !leaves(node.consequent) : !isLeft(file, loop, wait, (other) => isWithin(other, node.consequent))) continue;
    return { form: "loop", node: loop, whole: loop, tried: wait, work: wait.argument, trigger: node, between: [...(failing ? [failing] : []), ...(failing && goesRound(failing) ? [] : after(turn, node))] };
  }
  return undefined;
}

/** `const answer = await load().catch(note); if (answer) return answer;`: nothing has come where it has failed. */
function answeredIn(file: File, loop: Loop, turn: readonly TSESTree.Node[]): Retry | undefined {
  for (const node of turn) {
    const asked = node.type === "IfStatement" ? bare(node.test) : undefined;
    const isNegated = asked?.type === "UnaryExpression" && asked.operator === "!";
    const subject = isNegated ? bare(asked.argument) : asked;
    const wait = subject?.type === "Identifier" ? waitFor(file, loop, subject) : undefined;
    const handler = wait && handlerIn(file, wait);
    if (node.type !== "IfStatement" || !wait || !handler || !leadsBack(file, loop, node, wait)) continue;
    const [there, missing] = isNegated ? [node.alternate, node.consequent] : [node.consequent, node.alternate];
    if (isNegated ? !goesRound(node.consequent) : !there || !leaves(there)) continue;
    const followed = missing && goesRound(missing) ? [] : after(turn, node);
    return { form: "loop", node: loop, whole: loop, tried: wait, work: workOf(wait), trigger: handler, between: [handler.body, ...(missing ? [missing] : []), ...followed] };
  }
  return undefined;
}

/** The function that a promise hands its failure to, which does something about it and gives nothing. */
function handlerIn(file: File, wait: TSESTree.AwaitExpression): FunctionNode | undefined {
  const rejected = linksOf(bare(wait.argument))[0]?.rejected;
  const handler = rejected && bare(rejected);
  if (!isFunction(handler) || handler.body.type !== "BlockStatement" || !returnedBy(file, handler).every(isNothing)) return undefined;
  return file.source.getDeclaredVariables(handler).some(({ references }) => references.length > 0) ? handler : undefined;
}

/** `load()` of `await load().catch(note)` */
function workOf(wait: TSESTree.AwaitExpression): TSESTree.Node {
  const call = bare(wait.argument);
  return call.type === "CallExpression" && call.callee.type === "MemberExpression" ? call.callee.object : wait.argument;
}

/** `do { … } while (answer.status === 503 && ++tries < 4);`: the loop itself asks whether it went well. */
function testedBy(file: File, loop: Loop, turn: readonly TSESTree.Node[]): Retry | undefined {
  if (loop.type === "ForOfStatement" || loop.type === "ForInStatement" || !loop.test) return undefined;
  for (const test of operands(loop.test, "&&")) {
    const tested = statusTestOf(file, test);
    const wait = tested && waitFor(file, loop, tested.subject);
    if (!tested || tested.succeeds || !wait || (isForStatus({ ...tested, succeeds: true }, file, test) && !isCounted(file, loop))) continue;
    return { form: "loop", node: loop, whole: loop, tried: wait, work: wait.argument, trigger: loop, between: turn.filter((node) => node.parent === loop.body && !isWithin(wait, node)) };
  }
  return undefined;
}

/** What follows a branch that ends with `continue` is not on its way. */
function goesRound(branch: TSESTree.Statement): boolean {
  return (branch.type === "BlockStatement" ? branch.body.at(-1) : branch)?.type === "ContinueStatement";
}

/** `if (answer.status === 200) return answer;` in a loop without a count waits for the answer. */
function isForStatus({ succeeds }: StatusTest, file: File, test: TSESTree.Node): boolean {
  return succeeds && /={2,3}\s*2\d\d\b/.test(file.source.getText(test));
}

function isCounted(file: File, loop: Loop): boolean {
  return (loop.type === "ForStatement" && loop.test !== null) || ("test" in loop && loop.test !== null && /attempt|tries|retr/i.test(file.source.getText(loop.test)));
}

/** The wait in a loop whose outcome a value is. */
export function waitFor(file: File, around: TSESTree.Node, subject: TSESTree.Node): TSESTree.AwaitExpression | undefined {
  const node = bare(subject);
  if (node.type === "AwaitExpression") return node;
  const variable = node.type === "Identifier" ? variableOf(file, node) : undefined;
  for (const { writeExpr, identifier } of variable?.references ?? []) {
    const value = writeExpr && bare(writeExpr);
    const wait = value?.type === "AwaitExpression" ? value : undefined;
    if (wait && isWithin(identifier, around) && isCall(bare(wait.argument))) return wait;
  }
  return undefined;
}

function leadsBack(file: File, loop: Loop, from: TSESTree.Node, wait: TSESTree.Node): boolean {
  return flowOf(file, functionOf(loop) ?? file.ast).reaches(from, wait, (node) => !isWithin(node, loop));
}

/** Whether a success leaves the loop: by its way, or because the loop asks for what it has set. */
function isLeft(file: File, loop: Loop, wait: TSESTree.Node, isFailing: (node: TSESTree.Node) => boolean, block?: TSESTree.Node): boolean {
  const flow = flowOf(file, functionOf(loop) ?? file.ast);
  if (!flow.reaches(wait, wait, (node) => isFailing(node) || !isWithin(node, loop))) return true;
  const marks = block ? marksOf(file, block) : new Set<string>();
  return marks.size > 0 && endsWith(file, loop, marks);
}

/** Whether a loop ends when it finds a mark: `while (!done)`, `if (connected) break;` */
function endsWith(file: File, loop: Loop, marks: ReadonlySet<string>): boolean {
  const own = "test" in loop && loop.test ? partsOf(loop.test) : [];
  if (own.some((part) => asks(file, part, marks, true))) return true;
  return [...turnOf(file, loop)].some((node) => node.type === "IfStatement" && leaves(node.consequent) && partsOf(node.test).some((part) => asks(file, part, marks, false)));
}

/** The operands of `&&` and `||`. */
function partsOf(test: TSESTree.Node): readonly TSESTree.Node[] {
  const node = bare(test);
  return node.type === "LogicalExpression" ? [...partsOf(node.left), ...partsOf(node.right)] : [node];
}

/** Whether a condition asks for a mark alone, as it is or turned round. */
function asks(file: File, part: TSESTree.Node, marks: ReadonlySet<string>, isNegated: boolean): boolean {
  if (part.type === "BinaryExpression") {
    const isEqual = part.operator === "===" || part.operator === "==";
    return /^[!=]==?$/.test(part.operator) && isEqual === isNegated && /^(?:undefined|null|false)$/.test(file.source.getText(part.right)) && marks.has(file.source.getText(part.left));
  }
  const isNot = part.type === "UnaryExpression" && part.operator === "!";
  return isNot === isNegated && marks.has(file.source.getText(isNot ? part.argument : part));
}

/** What a block sets: `done = true`, `this.connection = await connect()`. */
export function marksOf(file: File, block: TSESTree.Node): ReadonlySet<string> {
  const marks = new Set<string>();
  for (const node of descendants(file, block, (inner) => !isFunction(inner))) {
    if (node.type === "AssignmentExpression" && node.operator === "=") marks.add(file.source.getText(node.left));
  }
  return marks;
}

/** Whether a branch ends with a `return` or `break`. */
function leaves(branch: TSESTree.Statement): boolean {
  const last = branch.type === "BlockStatement" ? branch.body.at(-1) : branch;
  return last?.type === "ReturnStatement" || last?.type === "BreakStatement";
}

/** The statements of the turn that follow one, outside of it. */
export function after(turn: readonly TSESTree.Node[], statement: TSESTree.Node): TSESTree.Node[] {
  return turn.filter((node) => node.range[0] >= statement.range[1] && (node.parent?.type === "BlockStatement" || isLoop(node.parent)) && isWithin(statement, node.parent));
}
