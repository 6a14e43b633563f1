import type { TSESTree } from "@typescript-eslint/utils";
import { variableOf, type Variable } from "../places/bindings.js";
import type { File } from "../file.js";
import { functionOf, isNothing, memberOf, thisOwner } from "../functions.js";
import { bare, dressed, isClass, isFunction, isWithin, nodes, propertyName } from "../nodes.js";
import type { Place, Write } from "../places/places.js";
import { outcomesOf } from "../promises/promises.js";
import { readsOf } from "../places/reads.js";

/** The declaration of a variable of the module, or of a private field, that nobody outside of the file can read. */
export function hiddenSlotOf(place: Place, at: TSESTree.Node): TSESTree.VariableDeclarator | TSESTree.PropertyDefinition | undefined {
  const name = /^this\.(#?[\w$]+)(?:\[|$)/.exec(place.key)?.[1];
  if (place.root === "this" && name !== undefined) {
    const owner = thisOwner(at);
    const field = isClass(owner) ? memberOf(owner, name) : undefined;
    const isHidden = field?.type === "PropertyDefinition" && (/^[#_]/.test(name) || field.accessibility === "private");
    return isHidden ? field : undefined;
  }
  if (typeof place.root === "string" || !/^[\w$]+(?:\[|$)/.test(place.key)) return undefined;
  const definition = place.root.defs[0];
  const isExported = definition?.type !== "Variable" || definition.node.id !== definition.name || definition.parent.parent.type === "ExportNamedDeclaration";
  return isExported ? undefined : definition.node;
}

/** Whether everything that a file does with a slot or collection is as good when it holds promises of what it held, and one write is all that fills it. */
export function holdsOnlyPromises(file: File, write: Write, value: TSESTree.Node): boolean {
  const slot = hiddenSlotOf(write.place, write.node);
  if (!slot || !startsEmpty(write, slot)) return false;
  const names = write.value?.type === "Identifier" ? (variableOf(file, write.value)?.references ?? []) : [];
  if (names.some(({ identifier }) => identifier !== write.value && !isFine(file, identifier, value))) return false;
  // what has come of the work may be tested, a promise of it may not
  if (names.some(({ identifier }) => identifier.range[0] > value.range[1] && identifier !== write.value && !isHandedOn(identifier))) return false;
  return mentionsOf(file, write, slot).every((mention) => (write.place.element ? isFineOfCollection(file, mention, write, value) : isFineOfSlot(file, mention, write, value)));
}

function startsEmpty({ place }: Write, slot: TSESTree.VariableDeclarator | TSESTree.PropertyDefinition): boolean {
  const init = slot.type === "VariableDeclarator" ? slot.init : slot.value;
  if (!place.element) return !init || isNothing(init);
  return init?.type === "NewExpression" ? init.arguments.length === 0 : init?.type === "ObjectExpression" && init.properties.length === 0;
}

/** The names or members of the file that mean a slot, its declaration aside. */
function mentionsOf(file: File, { place, node }: Write, slot: TSESTree.VariableDeclarator | TSESTree.PropertyDefinition): readonly TSESTree.Node[] {
  if (slot.type === "VariableDeclarator") return (place.root as Variable).references.filter(({ init }) => !init).map(({ identifier }) => identifier);
  const [owner, name] = [thisOwner(node), propertyName(slot)];
  return nodes(file)
    .of("MemberExpression")
    .filter((member) => propertyName(member) === name && (member.object.type !== "ThisExpression" || thisOwner(member.object) === owner));
}

function isFineOfSlot(file: File, mention: TSESTree.Node, write: Write, value: TSESTree.Node): boolean {
  const { parent } = mention;
  if (parent?.type !== "AssignmentExpression" || parent.left !== mention) return isFine(file, mention, value);
  return parent === write.node || isNothing(parent.right);
}

function isFineOfCollection(file: File, mention: TSESTree.Node, write: Write, value: TSESTree.Node): boolean {
  const member = dressed(mention).parent;
  if (member?.type !== "MemberExpression" || bare(member.object) !== mention) return false;
  const outer = dressed(member).parent;
  if (outer?.type === "CallExpression" && bare(outer.callee) === member) {
    const method = propertyName(member);
    if (method === "get") return isFine(file, outer, value);
    return outer === write.node || method === "has" || method === "delete" || method === "clear";
  }
  if (!member.computed) return propertyName(member) === "size";
  if (outer?.type === "AssignmentExpression" && outer.left === member) return outer === write.node;
  return (outer?.type === "UnaryExpression" && outer.operator === "delete") || isFine(file, member, value);
}

/** Whether an expression may as well be a promise: it is only looked at, awaited, or returned by an async function. */
function isFine(file: File, node: TSESTree.Node, value: TSESTree.Node, depth = 0): boolean {
  const outer = dressed(node);
  const { parent } = outer;
  switch (parent?.type) {
    case "AwaitExpression":
    case "ExpressionStatement":
      return true;
    case "ReturnStatement":
    case "ArrowFunctionExpression":
      return (isFunction(parent) ? parent : functionOf(parent))?.async === true;
    case "IfStatement":
    case "ConditionalExpression":
      return parent.test === outer || (parent.type === "ConditionalExpression" && isFine(file, parent, value, depth));
    case "UnaryExpression":
      return parent.operator === "!";
    case "BinaryExpression":
      return isNothing(parent.left) || isNothing(parent.right);
    case "LogicalExpression":
      return isFine(file, parent, value, depth);
    case "AssignmentExpression":
      if (parent.left === outer) return isNothing(parent.right) || isWithin(value, parent.right) || outcomesOf(parent.right).every((one) => readsGiven(one));
      return parent.left.type === "Identifier" && depth < 3 && isFineName(file, parent.left, value, depth);
    case "VariableDeclarator":
      if (parent.id === outer) return true;
      return parent.id.type === "Identifier" && depth < 3 && isFineName(file, parent.id, value, depth);
    default:
      return parent?.type === "CallExpression" && isWithin(outer, parent) && parent.arguments.length === 2 && parent.arguments[1] === outer && isSet(parent);
  }
}

function isHandedOn(node: TSESTree.Node): boolean {
  const { parent } = dressed(node);
  return parent?.type === "ReturnStatement" || parent?.type === "AwaitExpression";
}

/** `cache.get(key)` */
function readsGiven(node: TSESTree.Node): boolean {
  return node.type === "CallExpression" && node.callee.type === "MemberExpression" && propertyName(node.callee) === "get";
}

function isSet(call: TSESTree.CallExpression): boolean {
  return call.callee.type === "MemberExpression" && propertyName(call.callee) === "set";
}

function isFineName(file: File, name: TSESTree.Identifier, value: TSESTree.Node, depth: number): boolean {
  return (variableOf(file, name)?.references ?? []).every(({ identifier, init }) => init === true || isFine(file, identifier, value, depth + 1));
}

/** Whether the function of a write goes on to give its caller what it has written, or to wait for it. */
export function servedIn(file: File, { place, fn, value, node }: Write): boolean {
  const names = value?.type === "Identifier" ? (variableOf(file, value)?.references ?? []).map(({ identifier }): TSESTree.Node => identifier) : [];
  const reads = readsOf(file, place).map((read) => read.node);
  return [...names, ...reads].some((read) => {
    return read.range[0] > node.range[0] && functionOf(read) === fn && isHandedOn(read);
  });
}
