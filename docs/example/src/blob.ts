import { createHash } from "node:crypto";

/** One layer or configuration of an image, addressed by the digest of its content. */
export interface ImageBlob {
  readonly digest: string;
  readonly mediaType: string;
  readonly content: Buffer;
}

export interface UploadReceipt {
  readonly location: string;
  readonly etag: string | undefined;
  readonly elapsedMs: number;
}

export class DigestMismatchError extends Error {
  override readonly name = "DigestMismatchError";

  constructor(
    readonly expected: string,
    readonly actual: string,
  ) {
    super(`Expected ${expected}, got ${actual}`);
  }
}

export function digestOf(content: Buffer): string {
  return `sha256:${createHash("sha256").update(content).digest("hex")}`;
}

/** Throws where the content is not what the digest promises. */
export function assertDigest(digest: string, content: Buffer): void {
  const actual = digestOf(content);
  if (actual !== digest) throw new DigestMismatchError(digest, actual);
}

/** Objects are spread over prefixes so that listing one of them stays cheap. */
export function objectKey(digest: string): string {
  const hex = digest.slice(digest.indexOf(":") + 1);
  return `blobs/${hex.slice(0, 2)}/${hex}`;
}
