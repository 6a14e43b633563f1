import { describe, expect, test } from "vitest";
import { clientOf } from "../../../src/review/hosts/client.js";
import { fakeClock } from "./clock.js";
import { type Answered, loopback } from "./loopback.js";

/** A client of a server that gives these answers, one after the other; the last for ever. */
async function clientTo(...answers: (Answered | (() => Answered))[]) {
  const clock = fakeClock();
  let next = 0;
  const server = await loopback(() => {
    const answer = answers[Math.min(next++, answers.length - 1)] ?? { status: 500 };
    return typeof answer === "function" ? answer() : answer;
  });
  const client = clientOf({ base: server.url, name: "GitHub", rights: "may write", headers: { authorization: "Bearer secret" }, clock });
  return { client, clock, asked: server.asked, url: server.url };
}

const post = { method: "POST", path: "/things", body: { a: 1 } } as const;
const ok = { status: 200, body: { done: true } };

describe("what is safe to send again", () => {
  test("a look, after a failure and after silence", async () => {
    const { client, clock, asked } = await clientTo({ status: 502 }, { status: 0, silent: true }, ok);
    expect((await client.send({ method: "GET", path: "/things" }))?.body).toEqual({ done: true });
    expect(asked).toHaveLength(3);
    expect(clock.slept).toEqual([1_000, 2_000]);
  });
  test("a write that sets a state", async () => {
    const { client, asked } = await clientTo({ status: 503 }, ok);
    await client.send({ method: "PUT", path: "/things/1", body: {} });
    expect(asked).toHaveLength(2);
  });
  test("a POST that was refused", async () => {
    const { client, asked } = await clientTo({ status: 429, headers: { "retry-after": "7" } }, ok);
    await client.send(post);
    expect(asked).toHaveLength(2);
  });
  test("no POST of which nobody knows whether it was done", async () => {
    const { client, asked } = await clientTo({ status: 502 }, ok);
    await expect(client.send(post)).rejects.toThrow("GitHub fails with status 502; run it again");
    expect(asked).toHaveLength(1);
  });
  test("a POST that a look shows not to be done", async () => {
    const { client, asked } = await clientTo({ status: 502 }, ok);
    await client.send({ ...post, landed: () => Promise.resolve(false) });
    expect(asked).toHaveLength(2);
  });
  test("no POST that a look shows to be done", async () => {
    const { client, asked } = await clientTo({ status: 0, silent: true }, ok);
    expect(await client.send({ ...post, landed: () => Promise.resolve(true) })).toBeUndefined();
    expect(asked).toHaveLength(1);
  });
  test("nothing for ever", async () => {
    const { client, asked } = await clientTo({ status: 500 });
    await expect(client.send({ method: "GET", path: "/" })).rejects.toThrow("GitHub fails with status 500");
    expect(asked).toHaveLength(5);
  });
});

describe("how long it waits", () => {
  test("three seconds between writes, and not for looks", async () => {
    const { client, clock } = await clientTo(ok);
    for (const path of ["/1", "/2"]) await client.send({ ...post, path });
    await client.send({ method: "GET", path: "/3" });
    await client.send({ ...post, path: "/query", reads: true });
    expect(clock.slept).toEqual([3_000]);
  });
  test("as long as the forge says", async () => {
    const { client, clock } = await clientTo({ status: 403, headers: { "retry-after": "90" } }, { status: 403, headers: { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "1700000120" } }, ok);
    await client.send({ method: "GET", path: "/" });
    expect(clock.slept).toEqual([90_000, 31_000]);
  });
  test("a minute and twice as long where it only says that it is too much", async () => {
    const limited = { status: 403, body: { message: "You have exceeded a secondary rate limit" } };
    const { client, clock } = await clientTo(limited, limited, ok);
    await client.send(post);
    expect(clock.slept).toEqual([60_000, 120_000]);
  });
  test("no longer than a run may", async () => {
    const { client, clock } = await clientTo({ status: 429, headers: { "retry-after": "3600" } });
    await expect(client.send(post)).rejects.toThrow("GitHub asks to wait 3600 s more than this run may; run it again later");
    expect(clock.slept).toEqual([]);
  });
  test("where GraphQL says it with status 200", async () => {
    const { client, asked } = await clientTo({ status: 200, body: { errors: [{ type: "RATE_LIMITED" }] } }, ok);
    await client.send({ ...post, reads: true });
    expect(asked).toHaveLength(2);
  });
});

describe("what it says where the forge refuses", () => {
  test.each([
    [{ status: 401, body: { message: "Bad credentials" } }, "GitHub does not know the token (Bad credentials); give it a valid one that may write."],
    [{ status: 403, body: { message: "Resource not accessible by integration" } }, "GitHub does not let the token do this (Resource not accessible by integration); give it one that may write."],
    [{ status: 404, body: { message: "Not Found" } }, "GitHub finds nothing there (Not Found); the address may be wrong, or hidden from the token: give it one that may write."],
    [{ status: 422, body: { message: "No", errors: ["line\nmust be", { code: "too_long" }] } }, 'GitHub refuses with status 422 (No: line must be: {"code":"too_long"}).'],
    [{ status: 301, headers: { location: "https://example.org/x" } }, "GitHub says that it has moved to https://example.org/x; use the new address."],
  ])("%j", async (answer, said) => {
    const { client, asked } = await clientTo(answer);
    await expect(client.send(post)).rejects.toThrow(said);
    expect(asked).toHaveLength(1);
  });
  test("nobody is there", async () => {
    const client = clientOf({ base: "http://127.0.0.1:1", name: "GitHub", rights: "", headers: {}, clock: fakeClock() });
    await expect(client.send({ method: "GET", path: "/" })).rejects.toThrow("GitHub cannot be reached (bad port)");
  });
});

describe("a list", () => {
  test("is read to its end, and never on another host", async () => {
    const pages: Answered[] = [];
    const { client, url } = await clientTo(() => pages.shift() ?? { status: 500 });
    const next = (address: string): Record<string, string> => ({ link: `<${address}>; rel="next", <${url}/list?page=9>; rel="last"` });
    pages.push({ status: 200, body: [1, 2], headers: next(`${url}/list?page=2`) }, { status: 200, body: [3], headers: next("http://elsewhere.example/list") }, ok);
    const items: unknown[] = [];
    const read = async (): Promise<void> => {
      for await (const item of client.items("/list")) items.push(item);
    };
    await expect(read()).rejects.toThrow("GitHub goes on with a list at http://elsewhere.example, where the token does not go");
    expect(items).toEqual([1, 2, 3]);
  });
  test("is read by the number of its next page, whatever address a proxy makes of it", async () => {
    const page = (next: string, body: unknown): Answered => ({ status: 200, body, headers: { "x-next-page": next, link: '<http://inside.example/list>; rel="next"' } });
    const { client, asked } = await clientTo(page("2", [1]), page("3", [2]), { status: 200, body: [3], headers: { "x-next-page": "" } });
    const items: unknown[] = [];
    for await (const item of client.items("/list?page=1&per_page=1")) items.push(item);
    expect(items).toEqual([1, 2, 3]);
    expect(asked.map(({ path }) => path)).toEqual(["/list?page=1&per_page=1", "/list?per_page=1&page=2", "/list?per_page=1&page=3"]);
  });
});
