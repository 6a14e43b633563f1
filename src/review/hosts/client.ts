import { type Answer, answerOf, type Fetched, type Reply, type Tongue } from "./answer.js";
import type { Clock } from "./clock.js";
import { HostError } from "./host-error.js";

export interface Request {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Under the base address, or an address of the same origin that the forge gave. */
  readonly path: string;
  readonly body?: unknown;
  /** Whether it only reads, though it is a POST. */
  readonly reads?: boolean;
  /** Whether sending it twice is the same as sending it once; of a POST it is not, unless it is said. */
  readonly repeatable?: boolean;
  /** Looks whether it was done after all, where the answer did not arrive. */
  landed?(): Promise<boolean>;
}

/** The only way to the network. */
export interface Client {
  /**
   * Sends a request, and waits and sends it again where that is safe.
   *
   * @returns the answer; `undefined` where only a look afterwards showed that the request was done
   * @throws {HostError} where the forge refuses, or cannot be reached
   */
  send(request: Request): Promise<Reply | undefined>;
  /**
   * Every item of a list, page by page, each page as `send` reads it.
   *
   * @throws {HostError} also where the list goes on at another host: half of a list would be taken for the whole
   */
  items(path: string): AsyncGenerator<unknown, void, undefined>;
}

export interface ClientSettings extends Tongue {
  /** What every path is under, without a slash at the end. */
  readonly base: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly clock: Clock;
}

/** Of one call. */
const timeLimit = 30_000;
/** What forges ask for between writes. */
const betweenWrites = 3_000;
const mostAttempts = 5;
/** Of all waiting in a run: a job that waits costs money. */
const patience = 10 * 60_000;

export function clientOf(settings: ClientSettings): Client {
  const { clock } = settings;
  let [nextWrite, waited] = [0, 0];
  const rest = async (milliseconds: number): Promise<void> => {
    waited += milliseconds;
    if (waited > patience) {
      throw new HostError("limited", `${settings.name} asks to wait ${String(Math.ceil(milliseconds / 1000))} s more than this run may; run it again later, it goes on where it stopped.`);
    }
    await clock.sleep(milliseconds);
  };
  const attempt = async (request: Request, count: number): Promise<Answer> => {
    if (request.method !== "GET" && request.reads !== true) {
      const early = nextWrite - clock.now();
      if (early > 0) await clock.sleep(early);
      nextWrite = clock.now() + betweenWrites;
    }
    return answerOf(await fetched(request, settings), { ...settings, count });
  };
  const send = async (request: Request): Promise<Reply | undefined> => {
    for (let count = 1; ; count += 1) {
      const answer = await attempt(request, count);
      if (answer.kind === "done") return answer.reply;
      if (answer.kind === "failed") throw answer.error;
      await rest(answer.wait);
      if (answer.kind === "unsure" && !isRepeatable(request) && (await request.landed?.()) === true) return undefined;
      if (count === mostAttempts || (answer.kind === "unsure" && !isRepeatable(request) && request.landed === undefined)) throw answer.error;
    }
  };
  return { send, items: (path) => itemsOf(path, send, settings) };
}

function isRepeatable({ method, repeatable, reads }: Request): boolean {
  return repeatable ?? (method !== "POST" || reads === true);
}

async function fetched({ method, path, body }: Request, { base, headers }: ClientSettings): Promise<Fetched> {
  try {
    const response = await fetch(path.startsWith("/") ? base + path : path, {
      method,
      headers: { ...headers, ...(body === undefined ? {} : { "content-type": "application/json" }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      // a redirect could take the token elsewhere
      redirect: "manual",
      signal: AbortSignal.timeout(timeLimit),
    });
    return { status: response.status, headers: response.headers, text: await response.text() };
  } catch (error) {
    const { cause, message } = error as Error & { cause?: { code?: string; message?: string } };
    return { reason: cause?.code ?? cause?.message ?? message };
  }
}

async function* itemsOf(path: string, send: Client["send"], { base, name }: ClientSettings): AsyncGenerator<unknown, void, undefined> {
  for (let next: string | undefined = path; next !== undefined; ) {
    const reply: Reply | undefined = await send({ method: "GET", path: next });
    if (Array.isArray(reply?.body)) yield* reply.body as unknown[];
    next = reply === undefined ? undefined : pageAfter(next, reply.headers);
    // the token goes along, so a list never leads to another host
    if (next !== undefined && new URL(next, base).origin !== new URL(base).origin) {
      throw new HostError("unreachable", `${name} goes on with a list at ${new URL(next).origin}, where the token does not go; whoever runs it has to set its address right.`);
    }
  }
}

/** By its number where the forge gives one, which holds behind a proxy as well; else by its address. */
function pageAfter(path: string, headers: Headers): string | undefined {
  const number = /^\d+$/.exec(headers.get("x-next-page") ?? "")?.[0];
  if (number === undefined) return /<([^>]+)>;[^,]*rel="?next"?/.exec(headers.get("link") ?? "")?.[1];
  const [address = "", query = ""] = path.split("?");
  const others = query.split("&").filter((part) => part !== "" && !part.startsWith("page="));
  return `${address}?${[...others, `page=${number}`].join("&")}`;
}
