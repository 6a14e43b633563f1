import { randomUUID } from "node:crypto";
import { pipeline } from "node:stream/promises";
import express, { type Express, type NextFunction, type Request, type Response } from "express";
import pLimit from "p-limit";
import { register } from "prom-client";
import { assertDigest, DigestMismatchError, type ImageBlob } from "./blob.js";
import type { BlobStore } from "./blob-store.js";
import { currentTransfer, transferContext } from "./context.js";
import type { ImageArchive } from "./image-archive.js";
import { logger } from "./logger.js";
import { pullBlob, startUpload as uploadToRegistry } from "./registry-upload.js";
import { startUpload as uploadToS3, uploadedSize } from "./s3-upload.js";
import { Task } from "./task.js";
import type { TaskRunner } from "./task-runner.js";
import type { TelemetryHub } from "./telemetry-hub.js";

export interface Services {
  readonly archive: ImageArchive;
  readonly runner: TaskRunner;
  readonly store: BlobStore;
  readonly telemetry: TelemetryHub;
}

interface ImageRequest {
  readonly image: string;
  readonly digests: readonly string[];
}

interface TransferRequest {
  readonly digest: string;
  readonly mediaType: string;
  readonly target: "registry" | "s3";
}

/** The HTTP interface of the service. */
export function createServer({ archive, runner, store, telemetry }: Services): Express {
  const app = express();
  const pulls = pLimit(8);

  app.use((req: Request, res: Response, next: NextFunction) => {
    res.on("finish", () => {
      telemetry.log("info", "request finished", { path: req.path, status: res.statusCode });
      telemetry.metric("http_requests", 1, { status: res.statusCode });
    });
    transferContext.run({ traceId: req.get("x-trace-id") ?? randomUUID() }, next);
  });

  app.put(
    "/archive/:digest",
    express.raw({ type: () => true, limit: "64mb" }),
    async (req: Request<{ digest: string }, unknown, Buffer>, res: Response) => {
      const { digest } = req.params;
      assertDigest(digest, req.body);
      const mediaType = req.get("content-type") ?? "application/octet-stream";
      await archive.store({ digest, mediaType, content: req.body }, cancelledBy(res));
      archive.addReference(digest);
      res.status(201).end();
    },
  );

  app.get("/archive/:digest", async (req: Request<{ digest: string }>, res: Response) => {
    const signal = cancelledBy(res);
    const content = await archive.read(req.params.digest, signal);
    if (content === undefined) {
      res.status(202).set("retry-after", "3600").end();
      return;
    }
    await pipeline(content, res, { signal });
  });

  app.delete("/archive/:digest", async (req: Request<{ digest: string }>, res: Response) => {
    const { digest } = req.params;
    archive.dropReference(digest);
    await archive.collect(digest, cancelledBy(res));
    res.status(204).end();
  });

  app.use(express.json({ limit: "1mb" }));

  app.post("/archive/warm", async (req: Request<object, unknown, ImageRequest>, res: Response) => {
    await archive.warm(req.body.digests);
    res.status(202).end();
  });

  app.post("/snapshots", async (req: Request<object, unknown, ImageRequest>, res: Response) => {
    const { image, digests } = req.body;
    const signal = cancelledBy(res);
    const layers = await Promise.all(digests.map((digest) => pulls(() => store.ingest(digest, signal))));
    res.status(201).json(await store.prepare(image, layers));
  });

  app.get("/transfers", (_req: Request, res: Response) => {
    res.json(runner.list());
  });

  app.post("/transfers", async (req: Request<object, unknown, TransferRequest>, res: Response) => {
    const task = transferTask(req.body);
    await runner.submit(task, cancelledBy(res));
    res.status(201).json({ id: task.id });
  });

  app.get("/blobs/:digest/size", async (req: Request<{ digest: string }>, res: Response) => {
    res.json({ size: await uploadedSize(req.params.digest, cancelledBy(res)) });
  });

  app.get("/metrics", async (_req: Request, res: Response) => {
    res.type(register.contentType).send(await register.metrics());
  });

  app.use((err: unknown, req: Request, res: Response, next: NextFunction) => {
    if (res.headersSent) {
      next(err);
      return;
    }
    const { traceId } = currentTransfer();
    logger.error({ err, path: req.path, traceId }, "request failed");
    res.status(err instanceof DigestMismatchError ? 400 : 500).json({ traceId });
  });

  return app;
}

function transferTask({ digest, mediaType, target }: TransferRequest): Task {
  return new Task(randomUUID(), async (signal) => {
    const blob: ImageBlob = { digest, mediaType, content: await pullBlob(digest, signal) };
    const upload = target === "s3" ? uploadToS3 : uploadToRegistry;
    const receipt = await upload(blob, signal);
    logger.info({ blob: digest, target, ...receipt }, "transfer finished");
  });
}

/** Aborts when the client has gone before it was answered. */
function cancelledBy(res: Response): AbortSignal {
  const gone = new AbortController();
  res.on("close", () => {
    if (!res.writableFinished) gone.abort(new Error("The client closed the connection"));
  });
  return gone.signal;
}
