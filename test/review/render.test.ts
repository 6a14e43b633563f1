import { expect, test } from "vitest";
import { render } from "../../src/review/render.js";

const data = { call: "save({ ...user, a_b: ids[0] })", line: 12, words: "a_b *c*" };

test("a value between backticks is code, elsewhere it is a sentence", () => {
  expect(render("`{{call}}` on line {{line}}: {{words}}", data, "markdown")).toBe("`save({ ...user, a_b: ids[0] })` on line 12: a\\_b \\*c\\*");
});

test("words between two spans of code are no code", () => {
  expect(render("这个 `catch` 是空的：第 {{line}} 行的 `{{call}}` 失败时", data, "markdown")).toBe(
    "这个 `catch` 是空的：第 12 行的 `save({ ...user, a_b: ids[0] })` 失败时",
  );
  expect(render("this `catch` says {{words}} of `{{call}}`", data, "markdown")).toBe(
    "this `catch` says a\\_b \\*c\\* of `save({ ...user, a_b: ids[0] })`",
  );
});

test("a placeholder without a value is an error that names it and those there are", () => {
  expect(() => render("`{{cal}}`", { call: "save()" }, "plain")).toThrow("A template asks for {{cal}}; known here: `call`.");
});
