import { describe, expect, test } from "vitest";
import { libraries } from "../../src/knowledge/index.js";
import { libraryShape } from "../../src/rule/settings-shape.js";
import { complaintAbout } from "../../src/rule/shape.js";
import { userSettings } from "../../src/rule/user-settings.js";

const call = { calls: ["courier.send"], effect: "non-idempotent", timeout: [], abort: [], defaultTimeout: "none", source: "courier@1.0.0" };
const courier = { name: "courier", modules: ["courier"], verified: "courier@1.0.0" };
const withCall = (changes: object) => ({ libraries: [{ ...courier, remote: [{ ...call, ...changes }] }] });
const withSlot = (slot: object) => withCall({ timeout: [slot] });

describe("settings that fit", () => {
  test("nothing at all", () => {
    expect(userSettings(undefined)).toEqual({ libraries: [], loggers: [], metrics: [], boundLoggers: [], environment: "server" });
  });

  test("some keys, the others by default", () => {
    expect(userSettings({ loggers: ["audit"], environment: "cli" })).toEqual({ libraries: [], loggers: ["audit"], metrics: [], boundLoggers: [], environment: "cli" });
  });

  test("a library of one's own", () => {
    const given = withSlot({ argument: 1, path: "deadline", none: [0, null], unit: "s" });
    expect(userSettings(given).libraries).toBe(given.libraries);
  });

  test("the same object gives the same settings", () => {
    const given = { loggers: ["audit"] };
    expect(userSettings(given)).toBe(userSettings(given));
  });

  test.each(libraries.map((library) => [library.name, library] as const))("the built-in entry of %s", (_, library) => {
    expect(complaintAbout(library, libraryShape, "it")).toBeUndefined();
  });
});

describe("settings that do not fit", () => {
  const at = 'settings["concurrency-review"]';
  const first = `${at}.libraries[0]`;

  test.each<[string, unknown, string]>([
    ["not an object", "server", `${at} is "server", not an object.`],
    ["a list", [], `${at} is a list, not an object.`],
    ["nothing", null, `${at} is null, not an object.`],
    ["an unknown key near a known one", { logger: ["audit"] }, `${at}.logger is no setting; did you mean "loggers"?`],
    ["an unknown key", { colour: "red" }, `${at}.colour is no setting; known are "libraries", "loggers", "metrics", "boundLoggers", "environment".`],
    ["an unknown key that is no name", { "log-gers": [] }, `${at}["log-gers"] is no setting; did you mean "loggers"?`],
    ["a text in place of a list", { loggers: "audit" }, `${at}.loggers is "audit", not a list.`],
    ["a number in place of a text", { loggers: ["audit", 1] }, `${at}.loggers[1] is 1, not a text.`],
    ["an empty text", { metrics: [""] }, `${at}.metrics[0] is "", not a text.`],
    ["an unknown environment", { environment: "node" }, `${at}.environment is "node", not one of "server", "browser", "cli".`],
    ["a misspelled environment", { environment: "brwser" }, `${at}.environment is "brwser", not one of "server", "browser", "cli"; did you mean "browser"?`],
    ["a library without its name", { libraries: [{ modules: [], verified: "a@1.0.0" }] }, `${first}.name is missing; it must be a text.`],
    ["a misspelled kind of fact", { libraries: [{ ...courier, remotes: [] }] }, `${first}.remotes is no setting; did you mean "remote"?`],
    [
      "a misspelled effect",
      withCall({ effect: "reads" }),
      `${first}.remote[0].effect is "reads", not one of "read", "idempotent-write", "non-idempotent", "by-method", "unknown"; did you mean "read"?`,
    ],
    ["a fact without its source", withCall({ source: undefined }), `${first}.remote[0].source is missing; it must be a text.`],
    [
      "a spelling that cannot be read",
      withCall({ calls: ["courier.send("] }),
      `${first}.remote[0].calls[0] is "courier.send(", not a spelling such as "client.get" or "new Client().send".`,
    ],
    ["a negative default", withCall({ defaultTimeout: -1 }), `${first}.remote[0].defaultTimeout is -1, not a whole number from 0 on or one of "none", "unknown".`],
    ["a function", withCall({ target: () => 0 }), `${first}.remote[0].target is a function, not a whole number from 0 on.`],
    ["a place without its argument", withSlot({ path: "deadline" }), `${first}.remote[0].timeout[0].argument is missing; it must be a whole number from 0 on or "last".`],
    [
      "a value that can mean no limit nowhere",
      withSlot({ argument: 0, path: "deadline", none: [1] }),
      `${first}.remote[0].timeout[0].none[0] is 1, not one of 0, false, null, "Infinity".`,
    ],
    [
      "a lock whose number of holders is misplaced",
      { libraries: [{ ...courier, locks: [{ acquire: ["l.acquire"], release: ["l.release"], exclusive: { argument: 0, paths: "" }, source: "a@1.0.0" }] }] },
      `${first}.locks[0].exclusive.paths is no setting; did you mean "path"?`,
    ],
    ["a type that stands for nothing", { libraries: [{ ...courier, types: { Courier: 1 } }] }, `${first}.types.Courier is 1, not a spelling such as "client.get" or "new Client().send".`],
  ])("%s", (_, given, sentence) => {
    expect(() => userSettings(given)).toThrow(new Error(sentence));
  });
});
