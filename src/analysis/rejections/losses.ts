import type { TSESTree } from "@typescript-eslint/utils";
import { variableOf } from "../places/bindings.js";
import { combinationOf } from "../promises/combinations.js";
import { catchAround } from "../promises/discards.js";
import { isDispensable, isDispensableName, nameIn } from "../libraries/dispensables.js";
import { failureOf, rejectionOf } from "../promises/failures.js";
import type { File } from "../file.js";
import { calleeOf, functionMeant } from "../functions.js";
import { isLastingName, isLastingWrite, isReadingName } from "../shared-state/lasting-writes.js";
import { runsInPage } from "../libraries/pages.js";
import { bare, isFunction, ownNodes, propertyName, type Call, type FunctionNode } from "../nodes.js";
import { chainMethod, isPromise, returnedBy } from "../promises/promises.js";

/**
 * The part of some asynchronous work whose failure is a loss to somebody: the call, the `import()` or the promise.
 * `undefined` where it cannot fail, only cleans up, only watches, only waits for what others began, or says in its
 * name that it may fail.
 */
export function lossOf(file: File, work: TSESTree.Node): TSESTree.Node | undefined {
  return new Search(file, false).lossIn(work);
}

/** A loss, and whether it is known to be a write that outlasts the program. */
export interface Loss {
  readonly loss: TSESTree.Node;
  readonly isLasting: boolean;
}

/** Of several pieces of work the first write that is lost, and where there is none the first loss. */
export function worstLossOf(file: File, works: readonly TSESTree.Node[]): Loss | undefined {
  for (const isLasting of [true, false]) {
    for (const work of works) {
      const loss = new Search(file, isLasting).lossIn(work);
      if (loss) return { loss, isLasting };
    }
  }
  return undefined;
}

class Search {
  /** Work that leads back to itself loses only what something else in it does. */
  readonly #seen = new Set<TSESTree.Node>();

  /** @param isForWrites only writes that outlast the program are losses. */
  constructor(
    readonly file: File,
    readonly isForWrites: boolean,
  ) {}

  lossIn(work: TSESTree.Node): TSESTree.Node | undefined {
    const node = bare(work);
    if (this.#seen.has(node) || this.#seen.size > 60) return undefined;
    this.#seen.add(node);
    switch (node.type) {
      case "AwaitExpression":
        return this.lossIn(node.argument);
      case "ConditionalExpression":
        return this.lossIn(node.consequent) ?? this.lossIn(node.alternate);
      case "LogicalExpression":
        return this.lossIn(node.right) ?? (node.operator === "&&" ? undefined : this.lossIn(node.left));
      case "SequenceExpression":
        return this.#firstOf(node.expressions);
      case "ArrayExpression":
        return this.#firstOf(node.elements);
      case "Identifier":
        return this.#inVariable(node);
      case "CallExpression":
        return this.#inCall(node);
      case "ImportExpression":
        // Node has its own modules at hand, and a page loads a chunk again when it is needed
        return this.isForWrites || isOfNode(node) || runsInPage(this.file) ? undefined : rejectionOf(this.file, node) && node;
      case "NewExpression":
        return this.isForWrites ? undefined : rejectionOf(this.file, node) && node;
      default:
        // a member holds what was begun elsewhere
        return undefined;
    }
  }

  #firstOf(parts: readonly (TSESTree.Node | null)[]): TSESTree.Node | undefined {
    for (const part of parts) {
      const loss = part && this.lossIn(part.type === "SpreadElement" ? part.argument : part);
      if (loss) return loss;
    }
    return undefined;
  }

  /** What a variable holds was begun here only if nothing else looks at it. */
  #inVariable(name: TSESTree.Identifier): TSESTree.Node | undefined {
    const variable = variableOf(this.file, name);
    const definition = variable?.defs[0];
    if (!variable || definition?.type !== "Variable" || definition.node.id.type !== "Identifier") return undefined;
    const others = variable.references.filter(({ identifier, init }) => identifier !== name && init !== true);
    const pushed = others.flatMap(({ identifier }) => pushedTo(identifier) ?? []);
    if (others.some(({ identifier }) => pushedTo(identifier) === undefined && !isLengthOf(identifier))) return undefined;
    return this.#firstOf([definition.node.init, ...pushed]);
  }

  #inCall(call: TSESTree.CallExpression): TSESTree.Node | undefined {
    if (chainMethod(call) !== undefined) return this.#inChain(call);
    const callee = bare(call.callee);
    if (isElementwise(callee)) return this.#inFunction(call.arguments[0], call);
    if (isSelecting(callee)) return this.lossIn((callee as TSESTree.MemberExpression).object);
    if (isPromise(this.file, call) === "no" || isDispensable(this.file, call)) return undefined;
    if (combinationOf(this.file, call)) return call.arguments[0] && this.lossIn(call.arguments[0]);
    if (rejectionOf(this.file, call) === undefined) return undefined;
    if (isWrapped(this.file, call)) return undefined;
    if (isFunction(callee)) return this.#inBody(callee);
    const own = calleeOf(this.file, call);
    if (own && this.#onlyDispenses(own)) return undefined;
    if (!this.isForWrites || (own && this.#inBody(own))) return call;
    return isLastingWrite(this.file, call) && !(own && onlyReads(this.file, own)) ? call : undefined;
  }

  #inChain(call: TSESTree.CallExpression): TSESTree.Node | undefined {
    if (rejectionOf(this.file, call) === undefined) return undefined;
    const method = chainMethod(call);
    const receiver = bare((bare(call.callee) as TSESTree.MemberExpression).object);
    const before = this.lossIn(receiver);
    if (before || method !== "then") return before;
    return call.arguments[0] && this.#inFunction(call.arguments[0], undefined);
  }

  /** `list.map((item) => item.close())`, `.then((file) => file.close())` */
  #inFunction(argument: TSESTree.Node | undefined, call: Call | undefined): TSESTree.Node | undefined {
    const fn = argument && functionMeant(this.file, argument);
    if (fn && failureOf(this.file, fn) === undefined && returnsKnown(this.file, fn)) return undefined;
    if (fn) return fn.async && fn.body.type === "BlockStatement" ? this.#inBody(fn) : this.#firstOf(returnedBy(this.file, fn));
    const isNamed = argument && nameIn(bare(argument)) !== undefined;
    if (!isNamed || isDispensableName(nameIn(bare(argument)) as string)) return undefined;
    return !this.isForWrites || isLastingName(bare(argument)) ? call : undefined;
  }

  #inBody(fn: FunctionNode): TSESTree.Node | undefined {
    if (fn.body.type !== "BlockStatement") return this.lossIn(fn.body);
    for (const node of ownNodes(this.file, fn.body)) {
      const isAwaited = node.type === "AwaitExpression";
      const work = (isAwaited && !catchAround(this.file, node)) || (node.type === "ReturnStatement" && !isAwaitedBelow(node.argument)) ? node.argument : undefined;
      const loss = work ? this.lossIn(work) : undefined;
      if (loss) return loss;
    }
    return undefined;
  }

  /** A function of the file that awaits only what may fail without a loss, whatever it is called. */
  #onlyDispenses(fn: FunctionNode): boolean {
    if (!fn.async || fn.body.type !== "BlockStatement") return false;
    const awaited = [...ownNodes(this.file, fn.body)].filter((node) => node.type === "AwaitExpression");
    return awaited.length > 0 && new Search(this.file, false).#inBody(fn) === undefined;
  }
}

/** A function of the file that waits for nothing but answers to questions. */
function onlyReads(file: File, fn: FunctionNode): boolean {
  const awaited = [...ownNodes(file, fn.body)].flatMap((node) => (node.type === "AwaitExpression" ? [bare(node.argument)] : []));
  return awaited.length > 0 && awaited.every((work) => work.type === "CallExpression" && isReadingName(bare(work.callee)));
}

function pushedTo(identifier: TSESTree.Node): readonly TSESTree.Node[] | undefined {
  const member = identifier.parent;
  if (member?.type !== "MemberExpression" || member.object !== identifier || propertyName(member) !== "push") return undefined;
  return member.parent.type === "CallExpression" && member.parent.callee === member ? member.parent.arguments : undefined;
}

function isLengthOf({ parent }: TSESTree.Node): boolean {
  return parent?.type === "MemberExpression" && propertyName(parent) === "length";
}

function isAwaitedBelow(argument: TSESTree.Node | null): boolean {
  return argument !== null && bare(argument).type === "AwaitExpression";
}

/** Of a function that returns what nothing is known of, or a list of it, silence says nothing. */
function returnsKnown(file: File, fn: FunctionNode): boolean {
  return fn.async || returnedBy(file, fn).every((result) => bare(result).type !== "ArrayExpression" && isPromise(file, result) !== "unknown");
}

/** `tasks.filter(Boolean)` leaves what is left as it was. */
function isSelecting(callee: TSESTree.Node): boolean {
  return callee.type === "MemberExpression" && ["filter", "slice", "reverse", "concat"].includes(propertyName(callee) ?? "");
}

function isElementwise(callee: TSESTree.Node): boolean {
  return callee.type === "MemberExpression" && (propertyName(callee) === "map" || propertyName(callee) === "flatMap");
}

/** A wrapper around what may fail: `within(2000, server.close())`, `retry(() => session.end())`. */
function isWrapped(file: File, call: Call): boolean {
  return call.arguments.some((argument) => {
    const node = bare(argument);
    const fn = isFunction(node) ? node : undefined;
    const results = fn ? returnedBy(file, fn) : [node];
    return results.some((result) => bare(result).type === "CallExpression" && isDispensable(file, bare(result) as Call));
  });
}

/** `import("node:zlib")` */
function isOfNode({ source }: TSESTree.ImportExpression): boolean {
  return source.type === "Literal" && String(source.value).startsWith("node:");
}
