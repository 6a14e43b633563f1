// Files longer than anybody writes, and the file one is typing in.
import { bestOf, configOf, recommended } from "./lint.mjs";

/** @param {number} number One of the many alike functions of a long file. */
function unit(number) {
  return `
export class Store${number} {
  items = new Map<string, { readonly id: string; seen: number }>();
  private last: string | undefined;

  async load${number}(id: string, signal: AbortSignal): Promise<string> {
    const known = this.items.get(id);
    if (known !== undefined) return known.id;
    try {
      const response = await fetch(\`/item/\${id}\`, { signal });
      if (!response.ok) throw new Error(response.statusText);
      const item = (await response.json()) as { id: string };
      this.items.set(id, { id: item.id, seen: ${number} });
      this.last = item.id;
      return item.id;
    } catch (error) {
      console.error("item", error);
      throw error;
    } finally {
      await this.close${number}().catch(() => undefined);
    }
  }

  setLast${number}(value: string): void {
    this.last = value;
    queueMicrotask(() => { console.log(this.last, ${number}); });
  }

  async close${number}(): Promise<void> {
    for (const [id, item] of this.items) {
      if (item.seen > ${number}) await new Promise((resolve) => setTimeout(resolve, 1));
      else this.items.delete(id);
    }
  }
}

export function start${number}(store: Store${number}, ids: readonly string[]): void {
  void Promise.all(ids.map((id) => store.load${number}(id, AbortSignal.timeout(1_000)))).then(
    (loaded) => { store.setLast${number}(loaded.join(",")); },
    (error: unknown) => { console.error(error); },
  );
}
`;
}

/** @param {number} lines */
function fileOf(lines) {
  const length = unit(0).split("\n").length - 1;
  return Array.from({ length: Math.ceil(lines / length) }, (_, number) => unit(number)).join("");
}

/** @param {number} lines @param {number} rounds */
function measured(lines, rounds) {
  const [without = Number.NaN, withRules = Number.NaN] = bestOf(fileOf(lines), "/long.ts", [configOf(), configOf(recommended)], rounds) ?? [];
  return { without, withRules };
}

export function growthRow() {
  const short = measured(1_000, 15);
  const long = measured(50_000, 2);
  const eslint = long.without / 50 / short.without;
  const all = long.withRules / 50 / short.withRules;
  const own = (long.withRules - long.without) / 50 / (short.withRules - short.without);
  const figures = `with rules ${all.toFixed(2)} ×, ESLint without rules ${eslint.toFixed(2)} ×, ours alone ${own.toFixed(2)} ×`;
  // a heap that grows costs the parser as well: what is ours is what comes on top
  const ratio = all / eslint;
  return { what: `time per line, 50 kLOC file over 1 kLOC file, beyond ESLint's own growth (${figures})`, budget: "≤ 1.2 ×", measured: `${ratio.toFixed(2)} ×`, holds: ratio <= 1.2 };
}

/**
 * What a keystroke costs more; the way to the editor and back is the same with and without rules.
 *
 * @param {readonly import("./corpus.mjs").Source[]} sources
 */
export function keystrokeRows(sources) {
  const real = [...sources].sort((a, b) => Math.abs(a.lines - 2_000) - Math.abs(b.lines - 2_000)).slice(0, 5);
  const added = median(real.map((source) => (addedTo(source) * 2_000) / source.lines));
  const dense = addedTo({ path: "/dense.ts", text: fileOf(2_000) });
  return [
    { what: "2,000 lines of a long file, rules on over off, linting alone (median of 5 files)", budget: "≤ + 30 ms", measured: `+ ${added.toFixed(1)} ms`, holds: added <= 30 },
    { what: "the same where every function is asynchronous", budget: "", measured: `+ ${dense.toFixed(1)} ms`, holds: undefined },
  ];
}

/** @param {{ text: string, path: string }} source */
function addedTo({ text, path }) {
  const configs = [configOf(), configOf(recommended)];
  const runs = Array.from({ length: 5 }, () => bestOf(text, path, configs, 1) ?? [Number.NaN, Number.NaN]);
  return median(runs.map(([without = 0, withRules = 0]) => withRules - without));
}

/** @param {readonly number[]} values */
function median(values) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
