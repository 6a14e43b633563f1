import pRetry, { AbortError } from "p-retry";
import { Histogram } from "prom-client";
import { assertDigest, type ImageBlob, type UploadReceipt } from "./blob.js";
import { currentTransfer } from "./context.js";
import { logger } from "./logger.js";

const registry = new URL(process.env["REGISTRY_URL"] ?? "http://localhost:5000");

const pullSeconds = new Histogram({
  name: "registry_pull_duration_seconds",
  help: "Time to pull a blob from the registry, retries included.",
  buckets: [0.1, 0.5, 1, 5, 10, 30, 60],
});

/**
 * Sends a blob to the registry. Cancelling through the signal settles the returned promise at once.
 */
export async function startUpload(blob: ImageBlob, signal: AbortSignal): Promise<UploadReceipt> {
  signal.throwIfAborted();
  const startedAt = performance.now();
  const { traceId } = currentTransfer();
  const url = blobUrl(blob.digest);

  return await new Promise<UploadReceipt>((resolve, reject) => {
    const cancel = (): void => {
      reject(signal.reason);
    };
    signal.addEventListener("abort", cancel, { once: true });

    void (async () => {
      try {
        const response = await fetch(url, {
          method: "PUT",
          headers: { "content-type": blob.mediaType, "x-trace-id": traceId },
          body: blob.content,
        });
        if (response.ok) {
          resolve({
            location: response.headers.get("location") ?? url.href,
            etag: response.headers.get("etag") ?? undefined,
            elapsedMs: performance.now() - startedAt,
          });
        }
      } catch (err) {
        if (!signal.aborted) {
          logger.error({ blob: blob.digest, err }, "upload failed");
        }
        reject(err);
      } finally {
        signal.removeEventListener("abort", cancel);
      }
    })();
  });
}

/** The content of a blob, checked against its digest. */
export async function pullBlob(digest: string, signal: AbortSignal): Promise<Buffer> {
  const stopTimer = pullSeconds.startTimer();
  try {
    const content = await pRetry(() => download(blobUrl(digest), signal), {
      retries: 3,
      minTimeout: 200,
      maxTimeout: 5_000,
      randomize: true,
      signal,
    });
    assertDigest(digest, content);
    return content;
  } finally {
    stopTimer();
  }
}

async function download(url: URL, signal: AbortSignal): Promise<Buffer> {
  const response = await fetch(url, {
    signal: AbortSignal.any([signal, AbortSignal.timeout(10_000)]),
  });
  if (response.ok) return Buffer.from(await response.arrayBuffer());

  const failure = new Error(`${url.href} answered ${String(response.status)}`);
  throw response.status >= 500 ? failure : new AbortError(failure);
}

function blobUrl(digest: string): URL {
  return new URL(`/v2/blobs/${encodeURIComponent(digest)}`, registry);
}
