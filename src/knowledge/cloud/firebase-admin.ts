import type { Library, RemoteFact } from "../library.js";

const retries = { defaultAttempts: 5, attempts: [], source: "firebase-admin@14.5.1/lib/utils/api-request.js:111" } as const;

const auth = {
  timeout: [],
  abort: [],
  defaultTimeout: 25_000,
  defaultDetail: "25 s of silence in each attempt",
  retries,
  source: "firebase-admin@14.5.1/lib/auth/auth-api-request.js:39",
} as const satisfies Partial<RemoteFact>;

const messaging = {
  timeout: [],
  abort: [],
  defaultTimeout: 15_000,
  defaultDetail: "15 s of silence in each attempt",
  retries,
  source: "firebase-admin@14.5.1/lib/messaging/messaging-api-request-internal.js:27",
} as const satisfies Partial<RemoteFact>;

export const firebaseAdmin: Library = {
  name: "firebase-admin",
  modules: ["firebase-admin/auth", "firebase-admin/messaging"],
  verified: "firebase-admin@14.5.1",
  types: { Auth: "getAuth()", Messaging: "getMessaging()" },
  remote: [
    { calls: ["getAuth().getUser", "getAuth().getUserByEmail", "getAuth().listUsers"], effect: "read", ...auth },
    { calls: ["getAuth().updateUser", "getAuth().deleteUser", "getAuth().setCustomUserClaims", "getAuth().revokeRefreshTokens"], effect: "idempotent-write", ...auth },
    { calls: ["getAuth().createUser"], effect: "non-idempotent", ...auth },
    { calls: ["getMessaging().send", "getMessaging().sendEach", "getMessaging().sendEachForMulticast"], effect: "non-idempotent", ...messaging },
  ],
};
