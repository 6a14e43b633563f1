import type { Linter } from "eslint";
import type { Rule } from "../../src/rule/define-rule.js";
import { casesOf, type Case, type Mode, type Outcome } from "./cases.js";
import { claimsIn, mismatches, type Claim, type Found } from "./claims.js";
import { lint, type Linted } from "./lint.js";
import { blocksOf, splitOutside } from "./markdown.js";
import { faultsOf, fixedBy, repairsOf, type Repair } from "./repairs.js";
import { dataIn } from "./templates.js";
import { Workspace } from "./workspace.js";

/** A case with its claims taken out of the code. */
interface Prepared extends Case {
  readonly id: string;
  readonly code: string;
  readonly claims: readonly Claim[];
  readonly file: string;
}

interface Sheet {
  readonly name: string;
  readonly markdown: string;
  /** `docs`: examples called `correct` and `incorrect`, which need neither claims nor complete types. */
  readonly kind: "cases" | "docs";
  /** Without the compiler, and each question answered anew: for tests that change the rules between two of them. */
  readonly untyped?: boolean;
}

/** The cases of one rule in one Markdown file, run against all rules. */
export class RuleCases {
  readonly cases: readonly Prepared[];
  readonly #rule: Rule;
  readonly #rules: readonly Rule[];
  readonly #sheet: Sheet;
  readonly #workspace: Workspace;
  readonly #linted = new Map<string, Linted | Error>();
  readonly #files = new Map<string, string>();
  #repaired = false;

  constructor(sheet: Sheet, rule: Rule, rules: readonly Rule[]) {
    this.#rule = rule;
    this.#rules = rules;
    this.#sheet = sheet;
    this.#workspace = new Workspace(sheet.name);
    const cases = casesOf(blocksOf(sheet.markdown)).filter((one) => sheet.kind === "cases" || isExample(one));
    this.cases = cases.map((one, index) => {
      const id = String(index + 1);
      const { code, claims } = claimsIn(one.block.code, ["review"], /,/);
      const modes = sheet.untyped ? one.modes.filter((mode) => mode !== "typed") : one.modes;
      return { ...one, id, code, claims, modes, file: this.#add(id, one, code) };
    });
  }

  /** Everything that is wrong with one case in one mode. */
  problemsOf(one: Prepared, mode: Mode): string[] {
    if (this.#sheet.untyped) this.#linted.clear();
    const { messages } = this.#lint(one, one.code, one.file, mode);
    const fatal = messages.find((message) => message.fatal);
    if (fatal) return [`line ${one.block.line + fatal.line}: the case does not parse: ${fatal.message}`];
    const own = this.#own(messages);
    return [
      ...this.#typeProblems(one, mode),
      ...this.#claimProblems(one, own),
      ...overlaps(one.block.line, own),
      ...own.flatMap((message) => unfilled(message).map((text) => `line ${one.block.line + message.line}: a placeholder got no data: ${text}`)),
      ...one.outcomes.filter((outcome) => outcome.modes.includes(mode)).flatMap((outcome) => outcomeProblems(one, outcome, own)),
      ...repairsOf(one.code, own).flatMap((repair) => this.#repairProblems(one, mode, repair)),
    ];
  }

  /** Ids of messages and suggestions that no case shows, and a missing example of a fix. */
  unshown(): string[] {
    const claimed = this.cases.flatMap((one) => one.claims.map((claim) => claim.text.replace(/\(.*$/s, "")));
    const outcomes = this.cases.flatMap((one) => one.outcomes);
    const shown = new Set<string | undefined>([...claimed, ...outcomes.map((outcome) => outcome.suggestion)]);
    const ids = Object.keys(this.#rule.meta.messages).filter((id) => !shown.has(id));
    const lacksFix = this.#rule.meta.fixable !== undefined && !shown.has(undefined);
    return lacksFix ? [...ids, "fixes"] : ids;
  }

  #claimProblems(one: Prepared, own: readonly Linter.LintMessage[]): string[] {
    if (one.block.words.has("incorrect") && one.claims.length === 0) return own.length > 0 ? [] : ["reports nothing"];
    return mismatches(one.block.line, one.claims, own.map((message) => this.#foundFor(message)));
  }

  #foundFor(message: Linter.LintMessage): Found {
    const id = message.messageId ?? "";
    const data = dataIn(message.message, this.#rule.meta.messages[id] ?? "");
    return {
      line: message.line,
      kind: "review",
      says: `${id}: ${message.message}`,
      meets: (claim) => {
        const [, claimedId, pins] = /^([^(]*)(?:\((.*)\))?$/s.exec(claim) ?? [];
        return claimedId === id && pinsOf(pins).every(([name, value]) => data.get(name) === value);
      },
    };
  }

  #typeProblems(one: Prepared, mode: Mode): string[] {
    if (mode !== "typed" || this.#sheet.kind === "docs" || one.block.words.has("loose")) return [];
    return this.#workspace.complaintsAbout(one.file).map((complaint) => `the case does not type-check: ${complaint}`);
  }

  #repairProblems(one: Prepared, mode: Mode, repair: Repair): string[] {
    if (!this.#sheet.untyped) this.#addRepaired();
    const file = this.#fileOf(one, repair.code);
    const complaintsAbout = (path: string): string[] => (this.#sheet.untyped ? [] : this.#workspace.complaintsAbout(path));
    const before = { linted: this.#lint(one, one.code, one.file, mode), complaints: complaintsAbout(one.file) };
    const after = { linted: this.#lint(one, repair.code, file, mode), complaints: complaintsAbout(file) };
    const what = `line ${one.block.line + repair.of.line}: ${repair.suggestion ?? "the fix"}`;
    return faultsOf(repair, before, after).map((fault) => `${what} ${fault}\n${repair.code}`);
  }

  /** All repaired codes enter the workspace together, so that one more program serves them all. */
  #addRepaired(): void {
    if (this.#repaired) return;
    this.#repaired = true;
    for (const one of this.cases) {
      for (const mode of one.modes) {
        const linted = this.#tried(one, one.code, one.file, mode);
        if (linted instanceof Error) continue;
        for (const repair of repairsOf(one.code, this.#own(linted.messages))) this.#fileOf(one, repair.code);
      }
    }
  }

  #fileOf(one: Prepared, code: string): string {
    const key = `${one.id}\n${code}`;
    const file = this.#files.get(key) ?? this.#add(`${one.id}.${this.#files.size}`, one, code);
    this.#files.set(key, file);
    return file;
  }

  #add(project: string, one: Case, code: string): string {
    for (const other of one.beside) this.#workspace.add(project, other.path, other.code);
    return this.#workspace.add(project, one.path, code, one.manifest);
  }

  #own(messages: readonly Linter.LintMessage[]): Linter.LintMessage[] {
    return messages.filter((message) => message.ruleId?.endsWith(`/${this.#rule.name}`));
  }

  #lint(one: Prepared, code: string, file: string, mode: Mode): Linted {
    const linted = this.#tried(one, code, file, mode);
    if (linted instanceof Error) throw linted;
    return linted;
  }

  #tried(one: Prepared, code: string, path: string, mode: Mode): Linted | Error {
    const key = `${mode} ${path}`;
    const known = this.#linted.get(key) ?? this.#run(one, code, path, mode);
    this.#linted.set(key, known);
    return known;
  }

  #run(one: Prepared, code: string, path: string, mode: Mode): Linted | Error {
    try {
      return lint(code, {
        path,
        mode,
        script: one.block.words.has("script"),
        rules: this.#rules,
        options: { [this.#rule.name]: one.block.words.has("strict") ? { ...allChecks(this.#rule), ...one.options } : one.options },
        settings: one.settings,
        program: mode === "typed" ? this.#workspace.programWith(path) : undefined,
      });
    } catch (error) {
      return error as Error;
    }
  }
}

function isExample({ block: { words } }: Case): boolean {
  return words.has("correct") || words.has("incorrect");
}

/** The option that the config `strict` gives to a rule. */
function allChecks(rule: Rule): { checks?: Record<string, boolean> } {
  const ids = Object.keys(rule.meta.docs.confidence);
  return ids.length < 2 ? {} : { checks: Object.fromEntries(ids.map((id) => [id, true])) };
}

/** `call=fetch, line=3` of a claim's parentheses. */
function pinsOf(pins: string | undefined): [string, string][] {
  if (pins === undefined) return [];
  return splitOutside(pins, /,/).map((pin) => {
    const [, name = "", value = ""] = /^\s*(\w+)=\s*"?(.*?)"?\s*$/s.exec(pin) ?? [];
    return [name, value];
  });
}

function outcomeProblems(one: Prepared, outcome: Outcome, own: readonly Linter.LintMessage[]): string[] {
  const expected = claimsIn(outcome.code, ["review"], /,/).code;
  const actual = outcome.suggestion === undefined ? fixedBy(one.code, own) : suggested(one, outcome, own);
  const what = outcome.suggestion ?? "fixes";
  if (actual === undefined) return [`no report has the suggestion ${what}, whose outcome stands on line ${outcome.line}`];
  return actual === expected ? [] : [`${what} does not yield what stands on line ${outcome.line}, but\n${actual}`];
}

function suggested(one: Prepared, { suggestion, at }: Outcome, own: readonly Linter.LintMessage[]): string | undefined {
  const repairs = repairsOf(one.code, own);
  return repairs.find((repair) => repair.suggestion === suggestion && (at === undefined || repair.of.line === at))?.code;
}

/** Texts in which ESLint found no data for a placeholder. */
function unfilled({ message, suggestions = [] }: Linter.LintMessage): string[] {
  return [message, ...suggestions.map(({ desc }) => desc)].filter((text) => /\{\{\s*\w+\s*\}\}/.test(text));
}

/** An editor that asks for the repairs at a place would offer those of the wrong report. */
function overlaps(fence: number, own: readonly Linter.LintMessage[]): string[] {
  return own.flatMap((message, index) => {
    const next = own.slice(index + 1).find((other) => startsWithin(other, message));
    return next ? [`line ${fence + message.line}: the reports ${message.messageId} and ${next.messageId} overlap`] : [];
  });
}

/** Whether a report that does not stand before another starts inside of it. */
function startsWithin(later: Linter.LintMessage, earlier: Linter.LintMessage): boolean {
  const endLine = earlier.endLine ?? earlier.line;
  if (later.line !== endLine) return later.line < endLine;
  return later.column < (earlier.endColumn ?? earlier.column + 1);
}
