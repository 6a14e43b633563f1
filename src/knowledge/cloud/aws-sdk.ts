import type { Library } from "../library.js";

/**
 * Every client of version 3 of the AWS SDK. `requestTimeout` writes a warning and waits on, unless
 * `throwOnRequestTimeout` stands beside it; the signal is called `abortSignal`.
 */
export const awsSdk: Library = {
  name: "AWS SDK",
  modules: ["@aws-sdk/client-*"],
  verified: "@aws-sdk/client-s3@3.1169.0",
  remote: [
    {
      calls: ["new *().send"],
      effect: "unknown",
      timeout: [
        { client: "new *", argument: 0, path: "requestHandler.requestTimeout", needs: "requestHandler.throwOnRequestTimeout", none: [0] },
        { client: "new *", argument: 0, path: "requestHandler.socketTimeout", bounds: "idle", none: [0] },
        { client: "new *", argument: 0, path: "requestHandler.connectionTimeout", bounds: "connect", none: [0] },
        { argument: 1, path: "requestTimeout", bounds: "unknown" },
      ],
      abort: [{ argument: 1, path: "abortSignal" }],
      defaultTimeout: "none",
      retries: {
        defaultAttempts: 3,
        attempts: [{ client: "new *", argument: 0, path: "maxAttempts" }],
        source: "@aws-sdk/client-s3@3.1169.0/dist-types/S3Client.d.ts:268",
      },
      source: "@aws-sdk/client-s3@3.1169.0 sent to a silent peer on node@20.20.2",
    },
  ],
};
