import { createTwoFilesPatch } from "diff";
import { changesIn, compose, type Finding, loadTemplates, type Material, type Review, select } from "../../../src/review/index.js";
import type { Draft } from "../../../src/review/hosts/deliver.js";
import type { Found } from "../../../src/review/hosts/reconcile.js";
import { type Changes, type Forge, outlineOf } from "../../../src/review/outline.js";
import { finding, missingTimeout } from "../sample.js";

export const path = "src/a.ts";
export const templates = loadTemplates();

/** A file before and after a change; each line that calls something with `get` in its name is a finding. */
export interface Step {
  readonly before: string;
  readonly after: string;
}

export interface Reviewed {
  readonly review: Review;
  readonly material: Material;
  readonly changes: Changes;
  readonly diff: string;
  readonly found: Found;
  draft(forge: Forge): Draft;
}

function lines(...all: string[]): string {
  return `${all.join("\n")}\n`;
}

const filler = (from: number, count: number): string[] => Array.from({ length: count }, (_, index) => `line${String(from + index)};`);
export const before = lines(...filler(1, 30));
/** The file with these lines in it, from the fourth on. */
export const after = (...calls: string[]): string => lines(...filler(1, 3), ...calls, ...filler(4, 27));

/** What a run over the step finds, and how it lays that out. */
export function reviewed({ before, after }: Step, findings = findingsIn(after)): Reviewed {
  const diff = `diff --git a/${path} b/${path}\n${createTwoFilesPatch(`a/${path}`, `b/${path}`, before, after, "", "", { context: 3 }).replace(/^=+\n/, "")}`;
  const changes = new Map(changesIn(diff).map((change) => [change.path, change]));
  const lines = new Map([...changes].map(([name, change]) => [name, new Set([...change.lines].filter(([, { added }]) => added).map(([line]) => line))]));
  const material: Material = { selection: select(findings, [], lines), files: 1, ofChange: true, numbered: false, source: () => after };
  const review = compose(material, templates, "markdown");
  const { inline, outside } = material.selection;
  const present = new Set([...inline, ...outside].flatMap((one) => review.fingerprints.get(one) ?? []));
  const draft = (forge: Forge): Draft => (known) => outlineOf(review, material, changes, templates, { ...forge, ...known });
  return { review, material, changes, diff, found: { present, wouldFind: () => true }, draft };
}

export function findingsIn(text: string): Finding[] {
  return text.split("\n").flatMap((code, index) => {
    const call = /\bget\w+/.exec(code)?.[0];
    if (call === undefined) return [];
    const at = { line: index + 1, endLine: index + 1, column: code.indexOf(call) + 1, endColumn: code.indexOf(call) + 1 + call.length };
    return [finding(missingTimeout, { message: `\`${call}\` has no time limit here; the default is none.`, ...at }, path)];
  });
}
