import type { Library, RemoteFact } from "../library.js";

const common = {
  timeout: [{ argument: 1, path: "requestTimeout", bounds: "unknown" }],
  abort: [{ argument: 1, path: "abortSignal" }],
  defaultTimeout: "none",
  retries: { defaultAttempts: "unknown", attempts: [], source: "@aws-sdk/lib-dynamodb@3.1162.0, which leaves it to the client it was made from" },
  source: "@aws-sdk/lib-dynamodb@3.1162.0, which hands its options to the client it was made from",
} as const satisfies Partial<RemoteFact>;

export const awsDynamodb: Library = {
  name: "AWS DynamoDB document client",
  modules: ["@aws-sdk/lib-dynamodb"],
  verified: "@aws-sdk/lib-dynamodb@3.1162.0",
  types: { DynamoDBDocumentClient: "DynamoDBDocumentClient.from()", DynamoDBDocument: "DynamoDBDocument.from()" },
  remote: [
    { calls: ["DynamoDBDocumentClient.from().send", "DynamoDBDocument.from().send"], effect: "unknown", command: 0, ...common },
    { calls: ["DynamoDBDocument.from().get", "DynamoDBDocument.from().query", "DynamoDBDocument.from().scan"], effect: "read", ...common },
    { calls: ["DynamoDBDocument.from().put", "DynamoDBDocument.from().delete"], effect: "idempotent-write", ...common },
    { calls: ["DynamoDBDocument.from().update"], effect: "non-idempotent", ...common },
  ],
};
