import type { Library, RemoteFact } from "../library.js";

/** As with every client of this kind, `requestOptions.timeout` bounds one attempt, and the options stand last. */
const common = {
  defaultTimeout: "none",
  retries: { defaultAttempts: 4, attempts: [{ client: "new SecretClient", argument: 2, path: "retryOptions.maxRetries" }], firstIsExtra: true, source: "@azure/core-rest-pipeline@1.24.0/dist/esm/constants.js:4" },
  source: "@typespec/ts-http-runtime@0.3.6/dist/esm/pipelineRequest.js:30",
} as const satisfies Partial<RemoteFact>;

export const azureKeyVault: Library = {
  name: "@azure/keyvault-secrets",
  modules: ["@azure/keyvault-secrets"],
  verified: "@azure/keyvault-secrets@4.11.2",
  remote: [
    {
      calls: ["new SecretClient().getSecret", "new SecretClient().getDeletedSecret"],
      effect: "read",
      timeout: [{ argument: 1, path: "requestOptions.timeout", none: [0] }],
      abort: [{ argument: 1, path: "abortSignal" }],
      ...common,
    },
    {
      calls: ["new SecretClient().setSecret"],
      effect: "non-idempotent",
      timeout: [{ argument: 2, path: "requestOptions.timeout", none: [0] }],
      abort: [{ argument: 2, path: "abortSignal" }],
      ...common,
    },
  ],
};
