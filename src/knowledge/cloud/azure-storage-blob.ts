import type { Library, RemoteFact } from "../library.js";

/** `tryTimeoutInMs` is told to the server, and no clock runs here. `maxTries` counts the first one as well. */
const common = {
  timeout: [
    { client: "new BlobServiceClient", argument: 2, path: "retryOptions.tryTimeoutInMs", bounds: "unknown" },
    { client: "BlobServiceClient.fromConnectionString", argument: 1, path: "retryOptions.tryTimeoutInMs", bounds: "unknown" },
  ],
  defaultTimeout: "none",
  retries: {
    defaultAttempts: 4,
    attempts: [
      { client: "new BlobServiceClient", argument: 2, path: "retryOptions.maxTries" },
      { client: "BlobServiceClient.fromConnectionString", argument: 1, path: "retryOptions.maxTries" },
    ],
    source: "@azure/storage-common@12.5.0/dist/esm/policies/StorageRetryPolicyV2.js:17",
  },
  source: "@azure/storage-common@12.5.0/dist/esm/policies/StorageRetryPolicyV2.js:21",
} as const satisfies Partial<RemoteFact>;

export const azureStorageBlob: Library = {
  name: "@azure/storage-blob",
  modules: ["@azure/storage-blob"],
  verified: "@azure/storage-blob@12.34.0",
  types: {
    ContainerClient: "new BlobServiceClient().getContainerClient()",
    BlobClient: "new BlobServiceClient().getContainerClient().getBlobClient()",
    BlockBlobClient: "new BlobServiceClient().getContainerClient().getBlockBlobClient()",
  },
  remote: [
    {
      calls: [
        "new BlobServiceClient().getContainerClient().getBlobClient().download",
        "new BlobServiceClient().getContainerClient().getBlockBlobClient().download",
        "BlobServiceClient.fromConnectionString().getContainerClient().getBlobClient().download",
        "BlobServiceClient.fromConnectionString().getContainerClient().getBlockBlobClient().download",
      ],
      effect: "read",
      abort: [{ argument: 2, path: "abortSignal" }],
      ...common,
    },
    {
      calls: [
        "new BlobServiceClient().getContainerClient().getBlobClient().getProperties",
        "new BlobServiceClient().getContainerClient().getBlockBlobClient().getProperties",
        "new BlobServiceClient().getContainerClient().getBlobClient().exists",
        "new BlobServiceClient().getContainerClient().getBlockBlobClient().exists",
        "BlobServiceClient.fromConnectionString().getContainerClient().getBlockBlobClient().getProperties",
        "BlobServiceClient.fromConnectionString().getContainerClient().getBlockBlobClient().exists",
      ],
      effect: "read",
      abort: [{ argument: 0, path: "abortSignal" }],
      ...common,
    },
    {
      calls: [
        "new BlobServiceClient().getContainerClient().getBlobClient().delete",
        "new BlobServiceClient().getContainerClient().getBlockBlobClient().delete",
        "new BlobServiceClient().getContainerClient().createIfNotExists",
        "BlobServiceClient.fromConnectionString().getContainerClient().getBlockBlobClient().delete",
        "BlobServiceClient.fromConnectionString().getContainerClient().createIfNotExists",
      ],
      effect: "idempotent-write",
      abort: [{ argument: 0, path: "abortSignal" }],
      ...common,
    },
    {
      calls: [
        "new BlobServiceClient().getContainerClient().getBlockBlobClient().upload",
        "BlobServiceClient.fromConnectionString().getContainerClient().getBlockBlobClient().upload",
      ],
      effect: "idempotent-write",
      abort: [{ argument: 2, path: "abortSignal" }],
      ...common,
    },
    {
      calls: [
        "new BlobServiceClient().getContainerClient().getBlockBlobClient().uploadData",
        "new BlobServiceClient().getContainerClient().getBlockBlobClient().uploadFile",
        "BlobServiceClient.fromConnectionString().getContainerClient().getBlockBlobClient().uploadData",
        "BlobServiceClient.fromConnectionString().getContainerClient().getBlockBlobClient().uploadFile",
      ],
      effect: "idempotent-write",
      abort: [{ argument: 1, path: "abortSignal" }],
      ...common,
    },
  ],
};
