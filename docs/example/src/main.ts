import { BlobStore } from "./blob-store.js";
import { ImageArchive } from "./image-archive.js";
import { logger } from "./logger.js";
import { createServer } from "./server.js";
import { TaskRunner } from "./task-runner.js";
import { TelemetryHub } from "./telemetry-hub.js";

const port = Number(process.env["PORT"] ?? 8080);
const shutdown = new AbortController();

const store = new BlobStore(process.env["STORE_ROOT"] ?? "/var/lib/image-transfer");
const telemetry = new TelemetryHub(new URL(process.env["COLLECTOR_URL"] ?? "http://localhost:4400/records"));
const app = createServer({ archive: new ImageArchive(), runner: new TaskRunner(), store, telemetry });

await store.open();
const server = app.listen(port, () => {
  logger.info({ port }, "listening");
});

process.once("SIGTERM", () => {
  shutdown.abort();
});

try {
  await telemetry.run(shutdown.signal);
} catch (err) {
  if (!shutdown.signal.aborted) throw err;
} finally {
  server.close();
}
