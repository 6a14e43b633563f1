import type { TSESTree } from "@typescript-eslint/utils";
import type { File } from "../file.js";
import { functionMeant } from "../functions.js";
import { factOf } from "../libraries/libraries.js";
import { remoteCalls, type RemoteCall } from "../libraries/library-calls.js";
import { bare, dressed, type Call } from "../nodes.js";
import { settingOf } from "../settings.js";
import { runsAlone } from "../targets.js";
import { isKeyedAround, lacksKey } from "./idempotency-keys.js";
import { effectOf, isHarmlessTarget, saysWhatItDoes } from "./call-effects.js";
import { listsMethod, ownAttempts } from "./own-attempts.js";
import { isMade, policyOf } from "./retry-policies.js";

/** A client that is told to make writes again that count twice. */
export interface UnsafeClient {
  /** The first such write of the file. */
  readonly call: Call;
  /** What tells it, the best place first. */
  readonly at: readonly TSESTree.Node[];
}

export function* unsafeClients(file: File): Generator<UnsafeClient> {
  const told = new Set<TSESTree.Node>();
  for (const call of remoteCalls(file)) {
    const at = tellsToRepeat(file, call);
    const [first] = at;
    if (!first || told.has(first) || runsAlone(file) || ownAttempts(file, call) < 2 || effectOf(file, call) !== "non-idempotent") continue;
    if (!lacksKey(file, call) || isHarmlessTarget(file, call) || isKeyedAround(file, call.node) || !saysWhatItDoes(file, call) || namesKeys(file)) continue;
    told.add(first);
    yield { call: call.node, at };
  }
}

/** A function that every request goes through may give each its key. */
function namesKeys(file: File): boolean {
  return /idempotency|idempotent[-_]?key/i.test(file.source.text);
}

function tellsToRepeat(file: File, call: RemoteCall): readonly TSESTree.Node[] {
  const list = listsMethod(file, call);
  if (list) return [propertyOf(list)];
  const policy = policyOf(file, call.node);
  const known = policy && factOf(file, "policies", policy.call);
  const writes = known?.fact.writes;
  if (!policy || !known || !writes) return [];
  const { answer, value } = settingOf(file, policy.call, writes.filter);
  if (answer === "unset") return [policy.call.callee, ...policy.call.arguments.slice(0, 1)];
  return value && (isAlways(file, value) || writes.with.some((one) => isMade(file, known.library, value, one))) ? [propertyOf(value)] : [];
}

function propertyOf(value: TSESTree.Node): TSESTree.Node {
  const { parent } = dressed(value);
  return parent?.type === "Property" ? parent : value;
}

/** `() => true` */
function isAlways(file: File, filter: TSESTree.Node): boolean {
  const body = functionMeant(file, filter)?.body;
  const given = body && bare(body);
  return given?.type === "Literal" && given.value === true;
}
