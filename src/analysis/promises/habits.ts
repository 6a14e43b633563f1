import type { TSESTree } from "@typescript-eslint/utils";
import type { File } from "../file.js";
import { functionMeant, thisOwner } from "../functions.js";
import { bare, dressed, nodes, propertyName } from "../nodes.js";
import { perFile } from "../per-file.js";
import { placeOf, type Place } from "../places/places.js";

/**
 * Whether the file treats a call as one that gives a promise wherever else it makes it: `await this.orders.save(order)`
 * in one method says what `this.orders.save(other)` gives in the next. A file that drops what the call gives more often
 * than it waits for it says nothing.
 */
export function isAwaitedElsewhere(file: File, call: TSESTree.CallExpression): boolean {
  return timesAwaitedElsewhere(file, call) > 0;
}

/** How often it does; one `await` more than another may as well be one too many. */
export function timesAwaitedElsewhere(file: File, call: TSESTree.CallExpression): number {
  const known = habits(file);
  const key = known.size > 0 ? keyOf(file, call) : undefined;
  const habit = key && known.get(key.root)?.get(key.key);
  if (!habit || habit.dropped > habit.awaited.length) return 0;
  return habit.awaited.filter((other) => other !== call).length;
}

/**
 * Whether the file waits for a call more often than it takes what it gives for the result itself:
 * `const order = this.orders.find(id);` between two that stand under `await`.
 */
export function isMostlyAwaited(file: File, call: TSESTree.CallExpression): boolean {
  if (!isAwaitedElsewhere(file, call)) return false;
  const key = keyOf(file, call) as Key;
  const { awaited, read } = habits(file).get(key.root)?.get(key.key) as Habit;
  return awaited.length >= read;
}

interface Habit {
  readonly awaited: TSESTree.CallExpression[];
  dropped: number;
  /** How often it stands where a value is meant, whatever becomes of that later. */
  read: number;
}

/** What is called, and what it hangs on. */
interface Key {
  readonly root: object;
  readonly key: string;
}

const habits = perFile((file): ReadonlyMap<object, ReadonlyMap<string, Habit>> => {
  const found = new Map<object, Map<string, Habit>>();
  const habitOf = (call: TSESTree.CallExpression): Habit | undefined => {
    const key = keyOf(file, call);
    if (!key) return undefined;
    const ofRoot = found.get(key.root) ?? new Map<string, Habit>();
    const habit = ofRoot.get(key.key) ?? { awaited: [], dropped: 0, read: 0 };
    found.set(key.root, ofRoot.set(key.key, habit));
    return habit;
  };
  for (const { argument } of nodes(file).of("AwaitExpression")) {
    const call = bare(argument);
    if (call.type === "CallExpression") habitOf(call)?.awaited.push(call);
  }
  if (found.size === 0) return found;
  for (const call of nodes(file).of("CallExpression")) {
    const type = dressed(call).parent?.type;
    const habit = type === "ExpressionStatement" || isMeantAsValue(call) ? habitOf(call) : undefined;
    if (habit && type === "ExpressionStatement") habit.dropped++;
    else if (habit) habit.read++;
  }
  return found;
});

/** Not what is awaited, returned, handed on or given a `then`. */
function isMeantAsValue(call: TSESTree.CallExpression): boolean {
  const whole = dressed(call);
  const { parent } = whole;
  if (parent?.type === "MemberExpression") return parent.object === whole && !ofPromises.has(propertyName(parent) ?? "");
  return parent !== undefined && valuePlaces.has(parent.type) && !(parent.type === "ConditionalExpression" && parent.test !== whole);
}

const ofPromises: ReadonlySet<string> = new Set(["then", "catch", "finally"]);

const valuePlaces: ReadonlySet<string> = new Set(["VariableDeclarator", "AssignmentExpression", "UnaryExpression", "BinaryExpression", "TemplateLiteral", "SpreadElement", "IfStatement", "ConditionalExpression", "WhileStatement"]);

/** Only what is the same in the whole file: a method of a field, or what the file imports or declares at its top. A call that ends in a callback can answer there. */
function keyOf(file: File, call: TSESTree.CallExpression): Key | undefined {
  const callee = bare(call.callee);
  if (callee.type !== "Identifier" && (callee.type !== "MemberExpression" || callee.computed)) return undefined;
  const last = call.arguments.at(-1);
  if (isAnsweredByKind(callee) || (last && functionMeant(file, last))) return undefined;
  const place = placeOf(file, callee);
  const root = place && rootOf(callee, place);
  return root && { root, key: place.key };
}

function rootOf(callee: TSESTree.Node, { root, key }: Place): object | undefined {
  if (root === "global") return undefined;
  if (root === "this") return key.split(".").length > 2 ? thisOwner(callee) : undefined;
  return root.scope.block.type === "Program" || root.defs[0]?.type === "ImportBinding" ? root : undefined;
}

/** `store.dispatch(action)`, `bus.emit(event)`: what such a call gives depends on what it is handed. */
function isAnsweredByKind(callee: TSESTree.Node): boolean {
  return kinds.has(callee.type === "MemberExpression" ? (propertyName(callee) ?? "") : (callee as TSESTree.Identifier).name);
}

const kinds: ReadonlySet<string> = new Set(["apply", "call", "dispatch", "emit", "invoke", "run"]);
