import type { TSESTree } from "@typescript-eslint/utils";
import { globalName, variableOf, writesOf, type Variable } from "./places/bindings.js";
import { valueTypeOf, valuesPutInto } from "./element-types.js";
import { assignmentsToField, parameterProperty } from "./places/fields.js";
import type { File } from "./file.js";
import { annotationOf, functionMeant, isNothing, memberOf, thisOwner } from "./functions.js";
import { isAnyValue, isSameValue } from "./same-origins.js";
import { bareSpecifier, loadedModule, requiredModule } from "./libraries/module-names.js";
import { nameOfType, resultAnnotationOf } from "./places/owners.js";
import { bare, isClass, isFunction, ownNodes, propertyName, type Call, type ClassNode } from "./nodes.js";
import { perFile } from "./per-file.js";
import type { Path } from "./spelling.js";
import { types } from "./types.js";

/** What an expression denotes: a value of a module, told by the path to it. */
export interface Origin {
  /** The module's specifier without `node:`; `null` for a global. */
  readonly module: string | null;
  readonly path: Path;
  /** The calls and constructions of the path, in its order; `undefined` where one is not in this file. */
  readonly calls: readonly (Call | undefined)[];
}

/** What an expression of the file denotes; `undefined` where that cannot be told from this file. */
export function originOf(file: File, expression: TSESTree.Node): Origin | undefined {
  return resolver(file).originOf(expression);
}

/** Every name that the declared type of an expression goes by, as origins. Empty without types. */
export function declaredOrigins(file: File, expression: TSESTree.Node): readonly Origin[] {
  return (types(file)?.namesOf(expression) ?? []).map(({ module, name }) => ({ module, path: `.${name}!`, calls: [undefined] }));
}

const resolver = perFile((file) => new Resolver(file));

type Step = { readonly path: string; readonly call?: Call };

const globalObjects = /^\.(?:globalThis|window|self|global)(?=\.)/;

class Resolver {
  readonly #known = new Map<TSESTree.Node, Origin | undefined>();

  constructor(readonly file: File) {}

  originOf(expression: TSESTree.Node): Origin | undefined {
    const node = bare(expression);
    if (this.#known.has(node)) return this.#known.get(node);
    this.#known.set(node, undefined); // an expression that leads back to itself has no origin
    const origin = this.#resolve(node);
    this.#known.set(node, origin);
    return origin;
  }

  /** Goes down a chain of members and calls to where it starts, without recursion: chains can be long. */
  #resolve(expression: TSESTree.Node): Origin | undefined {
    const steps: Step[] = [];
    let node = bare(expression);
    for (;;) {
      if (node !== expression && this.#known.get(node)) return extended(this.#known.get(node), steps);
      if (node.type === "MemberExpression") {
        const member = this.#member(node, steps);
        if (member) return member;
        const name = propertyName(node);
        if (name === undefined) return undefined;
        if (name !== "bind") steps.unshift({ path: /^\d+$/.test(name) ? `[${name}]` : `.${name}` });
        node = bare(node.object);
      } else if (node.type === "CallExpression") {
        const specifier = requiredModule(node);
        if (specifier !== undefined) return extended(moduleOrigin(specifier), steps);
        const factory = this.#factoryResult(node);
        const given = factory ?? this.#valueInMap(node);
        if (given) return extended(given, steps);
        const callee = bare(node.callee);
        const work = node.arguments[0];
        if (callee.type === "MemberExpression" && propertyName(callee) === "bind") node = bare(callee.object);
        else if (work && this.#isPromisify(callee)) node = bare(work);
        else {
          steps.unshift({ path: "()", call: node });
          node = callee;
        }
      } else if (node.type === "NewExpression") {
        steps.unshift({ path: "!", call: node });
        node = bare(node.callee);
      } else if (node.type === "AwaitExpression") node = bare(node.argument);
      else return this.#base(node, steps);
    }
  }

  /** `promisify(exec)` calls what it is given. */
  #isPromisify(callee: TSESTree.Node): boolean {
    const name = callee.type === "Identifier" ? callee.name : callee.type === "MemberExpression" ? propertyName(callee) : undefined;
    if (name !== "promisify") return false;
    const origin = this.originOf(callee);
    return origin?.module === "util" && origin.path === ".promisify";
  }

  #base(node: TSESTree.Node, steps: readonly Step[]): Origin | undefined {
    switch (node.type) {
      case "Identifier":
        return this.#identifier(node, steps);
      case "LogicalExpression":
        return extended(this.#either(node.left, node.right), steps);
      case "ConditionalExpression":
        return extended(this.#either(node.consequent, node.alternate), steps);
      case "AssignmentExpression":
        return extended(this.originOf(node.right), steps);
      case "SequenceExpression":
        return extended(this.originOf(node.expressions.at(-1) as TSESTree.Node), steps);
      case "ImportExpression": {
        const loaded = loadedModule(node);
        return loaded === undefined ? undefined : extended(moduleOrigin(loaded), steps);
      }
      case "ThisExpression":
        return this.#this(node, steps);
      case "ObjectExpression":
        return this.#property(node, steps);
      case "MetaProperty":
        return { module: null, path: `.import.meta${steps.map((step) => step.path).join("")}`, calls: [] };
      default:
        return undefined;
    }
  }

  /** `a ?? b`: what is known of either, unless they are known to differ. */
  #either(left: TSESTree.Node, right: TSESTree.Node): Origin | undefined {
    const [one, other] = [left, right].map((side) => this.originOf(side)).filter((origin) => !isAnyValue(origin));
    if (one && other && !isSameValue(one, other)) return undefined;
    return one && other ? { ...one, calls: one.calls.map(() => undefined) } : (one ?? other);
  }

  #identifier(node: TSESTree.Identifier, steps: readonly Step[]): Origin | undefined {
    const variable = variableOf(this.file, node);
    if (variable) return this.#variable(variable, steps);
    const global = globalName(this.file, node);
    if (global === undefined || global === "undefined") return undefined;
    const origin = extended({ module: null, path: `.${global}`, calls: [] }, steps);
    return origin && { ...origin, path: origin.path.replace(globalObjects, "") };
  }

  #variable(variable: Variable, steps: readonly Step[]): Origin | undefined {
    const definition = variable.defs[0];
    if (!definition) return undefined;
    if (definition.type === "ImportBinding") return extended(importOrigin(definition.node), steps);
    if (definition.type === "ClassName") return this.#class(definition.node, steps);
    const writes = writesOf(variable).filter((write) => !write.value || !isNothing(write.value));
    const only = writes.length === 1 && writes[0]?.direct && writes[0].value ? bare(writes[0].value) : undefined;
    if (only?.type === "ObjectExpression") return this.#property(only, steps);
    const assigned = this.#agreed(writes.map(({ name, value }) => value && this.#bound(name, value)));
    return extended(assigned ?? this.#annotated(annotationOf(definition.name)), steps);
  }

  /** What several writes to one place agree on; a write that tells nothing does not object. */
  #agreed(origins: readonly (Origin | undefined)[]): Origin | undefined {
    const known = origins.filter((origin) => origin !== undefined);
    const telling = known.filter((origin) => !isAnyValue(origin));
    const first = telling[0] ?? known[0];
    if (!first || telling.some((origin) => !isSameValue(origin, first))) return undefined;
    return origins.length === 1 ? first : { ...first, calls: first.calls.map(() => undefined) };
  }

  /** The part of a value that a destructuring pattern gives to a name. */
  #bound(name: TSESTree.Node, value: TSESTree.Node): Origin | undefined {
    const steps: Step[] = [];
    let inner: TSESTree.Node = name;
    let fallback: TSESTree.Node | undefined;
    for (let outer = name.parent; outer; inner = outer, outer = outer.parent) {
      if (outer.type === "AssignmentPattern" && outer.left === inner) fallback ??= outer.right;
      else if (outer.type === "Property" && outer.parent.type === "ObjectPattern") {
        const key = propertyName(outer);
        if (key === undefined) return undefined;
        steps.unshift({ path: `.${key}` });
      } else if (outer.type === "ArrayPattern") steps.unshift({ path: `[${String(outer.elements.indexOf(inner as never))}]` });
      else if (outer.type === "RestElement") return undefined;
      else if (outer.type !== "ObjectPattern") break;
    }
    if (fallback === value) return this.originOf(value);
    return this.#stepped(value, steps) ?? (fallback && this.originOf(fallback));
  }

  #stepped(value: TSESTree.Node, steps: readonly Step[]): Origin | undefined {
    const node = bare(value);
    return node.type === "ObjectExpression" && steps.length > 0 ? this.#property(node, steps) : extended(this.originOf(value), steps);
  }

  #annotated(name: TSESTree.Node | undefined): Origin | undefined {
    if (!name) return undefined;
    const { root, path } = qualified(name);
    const definition = variableOf(this.file, root)?.defs[0];
    const origin =
      definition?.type === "ImportBinding"
        ? importOrigin(definition.node)
        : definition?.type === "ClassName"
          ? this.#class(definition.node, [])
          : definition || root.type !== "Identifier"
            ? undefined
            : { module: null, path: `.${root.name}`, calls: [] };
    return extended(origin, [{ path: `${path}!` }]);
  }

  #class(node: ClassNode, steps: readonly Step[]): Origin | undefined {
    const name = steps[0]?.path.startsWith(".") ? steps[0].path.slice(1) : undefined;
    const member = name === undefined ? undefined : memberOf(node, name);
    if (member?.type === "PropertyDefinition" && member.static && member.value) return extended(this.originOf(member.value), steps.slice(1));
    return node.superClass ? extended(this.originOf(node.superClass), steps) : undefined;
  }

  #this(node: TSESTree.ThisExpression, steps: readonly Step[]): Origin | undefined {
    const owner = thisOwner(node);
    return isClass(owner) && owner.superClass ? extended(this.originOf(owner.superClass), [{ path: "!" }, ...steps]) : undefined;
  }

  /** The origin of `this.field…` and of a member of an object literal, where the file says what it holds. */
  #member(node: TSESTree.MemberExpression, steps: readonly Step[]): Origin | undefined {
    const object = bare(node.object);
    const name = propertyName(node);
    if (object.type !== "ThisExpression" || name === undefined) return undefined;
    const owner = thisOwner(object);
    return owner && isClass(owner) ? extended(this.#field(owner, name), steps) : undefined;
  }

  #field(owner: ClassNode, name: string): Origin | undefined {
    const member = memberOf(owner, name);
    const values = [...assignmentsToField(this.file, owner, name)];
    if (member?.type === "PropertyDefinition" && member.value && !isNothing(member.value)) values.push(member.value);
    const parameter = member ? undefined : parameterProperty(owner, name);
    if (parameter?.parent?.type === "AssignmentPattern") values.push(parameter.parent.right);
    const assigned = this.#agreed(values.map((value) => this.originOf(value)));
    if (assigned) return assigned;
    const declared = annotationOf(member ?? parameter);
    return this.#annotated(declared);
  }

  #property(node: TSESTree.ObjectExpression, steps: readonly Step[]): Origin | undefined {
    const name = steps[0]?.path.startsWith(".") ? steps[0].path.slice(1) : undefined;
    const member = name === undefined ? undefined : memberOf(node, name);
    if (member?.type !== "Property") return undefined;
    const value = bare(member.value);
    return value.type === "ObjectExpression" ? this.#property(value, steps.slice(1)) : extended(this.originOf(value), steps.slice(1));
  }

  /** `locks.get(key)` of a `Map<string, Mutex>`, or of a map that only mutexes are put into. */
  #valueInMap(call: TSESTree.CallExpression): Origin | undefined {
    const callee = bare(call.callee);
    if (callee.type !== "MemberExpression" || propertyName(callee) !== "get") return undefined;
    return this.#annotated(nameOfType(valueTypeOf(this.file, callee.object))) ?? this.#agreed(valuesPutInto(this.file, callee.object).map((value) => this.originOf(value)));
  }

  /** What a call of a function of this file gives, where that function returns one known thing. */
  #factoryResult(call: TSESTree.CallExpression): Origin | undefined {
    const factory = functionMeant(this.file, call.callee);
    if (!factory || this.#known.has(factory)) return undefined;
    this.#known.set(factory, undefined);
    const results = isFunction(factory) && factory.body.type !== "BlockStatement" ? [factory.body] : returned(this.file, factory);
    const origins = results.map((result) => this.originOf(result));
    this.#known.delete(factory);
    const first = origins[0];
    if (first && origins.every((origin) => origin?.module === first.module && origin.path === first.path)) return first;
    return this.#annotated(resultAnnotationOf(factory));
  }
}

function returned(file: File, fn: TSESTree.Node & { body: TSESTree.Node }): TSESTree.Node[] {
  return [...ownNodes(file, fn.body)]
    .filter((node) => node.type === "ReturnStatement")
    .flatMap((node) => (node.argument ? [node.argument] : []));
}

function moduleOrigin(specifier: string): Origin {
  return { module: bareSpecifier(specifier), path: "", calls: [] };
}

function importOrigin(node: TSESTree.Node): Origin | undefined {
  if (node.type === "TSImportEqualsDeclaration")
    return node.moduleReference.type === "TSExternalModuleReference" ? moduleOrigin(node.moduleReference.expression.value) : undefined;
  const declaration = node.parent;
  if (declaration?.type !== "ImportDeclaration") return undefined;
  const module = moduleOrigin(declaration.source.value);
  if (node.type !== "ImportSpecifier") return module;
  return { ...module, path: `.${node.imported.type === "Identifier" ? node.imported.name : node.imported.value}` };
}

function extended(origin: Origin | undefined, steps: readonly Step[]): Origin | undefined {
  if (!origin || steps.length === 0) return origin;
  const calls = steps.filter((step) => step.path === "()" || step.path.endsWith("!")).map((step) => step.call);
  return { module: origin.module, path: origin.path + steps.map((step) => step.path).join(""), calls: [...origin.calls, ...calls] };
}

function qualified(name: TSESTree.Node): { root: TSESTree.Node; path: string } {
  if (name.type !== "TSQualifiedName") return { root: name, path: "" };
  const { root, path } = qualified(name.left);
  return { root, path: `${path}.${name.right.name}` };
}
