import { HeadObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { Histogram } from "prom-client";
import { type ImageBlob, objectKey, type UploadReceipt } from "./blob.js";
import { currentTransfer } from "./context.js";
import { logger } from "./logger.js";

const bucket = process.env["BLOB_BUCKET"] ?? "image-blobs";
const lookupTimeoutMs = 5_000;

const s3 = new S3Client({
  region: process.env["AWS_REGION"] ?? "eu-central-1",
  maxAttempts: 3,
});

const lookupSeconds = new Histogram({
  name: "s3_lookup_duration_seconds",
  help: "Time to ask object storage for the size of a blob.",
  buckets: [0.01, 0.05, 0.1, 0.5, 1, 5],
});

/**
 * Sends a blob to object storage.
 *
 * The returned promise settles when the blob is stored, when storing it failed, or when the caller
 * cancels, whichever comes first.
 */
export async function startUpload(blob: ImageBlob, signal: AbortSignal): Promise<UploadReceipt> {
  signal.throwIfAborted();
  const startedAt = performance.now();
  const { traceId } = currentTransfer();
  const key = objectKey(blob.digest);

  const uploaded = new Promise<UploadReceipt>((resolve, reject) => {
    void (async () => {
      try {
        const stored = await s3.send(
          new PutObjectCommand({
            Bucket: bucket,
            Key: key,
            Body: blob.content,
            ContentType: blob.mediaType,
            Metadata: { "trace-id": traceId },
          }),
        );
        resolve({
          location: `s3://${bucket}/${key}`,
          etag: stored.ETag,
          elapsedMs: performance.now() - startedAt,
        });
      } catch (err) {
        if (!signal.aborted) {
          logger.error({ blob: blob.digest, err }, "upload failed");
        }
        reject(err);
      }
    })();
  });

  let cancel = (): void => undefined;
  const cancelled = new Promise<never>((_resolve, reject) => {
    cancel = () => {
      reject(signal.reason);
    };
    signal.addEventListener("abort", cancel, { once: true });
  });

  try {
    return await Promise.race([uploaded, cancelled]);
  } finally {
    signal.removeEventListener("abort", cancel);
  }
}

/** The size of a stored blob in bytes. Rejects with `NotFound` where the bucket does not hold it. */
export async function uploadedSize(digest: string, signal: AbortSignal): Promise<number> {
  const stopTimer = lookupSeconds.startTimer();
  try {
    const head = await s3.send(new HeadObjectCommand({ Bucket: bucket, Key: objectKey(digest) }), {
      abortSignal: AbortSignal.any([signal, AbortSignal.timeout(lookupTimeoutMs)]),
    });
    return head.ContentLength ?? 0;
  } finally {
    stopTimer();
  }
}
