import type { Library, RemoteFact, Slot } from "../library.js";

const send = {
  calls: ["new *().send"],
  effect: "unknown",
  command: 0,
  commandEffects: [
    { names: ["Get*Command", "Head*Command", "List*Command", "Describe*Command", "Query*Command", "Scan*Command", "BatchGet*Command"], effect: "read" },
    { names: ["PutObjectCommand", "CopyObjectCommand", "DeleteObjectCommand", "DeleteObjectsCommand", "UploadPartCommand"], effect: "idempotent-write" },
  ],
  timeout: [
    { client: "new *", argument: 0, path: "requestHandler.requestTimeout", needs: "requestHandler.throwOnRequestTimeout", none: [0] },
    { client: "new *", argument: 0, path: "requestHandler.socketTimeout", bounds: "idle", none: [0] },
    { client: "new *", argument: 0, path: "requestHandler.connectionTimeout", bounds: "connect", none: [0] },
    { argument: 1, path: "requestTimeout", bounds: "unknown" },
  ],
  abort: [{ argument: 1, path: "abortSignal" }],
  defaultTimeout: "none",
  source: "@aws-sdk/client-s3@3.1169.0 sent to a silent peer on node@20.20.2",
} as const satisfies RemoteFact;

const attempts = [{ client: "new *", argument: 0, path: "maxAttempts" }] as const satisfies readonly Slot[];

/** It tries once more than the others do. */
export const awsDynamodbClient: Library = {
  name: "AWS DynamoDB client",
  modules: ["@aws-sdk/client-dynamodb"],
  verified: "@aws-sdk/client-dynamodb@3.1162.0",
  remote: [{ ...send, retries: { defaultAttempts: 4, attempts, source: "@aws-sdk/client-dynamodb@3.1162.0/dist-cjs/index.js:3515" } }],
};

/**
 * Every client of version 3 of the AWS SDK. `requestTimeout` writes a warning and waits on, unless
 * `throwOnRequestTimeout` stands beside it; the signal is called `abortSignal`.
 */
export const awsSdk: Library = {
  name: "AWS SDK",
  modules: ["@aws-sdk/client-*"],
  verified: "@aws-sdk/client-s3@3.1169.0",
  remote: [{ ...send, retries: { defaultAttempts: 3, attempts, source: "@smithy/core@3.41.0/dist-es/submodules/retry/util-retry/config.js:6" } }],
};
