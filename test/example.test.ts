import { readFileSync } from "node:fs";
import { join } from "node:path";
import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { review, root } from "./cli/workspace.js";

interface Found {
  readonly rule: string;
  readonly messageId: string;
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly endColumn: number;
}

/** What a senior engineer finds in the example: for each file, in its order, the code at fault and what is said of it. */
const expected: Readonly<Record<string, readonly (readonly [place: string, ...said: readonly string[]])[]>> = {
  "blob-store.ts": [
    ["this.blobs.«set»(digest, stored);", "require-single-flight/cacheFill"],
    ["const release = await «this.snapshotLock.acquire»();", "require-lock-release/notReleasedOnThrow"],
  ],
  "image-archive.ts": [
    ["this.stored.«add»(blob.digest);", "no-check-then-act/checkThenAct"],
    ["this.references.«delete»(digest);", "no-check-then-act/checkThenAct"],
    ["this.«restore»(digest);", "no-unhandled-rejection/floating"],
    ["await Promise.«all»(digests.map((digest) => this.restore(digest)));", "no-unbounded-concurrency/unboundedParameter"],
    ["await «this.s3.send»( new RestoreObjectCommand({", "require-operation-metrics/noMetrics"],
  ],
  "registry-upload.ts": [
    ["return await new «Promise»<UploadReceipt>((resolve, reject) => {", "require-settlement/neverSettles"],
    ['const response = await «fetch»(url, { method: "PUT",', "forward-abort-signal/signalNotForwarded", "require-operation-metrics/noMetrics", "require-retry/singleShot", "require-timeout/missingTimeout"],
    ['«logger».error({ blob: blob.digest, err }, "upload failed");', "require-error-context/noDuration"],
  ],
  "s3-upload.ts": [
    ["const stored = await «s3.send»( new PutObjectCommand({", "forward-abort-signal/signalNotForwarded", "require-operation-metrics/noMetrics", "require-timeout/missingTimeout"],
    ['«logger».error({ blob: blob.digest, err }, "upload failed");', "require-error-context/noDuration"],
    ["return await «Promise.race»([uploaded, cancelled]);", "no-abandoned-race/workKeepsRunning"],
  ],
  "task.ts": [["void («async» () => {", "no-fire-and-forget-setter/detachedWrite"]],
  "telemetry-hub.ts": [["«metric»(name: string, value: number, labels: Fields = {}): void {", "no-coupled-telemetry/sharedPipeline"]],
};

test("the review of the example says what a senior engineer said of it, and nothing else", () => {
  const { stdout, stderr } = review(root, ["docs/example", "--preset", "strict", "--format", "json", "--fail-on", "never"]);
  expect(stderr).toBe("");
  const { findings } = JSON.parse(stdout) as { readonly findings: readonly Found[] };
  expect(placesOf(findings)).toEqual(expected);
});

test("the example type-checks", () => {
  const { status, stdout } = spawnSync(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), "-p", "docs/example"], { cwd: root, encoding: "utf8" });
  expect({ status, stdout }).toEqual({ status: 0, stdout: "" });
});

function placesOf(findings: readonly Found[]): Record<string, [string, ...string[]][]> {
  const files: Record<string, [string, ...string[]][]> = {};
  for (const found of findings) {
    const places = (files[found.path.replace("docs/example/src/", "")] ??= []);
    const place = placeOf(found);
    const known = places.find(([other]) => other === place);
    const said = `${found.rule}/${found.messageId}`;
    if (known) known.push(said);
    else places.push([place, said]);
  }
  return files;
}

/** The line of a finding with the place marked; where the line opens a list of arguments, with the line after it. */
function placeOf({ path, line, column, endColumn }: Found): string {
  const lines = readFileSync(join(root, path), "utf8").split("\n");
  const [text = "", next = ""] = lines.slice(line - 1);
  const marked = `${text.slice(0, column - 1)}«${text.slice(column - 1, endColumn - 1)}»${text.slice(endColumn - 1)}`.trim();
  return /\((?:\w+, \{)?$/.test(marked) ? `${marked} ${next.trim()}` : marked;
}
