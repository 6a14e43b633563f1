import type { TSESTree } from "@typescript-eslint/utils";
import type { Acquisition } from "./acquisitions.js";
import { variableOf, writesOf, type Variable } from "../places/bindings.js";
import { callbackUse } from "../promises/callbacks.js";
import { chainEnd } from "../promises/detached.js";
import type { File } from "../file.js";
import { callbackOf, calleeOf, functionOf, isNothing } from "../functions.js";
import { bare, descendants, dressed, isFunction, ownNodes, propertyName, type FunctionNode } from "../nodes.js";
import { chainMethod } from "../promises/promises.js";
import { isRelease, isReleaseOfReceiver, namesOf, type Names } from "./release-calls.js";
import { tellsSuccess } from "./success-flags.js";

/** What gives an acquisition back, and where it becomes somebody else's. */
export interface Release {
  /** Whether a node gives it back when it is evaluated. */
  readonly fulfils: (node: TSESTree.Node) => boolean;
  /** Whether it is somebody else's from a node on. */
  readonly handsOn: (node: TSESTree.Node) => boolean;
  /** The calls in its function, and in what that function contains, that give it back. In source order. */
  readonly calls: readonly TSESTree.CallExpression[];
}

export function releaseOf(file: File, taken: Acquisition, depth = 0): Release {
  const names = namesOf(file, taken);
  const calls = [...descendants(file, taken.of)].filter((node): node is TSESTree.CallExpression => node.type === "CallExpression" && isRelease(file, taken, names, node));
  const judge = new Judge(file, taken, names, calls, depth);
  return { calls, fulfils: (node) => judge.fulfils(node), handsOn: (node) => judge.handsOn(node) };
}

/** `{ where: { id }, transaction }` */
function isOption(options: TSESTree.Node, name: TSESTree.Node, usedAs: string): boolean {
  const property = name.parent;
  return options.type === "ObjectExpression" && property?.type === "Property" && property.parent === options && property.value === name && propertyName(property) === usedAs;
}

/** `await save(client)`, `return save(client).then(…)` */
function isWaitedFor(call: TSESTree.CallExpression): boolean {
  const { parent } = dressed(chainEnd(call));
  return parent?.type === "AwaitExpression" || parent?.type === "ReturnStatement" || (parent?.type === "ArrowFunctionExpression" && parent.body === dressed(chainEnd(call)));
}

class Judge {
  readonly #releases: ReadonlySet<TSESTree.Node>;
  readonly #releasing = new Map<FunctionNode, boolean>();
  /** Whether the function itself gives it back somewhere: then to pass it on is to use it. */
  readonly #isOwn: boolean;
  readonly #carriers: ReadonlySet<Variable>;

  constructor(
    readonly file: File,
    readonly taken: Acquisition,
    readonly names: Names,
    calls: readonly TSESTree.CallExpression[],
    readonly depth: number,
  ) {
    this.#releases = new Set(calls);
    this.#isOwn = calls.length > 0;
    this.#carriers = this.#carriersOf();
  }

  fulfils(node: TSESTree.Node): boolean {
    switch (node.type) {
      case "CallExpression":
        return this.#releases.has(node) || this.#closesAfter(node) || this.#isChainThatReleases(node) || this.#isHelper(node) || this.#runsReleasing(node);
      case "ChainExpression":
        // `release?.()` is passed by where there is nothing to give back
        return node.expression.type === "CallExpression" && this.#releases.has(node.expression);
      case "IfStatement":
      case "ConditionalExpression":
        return this.#asksForIt(node.test) && this.#holdsRelease(node.consequent, node.alternate);
      case "LogicalExpression":
        return this.#asksForIt(node.left) && this.#holdsRelease(node.right);
      case "ReturnStatement":
      case "ThrowStatement":
        return this.#isWhereAbsent(node);
      default:
        return false;
    }
  }

  /** `if (!reader) throw new Error("no body")`: there is nothing to give back. */
  #isWhereAbsent(step: TSESTree.Node): boolean {
    const block = step.parent?.type === "BlockStatement" ? step.parent : step;
    const decision = block.parent?.type === "IfStatement" && block.parent.consequent === block ? bare(block.parent.test) : undefined;
    const named = decision?.type === "UnaryExpression" && decision.operator === "!" ? bare(decision.argument) : decision?.type === "BinaryExpression" && /^===?$/.test(decision.operator) && isNothing(decision.right) ? bare(decision.left) : undefined;
    const variable = named?.type === "Identifier" ? variableOf(this.file, named) : undefined;
    return variable !== undefined && (this.names.resource.has(variable) || this.names.releaser.has(variable));
  }

  handsOn(node: TSESTree.Node): boolean {
    if (isFunction(node)) return this.#isGivenAway(node);
    if (node.type !== "Identifier") return false;
    const variable = variableOf(this.file, node);
    if (!variable) return false;
    const isReleaser = this.names.releaser.has(variable);
    if (!isReleaser && !this.names.resource.has(variable) && !this.#carriers.has(variable)) return false;
    return this.#goesOn(node, isReleaser);
  }

  /** `const transaction = new Transaction(client)`: whoever is given that has the client. */
  #carriersOf(): ReadonlySet<Variable> {
    const found = new Set<Variable>();
    for (const { references } of this.names.resource) {
      for (const { identifier } of references) {
        const made = identifier.parent.type === "NewExpression" ? identifier.parent.parent : undefined;
        const variable = made?.type === "VariableDeclarator" ? variableOf(this.file, made.id) : undefined;
        if (variable) found.add(variable);
      }
    }
    return found;
  }

  /** Where the value of a name goes: returned, stored, or passed on. */
  #goesOn(name: TSESTree.Node, isReleaser: boolean): boolean {
    let inner = name;
    for (let outer = name.parent; outer; inner = outer, outer = outer.parent) {
      switch (outer.type) {
        case "ReturnStatement":
        case "YieldExpression":
          return true;
        case "ArrowFunctionExpression":
          return outer.body === inner;
        case "AssignmentExpression":
          return outer.right === inner && (outer.left.type !== "Identifier" || inner !== name || this.#isFromOutside(outer.left));
        case "VariableDeclarator":
          return outer.init === inner && inner !== name;
        case "NewExpression":
          return outer.callee !== inner && (isReleaser || !this.#isOwn);
        case "CallExpression":
          return outer.callee !== inner && (isReleaser || this.#isKept(outer, inner, name));
        case "ArrayExpression":
        case "ObjectExpression":
        case "SpreadElement":
        case "ConditionalExpression":
        case "LogicalExpression":
        case "AwaitExpression":
          if (outer.type === "ConditionalExpression" && outer.test === inner) return false;
          break;
        case "Property":
          if (outer.value !== inner) return false;
          break;
        default:
          if (bare(outer) === outer) return false;
      }
    }
    return false;
  }

  #isFromOutside(name: TSESTree.Identifier): boolean {
    const definition = variableOf(this.file, name)?.defs[0];
    return definition === undefined || (functionOf(definition.name) ?? this.file.ast) !== this.taken.of;
  }

  /** Whether the call that a resource is passed to may keep it: `pool.add(client)`, or anything where this function never gives it back. */
  #isKept(call: TSESTree.CallExpression, argument: TSESTree.Node, name: TSESTree.Node): boolean {
    if (!this.#isOwn) return !this.#isUsedIn(call, argument, name);
    const callee = bare(call.callee);
    return callee.type === "MemberExpression" && /^(?:push|add|set|unshift|enqueue)$/.test(propertyName(callee) ?? "") && call.parent.type === "ExpressionStatement";
  }

  /** `Shop.update(values, { transaction })` goes through it and is over, and so is a function of this file that does nothing else with it. */
  #isUsedIn(call: TSESTree.CallExpression, argument: TSESTree.Node, name: TSESTree.Node): boolean {
    const { usedAs } = this.taken.fact;
    const isAwaited = isWaitedFor(call);
    if (argument !== name) return usedAs !== undefined && isAwaited && bare(call.callee).type === "MemberExpression" && isOption(argument, name, usedAs);
    const callee = calleeOf(this.file, call);
    const own = callee?.params[call.arguments.indexOf(argument as TSESTree.CallExpressionArgument)];
    const variable = own?.type === "Identifier" ? variableOf(this.file, own) : undefined;
    if (!callee || !variable || !isAwaited || this.depth > 2) return false;
    const inner: Acquisition = { ...this.taken, of: callee, from: undefined, holders: new Set([variable]), parts: new Map() };
    const release = releaseOf(this.file, inner, this.depth + 1);
    return release.calls.length === 0 && ![...descendants(this.file, callee.body)].some((node) => release.handsOn(node));
  }

  /** A function that gives it back later: a listener, a field, a result. What a chain or an element callback does is told apart. */
  #isGivenAway(fn: FunctionNode): boolean {
    if (!this.#releasesIn(fn)) return false;
    const callback = callbackOf(fn);
    if (!callback) return true;
    return chainMethod(callback.call) === undefined && callbackUse(this.file, callback.call, callback.argument)?.runs !== "sync";
  }

  #releasesIn(fn: FunctionNode): boolean {
    const known = this.#releasing.get(fn);
    if (known !== undefined) return known;
    let found = false;
    for (const node of descendants(this.file, fn.body)) {
      found ||= this.#releases.has(node) || (node.type === "Identifier" && node !== fn.id && this.names.releaser.has(variableOf(this.file, node) as Variable));
    }
    this.#releasing.set(fn, found);
    return found;
  }

  /** `work().finally(release)`, `work().then(release, release)` */
  #isChainThatReleases(node: TSESTree.CallExpression): boolean {
    const method = chainMethod(node);
    if (method === undefined) return false;
    const gives = node.arguments.map((argument) => this.#isReleasing(argument));
    if (method === "finally") return gives[0] === true;
    if (method === "catch") return gives[0] === true && this.#chainReleases(node);
    return gives[0] === true && (gives[1] === true || this.#chainReleases(node));
  }

  /** The rest of a chain that gives it back on one outcome does so on the other: `.then(release).catch(…release…)`. */
  #chainReleases(call: TSESTree.CallExpression): boolean {
    const methods = new Set<string>();
    for (let link: TSESTree.Node = call; ; ) {
      const method = link.type === "CallExpression" ? chainMethod(link) : undefined;
      if (link.type !== "CallExpression" || method === undefined) break;
      if (link.arguments[0] && this.#isReleasing(link.arguments[0])) methods.add(method);
      const callee = bare(link.callee);
      link = callee.type === "MemberExpression" ? bare(callee.object) : callee;
    }
    return methods.has("then") && methods.has("catch");
  }

  #isReleasing(argument: TSESTree.Node): boolean {
    const node = bare(argument);
    if (isFunction(node)) return this.#releasesIn(node);
    return node.type === "Identifier" && this.names.releaser.has(variableOf(this.file, node) as Variable);
  }

  /** A function of this file that gives back what it is passed, or what it finds in the same place. */
  #isHelper(call: TSESTree.CallExpression): boolean {
    const fn = calleeOf(this.file, call);
    if (!fn || fn === this.taken.of) return false;
    const { receiver } = this.taken;
    if (receiver?.startsWith("this.") || this.#isModuleState(receiver)) {
      for (const node of ownNodes(this.file, fn.body)) if (node.type === "CallExpression" && isReleaseOfReceiver(this.file, this.taken, node)) return true;
    }
    return call.arguments.some((argument, index) => this.#isGivenTo(fn, bare(argument), fn.params[index]));
  }

  #isModuleState(receiver: string | undefined): boolean {
    return receiver !== undefined && /^[\w$]+$/.test(receiver);
  }

  #isGivenTo(fn: FunctionNode, argument: TSESTree.Node, parameter: TSESTree.Node | undefined): boolean {
    const variable = argument.type === "Identifier" ? variableOf(this.file, argument) : undefined;
    const own = parameter && variableOf(this.file, parameter);
    if (!variable || !own) return false;
    const isReleaser = this.names.releaser.has(variable);
    if (!isReleaser && !this.names.resource.has(variable)) return false;
    const names: Names = { resource: new Set(isReleaser ? [] : [own]), releaser: new Set(isReleaser ? [own] : []) };
    const inner: Acquisition = { ...this.taken, holders: names.resource };
    for (const node of descendants(this.file, fn.body)) if (node.type === "CallExpression" && isRelease(this.file, inner, names, node)) return true;
    return false;
  }

  /** A callback that runs before the call returns: `clients.forEach(() => release())`. */
  #runsReleasing(call: TSESTree.CallExpression): boolean {
    return call.arguments.some((argument, index) => isFunction(argument) && this.#releasesIn(argument) && callbackUse(this.file, call, index)?.runs === "sync");
  }

  /** `handle.createReadStream()` closes the handle at its end. */
  #closesAfter(call: TSESTree.CallExpression): boolean {
    const callee = bare(call.callee);
    const object = callee.type === "MemberExpression" ? bare(callee.object) : undefined;
    const variable = object?.type === "Identifier" ? variableOf(this.file, object) : undefined;
    return variable !== undefined && callee.type === "MemberExpression" && this.names.resource.has(variable) && (this.taken.fact.closesAfter ?? []).includes(propertyName(callee) ?? "");
  }

  /** `if (client)`, `if (acquired)`: a condition on whether there is anything to give back. */
  #asksForIt(test: TSESTree.Node): boolean {
    for (const node of descendants(this.file, test)) {
      const variable = node.type === "Identifier" ? variableOf(this.file, node) : undefined;
      if (node.type === "CallExpression" && !this.#isAskedOf(bare(node.callee))) return false;
      if (!variable) continue;
      if (this.#carriers.has(variable)) return true;
      if (this.names.resource.has(variable) || this.names.releaser.has(variable) || (this.#isOwnFlag(variable) && !tellsSuccess(this.file, variable, test, this.taken.node, this.#releases))) return true;
    }
    return false;
  }

  /** `transaction.isCompleted()` */
  #isAskedOf(callee: TSESTree.Node): boolean {
    const object = callee.type === "MemberExpression" ? bare(callee.object) : undefined;
    const variable = object?.type === "Identifier" ? variableOf(this.file, object) : undefined;
    return variable !== undefined && (this.names.resource.has(variable) || this.#carriers.has(variable));
  }

  /** A variable that this function sets as it goes: `acquired`, `released`. */
  #isOwnFlag(variable: Variable): boolean {
    const definition = variable.defs[0];
    return definition?.type === "Variable" && (functionOf(definition.name) ?? this.file.ast) === this.taken.of && writesOf(variable).length > 1;
  }

  #holdsRelease(...branches: (TSESTree.Node | null)[]): boolean {
    return branches.some((branch) => branch !== null && [...ownNodes(this.file, branch)].some((node) => this.#releases.has(node)));
  }
}
