import type { Library, RemoteFact } from "../library.js";

const common = {
  timeout: [],
  abort: [],
  defaultTimeout: "unknown",
  retries: { defaultAttempts: "unknown", attempts: [], source: "@google-cloud/firestore@9.4.1/types/firestore.d.ts:554" },
  source: "@google-cloud/firestore@9.4.1/types/firestore.d.ts",
} as const satisfies Partial<RemoteFact>;

/** A transaction runs its function again when somebody else has written what it read, five times at most. */
export const firestore: Library = {
  name: "@google-cloud/firestore",
  modules: ["@google-cloud/firestore", "firebase-admin/firestore"],
  verified: "@google-cloud/firestore@9.4.1",
  types: { Firestore: "new Firestore()", DocumentReference: "new Firestore().doc()", CollectionReference: "new Firestore().collection()" },
  remote: [
    {
      calls: [
        "new Firestore().doc().get",
        "new Firestore().collection().get",
        "new Firestore().collection().where().get",
        "new Firestore().collection().doc().get",
        "new Firestore().getAll",
        "getFirestore().doc().get",
        "getFirestore().collection().get",
        "getFirestore().collection().where().get",
        "getFirestore().collection().doc().get",
      ],
      effect: "read",
      ...common,
    },
    {
      calls: [
        "new Firestore().doc().set",
        "new Firestore().doc().delete",
        "new Firestore().collection().doc().set",
        "new Firestore().collection().doc().delete",
        "getFirestore().doc().set",
        "getFirestore().doc().delete",
        "getFirestore().collection().doc().set",
        "getFirestore().collection().doc().delete",
      ],
      effect: "idempotent-write",
      ...common,
    },
    {
      calls: ["new Firestore().collection().add", "new Firestore().doc().create", "new Firestore().collection().doc().create", "getFirestore().collection().add", "getFirestore().doc().create"],
      effect: "non-idempotent",
      ...common,
    },
    {
      calls: ["new Firestore().doc().update", "new Firestore().collection().doc().update", "new Firestore().batch().commit", "getFirestore().doc().update", "getFirestore().collection().doc().update", "getFirestore().batch().commit"],
      effect: "unknown",
      ...common,
    },
  ],
  callbacks: [
    {
      calls: ["new Firestore().runTransaction", "getFirestore().runTransaction"],
      argument: 0,
      runs: "many",
      result: "returned",
      source: "@google-cloud/firestore@9.4.1/types/firestore.d.ts:554",
    },
  ],
};
