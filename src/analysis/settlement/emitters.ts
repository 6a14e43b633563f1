import type { TSESTree } from "@typescript-eslint/utils";
import type { EmitterFact } from "../../knowledge/library.js";
import { variableOf, writesOf, type Variable } from "../places/bindings.js";
import type { File } from "../file.js";
import { thisOwner, valueOf } from "../functions.js";
import { normalised, perLibraries } from "../libraries/libraries.js";
import { bareSpecifier } from "../libraries/module-names.js";
import { bare, isCall, isFunction, nodes, propertyName, type Call, type ClassNode } from "../nodes.js";
import { declaredOrigins, originOf, type Origin } from "../origin.js";
import { perFile } from "../per-file.js";
import { placeOf } from "../places/places.js";
import { outcomesOf } from "../promises/promises.js";
import { registrationOf, textOf } from "../registrations.js";
import { literalOf } from "../settings.js";
import { deferreds } from "../promises/settlers.js";
import { pathOf } from "../spelling.js";

/** An object that events come from. */
export interface Emitter {
  /** The expression that it starts as, under the calls that give it back: `spawn(cmd)` of `spawn(cmd).on("exit", …)`. */
  readonly root: TSESTree.Node;
  /** The same for every mention of one emitter in its file. */
  readonly key: Variable | TSESTree.Node | string;
  /** It was handed to `pipe`, which takes streams. */
  readonly isPiped: boolean;
}

/** Methods that give back what they are called on. */
const fluent = new Set(["on", "once", "addListener", "prependListener", "prependOnceListener", "off", "removeListener", "setEncoding", "resume", "pause", "ref", "unref", "setMaxListeners", "setNoDelay", "setKeepAlive", "listen", "end"]);

/** The emitter that an expression gives, through chains, names and `pipe`. */
export function emitterOf(file: File, expression: TSESTree.Node): Emitter {
  let node = bare(expression);
  let key: Emitter["key"] = node;
  let isPiped = false;
  for (let steps = 0; steps < 1000; steps++) {
    const callee = node.type === "CallExpression" ? bare(node.callee) : undefined;
    const method = callee?.type === "MemberExpression" ? propertyName(callee) : undefined;
    if (node.type === "CallExpression" && method === "pipe" && node.arguments[0]) {
      isPiped = true;
      node = bare(node.arguments[0]);
    } else if (callee?.type === "MemberExpression" && method !== undefined && fluent.has(method)) node = bare(callee.object);
    else if (node.type === "Identifier") {
      const variable = variableOf(file, node);
      const value = variable && variable.defs[0]?.type !== "Parameter" ? valueOf(variable) : undefined;
      const made = value && bare(value);
      if (!made || !(isCall(made) || made.type === "Identifier" || made.type === "AwaitExpression")) return { root: node, key: variable ?? node.name, isPiped };
      key = made;
      node = made;
    } else break;
    key = node;
  }
  return { root: node, key: node.type === "MemberExpression" ? memberKey(file, node) : key, isPiped };
}

const owners = perFile(() => new Map<ClassNode | TSESTree.ObjectExpression, number>());

/** `this.socket` is the same throughout its class. */
function memberKey(file: File, node: TSESTree.MemberExpression): Emitter["key"] {
  const place = placeOf(file, node);
  if (!place) return node;
  const owner = place.root === "this" ? thisOwner(node) : undefined;
  const known = owners(file);
  if (owner && !known.has(owner)) known.set(owner, known.size);
  return `${owner ? String(known.get(owner)) : ""}${place.key}`;
}

/** What is known of an emitter that has this event among those of its success; `undefined` where its kind is not known. */
export function emitterFact(file: File, emitter: Emitter, event: string): EmitterFact | undefined {
  return emitterFacts(file, emitter).find(({ success }) => success.includes(event));
}

/** What is known of an emitter: several facts where different events need different ones to be heard. */
export function emitterFacts(file: File, { root, isPiped }: Emitter): readonly EmitterFact[] {
  const origin = originOf(file, root);
  // what the platform has from the start, such as `process.stdin`, is there whatever its type can do
  const isTold = origin !== undefined && (origin.calls.at(-1) === root || (origin.module === null && origin.calls.length === 0));
  const origins = [...(origin ? [origin] : []), ...(isTold ? [] : declaredOrigins(file, root))];
  const found = origins.flatMap((one) => factsAt(file, one, root));
  return found.length === 0 && isPiped ? factsAt(file, { module: "stream", path: ".Writable!", calls: [] }, root) : found;
}

function factsAt(file: File, found: Origin, root: TSESTree.Node): readonly EmitterFact[] {
  const { module, path } = normalised(file, found);
  const known = facts(file).get(`${module ?? ""} ${path}`) ?? [];
  return known.filter((fact) => fits(file, fact, root));
}

/** What is known of emitters, by the module and the path of their values. */
const facts = perLibraries((libraries) => {
  const found = new Map<string, EmitterFact[]>();
  for (const library of libraries) {
    for (const fact of library.emitters ?? []) {
      for (const module of library.modules.length === 0 ? [""] : new Set(library.modules.map(bareSpecifier))) {
        for (const value of new Set(fact.values.map((spelling) => `${module} ${pathOf(spelling, library.default)}`))) found.set(value, [...(found.get(value) ?? []), fact]);
      }
    }
  }
  return found;
});

function fits(file: File, { firstArgument }: EmitterFact, root: TSESTree.Node): boolean {
  if (!firstArgument || root.type !== "CallExpression") return true;
  const given = root.arguments[0];
  return given !== undefined && firstArgument.includes(textOf(literalOf(file, given))?.toLowerCase() ?? "");
}

/** Who hears what in a file. */
interface Hearing {
  /** Whether somebody listens for one of these events of an emitter. */
  hears(emitter: Emitter, events: readonly string[]): boolean;
  /** Whether an emitter is given to code that may listen: `finished(stream)`, `watch(child)`. */
  isGivenAway(emitter: Emitter): boolean;
}

export const hearing = perFile((file): Hearing => {
  const heard = new Map<Emitter["key"], Set<string | undefined>>();
  const given = new Set<Emitter["key"]>();
  const settling = new Set<TSESTree.Node>(deferreds(file).flatMap(({ uses }) => uses.flatMap(({ settler, as, node }) => (as === "call" && typeof settler === "string" ? [node] : []))));
  const hear = (receiver: TSESTree.Node, event: string | undefined): void => {
    for (const key of keysOf(file, receiver)) heard.set(key, (heard.get(key) ?? new Set()).add(event));
  };
  for (const call of [...nodes(file).of("CallExpression"), ...nodes(file).of("NewExpression")]) {
    const registration = call.arguments.length > 1 ? registrationOf(file, call, 1) : undefined;
    if (registration?.how === "listener" && registration.receiver) hear(registration.receiver, registration.event);
    // whoever the promise hands the emitter to gets it after it has gone well
    if (!settling.has(call)) for (const argument of call.arguments) if (mayBeGiven(call, argument)) given.add(emitterOf(file, argument).key);
  }
  // whoever goes through a list of emitters does something with each of them
  for (const { elements } of nodes(file).of("ArrayExpression")) for (const element of elements) if (element && element.type !== "SpreadElement") given.add(emitterOf(file, element).key);
  for (const { left } of nodes(file).of("AssignmentExpression")) {
    const name = left.type === "MemberExpression" ? propertyName(left) : undefined;
    if (left.type === "MemberExpression" && name !== undefined && /^on[a-z]/.test(name)) hear(left.object, name.slice(2));
  }
  return {
    hears: ({ key }, events) => [...(heard.get(key) ?? [])].some((event) => event === undefined || events.includes(event)),
    isGivenAway: ({ key }) => given.has(key),
  };
});

/** The keys of all that an expression can be: `secure ? https.get(url) : http.get(url)`. */
function keysOf(file: File, expression: TSESTree.Node): readonly Emitter["key"][] {
  const { root, key } = emitterOf(file, expression);
  const variable = root.type === "Identifier" ? variableOf(file, root) : undefined;
  const isHeld = variable && variable.defs[0]?.type !== "Parameter";
  const value = isHeld ? valueOf(variable) : undefined;
  // `if (isSecure) socket = tls.connect(port); else socket = net.connect(port);`
  const written = isHeld && !value ? writesOf(variable).flatMap((write) => write.value ?? []) : [value ?? root];
  return [key, ...written.flatMap(outcomesOf).flatMap((outcome) => (outcome === root ? [] : [emitterOf(file, outcome).key]))];
}

/** `pipe` hears nothing, and neither do collections. */
function mayBeGiven(call: Call, argument: TSESTree.Node): boolean {
  const value = bare(argument);
  if (isFunction(value) || value.type === "Literal" || value.type === "ObjectExpression" || value.type === "TemplateLiteral") return false;
  const callee = bare(call.callee);
  const method = callee.type === "MemberExpression" ? propertyName(callee) : undefined;
  return method === undefined || !/^(?:pipe|push|add|delete|set|log|debug|appendChild|append|prepend|insertBefore|removeChild)$/.test(method);
}
