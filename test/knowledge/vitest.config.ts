import { defineConfig } from "vitest/config";

/** Needs the libraries themselves, which `npm run test:knowledge` installs: no part of the ordinary tests. */
export default defineConfig({
  test: { include: ["test/knowledge/slots.test.ts"], testTimeout: 120_000, hookTimeout: 120_000 },
});
