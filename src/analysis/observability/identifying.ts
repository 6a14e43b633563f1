import type { TSESTree } from "@typescript-eslint/utils";
import { variableOf, type Variable } from "../places/bindings.js";
import { isDeclaredWith } from "../declared.js";
import type { File } from "../file.js";
import { isNameOnly } from "../places/feeding.js";
import { bare, descendants, isCall, isFunction, isWithin, propertyName, type FunctionNode } from "../nodes.js";
import { functionsAround, isParameter, valueOf } from "../places/owners.js";
import { wordsOf } from "./metric-calls.js";
import { startOf } from "./stopwatches.js";

/** A value that says which one it was: `orderId`, `blob.digest`, `url`. */
export interface Identifying {
  /** How it is written, where it can be read. */
  readonly text: string;
  /** What to call it in a log. */
  readonly name: string;
  /** What it is read from; none for `this`. */
  readonly root: Variable | undefined;
}

const telling = new Set(
  "id uuid guid digest hash sha key url uri href path file filename filepath dir slug name address topic bucket queue table host hostname endpoint repo repository branch channel room ref".split(" "),
);
/** Keys and names that open something, or are the same for every call. */
const unfit = new Set("api secret private access public encryption signing password token auth function class module type event".split(" "));
/** Names and addresses of people, which do not belong into logs. */
const personal = new Set("ip first last full user display mail email given family middle nick".split(" "));
/** What a caller is answered through: its own log lines tell of it, and it comes along whatever the work is. */
const carrier = /^(?:req|request|res|response|ctx|context|event|socket|ws|conn|connection|session)$/i;
const addresses = new Set("url uri href path host hostname".split(" "));
const constant = /^(?:conf|opts|env|process|constants|defaults)$|(?:config|configuration|options|settings)$/i;

/** Whether a name is one of a value that tells things apart. */
export function identifies(name: string): boolean {
  const words = wordsOf(name);
  const last = words.at(-1) ?? "";
  const isPersonal = /^(?:name|address)$/.test(last) && words.some((word) => personal.has(word));
  return telling.has(last) && !isPersonal && !words.slice(0, -1).some((word) => unfit.has(word));
}

/** The identifying values that an expression reads and that can be read at another place of the function as well. */
export function identifyingIn(file: File, expression: TSESTree.Node, at: TSESTree.Node): readonly Identifying[] {
  const found: Identifying[] = [];
  for (const node of descendants(file, expression, (inner) => !isFunction(inner) && !isCallee(inner))) {
    if (isCallee(node)) continue;
    const one = node.type === "MemberExpression" ? ofMember(file, node, at) : node.type === "Identifier" && !isNameOnly(node) ? ofName(file, node, at) : undefined;
    if (one && !found.some(({ text }) => text === one.text)) found.push(one);
  }
  return found;
}

function isCallee(node: TSESTree.Node): boolean {
  return (node.parent?.type === "CallExpression" || node.parent?.type === "NewExpression") && node.parent.callee === node;
}

function ofName(file: File, node: TSESTree.Identifier, at: TSESTree.Node): Identifying | undefined {
  const variable = variableOf(file, node);
  if (!variable || !isOfTheCall(variable, at) || (node.parent.type === "MemberExpression" && node.parent.object === node)) return undefined;
  if (!identifies(node.name) || isThing(variable)) return throughObject(variable) ?? byDeclaration(file, variable);
  return isSame(file, variable) || isSecret(variable) || isOfFactory(variable, at) ? undefined : { text: node.name, name: node.name, root: variable };
}

/** `importPrivateKey(key)`, `sign(body, key)` */
function isSecret({ name, references }: Variable): boolean {
  return /key$/i.test(name) && references.some(({ identifier: { parent } }) => {
    const callee = isCall(parent) ? bare(parent.callee) : undefined;
    const called = callee?.type === "Identifier" ? callee.name : callee?.type === "MemberExpression" ? (propertyName(callee) ?? "") : "";
    return /private|public|secret|sign|verify|crypt|cipher|hmac|jwt/i.test(called);
  });
}

const things = new Set("topic bucket queue table host endpoint repo repository branch channel room ref file dir".split(" "));
const ofTexts = /^(?:length|at|char\w+|concat|includes|indexOf|startsWith|endsWith|localeCompare|match|normalize|pad\w+|replace\w*|search|slice|split|sub\w*|to\w+|trim\w*|valueOf)$/;

/** `room.members`: what has this name is no text that tells one from another, it is the thing itself. */
function isThing({ name, references }: Variable): boolean {
  return things.has(wordsOf(name).at(-1) ?? "") && references.some(({ identifier }) => isOpened(identifier));
}

function isOpened({ parent, ...node }: TSESTree.Node): boolean {
  return parent?.type === "MemberExpression" && parent.object.range[0] === node.range[0] && parent.object.range[1] === node.range[1] && !ofTexts.test(propertyName(parent) ?? "");
}

/** What the maker of a handler was told once, in its options: `({ ordersSlug }) => async (request) => { … }`. */
function isOfFactory({ defs, scope }: Variable, at: TSESTree.Node): boolean {
  const definition = defs[0];
  if (definition?.type !== "Parameter" || definition.node.params.some((parameter) => parameter === definition.name || (parameter.type === "AssignmentPattern" && parameter.left === definition.name))) return false;
  return [...functionsAround(at)].some((fn) => fn !== scope.block && isWithin(fn, scope.block) && (fn.parent.type === "ReturnStatement" || (fn.parent.type === "ArrowFunctionExpression" && fn.parent.body === fn)));
}

const fresh = /uuid|ulid|nanoid|random|next|unique|generate|hash|now|create|make/i;

/** A list that is made here, and a text that every call makes alike. */
function isSame(file: File, variable: Variable): boolean {
  const value = variable.defs[0]?.type === "Variable" ? valueOf(variable) : undefined;
  const made = value && bare(value);
  if (made?.type === "ArrayExpression" || made?.type === "Literal") return true;
  if (made?.type === "CallExpression" && (made.arguments.length === 0 || fresh.test(file.source.getText(made)) || [...descendants(file, made)].some(({ type }) => type === "ThisExpression"))) return false;
  if (made?.type !== "TemplateLiteral" && made?.type !== "BinaryExpression" && made?.type !== "CallExpression") return false;
  return [...variablesIn(file, made)].every(({ scope, defs }) => scope.block.type === "Program" || defs.length === 0);
}

/** `charge(order)`, where the function reads `order.id` as well. */
function throughObject(variable: Variable): Identifying | undefined {
  if (carrier.test(variable.name)) return undefined;
  for (const { identifier } of variable.references) {
    const { parent } = identifier;
    const name = parent.type === "MemberExpression" && parent.object === identifier && !parent.computed ? propertyName(parent) : undefined;
    const isCalled = parent.parent?.type === "CallExpression" && parent.parent.callee === parent;
    if (name !== undefined && !isCalled && identifies(name) && isParameter(variable)) return { text: `${variable.name}.${name}`, name, root: variable };
  }
  return undefined;
}

const proper = ["id", "_id", "uuid", "digest"];

/** `register(shipment)`, where the file declares that each has an `id`. */
function byDeclaration(file: File, variable: Variable): Identifying | undefined {
  const name = isParameter(variable) && !carrier.test(variable.name) && !constant.test(variable.name) ? proper.find((one) => isDeclaredWith(file, variable, one)) : undefined;
  return name === undefined ? undefined : { text: `${variable.name}.${name}`, name, root: variable };
}

/** `blob.digest`, `req.params.id`, of what belongs to the call. */
function ofMember(file: File, node: TSESTree.MemberExpression, at: TSESTree.Node): Identifying | undefined {
  const name = propertyName(node);
  if (name === undefined || !identifies(name) || node.computed || node.optional || (things.has(name) && isOpened(node))) return undefined;
  const names: string[] = [name];
  let root = bare(node.object);
  for (; root.type === "MemberExpression"; root = bare(root.object)) {
    const part = propertyName(root);
    if (part === undefined || root.computed || root.optional || constant.test(part)) return undefined;
    names.unshift(part);
  }
  // what else an object holds is often the same for all of them
  if (root.type === "ThisExpression") return names.length === 1 && proper.includes(name.replace(/^#/, "")) ? { text: `this.${name}`, name: name.replace(/^#/, ""), root: undefined } : undefined;
  const variable = root.type === "Identifier" ? variableOf(file, root) : undefined;
  if (/^(?:name|address)$/.test(name) && /^(?:user|person|customer|author|member|account|owner|contact|invitee|recipient)$/i.test(names.at(-2) ?? variable?.name ?? "")) return undefined;
  // `session.secretKey.key` is what the key opens with
  if (name === "key" && /(?:key|secret|token)$/i.test(names.at(-2) ?? variable?.name ?? "")) return undefined;
  // where a request went stands in the line of the request
  if (addresses.has(name) && carrier.test(names.at(-2) ?? variable?.name ?? "")) return undefined;
  if (!variable || constant.test(variable.name) || !isOfTheCall(variable, at)) return undefined;
  return { text: [variable.name, ...names].join("."), name, root: variable };
}

/** Whether a variable belongs to one call, and is there at a place: a parameter, or a local of a block around it that comes before. */
export function isOfTheCall(variable: Variable, at: TSESTree.Node): boolean {
  const { block, type } = variable.scope;
  if (block.type === "Program" || type === "class") return false;
  const definition = variable.defs[0];
  if (!definition || definition.type === "FunctionName" || definition.type === "ClassName" || definition.type === "ImportBinding") return false;
  return isWithin(at, block) && (variable.identifiers[0]?.range[0] ?? Infinity) < at.range[0];
}

/** The parameters, and the parts taken out of them, that identify what a function works on. */
export function identifyingParameters(file: File, fn: FunctionNode): readonly Identifying[] {
  return file.source.getDeclaredVariables(fn).flatMap((variable) => (isParameter(variable) && identifies(variable.name) && !isSecret(variable) ? [{ text: variable.name, name: variable.name, root: variable }] : []));
}

/** What an expression is made of: its variables, and those that their values were made of. */
export function variablesIn(file: File, expression: TSESTree.Node, found = new Set<Variable>()): ReadonlySet<Variable> {
  for (const node of descendants(file, expression)) {
    const variable = node.type === "Identifier" && !isNameOnly(node) ? variableOf(file, node) : undefined;
    if (!variable || found.has(variable)) continue;
    found.add(variable);
    const value = variable.defs[0]?.type === "Variable" && variable.scope.block.type !== "Program" && !(node.type === "Identifier" && startOf(file, node)) ? valueOf(variable) : undefined;
    if (value && !isFunction(bare(value))) variablesIn(file, value, found);
  }
  return found;
}
