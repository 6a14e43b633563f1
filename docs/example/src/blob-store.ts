import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { Mutex } from "async-mutex";
import { pullBlob } from "./registry-upload.js";

export interface StoredBlob {
  readonly digest: string;
  readonly path: string;
  readonly size: number;
}

export interface Snapshot {
  readonly image: string;
  readonly mountPath: string;
}

/** Blobs on the local disk, and the snapshots that containers are started from. */
export class BlobStore {
  private readonly blobs = new Map<string, StoredBlob>();
  private readonly snapshotLock = new Mutex();

  constructor(private readonly root: string) {}

  /** Creates the folders of the store. */
  async open(): Promise<void> {
    await mkdir(join(this.root, "blobs"), { recursive: true });
    await mkdir(join(this.root, "snapshots"), { recursive: true });
  }

  /** The blob on disk, pulled from the registry where it is not there yet. */
  async ingest(digest: string, signal: AbortSignal): Promise<StoredBlob> {
    const present = this.blobs.get(digest);
    if (present !== undefined) return present;

    const content = await pullBlob(digest, signal);
    const path = join(this.root, "blobs", fileName(digest));
    await writeFile(path, content, { signal });
    const stored: StoredBlob = { digest, path, size: content.byteLength };
    this.blobs.set(digest, stored);
    return stored;
  }

  /** Unpacks the layers of an image into a folder of their own. One snapshot is prepared at a time. */
  async prepare(image: string, layers: readonly StoredBlob[]): Promise<Snapshot> {
    const release = await this.snapshotLock.acquire();
    const mountPath = join(this.root, "snapshots", encodeURIComponent(image));
    await mkdir(mountPath, { recursive: true });
    for (const layer of layers) {
      await pipeline(
        createReadStream(layer.path),
        createGunzip(),
        createWriteStream(join(mountPath, `${fileName(layer.digest)}.tar`)),
      );
    }
    release();
    return { image, mountPath };
  }
}

function fileName(digest: string): string {
  return digest.replace(":", "-");
}
