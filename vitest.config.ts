import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // a bench, real repositories, the clients and the libraries' own install have commands of their own
    exclude: ["test/bench/**", "test/ecosystem/**", "test/clients/**", "test/knowledge/slots.test.ts", "**/node_modules/**"],
    // the first test of a file pays for the program of all of them
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
