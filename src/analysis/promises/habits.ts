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

interface Habit {
  readonly awaited: TSESTree.CallExpression[];
  dropped: number;
}

/** What is called, and what it hangs on. */
interface Key {
  readonly root: object;
  readonly key: string;
}

const habits = perFile((file): ReadonlyMap<object, ReadonlyMap<string, Habit>> => {
  const found = new Map<object, Map<string, Habit>>();
  const note = (call: TSESTree.CallExpression, isAwaited: boolean): void => {
    const key = keyOf(file, call);
    if (!key) return;
    const ofRoot = found.get(key.root) ?? new Map<string, Habit>();
    const habit = ofRoot.get(key.key) ?? { awaited: [], dropped: 0 };
    if (isAwaited) habit.awaited.push(call);
    else habit.dropped++;
    found.set(key.root, ofRoot.set(key.key, habit));
  };
  for (const { argument } of nodes(file).of("AwaitExpression")) {
    const call = bare(argument);
    if (call.type === "CallExpression") note(call, true);
  }
  if (found.size > 0) for (const call of nodes(file).of("CallExpression")) if (dressed(call).parent?.type === "ExpressionStatement") note(call, false);
  return found;
});

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
