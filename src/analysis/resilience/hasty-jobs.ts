import type { TSESTree } from "@typescript-eslint/utils";
import type { JobFact } from "../../knowledge/library.js";
import type { File } from "../file.js";
import { callsWith, factOf } from "../libraries/libraries.js";
import { settingAt } from "../libraries/library-calls.js";
import { dressed, isWithin, nodes, propertyName, type Call } from "../nodes.js";
import { numberOf } from "../numbers.js";
import { perFile } from "../per-file.js";
import { settingOf } from "../settings.js";

/** Jobs that their queue tries again at once, one try after the other. */
export interface HastyJobs {
  /** What puts them into the queue, or makes a queue whose jobs all are. */
  readonly call: Call;
  /** The option that says how often. */
  readonly at: TSESTree.Node;
  readonly fact: JobFact;
}

/** The jobs of a file that are tried three times or more with nothing that sets a pause. In source order. */
export const hastyJobs = perFile((file): readonly HastyJobs[] =>
  callsWith(file, "jobs").flatMap((call) => {
    const known = factOf(file, "jobs", call);
    if (!known) return [];
    const { attempts, backoff } = known.fact;
    const given = settingOf(file, call, attempts);
    const count = given.answer === "set" && given.value ? numberOf(file, given.value) : undefined;
    if (given.value === undefined || count === undefined || count < 3) return [];
    if (!backoff.every((slot) => settingAt(file, known, call, slot).answer === "unset")) return [];
    return isDefault(known.fact) && setsPause(file, known.fact) ? [] : [{ call, at: optionOf(given.value, call), fact: known.fact }];
  }),
);

/** What a queue says of all its jobs, each of them can say otherwise. */
function isDefault({ attempts }: JobFact): boolean {
  return attempts.path.includes(".");
}

function setsPause(file: File, { backoff }: JobFact): boolean {
  const names = new Set(backoff.map(({ path }) => path.split(".").at(-1)));
  return nodes(file).of("Property").some((property) => names.has(propertyName(property)));
}

/** `attempts: 3`, or the call where the options stand elsewhere. */
function optionOf(value: TSESTree.Node, call: Call): TSESTree.Node {
  if (!isWithin(value, call)) return call.callee;
  const { parent } = dressed(value);
  return parent?.type === "Property" ? parent : value;
}
