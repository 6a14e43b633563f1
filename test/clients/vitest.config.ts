import { defineConfig } from "vitest/config";

/** Needs the programs that `npm run test:clients` installs: no part of the ordinary tests. */
export default defineConfig({
  test: { include: ["test/clients/*.test.ts"], testTimeout: 120_000, hookTimeout: 120_000 },
});
