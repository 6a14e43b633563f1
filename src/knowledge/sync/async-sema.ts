import type { Library } from "../library.js";

export const asyncSema: Library = {
  name: "async-sema",
  modules: ["async-sema"],
  verified: "async-sema@3.1.1",
  locks: [
    {
      acquire: ["new Sema().acquire"],
      release: ["new Sema().release"],
      exclusive: { client: "new Sema", argument: 0, path: "" },
      patient: true,
      reentrant: false,
      source: "async-sema@3.1.1/lib/index.d.ts:17",
    },
  ],
};
