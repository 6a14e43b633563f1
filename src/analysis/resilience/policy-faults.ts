import type { TSESTree } from "@typescript-eslint/utils";
import type { File } from "../file.js";
import { functionMeant } from "../functions.js";
import { factOf } from "../libraries/libraries.js";
import { bare, dressed, isCall, isWithin, lineOf, shortText, type Call } from "../nodes.js";
import { textOf } from "../registrations.js";
import { isEndedElsewhere, policies, type Policy } from "./retry-policies.js";
import { runsAlone } from "../targets.js";

/** What is wrong with a policy by which something tries again by itself. */
export interface PolicyFault {
  readonly kind: "noDelay" | "fixedDelay" | "noJitter" | "unbounded";
  readonly policy: Policy;
  readonly at: TSESTree.Node;
  readonly data: Readonly<Record<string, string | number>>;
}

export function* policyFaults(file: File): Generator<PolicyFault> {
  for (const policy of policies(file)) {
    const { call, attempts, setting, fact } = policy;
    const at = (setting && optionOf(setting, call)) ?? call.callee;
    const common = { work: workOf(file, policy), line: lineOf(at) };
    if (attempts === "unbounded" && factOf(file, "retries", call) === undefined && !isEndedElsewhere(file, policy)) yield { kind: "unbounded", policy, at: call.callee, data: { ...common, line: lineOf(call) } };
    const kind = kinds[policy.pace];
    if (!kind || (typeof attempts === "number" && attempts <= 2) || (kind !== "noDelay" && runsAlone(file)) || (kind === "noJitter" && fact.defaultPause === "growing")) continue;
    yield { kind, policy, at, data: { ...common, delay: setting ? shortText(file, optionOf(setting, call) ?? setting) : shortText(file, call.callee) } };
  }
}

const kinds = { none: "noDelay", fixed: "fixedDelay", growing: "noJitter", spread: undefined, unknown: undefined } as const;

/** `factor: 1` in the call; `undefined` where the options stand elsewhere. */
function optionOf(value: TSESTree.Node, call: Call): TSESTree.Node | undefined {
  if (!isWithin(value, call)) return undefined;
  const { parent } = dressed(value);
  return parent?.type === "Property" ? parent : value;
}

/** What is tried again: the client, the job, what the function calls, or the policy itself. */
function workOf(file: File, { call, fact }: Policy): string {
  const client = fact.client === undefined ? undefined : call.arguments[fact.client];
  if (client) return shortText(file, client);
  const [first] = call.arguments;
  const body = first && bare(functionMeant(file, first)?.body ?? first);
  return textOf(first) ?? (body && isCall(body) && body !== bare(first) ? shortText(file, body.callee) : shortText(file, call.callee));
}
