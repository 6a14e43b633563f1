import { describe, expect, test } from "vitest";
import { compose, githubReview, loadTemplates, readMarker, type RulesMeta, select } from "../../src/review/index.js";
import { plannedFrom, planText } from "../../src/review/plan.js";
import { reviewed } from "./hosts/change.js";
import { hostilePieces, rulesMeta as sample } from "./sample.js";

const rulesMeta: RulesMeta = Object.fromEntries(Object.entries(sample).map(([id, meta]) => [id.replace("cr/", "concurrency-review/"), meta]));
const templates = loadTemplates();
const path = "src/a.ts";
const { material, changes } = reviewed({ before: "a;\n", after: "a;\ngetUser();\ngetOrder();\n" });
const head = "a".repeat(40);
const formerly = new Map([[path, "src/old.ts"]]);
const planned = { head, files: 3, read: [path], rules: ["require-timeout"], selection: material.selection, changes, formerly, source: (name: string) => material.source(name) };
const text = planText(planned);

/** The plan with one of its parts replaced. */
function spoilt(at: readonly (string | number)[], value: unknown): string {
  const plan = JSON.parse(text) as Record<string, unknown>;
  let part = plan as Record<string | number, unknown>;
  for (const key of at.slice(0, -1)) part = part[key] as Record<string | number, unknown>;
  part[at.at(-1) ?? ""] = value;
  return JSON.stringify(plan);
}

function bodiesOf(given: ReturnType<typeof plannedFrom>): string[] {
  const from = { selection: given.selection, files: given.files, ofChange: true, numbered: false, formerly: given.formerly, source: (name: string) => given.source(name) };
  const sent = githubReview(compose(from, templates, "markdown"), from, given.changes, templates);
  return [...(sent?.comments.map(({ body }) => body) ?? []), sent?.body ?? ""];
}

describe("a plan", () => {
  test("gives the review that it was made from", () => {
    const back = plannedFrom(text, rulesMeta);
    expect(back).toMatchObject({ head, files: 3, read: [path], rules: ["require-timeout"], formerly });
    expect(back.selection).toEqual(material.selection);
    expect([...back.changes]).toEqual([...changes]);
    expect(bodiesOf(back)).toEqual(bodiesOf({ ...planned, selection: select(material.selection.inline, []) }));
  });
  test.each<[readonly (string | number)[], unknown, string]>([
    [["version"], 2, "the plan.version is not 1; write and post it with the same version"],
    [["head"], "main", "the plan.head is not the name of a commit"],
    [["more"], 1, 'nobody reads "more" of the plan'],
    [["told"], {}, "the plan.told is not a list of at most 25000"],
    [["told", 0, "line"], 0, "the plan.told[0].line is not a number from 1 to 1000000"],
    [["told", 0, "line"], 2.5, "the plan.told[0].line is not a number from 1 to 1000000"],
    [["told", 0, "endLine"], 900_000, "the plan.told[0].endLine is not a line at or below the first"],
    [["told", 0, "rule"], "../x", "the plan.told[0].rule is not a name"],
    [["told", 0, "severity"], 2, "the plan.told[0].severity is not error or warning"],
    [["told", 0, "data"], { call: {} }, 'the plan.told[0].data["call"] is not a text, a number, true or false'],
    [["told", 0, "template"], "@octocat", 'nobody reads "template" of the plan.told[0]'],
    [["told", 0, "path"], "/etc/passwd", "the plan.told[0].path is not a path in the repository"],
    [["told", 0, "path"], "a\u0000b", "the plan.told[0].path is not a path in the repository"],
    [["told", 0, "patches"], [{ title: "", id: null, data: {}, range: [5, 2], text: "" }], "the plan.told[0].patches[0].range is not an ascending range"],
    [["read"], ["../x"], "the plan.read[0] is not a path in the repository"],
    [["changes", path, "path"], "../x", 'the plan.changes["src/a.ts"].path is not a path in the repository'],
    [["changes", path, "lines"], [[1, 2]], 'the plan.changes["src/a.ts"].lines[0] is not a list of 5'],
    [["sources", path], 1, 'the plan.sources["src/a.ts"] is not a text'],
  ])("with %j = %j is refused", (at, value, said) => {
    expect(() => plannedFrom(spoilt(at, value), rulesMeta)).toThrow(said);
  });
  test("speaks only of rules and messages that are known, with all their values", () => {
    expect(() => plannedFrom(spoilt(["told", 0, "rule"], "constructor"), rulesMeta)).toThrow("names constructor/missingTimeout, which this version does not have");
    expect(() => plannedFrom(spoilt(["told", 0, "messageId"], "constructor"), rulesMeta)).toThrow("names require-timeout/constructor, which this version does not have");
    expect(() => plannedFrom(spoilt(["told", 0, "data"], {}), rulesMeta)).toThrow("does not say the call of a finding of require-timeout/missingTimeout");
    expect(() => plannedFrom("x".repeat(64 * 1024 * 1024 + 1), rulesMeta)).toThrow("is over");
  });
  test("cannot make the review say anything but what its rules say", () => {
    for (const piece of hostilePieces) {
      const data = { call: `${piece}x${piece}`, where: `here ${piece} @octocat <!-- x --> https://example.org`, default: piece };
      const patches = [null, "nobody has this"].map((id) => ({ title: piece, id, data: { ms: piece }, range: [0, 1], text: piece.replace("\r", "") }));
      const plan = JSON.parse(text) as { told: object[] };
      const bodies = bodiesOf(plannedFrom(JSON.stringify({ ...plan, told: [{ ...plan.told[0], data, patches }] }), rulesMeta));
      expect(bodies.map((body) => readMarker(body))).toEqual([[expect.stringMatching(/^[0-9a-f]{32}$/)], "summary"]);
      for (const body of bodies) {
        const shown = body.replace(/(`{3,})[^]*?\n\1/g, "").replace(/(?<![\\`])(`+)(?!`)([^\n]*?)(?<!`)\1(?!`)/g, "");
        expect(shown).not.toMatch(/@octocat|(?<!\\)<script|https:\/\/example\.org|^\/close|!\[/m);
        expect(shown.match(/(?<!\\)<!--/g)).toHaveLength(1);
      }
    }
  });
});
