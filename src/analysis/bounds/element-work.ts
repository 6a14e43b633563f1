import type { TSESTree } from "@typescript-eslint/utils";
import { fileHolders, fileModules, momentFiles, permitNames, pooledClients, poolSizes } from "../../knowledge/bounds.js";
import type { LimiterFact, LockFact } from "../../knowledge/library.js";
import { wordsOf } from "../libraries/dispensables.js";
import type { File } from "../file.js";
import { callbackOf, calleeOf, functionMeant, functionsAround } from "../functions.js";
import { factOf } from "../libraries/libraries.js";
import { bare, descendants, isCall, isFunction, isWithin, propertyName, type Call, type FunctionNode } from "../nodes.js";
import { numberOf } from "../numbers.js";
import { originOf } from "../origin.js";

/** What is done for one element of a collection, and costs something outside of this process. */
export interface ElementWork {
  readonly call: Call;
  /** Whether the calls go through a pool of connections, in which most of them wait. */
  readonly isPooled: boolean;
  /** Whether it only keeps a file open, which the system allows some thousands of. */
  readonly isFile: boolean;
}

/** The first remote, database, file or process work that a function does outside of a limiter, through the functions of its file. */
export function workOf(file: File, fn: FunctionNode, seen = new Set<FunctionNode>()): ElementWork | undefined {
  if (seen.has(fn) || seen.size > 6) return undefined;
  seen.add(fn);
  if (waitsForPermit(file, fn)) return undefined;
  return workIn(file, fn.body, fn.body, seen);
}

/** The same for an expression; `turn` is what runs anew for each element: the body of a loop or of a function. */
export function workIn(file: File, root: TSESTree.Node, turn: TSESTree.Node, seen = new Set<FunctionNode>()): ElementWork | undefined {
  for (const node of descendants(file, root)) {
    if (!isCall(node) || isLimited(file, node, turn)) continue;
    const own = costOf(file, node);
    if (own === "bounded") return undefined;
    if (own) return own;
    const callee = calleeOf(file, node);
    const inner = callee && workOf(file, callee, seen);
    if (inner) return { ...inner, call: node };
  }
  return undefined;
}

function costOf(file: File, call: Call): ElementWork | "bounded" | undefined {
  const known = factOf(file, "remote", call);
  if (known) {
    if (known.fact.returns === "void") return undefined;
    if (known.fact.serial) return "bounded";
    const isPooled = pooledClients.test(`${known.origin.module ?? ""}${known.origin.path}`);
    return isPooled && known.origin.calls.some((made) => made && hasPoolSize(file, made)) ? "bounded" : { call, isPooled, isFile: false };
  }
  const origin = originOf(file, call.callee);
  const isFile = fileModules.includes(origin?.module ?? "") && fileHolders.includes(/\w+$/.exec(origin?.path ?? "")?.[0] ?? "") && !isFunction(call.arguments.at(-1));
  return isFile && !isSmallFile(file, call) ? { call, isPooled: false, isFile } : undefined;
}

/** `readFile(join(directory, entry.name, "package.json"))` finds one in each directory, and a lock or a marker is gone soon. */
function isSmallFile(file: File, call: Call): boolean {
  const [path] = call.arguments;
  const last = path && isCall(bare(path)) ? (bare(path) as Call).arguments.at(-1) : path;
  const isNamed = last?.type === "Literal" || (last?.type === "TemplateLiteral" && /\/[\w.-]+\.\w+$/.test(last.quasis.at(-1)?.value.raw ?? ""));
  return isNamed || (path !== undefined && [...descendants(file, path)].some((node) => node.type === "Identifier" && wordsOf(node.name).some((word) => momentFiles.includes(word))));
}

/** `new Pool({ max: 10 })` */
function hasPoolSize(file: File, made: Call): boolean {
  return made.arguments.some(
    (argument) => argument.type === "ObjectExpression" && argument.properties.some((property) => property.type === "Property" && poolSizes.includes(propertyName(property) ?? "") && numberOf(file, property.value) !== undefined),
  );
}

/** A call stands in a function that a limiter runs, made once and not in each turn. */
function isLimited(file: File, call: Call, turn: TSESTree.Node): boolean {
  for (const fn of functionsAround(call)) {
    if (isWithin(turn, fn)) return false;
    const runner = callbackOf(fn)?.call;
    if (!runner) continue;
    const known = factOf(file, "limiters", runner) ?? factOf(file, "scoped", runner);
    if (known && !isUnlimited(known.fact)) {
      const made = known.origin.calls.find((one) => one !== undefined && one !== runner);
      if (made && isWithin(made, turn)) continue;
      return true;
    }
    const callee = bare(runner.callee);
    const names = callee.type === "MemberExpression" ? [propertyName(callee), bare(callee.object).type === "Identifier" ? (bare(callee.object) as TSESTree.Identifier).name : propertyNameOf(callee.object)] : callee.type === "Identifier" ? [callee.name] : [];
    if (names.some((name) => name !== undefined && permitNames.test(name.replace("#", "")))) return true;
  }
  return false;
}

/** `async.each` runs everything at once, whatever it is told. */
function isUnlimited(fact: LimiterFact | LockFact): boolean {
  return "concurrency" in fact && fact.concurrency.length === 0 && fact.defaultConcurrency === "unbounded";
}

function propertyNameOf(node: TSESTree.Node): string | undefined {
  const member = bare(node);
  return member.type === "MemberExpression" ? propertyName(member) : undefined;
}

/** `await semaphore.acquire()` at its top. */
function waitsForPermit(file: File, fn: FunctionNode): boolean {
  return [...descendants(file, fn.body)].some((node) => {
    if (node.type !== "CallExpression") return false;
    const name = bare(node.callee).type === "MemberExpression" ? propertyName(bare(node.callee) as TSESTree.MemberExpression) : undefined;
    return factOf(file, "acquires", node)?.fact.lock !== undefined ? false : factOf(file, "acquires", node) !== undefined || name === "acquire";
  });
}

/** The function for one element that a call such as `map` is given. */
export function elementFunction(file: File, call: Call, argument: number): FunctionNode | undefined {
  const given = call.arguments[argument];
  return given && functionMeant(file, given);
}
