import type { TSESTree } from "@typescript-eslint/utils";
import { variableOf } from "../places/bindings.js";
import { catchAround } from "../promises/discards.js";
import { throwsOnBadData } from "../promises/bad-data.js";
import { promiseMadeBy } from "../promises/executors.js";
import { failureOf } from "../promises/failures.js";
import type { File } from "../file.js";
import { callbackOf, calleeOf, functionMeant, functionOf } from "../functions.js";
import { factOf } from "../libraries/libraries.js";
import { bare, descendants, isCall, isFunction, isWithin, ownNodes, type Call, type FunctionNode } from "../nodes.js";
import { perFile } from "../per-file.js";
import { chainMethod } from "../promises/promises.js";
import { registrationOf, takesError, type Registration } from "../registrations.js";
import { deferreds, type Deferred } from "../promises/settlers.js";
import { isWatched } from "../targets.js";

/** A callback of Node's kind that does not hand its error on to the promise it settles. */
export interface IgnoredError {
  readonly deferred: Deferred;
  /** The call that fails. */
  readonly call: Call;
  readonly fn: FunctionNode;
  readonly parameter: TSESTree.Identifier;
  /** The `throw` that makes an uncaught exception of it; `undefined` where the error is not looked at. */
  readonly thrown: TSESTree.ThrowStatement | undefined;
}

/** Something that can throw in a callback of a promise's construction, where nothing catches it. */
export interface LooseThrow {
  readonly deferred: Deferred;
  /** The call that the callback is given to; `undefined` for a property such as `onload`. */
  readonly call: TSESTree.Node;
  readonly fn: FunctionNode;
  /** The `throw`, or the call. */
  readonly node: TSESTree.ThrowStatement | Call;
}

/** Error-first callbacks that settle a promise and leave its failure out. In source order. */
export const ignoredErrors = perFile((file): readonly IgnoredError[] =>
  deferreds(file).flatMap((deferred) =>
    callbacksOf(file, deferred).flatMap(({ fn, call, registration }): IgnoredError[] => {
      const [parameter] = fn.params;
      if (!isCall(call) || parameter?.type !== "Identifier" || registration?.how !== "once" || !isErrorFirst(file, call, fn)) return [];
      const found = { deferred, call, fn, parameter };
      const thrown = throwsIn(file, fn).find((node) => node.type === "ThrowStatement" && isMention(file, node.argument, parameter));
      if (thrown?.type === "ThrowStatement") return [{ ...found, thrown }];
      return !isRead(file, parameter) && resolvesIn(deferred, fn) ? [{ ...found, thrown: undefined }] : [];
    }),
  ),
);

/** What throws in the callbacks of promises' constructions, beside the errors that those callbacks are given. In source order. Whoever runs a script or a test sees what is thrown there. */
export const looseThrows = perFile((file): readonly LooseThrow[] =>
  (isWatched(file) ? [] : deferreds(file)).flatMap((deferred) =>
    callbacksOf(file, deferred).flatMap(({ fn, call, registration }) => {
      if (registration?.how === "sync" || registration?.how === "chain" || registration?.how === "unknown" || fn.async || fn.generator) return [];
      const [parameter] = fn.params;
      // what is thrown by a listener for `error` would have been thrown without it
      const isToldOf = (registration?.how === "once" && takesError(fn)) || registration?.event === "error";
      const isOwnError = (node: TSESTree.Node): boolean => isToldOf && node.type === "ThrowStatement" && parameter?.type === "Identifier" && isMention(file, node.argument, parameter);
      return throwsIn(file, fn).flatMap((node) => (isOwnError(node) ? [] : [{ deferred, call, fn, node }]));
    }),
  ),
);

interface Callback {
  readonly fn: FunctionNode;
  readonly call: TSESTree.Node;
  /** `undefined` for a function that is assigned to a property. */
  readonly registration: Registration | undefined;
}

/** The functions that the construction of a promise gives to calls, or assigns to `on…` properties. */
function callbacksOf(file: File, deferred: Deferred): readonly Callback[] {
  const found = new Map<FunctionNode, Callback>();
  for (const fn of functionsIn(file, deferred)) {
    const { parent } = fn;
    const callback = callbackOf(fn);
    if (callback && !isWithin(fn, deferred.node.callee)) found.set(fn, { fn, call: callback.call, registration: registrationOf(file, callback.call, callback.argument) });
    else if (parent.type === "AssignmentExpression" && parent.left.type === "MemberExpression" && /^on[a-z]/.test(file.source.getText(parent.left.property))) found.set(fn, { fn, call: parent.left, registration: undefined });
  }
  for (const { settler, as, call, argument = 0 } of deferred.uses) {
    if (as === "callback" && call && typeof settler !== "string" && !found.has(settler)) found.set(settler, { fn: settler, call, registration: registrationOf(file, call, argument) });
  }
  return [...found.values()].sort((one, other) => one.fn.range[0] - other.fn.range[0]);
}

/** The functions that stand in an executor; where there is none, those that mention a settler. Nested promises and what is only handed to another promise's construction are theirs. */
function functionsIn(file: File, { executor, uses }: Deferred): readonly FunctionNode[] {
  const found = new Set<FunctionNode>();
  const open: FunctionNode[] = executor ? [executor] : uses.flatMap(({ fn }) => (isFunction(fn) ? [fn] : []));
  for (let fn = open.pop(); fn; fn = open.pop()) {
    for (const node of ownNodes(file, fn.body)) {
      if (!isFunction(node) || found.has(node) || promiseMadeBy(file, node)) continue;
      found.add(node);
      open.push(node);
    }
  }
  return [...found];
}

/** Node's own, and what takes its error first by name. The child's error says only that it ended badly: its output is there all the same. */
function isErrorFirst(file: File, call: Call, fn: FunctionNode): boolean {
  const known = factOf(file, "callbacks", call)?.fact;
  const named = takesError(fn);
  if (known) return known.errorFirst === true && (named || takesValueAlone(file, fn));
  return named && !/^_/.test((fn.params[0] as TSESTree.Identifier).name) && !closes(call);
}

/** `(_, text) => resolve(text)`: the value is used, and the error has a name that says it is not looked at. */
function takesValueAlone(file: File, { params: [error, value] }: FunctionNode): boolean {
  return error?.type === "Identifier" && /^_+$/.test(error.name) && value?.type === "Identifier" && isRead(file, value);
}

/** To close something that is closed already is no failure that anybody waits to hear of. */
function closes(call: Call): boolean {
  const callee = bare(call.callee);
  const name = callee.type === "MemberExpression" ? callee.property : callee;
  return name.type === "Identifier" && /^(?:close|end|destroy|disconnect|quit|shutdown|stop)$/.test(name.name);
}

function isMention(file: File, node: TSESTree.Node | null, name: TSESTree.Identifier): boolean {
  return node !== null && bare(node).type === "Identifier" && variableOf(file, bare(node)) === variableOf(file, name);
}

function isRead(file: File, name: TSESTree.Identifier): boolean {
  return variableOf(file, name)?.references.some((reference) => reference.isRead()) === true;
}

function resolvesIn({ uses }: Deferred, fn: FunctionNode): boolean {
  return uses.some(({ settler, as, node }) => settler === "resolve" && as === "call" && isWithin(node, fn));
}

/** What throws in a function itself, outside of any `try` with a `catch`; of a call and one in its arguments, the inner one. */
function throwsIn(file: File, fn: FunctionNode): readonly (TSESTree.ThrowStatement | Call)[] {
  const own = [...ownNodes(file, fn.body)].filter((node): node is TSESTree.ThrowStatement | Call => (node.type === "ThrowStatement" || isCall(node)) && !catchAround(file, node));
  const found: (TSESTree.ThrowStatement | Call)[] = own.filter((node) => node.type === "ThrowStatement" || throwsOnBadData(file, node));
  const outer = found.filter((node) => !found.some((other) => other !== node && (isWithin(node, other) ? other.type === "ThrowStatement" : isWithin(other, node) && node.type !== "ThrowStatement")));
  for (const node of own) if (isCall(node) && !outer.some((one) => isWithin(one, node) || isWithin(node, one)) && (parses(file, node) || refuses(file, node, fn))) outer.push(node);
  return outer.sort((one, other) => one.range[0] - other.range[0]);
}

/** A call of a function of this file that throws on bad data: `const parse = (text) => JSON.parse(text)`. */
function parses(file: File, call: Call): boolean {
  if (call.type === "NewExpression" || chainMethod(call)) return false;
  const callee = functionMeant(file, call.callee) ?? calleeOf(file, call);
  if (!callee || callee.async) return false;
  const failure = failureOf(file, callee);
  return failure !== undefined && isCall(failure) && throwsOnBadData(file, failure);
}

/** A call of a function of this file that throws if it does not like what the callback was given: `if (!text) throw …`. */
function refuses(file: File, call: Call, fn: FunctionNode): boolean {
  const callee = call.type === "NewExpression" || chainMethod(call) ? undefined : functionMeant(file, call.callee);
  if (!callee || callee.async || callee.generator) return false;
  const failure = failureOf(file, callee);
  const branch = failure?.type === "ThrowStatement" ? branchOf(failure) : undefined;
  if (!branch || functionOf(branch) !== callee) return false;
  return callee.params.some((parameter, index) => {
    const given = call.arguments[index];
    return given !== undefined && mentionsAny(file, branch.test, [parameter]) && mentionsAny(file, given, fn.params);
  });
}

/** The condition that a `throw` is all of. */
function branchOf(node: TSESTree.ThrowStatement): TSESTree.IfStatement | undefined {
  const outer = node.parent.type === "BlockStatement" ? node.parent.parent : node.parent;
  return outer.type === "IfStatement" ? outer : undefined;
}

function mentionsAny(file: File, node: TSESTree.Node, parameters: readonly TSESTree.Parameter[]): boolean {
  return [...descendants(file, node)].some((inner) => {
    const name = inner.type === "Identifier" ? (variableOf(file, inner)?.defs[0]?.name as TSESTree.Node | undefined) : undefined;
    return name !== undefined && parameters.some((parameter) => isWithin(name, parameter));
  });
}
