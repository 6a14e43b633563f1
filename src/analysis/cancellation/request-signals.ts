import type { TSESTree } from "@typescript-eslint/utils";
import { writingWords } from "../../knowledge/intents.js";
import { abortableCall, type AbortableCall } from "./abortable-calls.js";
import { variableOf, type Variable } from "../places/bindings.js";
import { isInCarelessFunction, nameIn, wordsOf } from "../libraries/dispensables.js";
import { feedOf } from "../places/feeding.js";
import type { File } from "../file.js";
import { annotationOf, functionsAround, nameOf } from "../functions.js";
import { isLetGo } from "./let-go.js";
import { remoteCalls } from "../libraries/library-calls.js";
import { bare, callsOf, dressed, isCall, ownNodes, propertyName, type Call, type FunctionNode } from "../nodes.js";
import { originOf } from "../origin.js";
import { perFile } from "../per-file.js";
import { effectOf } from "../resilience/call-effects.js";
import { factOf, mayBring } from "../libraries/libraries.js";
import { endsWithRequests } from "./runtimes.js";
import { callersSignal } from "./signal-sources.js";
import { partsOf } from "./signals.js";
import { runsAlone } from "../targets.js";
import { types } from "../types.js";
import { runsWithin } from "./within-runs.js";

/** A handler of requests that never mentions its request's signal, and the first call that could follow it. */
export interface IgnoredRequest {
  readonly call: AbortableCall;
  readonly fn: FunctionNode;
  readonly request: TSESTree.Identifier;
}

/** The handlers of a file whose remote calls go on when the client has gone: one entry for each. */
export const ignoredRequests = perFile((file): readonly IgnoredRequest[] => {
  if (!mayBring(file, ["remote"]) || endsWithRequests(file) || runsAlone(file)) return [];
  const seen = new Set<FunctionNode>();
  return callsOf(file).flatMap((node) => {
    const found = factOf(file, "remote", node) && requestAround(file, node);
    if (!found || seen.has(found.fn) || callersSignal(file, node)) return [];
    const call = abortableCall(file, node);
    if (call?.kind !== "remote" || !followsNobody(file, call) || !runsWithin(file, node, found.fn)) return [];
    const signal = { text: `${found.request.name}.signal`, optional: false, declared: found.request, by: "caller" as const, fn: found.fn, holder: variableOf(file, found.request) };
    if (isLetGo(file, call, signal) || isInCarelessFunction(node) || isFollowedUp(file, node) || !isForClient(file, node, found.fn)) return [];
    seen.add(found.fn);
    return [{ call, ...found }];
  });
});

/** It is given no signal, or one that only time fires. */
function followsNobody(file: File, { signal: { answer, value } }: AbortableCall): boolean {
  if (answer === "unset") return value === undefined;
  return answer === "set" && value !== undefined && partsOf(file, value).every((part) => isCall(part) && originOf(file, part)?.path === ".AbortSignal.timeout()");
}

/** What is asked for depends on what the client has asked: an answer that is the same for all is cached, or soon there. */
function isForClient(file: File, node: Call, fn: FunctionNode): boolean {
  return node.arguments.some((argument) => feedOf(file, argument, fn) !== undefined);
}

/** A change at the peer that the handler writes down afterwards: whoever gave it up half way would leave the two apart. */
function isFollowedUp(file: File, node: Call): boolean {
  const remote = remoteCalls(file).find((one) => one.node === node);
  const effect = remote && effectOf(file, remote);
  if (effect !== "non-idempotent" && effect !== "idempotent-write") return false;
  const [home] = functionsAround(node);
  const later = home ? [...ownNodes(file, home.body)].filter((inner): inner is TSESTree.AwaitExpression => inner.type === "AwaitExpression" && inner.range[0] > node.range[1]) : [];
  return later.some(({ argument }) => [...ownNodes(file, argument)].some((inner) => isCall(inner) && writingWords.concat("record").includes(wordsOf(nameIn(inner.callee) ?? "")[0] ?? "")));
}

function requestAround(file: File, node: Call): { readonly fn: FunctionNode; readonly request: TSESTree.Identifier } | undefined {
  for (const fn of functionsAround(node)) {
    const request = requestOf(file, fn);
    if (request) return isHandedOn(file, variableOf(file, request)) ? undefined : { fn, request };
  }
  return undefined;
}

const handlerName = /^(?:loader|action|clientLoader|clientAction|GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)$/;
const argumentsType = /^(?:Loader|Action|ClientLoader|ClientAction)(?:Function)?Args$|^(?:APIContext|RequestEvent)$/;

/** The parameter of a function that is a `Request`. */
function requestOf(file: File, fn: FunctionNode): TSESTree.Identifier | undefined {
  for (const parameter of fn.params) {
    if (parameter.type === "Identifier" && isRequest(file, parameter, fn)) return parameter;
    if (parameter.type !== "ObjectPattern") continue;
    const type = annotationOf(parameter);
    const name = type?.type === "TSQualifiedName" ? type.right.name : type?.type === "Identifier" ? type.name : undefined;
    if (!(name === undefined ? handlerName.test(nameOf(fn) ?? "") : argumentsType.test(name))) continue;
    const own = parameter.properties.find((property) => property.type === "Property" && propertyName(property) === "request");
    if (own?.type === "Property" && own.value.type === "Identifier") return own.value;
  }
  return undefined;
}

function isRequest(file: File, parameter: TSESTree.Identifier, fn: FunctionNode): boolean {
  const type = annotationOf(parameter);
  if (type?.type === "Identifier") {
    if (type.name === "NextRequest") return true;
    return type.name === "Request" && !variableOf(file, type) && types(file)?.namesOf(parameter).some(({ name }) => name === "Request") !== false;
  }
  return !parameter.typeAnnotation && parameter.name === "request" && (handlerName.test(nameOf(fn) ?? "") || isWorkerHandler(fn));
}

/** `export default { async fetch(request) { … } }` */
function isWorkerHandler(fn: FunctionNode): boolean {
  return nameOf(fn) === "fetch" && fn.parent.type === "Property" && fn.parent.parent.parent.type === "ExportDefaultDeclaration";
}

/** The request goes to a call that follows it: `fetch(request)`, `new Request(url, request)`, `proxy(request)`. */
function isHandedOn(file: File, request: Variable | undefined): boolean {
  return (request?.references ?? []).some(({ identifier }) => {
    const outer = dressed(identifier);
    const { parent } = outer;
    if (parent?.type === "SpreadElement") return true;
    if (!isCall(parent) || parent.callee === outer) return false;
    return originOf(file, parent)?.path === ".Request!" || abortableCall(file, parent) !== undefined || /fetch|proxy|forward|handle/i.test(file.source.getText(bare(parent.callee)));
  });
}
