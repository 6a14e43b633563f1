import { expect, test } from "vitest";

/** Answers that are given by hand, so that a test decides which question is answered first. */
class Answers {
  readonly #open = new Map<string, (answer: string) => void>();

  readonly ask = (question: string): Promise<string> => new Promise((resolve) => this.#open.set(question, resolve));

  async answer(question: string): Promise<void> {
    this.#open.get(question)?.(`answer to ${question}`);
    await settled();
  }
}

/** Lets every reaction that is due run. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 10; turn++) await Promise.resolve();
}

class Unguarded {
  shown = "";
  constructor(readonly ask: (question: string) => Promise<string>) {}

  async load(question: string): Promise<void> {
    this.shown = await this.ask(question);
  }
}

class Numbered {
  private latestRun = 0;
  shown = "";
  constructor(readonly ask: (question: string) => Promise<string>) {}

  async load(question: string): Promise<void> {
    const run = ++this.latestRun;
    const answer = await this.ask(question);
    if (run === this.latestRun) this.shown = answer;
  }
}

test("an older answer that comes later overwrites the newer one", async () => {
  const answers = new Answers();
  const page = new Unguarded(answers.ask);
  void page.load("old");
  void page.load("new");
  await answers.answer("new");
  expect(page.shown).toBe("answer to new");
  await answers.answer("old");
  expect(page.shown).toBe("answer to old");
});

test("numbered runs drop it, whatever the order of the answers", async () => {
  for (const order of [["new", "old"], ["old", "new"]]) {
    const answers = new Answers();
    const page = new Numbered(answers.ask);
    void page.load("old");
    void page.load("new");
    for (const question of order) await answers.answer(question);
    expect(page.shown).toBe("answer to new");
  }
});

/** Runs an effect as React does: the cleanup of the earlier run first. */
class Effects {
  #cleanup: (() => void) | undefined;

  run(effect: () => (() => void) | undefined): void {
    this.#cleanup?.();
    this.#cleanup = effect();
  }
}

function shownAfter(answers: Answers, hasFlag: boolean): { readonly shown: () => string; readonly show: (question: string) => void } {
  const effects = new Effects();
  let shown = "";
  return {
    shown: () => shown,
    show: (question) => {
      effects.run(() => {
        let stale = false;
        void answers.ask(question).then((answer) => {
          if (!stale) shown = answer;
        });
        if (!hasFlag) return undefined;
        return () => {
          stale = true;
        };
      });
    },
  };
}

test("an effect shows the last answer without a cleanup, and the answer to the last question with one", async () => {
  for (const [hasFlag, expected] of [[false, "answer to old"], [true, "answer to new"]] as const) {
    const answers = new Answers();
    const page = shownAfter(answers, hasFlag);
    page.show("old");
    page.show("new");
    await answers.answer("new");
    await answers.answer("old");
    expect(page.shown()).toBe(expected);
  }
});

test("a debounce spaces the questions, and not the answers", async () => {
  const answers = new Answers();
  const page = new Unguarded(answers.ask);
  const due: (() => void)[] = [];
  const type = (text: string): void => {
    due[0] = () => void page.load(text);
  };
  type("r");
  type("re");
  due[0]?.();
  type("react");
  due[0]?.();
  await answers.answer("react");
  await answers.answer("re");
  expect(page.shown).toBe("answer to re");
});
