import type { Library, OwnRetries, Slot } from "../library.js";

const idle = { defaultTimeout: 120_000, defaultDetail: "2 min of silence in each attempt", returns: "emitter", abort: [], source: "aws-sdk@2.1693.0/lib/config.js:627" } as const;

const s3 = {
  ...idle,
  timeout: [
    { client: "new AWS.S3", argument: 0, path: "httpOptions.timeout", bounds: "idle", none: [0] },
    { client: "new AWS.S3", argument: 0, path: "httpOptions.connectTimeout", bounds: "connect" },
  ] satisfies readonly Slot[],
  retries: { defaultAttempts: 4, attempts: [{ client: "new AWS.S3", argument: 0, path: "maxRetries" }], firstIsExtra: true, source: "aws-sdk@2.1693.0/lib/service.js:172" } satisfies OwnRetries,
} as const;

const dynamodb = {
  ...idle,
  timeout: [{ client: "new AWS.DynamoDB", argument: 0, path: "httpOptions.timeout", bounds: "idle", none: [0] }] satisfies readonly Slot[],
  retries: { defaultAttempts: 11, attempts: [{ client: "new AWS.DynamoDB", argument: 0, path: "maxRetries" }], firstIsExtra: true, source: "aws-sdk@2.1693.0/lib/services/dynamodb.js:44" } satisfies OwnRetries,
} as const;

const documents = {
  ...idle,
  timeout: [{ client: "new AWS.DynamoDB.DocumentClient", argument: 0, path: "httpOptions.timeout", bounds: "idle", none: [0] }] satisfies readonly Slot[],
  retries: { defaultAttempts: 11, attempts: [{ client: "new AWS.DynamoDB.DocumentClient", argument: 0, path: "maxRetries" }], firstIsExtra: true, source: "aws-sdk@2.1693.0/lib/services/dynamodb.js:44" } satisfies OwnRetries,
} as const;

const retries = { defaultAttempts: 4, attempts: [], source: "aws-sdk@2.1693.0/lib/service.js:172" } as const;
const sqs = { ...idle, retries, timeout: [{ client: "new AWS.SQS", argument: 0, path: "httpOptions.timeout", bounds: "idle", none: [0] }] satisfies readonly Slot[] } as const;
const sns = { ...idle, retries, timeout: [{ client: "new AWS.SNS", argument: 0, path: "httpOptions.timeout", bounds: "idle", none: [0] }] satisfies readonly Slot[] } as const;
const ses = { ...idle, retries, timeout: [{ client: "new AWS.SES", argument: 0, path: "httpOptions.timeout", bounds: "idle", none: [0] }] satisfies readonly Slot[] } as const;
const lambda = { ...idle, retries, timeout: [{ client: "new AWS.Lambda", argument: 0, path: "httpOptions.timeout", bounds: "idle", none: [0] }] satisfies readonly Slot[] } as const;
const secrets = { ...idle, retries, timeout: [{ client: "new AWS.SecretsManager", argument: 0, path: "httpOptions.timeout", bounds: "idle", none: [0] }] satisfies readonly Slot[] } as const;

/** Version 2, which is no longer maintained. A call gives a request, which is sent by `promise()` or by a callback. */
export const awsSdkV2: Library = {
  name: "aws-sdk",
  modules: ["aws-sdk"],
  default: "AWS",
  verified: "aws-sdk@2.1693.0",
  remote: [
    { calls: ["new AWS.S3().getObject", "new AWS.S3().headObject", "new AWS.S3().listObjectsV2", "new AWS.S3().listObjects"], effect: "read", ...s3 },
    { calls: ["new AWS.S3().putObject", "new AWS.S3().deleteObject", "new AWS.S3().deleteObjects", "new AWS.S3().copyObject"], effect: "idempotent-write", ...s3 },
    { calls: ["new AWS.DynamoDB().getItem", "new AWS.DynamoDB().query", "new AWS.DynamoDB().scan", "new AWS.DynamoDB().batchGetItem"], effect: "read", ...dynamodb },
    { calls: ["new AWS.DynamoDB().putItem", "new AWS.DynamoDB().deleteItem"], effect: "idempotent-write", ...dynamodb },
    { calls: ["new AWS.DynamoDB().updateItem"], effect: "unknown", ...dynamodb },
    {
      calls: [
        "new AWS.DynamoDB.DocumentClient().get",
        "new AWS.DynamoDB.DocumentClient().query",
        "new AWS.DynamoDB.DocumentClient().scan",
        "new AWS.DynamoDB.DocumentClient().batchGet",
      ],
      effect: "read",
      ...documents,
    },
    { calls: ["new AWS.DynamoDB.DocumentClient().put", "new AWS.DynamoDB.DocumentClient().delete"], effect: "idempotent-write", ...documents },
    { calls: ["new AWS.DynamoDB.DocumentClient().update"], effect: "unknown", ...documents },
    { calls: ["new AWS.SQS().receiveMessage"], effect: "read", ...sqs },
    { calls: ["new AWS.SQS().deleteMessage"], effect: "idempotent-write", ...sqs },
    { calls: ["new AWS.SQS().sendMessage", "new AWS.SQS().sendMessageBatch"], effect: "non-idempotent", ...sqs },
    { calls: ["new AWS.SNS().publish"], effect: "non-idempotent", ...sns },
    { calls: ["new AWS.SES().sendEmail"], effect: "non-idempotent", ...ses },
    { calls: ["new AWS.Lambda().invoke"], effect: "unknown", ...lambda },
    { calls: ["new AWS.SecretsManager().getSecretValue"], effect: "read", ...secrets },
  ],
  promises: [
    {
      calls: [
        "new AWS.S3().getObject().promise",
        "new AWS.S3().putObject().promise",
        "new AWS.S3().upload().promise",
        "new AWS.DynamoDB.DocumentClient().get().promise",
        "new AWS.DynamoDB.DocumentClient().put().promise",
        "new AWS.DynamoDB.DocumentClient().query().promise",
        "new AWS.DynamoDB.DocumentClient().update().promise",
        "new AWS.SQS().sendMessage().promise",
        "new AWS.SNS().publish().promise",
        "new AWS.Lambda().invoke().promise",
      ],
      source: "aws-sdk@2.1693.0/lib/request.d.ts",
    },
  ],
};
