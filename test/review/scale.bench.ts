import { bench, describe } from "vitest";
import { formats, material, monotone, pieces } from "./scale.js";

/** Twice as much should cost about twice the time: the summary says how much faster the half is. */
const options = { warmupIterations: 2, iterations: 10, time: 0, warmupTime: 0 };

describe.each([["lines of their own", "\n"], ["one line", " "]])("findings of one file on %s", (_, feed) => {
  const [half, whole] = [material(1000, feed), material(2000, feed)];
  describe.each(Object.entries(formats))("%s", (_format, run) => {
    bench("1,000", () => void run(half), options);
    bench("2,000", () => void run(whole), options);
  });
});

describe.each(pieces)("%j without end, in every format", (piece) => {
  const [half, whole] = [monotone(piece, 20_000), monotone(piece, 40_000)];
  for (const [name, scaled] of Object.entries({ "20,000": half, "40,000": whole })) bench(name, () => Object.values(formats).forEach((run) => run(scaled)), options);
});
