import type { Library, RemoteFact } from "../library.js";

const common = {
  timeout: [{ client: "new WebClient", argument: 1, path: "timeout", none: [0] }],
  abort: [],
  defaultTimeout: "none",
  defaultDetail: "none, with ten retries over half an hour",
  retries: {
    defaultAttempts: 11,
    attempts: [{ client: "new WebClient", argument: 1, path: "retryConfig.retries" }],
    firstIsExtra: true,
    source: "@slack/web-api@8.2.0/dist/retry-policies.js:10",
  },
  source: "@slack/web-api@8.2.0/dist/WebClient.js:123",
} as const satisfies Partial<RemoteFact>;

export const slack: Library = {
  name: "@slack/web-api",
  modules: ["@slack/web-api"],
  verified: "@slack/web-api@8.2.0",
  remote: [
    {
      calls: [
        "new WebClient().apiCall",
        "new WebClient().chat.postMessage",
        "new WebClient().chat.postEphemeral",
        "new WebClient().chat.update",
        "new WebClient().chat.delete",
        "new WebClient().conversations.open",
        "new WebClient().conversations.join",
        "new WebClient().reactions.add",
        "new WebClient().views.open",
        "new WebClient().views.publish",
        "new WebClient().filesUploadV2",
      ],
      effect: "non-idempotent",
      ...common,
    },
    {
      calls: [
        "new WebClient().conversations.list",
        "new WebClient().conversations.history",
        "new WebClient().conversations.info",
        "new WebClient().conversations.members",
        "new WebClient().users.info",
        "new WebClient().users.list",
        "new WebClient().users.lookupByEmail",
        "new WebClient().auth.test",
      ],
      effect: "read",
      ...common,
    },
  ],
};
