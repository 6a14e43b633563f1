import { describe, expect, test } from "vitest";
import { compose, githubReview } from "../../src/review/index.js";
import { formats, material, monotone, pieces, templates } from "./scale.js";

describe("a comment on many equal findings", () => {
  test("has room for the fingerprints of all, and the counts add up", () => {
    const { given, changes } = material(700, "\n");
    const sent = githubReview(compose(given, templates, "markdown"), given, changes, templates, { maxComments: 3 });
    expect(sent?.comments).toHaveLength(3);
    expect(sent?.comments.filter(({ body }) => body.length > 60_000)).toEqual([]);
    expect(sent?.body).toContain("Found: 700. Commented on at their lines: 600; in this summary alone: 100;");
  });
});

test.each(Object.keys(formats))("20,000 findings are printed in %s", (format) => {
  expect(() => formats[format]?.(material(20_000, "\n"))).not.toThrow();
});

test.each(pieces)("%j without end is printed in every format", (piece) => {
  const scaled = monotone(piece, 40_000);
  expect(() => Object.values(formats).map((run) => run(scaled))).not.toThrow();
});
