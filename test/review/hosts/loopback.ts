import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

export interface Asked {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: unknown;
}

export interface Answered {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** Nothing is sent, and the connection is closed. */
  readonly silent?: boolean;
}

export interface Loopback {
  readonly url: string;
  /** Everything that was asked, in its order. */
  readonly asked: Asked[];
}

/** A server on this machine that lives as long as the test. */
export async function loopback(answer: (asked: Asked) => Answered | Promise<Answered>): Promise<Loopback> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    const answering = async (): Promise<void> => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const text = Buffer.concat(chunks).toString("utf8");
      const one = { method: request.method ?? "", path: request.url ?? "", headers: request.headers, body: text === "" ? undefined : (JSON.parse(text) as unknown) };
      asked.push(one);
      const { status, headers, body, silent } = await answer(one);
      if (silent === true) return void response.destroy();
      response.writeHead(status, { "content-type": "application/json", ...headers });
      response.end(body === undefined ? "" : JSON.stringify(body));
    };
    answering().catch((error: unknown) => response.destroy(error as Error));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`, asked };
}
