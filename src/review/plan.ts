import type { FileChange, ShownLine } from "./diff.js";
import { automaticFix, type Finding, findingFrom, type Patch, type RuleMeta, type RulesMeta } from "./finding.js";
import { fillMessage, placeholdersOf } from "./message.js";
import type { Changes } from "./outline.js";
import { checkedPlan } from "./plan-check.js";
import type { Plan, PlannedChange, PlannedFinding, PlannedPatch } from "./plan-form.js";
import type { Selection } from "./select.js";

/** What a plan is made from, and what is made of it again. */
export interface Planned {
  readonly head: string;
  readonly files: number;
  readonly read: readonly string[];
  readonly rules: readonly string[];
  readonly selection: Selection;
  readonly changes: Changes;
  readonly formerly: ReadonlyMap<string, string>;
  readonly source: (path: string) => string | undefined;
}

/** The plan as text. */
export function planText({ head, files, read, rules, selection, changes, formerly, source }: Planned): string {
  const findings = [...selection.inline, ...selection.outside, ...selection.suppressed];
  const paths = [...new Set(findings.map(({ path }) => path))].sort();
  const plan: Plan = {
    ...{ version: 1, head, files, read, rules },
    told: selection.inline.map(plannedFinding),
    outside: selection.outside.map(plannedFinding),
    suppressed: selection.suppressed.map(plannedFinding),
    sources: Object.fromEntries(paths.flatMap((path) => ((text) => (text === undefined ? [] : [[path, text]]))(source(path)))),
    changes: Object.fromEntries(
      paths.flatMap((path) => ((change) => (change === undefined ? [] : [[path, plannedChange(change, formerly.get(path))]]))(changes.get(path))),
    ),
  };
  return `${JSON.stringify(plan)}\n`;
}

function plannedFinding({ rule, messageId, path, line, column, endLine, endColumn, severity, data, patches }: Finding): PlannedFinding {
  return { rule, messageId, path, line, column, endLine, endColumn, severity, data, patches: patches.map(plannedPatch) };
}

function plannedPatch({ title, id, data = {}, range, text }: Patch): PlannedPatch {
  return { title, id: id ?? null, data, range, text };
}

function plannedChange({ path, oldPath, lines }: FileChange, formerly: string | undefined): PlannedChange {
  return {
    path,
    oldPath: oldPath ?? null,
    formerly: formerly ?? null,
    lines: [...lines].map(([line, { hunk, old, added, afterRemoved }]) => [line, hunk, old, added, afterRemoved]),
  };
}

/**
 * Reads a plan that somebody else may have written.
 *
 * @param rulesMeta the rules as this version has them, by full id; all words of a finding come from there
 * @throws {Error} whose message is a sentence on what is wrong with it
 */
export function plannedFrom(text: string, rulesMeta: RulesMeta): Planned {
  const plan = checkedPlan(text);
  const back = (findings: readonly PlannedFinding[]): Finding[] => findings.map((finding) => findingOf(finding, rulesMeta));
  const [inline, outside, suppressed] = [back(plan.told), back(plan.outside), back(plan.suppressed)];
  const found = inline.length + outside.length + suppressed.length;
  const changes = Object.entries(plan.changes);
  return {
    ...{ head: plan.head, files: plan.files, read: plan.read, rules: plan.rules },
    selection: { inline, outside, suppressed, counts: { found, inline: inline.length, summary: 0, outside: outside.length, suppressed: suppressed.length } },
    changes: new Map(changes.map(([path, change]) => [path, changeOf(change)])),
    formerly: new Map(changes.flatMap(([path, { formerly }]) => (formerly === null ? [] : [[path, formerly] as const]))),
    source: (path) => (Object.hasOwn(plan.sources, path) ? plan.sources[path] : undefined),
  };
}

function findingOf(planned: PlannedFinding, rulesMeta: RulesMeta): Finding {
  const { rule, messageId, data } = planned;
  const id = `concurrency-review/${rule}`;
  const meta = Object.hasOwn(rulesMeta, id) ? rulesMeta[id] : undefined;
  const template = meta?.messages !== undefined && Object.hasOwn(meta.messages, messageId) ? meta.messages[messageId] : undefined;
  if (meta === undefined || template === undefined) throw new Error(`names ${rule}/${messageId}, which this version does not have; write and post it with the same version`);
  const missing = placeholdersOf(template).find((name) => !Object.hasOwn(data, name));
  if (missing !== undefined) throw new Error(`does not say the ${missing} of a finding of ${rule}/${messageId}; write and post it with the same version`);
  return findingFrom({ ...planned, patches: planned.patches.map((patch) => patchOf(patch, meta)), message: fillMessage(template, data), suppressions: [] }, meta, template);
}

/** A suggestion says what this version's rule makes of its data. */
function patchOf({ title, id, data, range, text }: PlannedPatch, { messages = {} }: RuleMeta): Patch {
  const template = id !== null && Object.hasOwn(messages, id) ? messages[id] : undefined;
  const isWhole = template !== undefined && placeholdersOf(template).every((name) => Object.hasOwn(data, name));
  if (id === automaticFix) return { title: "Apply the automatic fix.", id, range, text };
  return isWhole ? { title: fillMessage(template, data), id: id as string, data, range, text } : { title, range, text };
}

function changeOf({ path, oldPath, lines }: PlannedChange): FileChange {
  const shown = lines.map(([line, hunk, old, added, afterRemoved]): [number, ShownLine] => [line, { hunk, old, added, afterRemoved }]);
  return { path, oldPath: oldPath ?? undefined, lines: new Map(shown) };
}
