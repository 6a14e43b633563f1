import type { ChildProcessByStdio } from "node:child_process";
import type { Readable, Writable } from "node:stream";

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

type Process = ChildProcessByStdio<Writable, Readable, null>;

/** What the client answers to a request of the server, and what it does with what the server tells. */
export type Listener = (method: string, params: never) => unknown;

const header = /^content-length: *(\d+)/im;
const separator = "\r\n\r\n";

/** JSON-RPC over the standard streams of a process, framed as language servers do. */
export class JsonRpc {
  readonly #process: Process;
  readonly #listener: Listener;
  readonly #open = new Map<number, { readonly settle: (result: unknown) => void; readonly fail: (error: Error) => void }>();
  #received = Buffer.alloc(0);
  #requests = 0;

  constructor(process: Process, listener: Listener) {
    this.#process = process;
    this.#listener = listener;
    process.stdout.on("data", (chunk: Buffer) => {
      this.#received = Buffer.concat([this.#received, chunk]);
      for (let message = this.#next(); message; message = this.#next()) this.#receive(message);
    });
    process.on("exit", (code) => {
      for (const { fail } of this.#open.values()) fail(new Error(`The server ended with ${code} before it answered.`));
      this.#open.clear();
    });
  }

  /** @throws {Error} what the server answers, and when it ends before it answers. */
  async request(method: string, params: unknown): Promise<unknown> {
    const id = ++this.#requests;
    return await new Promise((settle, fail) => {
      this.#open.set(id, { settle, fail });
      this.#send({ id, method, params });
    });
  }

  notify(method: string, params: unknown): void {
    this.#send({ method, params });
  }

  #receive({ id, method, params, result, error }: Message): void {
    if (method !== undefined) {
      const answer = this.#listener(method, params as never);
      if (id !== undefined) this.#send({ id, result: answer ?? null });
    } else if (id !== undefined) {
      const open = this.#open.get(id);
      this.#open.delete(id);
      if (error) open?.fail(new Error(error.message));
      else open?.settle(result);
    }
  }

  #next(): Message | undefined {
    const end = this.#received.indexOf(separator);
    const [, length] = header.exec(this.#received.toString("latin1", 0, Math.max(end, 0))) ?? [];
    const start = end + separator.length;
    if (length === undefined || this.#received.length < start + Number(length)) return undefined;
    const text = this.#received.toString("utf8", start, start + Number(length));
    this.#received = this.#received.subarray(start + Number(length));
    return JSON.parse(text) as Message;
  }

  #send(message: Message): void {
    const content = Buffer.from(JSON.stringify({ jsonrpc: "2.0", ...message }));
    this.#process.stdin.write(`Content-Length: ${content.length}${separator}`);
    this.#process.stdin.write(content);
  }
}
