import { AsyncLocalStorage } from "node:async_hooks";
import { randomUUID } from "node:crypto";

/** What belongs to one request, from the HTTP interface down to the transports. */
export interface TransferContext {
  readonly traceId: string;
}

export const transferContext = new AsyncLocalStorage<TransferContext>();

export function currentTransfer(): TransferContext {
  return transferContext.getStore() ?? { traceId: randomUUID() };
}
