import type { TSESTree } from "@typescript-eslint/utils";
import { addresses, atomicFlags, atomicOptions, atomicSql, commandKey, commandTable, conflictCodes, fileActs, fileLooks, fileModules, harmlessReceivers, makingSteps, stepPairs, transactionCalls, transactionReceivers, versionMembers, type FileStep, type StepPair } from "../../knowledge/steps.js";
import { variableOf, writesOf } from "../places/bindings.js";
import { decisionsBefore } from "../decisions.js";
import { lastNameOf, takesTurns } from "../exclusions.js";
import { readBefore } from "./external-updates.js";
import type { File } from "../file.js";
import { callbackOf, functionsAround, valueOf } from "../functions.js";
import { bare, descendants, dressed, isFunction, isWithin, nodes, ownNodes, propertyName, type FunctionNode } from "../nodes.js";
import { originOf } from "../origin.js";
import { runsOnce } from "../overlap.js";
import { perFile } from "../per-file.js";
import { chainMethod, isPromise } from "../promises/promises.js";
import { runsAlone } from "../targets.js";
import { isAddedToQuery } from "./built-queries.js";
import { framesOf } from "./frames.js";
import { haveSameMention } from "./same-mentions.js";

/** Two asynchronous steps on something outside the process, of which the second rests on what the first found. */
export interface ExternalCheck {
  readonly look: TSESTree.CallExpression;
  readonly act: TSESTree.CallExpression;
  /** Set for files: how the act can do without the look. */
  readonly file: FileStep | undefined;
  /** The act happens where the look found nothing. */
  readonly isAbsent: boolean;
}

/** In source order, one for each act. */
export const externalChecks = perFile((file): readonly ExternalCheck[] =>
  runsAlone(file)
    ? []
    : nodes(file)
        .of("CallExpression")
        .flatMap((act) => externalCheckOf(file, act) ?? []),
);

const actNames = new Set([...stepPairs.flatMap(({ acts }) => acts), ...fileActs.map(({ act }) => act.toLowerCase())]);

function externalCheckOf(file: File, act: TSESTree.CallExpression): ExternalCheck | undefined {
  const name = stepNameOf(act);
  const read = readBefore(file, act);
  const alone = read && framesOf(file, act).at(-1)?.fn;
  if (read && alone && !isOneStep(file, read, act, alone) && !runsOnce(file, alone) && !takesTurns(file, act)) return { look: read, act, file: undefined, isAbsent: false };
  const run = actNames.has(name) && act.arguments.length > 0 ? framesOf(file, act).at(-1)?.fn : undefined;
  if (!run || isMadeForAct(file, act)) return undefined;
  for (const { look, through, isAbsent } of looksBefore(file, act, run)) {
    const step = fileStepOf(file, look, act);
    const isPair = stepPairs.some((pair) => pair.through === through && (isAbsent || through === "feeds") && isPairOf(file, pair, look, act));
    if (!(step ? through === "decides" : isPair) || isOneStep(file, look, act, run)) continue;
    if (runsOnce(file, run) || takesTurns(file, act)) return undefined;
    return { look, act, file: step, isAbsent };
  }
  return undefined;
}

/** `repository.save(repository.create(user))`: what is made there is an argument of another act on the same receiver. */
function isMadeForAct(file: File, act: TSESTree.CallExpression): boolean {
  const { parent } = dressed(act);
  const outer = parent?.type === "CallExpression" && parent.arguments.some((argument) => bare(argument) === act) ? parent : undefined;
  return outer !== undefined && makingSteps.includes(lastNameOf(act) ?? "") && receiverOf(file, outer) === receiverOf(file, act);
}

interface Look {
  readonly look: TSESTree.CallExpression;
  readonly through: StepPair["through"];
  readonly isAbsent: boolean;
}

/** The calls whose awaited answers decide whether an act happens, or feed what it writes. */
function* looksBefore(file: File, act: TSESTree.CallExpression, run: FunctionNode): Generator<Look> {
  for (const { test, negated } of decisionsBefore(act, run)) {
    const isAbsent = saysAbsent(test) !== negated;
    for (const look of awaitedBehind(file, test)) yield { look, through: "decides", isAbsent };
    yield* looksFlagged(file, test, negated);
  }
  for (const argument of act.arguments.slice(1)) for (const look of awaitedBehind(file, argument)) yield { look, through: "feeds", isAbsent: false };
  yield* looksThatThrow(file, act, run);
  for (const fn of functionsAround(act)) {
    const call = callbackOf(fn)?.call;
    if (call?.type === "CallExpression" && call.arguments.at(-1) === fn && chainMethod(call) === undefined) yield { look: call, through: "decides", isAbsent: false };
  }
}

/** `try { await access(path) } catch { await mkdir(path) }`, and `await access(path)` as a step of its own. */
function* looksThatThrow(file: File, act: TSESTree.CallExpression, run: FunctionNode): Generator<Look> {
  let inner: TSESTree.Node = act;
  for (let outer = act.parent as TSESTree.Node | undefined; outer && inner !== run; inner = outer, outer = outer.parent) {
    if (outer.type === "CatchClause") for (const look of awaitedBehind(file, outer.parent.block)) yield { look, through: "decides", isAbsent: true };
    if (outer.type !== "BlockStatement") continue;
    for (const statement of outer.body) {
      if (statement.range[0] >= inner.range[0]) break;
      if (statement.type === "TryStatement") yield* looksTried(file, statement);
      if (statement.type === "ExpressionStatement" && bare(statement.expression).type === "AwaitExpression") for (const look of awaitedBehind(file, statement.expression)) yield { look, through: "decides", isAbsent: false };
    }
  }
}

/** `try { await access(path); } catch { return; }` goes on where something is there, `try { await access(path); return; } catch {}` where nothing is. */
function* looksTried(file: File, { block, handler }: TSESTree.TryStatement): Generator<Look> {
  const isAbsent = leaves(block);
  if (!handler || isAbsent === leaves(handler.body)) return;
  for (const statement of block.body) {
    const isLook = statement.type === "ExpressionStatement" && bare(statement.expression).type === "AwaitExpression";
    for (const look of isLook ? awaitedBehind(file, statement.expression) : []) yield { look, through: "decides", isAbsent };
  }
}

function leaves({ body }: TSESTree.BlockStatement): boolean {
  const last = body.at(-1)?.type;
  return last === "ReturnStatement" || last === "ThrowStatement" || last === "ContinueStatement";
}

/** The `try` whose `catch` lowers a flag, and whether the flag says that something is there: `let there = true; try { await access(path); } catch { there = false; }`. */
function* looksFlagged(file: File, test: TSESTree.Node, negated: boolean): Generator<Look> {
  const [flag, isAgainst] = bare(test).type === "UnaryExpression" ? [bare((bare(test) as TSESTree.UnaryExpression).argument), !negated] : [bare(test), negated];
  const variable = flag.type === "Identifier" ? variableOf(file, flag) : undefined;
  for (const { value, name } of variable ? writesOf(variable) : []) {
    const attempt = value?.type === "Literal" && typeof value.value === "boolean" ? name.parent?.parent?.parent?.parent : undefined;
    if (attempt?.type !== "CatchClause" || value?.type !== "Literal") continue;
    for (const look of awaitedBehind(file, attempt.parent.block)) yield { look, through: "decides", isAbsent: value.value !== isAgainst };
  }
}

/** Whether a condition holds where nothing was found: `!found`, `found === null`, `rows.length === 0`. */
function saysAbsent(test: TSESTree.Node): boolean {
  const node = bare(test);
  if (node.type === "UnaryExpression") return node.operator === "!";
  return node.type === "BinaryExpression" && /^==/.test(node.operator);
}

/** The calls that were waited for to get a value, through constants and the parameters of `then` callbacks. */
function awaitedBehind(file: File, expression: TSESTree.Node): readonly TSESTree.CallExpression[] {
  const found: TSESTree.CallExpression[] = [];
  const seen = new Set<TSESTree.Node>();
  const open: (readonly [TSESTree.Node, boolean])[] = [[expression, false]];
  for (let next = open.pop(); next; next = open.pop()) {
    const [root, isAwaited] = next;
    if (seen.has(root) || seen.size > 40) continue;
    seen.add(root);
    for (const node of descendants(file, root, (inner) => !isFunction(inner) && inner.type !== "AwaitExpression")) {
      if (node.type === "AwaitExpression") open.push([node.argument, true]);
      else if (node.type === "CallExpression" && isAwaited) found.push(node);
      else if (node.type === "Identifier" && !isAwaited) open.push(...valuesOf(file, node));
    }
  }
  return found;
}

function valuesOf(file: File, name: TSESTree.Identifier): (readonly [TSESTree.Node, boolean])[] {
  const variable = variableOf(file, name);
  const definition = variable?.defs[0];
  if (!variable || !definition) return [];
  if (definition.type === "Variable") return writesOf(variable).flatMap(({ value }) => (value ? [[value, false] as const] : []));
  const call = definition.type === "Parameter" && isFunction(definition.node) ? callbackOf(definition.node)?.call : undefined;
  const receiver = call && chainMethod(call) === "then" ? bare(call.callee) : undefined;
  return receiver?.type === "MemberExpression" ? [[receiver.object, true]] : [];
}

function isPairOf(file: File, pair: StepPair, look: TSESTree.CallExpression, act: TSESTree.CallExpression): boolean {
  const names = [look, act].map((call) => stepNameOf(call));
  if (!pair.looks.includes(names[0] as string) || !pair.acts.includes(names[1] as string)) return false;
  if (pair.sameBy === "query") return isAddedToQuery(file, look, act);
  const receiver = receiverOf(file, look);
  if (receiver === undefined || receiver !== receiverOf(file, act) || harmlessReceivers.test(receiver)) return false;
  if (pair.sameBy === "key") return hasSameKey(file, look, act);
  if (pair.sameBy === "item") return textIn(file, look, commandTable) !== undefined && textIn(file, look, commandTable) === textIn(file, act, commandTable) && haveSameMention(file, look.arguments, act.arguments);
  if (pair.sameBy === "mention") return isPromise(file, look) !== "no" && haveSameMention(file, look.arguments, act.arguments);
  const table = tableOf(file, look, /\bselect\b[\s\S]*?\bfrom\s+["'`[]?([\w.]+)/i);
  return table !== undefined && table === tableOf(file, act, /^\s*insert\s+into\s+["'`[]?([\w.]+)/i) && !atomicSql.test(textOf(file, act) ?? "") && !atomicSql.test(textOf(file, look) ?? "");
}

/** How a step is called, in lower case: `headobject` of `client.headObject(…)` and of `client.send(new HeadObjectCommand(…))`. */
function stepNameOf(call: TSESTree.CallExpression): string {
  const command = commandOf(call);
  return ((command ? lastNameOf(command)?.replace(/Command$/, "") : lastNameOf(call)) ?? "").toLowerCase();
}

function commandOf({ arguments: [given] }: TSESTree.CallExpression): TSESTree.NewExpression | undefined {
  return given?.type === "NewExpression" && lastNameOf(given)?.endsWith("Command") === true ? given : undefined;
}

function receiverOf(file: File, { callee }: TSESTree.CallExpression): string | undefined {
  const node = bare(callee);
  return node.type === "MemberExpression" ? file.source.getText(bare(node.object)) : undefined;
}

/** The same first argument, and the same second one where the look takes two names: `get(space, key)`. */
function hasSameKey(file: File, look: TSESTree.CallExpression, act: TSESTree.CallExpression): boolean {
  const [key, more] = look.arguments;
  if (!key || keyOf(file, look) !== keyOf(file, act) || addresses.test(keyOf(file, look) ?? "")) return false;
  const [, other] = act.arguments;
  return !more || bare(more).type === "ObjectExpression" || (other !== undefined && file.source.getText(bare(more)) === file.source.getText(bare(other)));
}

function keyOf(file: File, call: TSESTree.CallExpression): string | undefined {
  return textIn(file, call, commandKey) ?? (call.arguments[0] && file.source.getText(bare(call.arguments[0])));
}

/** What a command is given under a name: `Key` of `client.send(new HeadObjectCommand({ Bucket, Key }))`. */
function textIn(file: File, call: TSESTree.CallExpression, name: string): string | undefined {
  const input = commandOf(call)?.arguments[0];
  const named = input?.type === "ObjectExpression" ? input.properties.find((one) => one.type === "Property" && propertyName(one) === name) : undefined;
  return named?.type === "Property" ? file.source.getText(bare(named.value)) : undefined;
}

function tableOf(file: File, call: TSESTree.CallExpression, pattern: RegExp): string | undefined {
  return pattern.exec(textOf(file, call) ?? "")?.[1]?.toLowerCase();
}

/** The SQL of a call, where it is written out. */
function textOf(file: File, call: TSESTree.CallExpression): string | undefined {
  const argument = call.arguments[0] && bare(call.arguments[0]);
  const variable = argument?.type === "Identifier" ? variableOf(file, argument) : undefined;
  const node = (variable && valueOf(variable)) ?? argument;
  if (node?.type === "Literal" && typeof node.value === "string") return node.value;
  return node?.type === "TemplateLiteral" ? node.quasis.map(({ value }) => value.raw).join("?") : undefined;
}

/** A look at a path and an act on the same path, both of a module for files. */
function fileStepOf(file: File, look: TSESTree.CallExpression, act: TSESTree.CallExpression): FileStep | undefined {
  const step = fileActs.find((one) => one.act === lastNameOf(act));
  // a file that is opened for reading is not changed
  if (step?.act === "open" && !/^["'`][wa]/.test(act.arguments[1] ? file.source.getText(act.arguments[1]) : "")) return undefined;
  if (!step || !fileLooks.includes(lastNameOf(look) ?? "") || keyOf(file, look) !== keyOf(file, act)) return undefined;
  return [look, act].every((call) => fileModules.includes(originOf(file, call)?.module ?? "")) ? step : undefined;
}

/** The act takes care of another caller by itself: an atomic option, a transaction, a failure that is told apart. */
function isOneStep(file: File, look: TSESTree.CallExpression, act: TSESTree.CallExpression, run: FunctionNode): boolean {
  return hasAtomicOption(file, act) || hasAtomicOption(file, look) || isInTransaction(file, act, run) || isConflictHandled(file, act);
}

function hasAtomicOption(file: File, act: TSESTree.CallExpression): boolean {
  for (const argument of act.arguments) {
    for (const node of descendants(file, argument, (inner) => !isFunction(inner))) {
      if (node.type === "Literal" && typeof node.value === "string" && atomicFlags.includes(node.value)) return true;
      const name = node.type === "Property" ? propertyName(node) : undefined;
      if (node.type === "Property" && name !== undefined && (atomicOptions.includes(name) || name === "recursive" || name === "force" || isVersion(node.value))) return true;
    }
  }
  return false;
}

/** `{ ifVersion: found.version }`: what was read says which state the act is meant for. */
function isVersion(value: TSESTree.Node): boolean {
  const member = bare(value);
  return member.type === "MemberExpression" && versionMembers.test(propertyName(member) ?? "");
}

function isInTransaction(file: File, act: TSESTree.CallExpression, run: FunctionNode): boolean {
  const callee = bare(act.callee);
  for (const node of callee.type === "MemberExpression" ? descendants(file, callee.object) : []) if (node.type === "Identifier" && transactionReceivers.test(node.name)) return true;
  for (const node of act.arguments.flatMap((argument) => [...descendants(file, argument, (inner) => !isFunction(inner))])) if (node.type === "Identifier" && transactionReceivers.test(node.name)) return true;
  for (const fn of functionsAround(act)) if (transactionCalls.test(lastNameOfCallback(fn) ?? "")) return true;
  for (const node of ownNodes(file, run.body)) {
    if (node.range[0] >= act.range[0]) return false;
    if (node.type === "Identifier" && node.name === "transaction") return true;
    if (node.type !== "CallExpression") continue;
    if (transactionCalls.test(lastNameOf(node) ?? "") || /^\s*(?:begin|start\s+transaction)\b/i.test(textOf(file, node) ?? "")) return true;
  }
  return false;
}

function lastNameOfCallback(fn: FunctionNode): string | undefined {
  const call = callbackOf(fn)?.call;
  return call && lastNameOf(call);
}

/** A `catch` that knows the failure of coming second. */
function isConflictHandled(file: File, act: TSESTree.CallExpression): boolean {
  for (let outer = act.parent as TSESTree.Node | undefined; outer && !isFunction(outer); outer = outer.parent) {
    if (outer.type === "TryStatement" && outer.handler && isWithin(act, outer.block) && conflictCodes.test(file.source.getText(outer.handler))) return true;
    if (outer.type === "CallExpression" && chainMethod(outer) === "catch" && conflictCodes.test(file.source.getText(outer.arguments[0]))) return true;
  }
  return false;
}
