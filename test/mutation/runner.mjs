// How Stryker runs the cases: in one process that stays, so that a mutant costs the linting of a few cases and not the start of
// a test runner, which takes a hundred times as long.
import { readFileSync } from "node:fs";
import { trialsFor } from "./cases.mjs";

/**
 * @typedef {import("./cases.mjs").Trial} Trial
 * @typedef {{ activeMutant?: string | undefined, currentTestId?: string | undefined, hitCount?: number | undefined, hitLimit?: number | undefined, mutantCoverage?: unknown }} Instrumented
 * @typedef {{ activeMutant: { id: string }, testFilter?: string[], hitLimit?: number, mutantActivation: "static" | "runtime" }} MutantRun
 */

/** What the instrumented code speaks with. */
const instrumented = /** @type {Instrumented} */ (/** @type {any} */ (globalThis).__stryker__ ??= {});

class CaseRunner {
  /** @type {Map<string, Trial> | undefined} */
  #trials;
  /** How many mutants each case has killed: those that killed many are asked first. */
  #kills = new Map();
  #mutated;
  /** Whether the mutated module has to do with tables that are made once for all files. */
  #isKept;

  /** @param {{ mutate: string[] }} options */
  constructor({ mutate }) {
    this.#mutated = mutate.map((one) => one.replace(/:.*$/, ""));
    this.#isKept = this.#mutated.some((one) => /\bperLibraries\b|\bCatalogue\b|\bcallPathOf\b/.test(readFileSync(one, "utf8")));
  }

  /** A mutant that acts while modules are loaded gets a process of its own. */
  capabilities() {
    return { reloadEnvironment: false };
  }

  async dryRun() {
    const tests = [];
    for (const [id, trial] of await this.#loaded()) {
      instrumented.currentTestId = id;
      this.#forget();
      const start = performance.now();
      const failureMessage = failureOf(trial);
      const common = { id, name: id, fileName: trial.fileName, timeSpentMs: performance.now() - start };
      tests.push(failureMessage === undefined ? { ...common, status: 0 } : { ...common, status: 1, failureMessage });
    }
    instrumented.currentTestId = undefined;
    return { status: "complete", tests, mutantCoverage: instrumented.mutantCoverage };
  }

  /** @param {MutantRun} run */
  async mutantRun({ activeMutant, testFilter, hitLimit, mutantActivation }) {
    instrumented.activeMutant = undefined;
    if (mutantActivation === "static") instrumented.activeMutant = activeMutant.id;
    instrumented.hitCount = hitLimit === undefined ? undefined : 0;
    // Stryker grants a hundred times what a run without mutants takes, which is minutes of a ring that never ends
    const limit = hitLimit === undefined ? undefined : hitLimit / 10;
    instrumented.hitLimit = limit;
    const trials = await this.#loaded();
    instrumented.activeMutant = activeMutant.id;
    this.#forget();
    let nrOfTests = 0;
    for (const id of this.#inOrder(testFilter ?? [...trials.keys()])) {
      const trial = trials.get(id);
      if (trial === undefined) continue;
      nrOfTests++;
      const failureMessage = failureOf(trial);
      if ((instrumented.hitCount ?? 0) > (limit ?? Infinity)) return { status: "timeout", reason: "The mutant goes on and on." };
      if (failureMessage === undefined) continue;
      this.#kills.set(id, (this.#kills.get(id) ?? 0) + 1);
      return { status: "killed", killedBy: [id], failureMessage, nrOfTests };
    }
    return { status: "survived", nrOfTests };
  }

  #forget() {
    if (this.#isKept) /** @type {any} */ (globalThis).forgetLibraries?.();
  }

  async #loaded() {
    if (this.#trials === undefined) {
      const trials = await trialsFor(process.cwd(), this.#mutated);
      this.#trials = new Map(trials.map((trial) => [trial.id, trial]));
    }
    return this.#trials;
  }

  /** @param {readonly string[]} ids */
  #inOrder(ids) {
    return [...ids].sort((a, b) => (this.#kills.get(b) ?? 0) - (this.#kills.get(a) ?? 0));
  }
}

/** @param {Trial} trial */
function failureOf(trial) {
  try {
    const problems = trial.problems();
    return problems.length === 0 ? undefined : problems.join("\n").slice(0, 2_000);
  } catch (error) {
    return String(error);
  }
}

/** What a rule tells people, and ESLint of its options' types, is no behaviour: such a change is noticed by no case, and should not be. */
const words = new Set(["name", "description", "concern", "messages", "suggestions", "type", "items", "minimum"]);

const wordsOfRules = {
  /** @param {any} path of Babel */
  shouldIgnore({ node, parent, parentPath }) {
    const isWord = node.type === "ObjectProperty" && node.key.type === "Identifier" && words.has(node.key.name);
    if (!isWord || parent.type !== "ObjectExpression") return undefined;
    const call = parentPath.findParent((/** @type {any} */ one) => one.isCallExpression());
    return call?.node.callee.name === "defineRule" ? "words for people" : undefined;
  },
};

/** @param {{ mutate: string[] }} options */
function runnerOf(options) {
  return new CaseRunner(options);
}
runnerOf.inject = ["options"];

export const strykerPlugins = [
  { kind: "TestRunner", name: "cases", factory: runnerOf },
  { kind: "Ignore", name: "words-of-rules", value: wordsOfRules },
];
