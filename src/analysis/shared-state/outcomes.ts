import type { TSESTree } from "@typescript-eslint/utils";
import { changingMembers, givenMember, settledInputs } from "../../knowledge/handlers.js";
import { variableOf, writesOf, type Variable } from "../places/bindings.js";
import { functionBehind } from "../effects.js";
import { isNameOnly, iterated } from "../places/feeding.js";
import type { File } from "../file.js";
import { callbackOf, functionOf } from "../functions.js";
import { factOfFunction } from "../libraries/libraries.js";
import { bare, descendants, dressed, isFunction, isWithin, propertyName, type FunctionNode } from "../nodes.js";
import { placeOf, writes } from "../places/places.js";
import { chainMethod } from "../promises/promises.js";
import { isUpdate, type Run } from "../runs.js";

/** What a run waited for, and which of the things it was given it asked with. */
export interface Outcome {
  /** The `await`, the call of `then`, or the `for await` loop. */
  readonly suspension: TSESTree.Node;
  /** What was waited for. */
  readonly work: TSESTree.Node;
  /** The input as the source names it. */
  readonly input: string;
}

/** The work that a value is the outcome of, where that work was asked for with an input of the run. */
export function outcomeOf(file: File, run: Run, value: TSESTree.Node): Outcome | undefined {
  return new Tracer(file, run).outcome(value);
}

/** What of the input an expression is made with: a parameter, a dependency of the effect; `undefined` for none. */
export function inputOf(file: File, run: Run, expression: TSESTree.Node): string | undefined {
  return new Tracer(file, run).input(expression);
}

/** Where a name or a member that is part of the input is handed to the work. */
export interface Input {
  readonly node: TSESTree.Identifier | TSESTree.MemberExpression;
  readonly variable: Variable | undefined;
}

/** All of the input that an expression is made with, each name once. */
export function inputsOf(file: File, run: Run, expression: TSESTree.Node): readonly Input[] {
  return [...new Tracer(file, run).inputs(expression)];
}

class Tracer {
  readonly #scope: readonly FunctionNode[];

  constructor(
    readonly file: File,
    readonly run: Run,
  ) {
    this.#scope = run.frames.map(({ fn }) => fn);
  }

  outcome(value: TSESTree.Node): Outcome | undefined {
    const seen = new Set<Variable>();
    const open = [value];
    for (let next = open.shift(); next; next = open.shift()) {
      for (const node of descendants(this.file, next, (inner) => !isFunction(inner))) {
        if (node.type === "AwaitExpression") {
          const input = this.input(node.argument);
          if (input !== undefined) return { suspension: node, work: node.argument, input };
        }
        const variable = node.type === "Identifier" && !isNameOnly(node) ? variableOf(this.file, node) : undefined;
        if (!variable || seen.has(variable)) continue;
        seen.add(variable);
        const settled = this.#settled(variable) ?? this.#streamed(variable);
        if (settled) return settled;
        open.push(...this.#sources(variable));
      }
    }
    return undefined;
  }

  /** The parameter of a `then` callback is the outcome of what stands before it. */
  #settled(variable: Variable): Outcome | undefined {
    const definition = variable.defs[0];
    const given = definition?.type === "Parameter" && isFunction(definition.node) ? callbackOf(definition.node) : undefined;
    if (given?.call.type !== "CallExpression" || given.argument !== 0 || chainMethod(given.call) !== "then") return undefined;
    const callee = bare(given.call.callee);
    const input = callee.type === "MemberExpression" ? this.input(callee.object) : undefined;
    return input === undefined || callee.type !== "MemberExpression" ? undefined : { suspension: given.call, work: callee.object, input };
  }

  /** The variable of a `for await` loop. */
  #streamed(variable: Variable): Outcome | undefined {
    const definition = variable.defs[0];
    const loop = definition?.type === "Variable" ? definition.node.parent.parent : undefined;
    if (loop?.type !== "ForOfStatement" || !loop.await) return undefined;
    const input = this.input(loop.right);
    return input === undefined ? undefined : { suspension: loop, work: loop.right, input };
  }

  /** What a variable of the run takes its value from. */
  #sources(variable: Variable): readonly TSESTree.Node[] {
    const definition = variable.defs[0];
    if (!definition || !this.#scope.some((fn) => isWithin(definition.name, fn))) return [];
    if (definition.type === "Parameter" && isFunction(definition.node)) return this.#given(definition.node, definition.name);
    return writesOf(variable).flatMap(({ value, name }) => value ?? iterated(name) ?? []);
  }

  /** What the parameter of a callback is given, and that of a function that the run calls. */
  #given(fn: FunctionNode, name: TSESTree.Node): readonly TSESTree.Node[] {
    const call = this.run.frames.find((frame) => frame.fn === fn)?.call;
    const index = fn.params.findIndex((parameter) => isWithin(name, parameter));
    if (call) return call.arguments[index] ? [call.arguments[index]] : [];
    const given = callbackOf(fn)?.call;
    const callee = given && bare(given.callee);
    return callee?.type === "MemberExpression" && fn !== this.run.entry ? [callee.object] : [];
  }

  input(expression: TSESTree.Node): string | undefined {
    for (const { node, variable } of this.inputs(expression)) return variable?.name ?? this.file.source.getText(node);
    return undefined;
  }

  *inputs(expression: TSESTree.Node): Generator<Input> {
    const seen = new Set<unknown>();
    const open: Searched[] = [{ root: expression, isGiven: false }];
    for (let next = open.shift(); next; next = open.shift()) {
      for (const node of descendants(this.file, next.root)) {
        const isGiven = next.isGiven || isArgumentIn(node, next.root);
        if (node.type === "MemberExpression" && isGiven && (this.#isProps(node) || this.#isHeard(node))) yield { node, variable: undefined };
        if (node.type === "MemberExpression") open.push(...this.#keptBefore(node, expression, seen).map((root) => ({ root, isGiven })));
        const variable = node.type === "Identifier" && !isNameOnly(node) ? variableOf(this.file, node) : undefined;
        if (node.type !== "Identifier" || !variable || seen.has(variable)) continue;
        if (this.#isInput(variable, isGiven)) {
          seen.add(variable);
          yield { node, variable };
          continue;
        }
        // a name that is asked here can be given elsewhere
        if (isGiven || !this.run.effect) seen.add(variable);
        const behind = isCallee(node) ? functionBehind(this.file, node) : undefined;
        if (behind && functionOf(behind) && !isWithin(expression, behind) && !seen.has(behind)) open.push({ root: behind.body, isGiven: false });
        else if (!seen.has(variable.identifiers)) open.push(...this.#sources(variable).map((root) => ({ root, isGiven })));
        if (!behind && !isGiven) seen.add(variable.identifiers);
        if (behind) seen.add(behind);
      }
    }
  }

  /** What a component is given, in the method that is run when it has changed. */
  #isProps(node: TSESTree.MemberExpression): boolean {
    const given = bare(node.object);
    return isUpdate(this.run.entry) && given.type === "MemberExpression" && given.object.type === "ThisExpression" && propertyName(given) === givenMember;
  }

  /** `input.value` in a listener of that input. */
  #isHeard(node: TSESTree.MemberExpression): boolean {
    if (!changingMembers.includes(propertyName(node) ?? "")) return false;
    const registering = callbackOf(this.run.entry)?.call;
    const callee = registering && bare(registering.callee);
    if (callee?.type !== "MemberExpression" || propertyName(callee) !== "addEventListener") return false;
    return this.file.source.getText(bare(callee.object)) === this.file.source.getText(bare(node.object));
  }

  #isInput(variable: Variable, isGiven: boolean): boolean {
    const definition = variable.defs[0];
    const { entry, effect } = this.run;
    if (definition?.type === "Parameter" && definition.node === entry) return isGiven && (!effect || entry.params.findIndex((parameter) => isWithin(definition.name, parameter)) !== effect.fact.cleanup);
    if (!effect || !definition || definition.type === "ImportBinding" || isWithin(definition.name, entry)) return false;
    if (effect.dependencies !== "any" && !effect.dependencies.has(variable)) return false;
    return isGiven && this.#canChange(variable, definition.node);
  }

  /** A state setter, a function, what the module holds and what the program is set up with are the same on each run. */
  #canChange(variable: Variable, definition: TSESTree.Node): boolean {
    const name = variable.identifiers[0];
    if (settledInputs.test(variable.name)) return false;
    if (!name || isFunction(definition) && definition.type === "FunctionDeclaration" && definition.id === name) return false;
    if (functionOf(name) === undefined && this.run.effect?.dependencies === "any" && this.run.effect.fact.dependencies !== null) return false;
    return functionBehind(this.file, name) === undefined && factOfFunction(this.file, "setters", name) === undefined;
  }

  /** `this.id = id; … load(this.id)`: the run put it there itself. */
  #keptBefore(node: TSESTree.MemberExpression, work: TSESTree.Node, seen: Set<unknown>): readonly TSESTree.Node[] {
    const place = placeOf(this.file, node);
    if (place?.root !== "this" || seen.has(place.key)) return [];
    seen.add(place.key);
    return writes(this.file).flatMap(({ place: { key, root }, node: write, value, fn }) => {
      const isBefore = key === place.key && root === "this" && fn !== undefined && this.#scope.includes(fn) && write.range[1] <= work.range[0];
      return isBefore && value ? [value] : [];
    });
  }
}

/** An expression that is searched, and whether its value is handed to the work; `api` of `api.get(id)` is asked, and not handed over. */
interface Searched {
  readonly root: TSESTree.Node;
  readonly isGiven: boolean;
}

function isArgumentIn(node: TSESTree.Node, root: TSESTree.Node): boolean {
  let inner = node;
  for (let outer = node.parent; outer && inner !== root; inner = outer, outer = outer.parent) {
    if ((outer.type === "CallExpression" || outer.type === "NewExpression") && outer.callee !== inner && !isCombinator(outer)) return true;
    if (outer.type === "TaggedTemplateExpression" && outer.quasi === inner) return true;
  }
  return false;
}

/** `Promise.all([users.list(), groups.list()])` hands nothing to the work. */
function isCombinator({ callee }: TSESTree.CallExpression | TSESTree.NewExpression): boolean {
  return callee.type === "MemberExpression" && callee.object.type === "Identifier" && callee.object.name === "Promise";
}

function isCallee(node: TSESTree.Identifier): boolean {
  const outer = dressed(node);
  return outer.parent?.type === "CallExpression" && outer.parent.callee === outer;
}
