import type { Readable } from "node:stream";
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  RestoreObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { Gauge } from "prom-client";
import { type ImageBlob, objectKey } from "./blob.js";
import { logger } from "./logger.js";

const bucket = process.env["ARCHIVE_BUCKET"] ?? "image-archive";
const requestTimeoutMs = 10_000;
const transferTimeoutMs = 120_000;
const restoredForDays = 2;

const archivedBlobs = new Gauge({
  name: "archive_blobs",
  help: "Blobs that the archive holds.",
});

/** Content-addressed blobs in a bucket, with the number of images that refer to each. */
export class ImageArchive {
  private readonly stored = new Set<string>();
  private readonly references = new Map<string, number>();
  private readonly s3 = new S3Client({
    region: process.env["AWS_REGION"] ?? "eu-central-1",
    maxAttempts: 3,
  });

  /** Stores a blob where the archive does not hold it yet. */
  async store(blob: ImageBlob, signal: AbortSignal): Promise<void> {
    if (!this.stored.has(blob.digest)) {
      await this.s3.send(
        new PutObjectCommand({
          Bucket: bucket,
          Key: objectKey(blob.digest),
          Body: blob.content,
          ContentType: blob.mediaType,
        }),
        { abortSignal: AbortSignal.any([signal, AbortSignal.timeout(transferTimeoutMs)]) },
      );
      this.stored.add(blob.digest);
      archivedBlobs.set(this.stored.size);
    }
  }

  addReference(digest: string): void {
    this.references.set(digest, (this.references.get(digest) ?? 0) + 1);
  }

  dropReference(digest: string): void {
    this.references.set(digest, Math.max(0, (this.references.get(digest) ?? 0) - 1));
  }

  /** Deletes a blob that no image refers to any more. */
  async collect(digest: string, signal: AbortSignal): Promise<void> {
    if (this.references.get(digest) === 0) {
      await this.s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: objectKey(digest) }), {
        abortSignal: AbortSignal.any([signal, AbortSignal.timeout(requestTimeoutMs)]),
      });
      this.references.delete(digest);
      this.stored.delete(digest);
      archivedBlobs.set(this.stored.size);
    }
  }

  /** The content of a blob, or `undefined` while a cold one is being restored. */
  async read(digest: string, signal: AbortSignal): Promise<Readable | undefined> {
    const at = { Bucket: bucket, Key: objectKey(digest) };
    const head = await this.s3.send(new HeadObjectCommand(at), {
      abortSignal: AbortSignal.any([signal, AbortSignal.timeout(requestTimeoutMs)]),
    });
    if (head.StorageClass === "GLACIER") {
      this.restore(digest);
      return undefined;
    }
    const object = await this.s3.send(new GetObjectCommand(at), {
      abortSignal: AbortSignal.any([signal, AbortSignal.timeout(transferTimeoutMs)]),
    });
    return object.Body as Readable;
  }

  /** Restores the blobs of an image before it is asked for. */
  async warm(digests: readonly string[]): Promise<void> {
    await Promise.all(digests.map((digest) => this.restore(digest)));
  }

  private async restore(digest: string): Promise<void> {
    try {
      await this.s3.send(
        new RestoreObjectCommand({
          Bucket: bucket,
          Key: objectKey(digest),
          RestoreRequest: { Days: restoredForDays, GlacierJobParameters: { Tier: "Standard" } },
        }),
        { abortSignal: AbortSignal.timeout(requestTimeoutMs) },
      );
    } catch (err) {
      logger.error({ digest, err }, "restore failed");
      throw err;
    }
  }
}
