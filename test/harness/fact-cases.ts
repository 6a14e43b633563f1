import { defineRule } from "../../src/rule/define-rule.js";
import type { File } from "../../src/analysis/file.js";
import type { TSESTree } from "@typescript-eslint/utils";
import { casesOf, type Case, type Mode } from "./cases.js";
import { claimsIn, mismatches, type Claim, type Found } from "./claims.js";
import { lint } from "./lint.js";
import { blocksOf } from "./markdown.js";
import { Workspace } from "./workspace.js";

export interface Fact {
  /** The fact is claimed on the line where it starts. */
  readonly node: TSESTree.Node | TSESTree.Token;
  readonly says: string;
}

/** What an analysis says of a file, in the words of the claims. */
export type Facts = (file: File) => Iterable<Fact>;

interface Prepared extends Case {
  readonly code: string;
  readonly claims: readonly Claim[];
  readonly file: string;
}

/** The word of a claim that nothing is known of a line. */
const nothing = "nothing";

/** The cases of facts in one Markdown file; each kind of fact has its own word in the claims. */
export class FactCases {
  readonly cases: readonly Prepared[];
  readonly #kinds: Readonly<Record<string, Facts>>;
  readonly #workspace: Workspace;

  constructor(name: string, markdown: string, kinds: Readonly<Record<string, Facts>>) {
    this.#kinds = kinds;
    this.#workspace = new Workspace(`${name}.facts`);
    this.cases = casesOf(blocksOf(markdown)).map((one, index) => {
      const { code, claims } = claimsIn(one.block.code, Object.keys(kinds), /;/);
      return { ...one, code, claims, file: this.#workspace.add(String(index + 1), one.path, code, one.manifest) };
    });
  }

  /** Everything that is wrong with one case in one mode. */
  problemsOf(one: Prepared, mode: Mode): string[] {
    const { block, claims } = one;
    if (claims.length === 0 && !block.words.has("all")) return ["the case claims nothing"];
    const checked = mode === "typed" && !block.words.has("loose") ? this.#workspace.complaintsAbout(one.file) : [];
    const found = this.#found(one, mode).filter((fact) => block.words.has("all") || claims.some((claim) => about(claim, fact)));
    return [
      ...checked.map((complaint) => `the case does not type-check: ${complaint}`),
      ...mismatches(block.line, claims.filter((claim) => claim.text !== nothing), found),
    ];
  }

  #found(one: Prepared, mode: Mode): Found[] {
    const found: Found[] = [];
    const spoken = new Set(one.claims.map((claim) => claim.kind));
    const capture = ruleThat((file) => {
      for (const [kind, facts] of Object.entries(this.#kinds)) {
        // a block that does not speak of a kind at all is about another one
        if (spoken.size > 0 && !spoken.has(kind)) continue;
        for (const { node, says } of facts(file)) {
          found.push({ line: node.loc.start.line, kind, says, meets: (claim) => claim === says });
        }
      }
    });
    const { messages } = lint(one.code, {
      path: one.file,
      mode,
      script: one.block.words.has("script"),
      rules: [capture],
      options: {},
      settings: one.settings,
      program: mode === "typed" ? this.#workspace.programWith(one.file) : undefined,
    });
    const fatal = messages.find((message) => message.fatal);
    if (fatal) throw new Error(`line ${one.block.line + fatal.line}: the case does not parse: ${fatal.message}`);
    return found;
  }
}

function about(claim: Claim, fact: Found): boolean {
  return claim.line === fact.line && claim.kind === fact.kind;
}

/** A rule that reports nothing and hands on the file it was given. */
export function ruleThat(looksAt: (file: File) => void): ReturnType<typeof defineRule> {
  return defineRule({
    name: "looks-at-the-file",
    description: "Hand the file to a test",
    concern: "ordering",
    messages: {},
    findings(file) {
      looksAt(file);
      return [];
    },
  });
}
