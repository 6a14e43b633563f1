import type { Library } from "../library.js";

/** A workflow is put together before it runs: the `then` of a condition takes its steps down at once and gives no promise. */
export const medusa: Library = {
  name: "Medusa workflows",
  modules: ["@medusajs/framework/workflows-sdk", "@medusajs/workflows-sdk"],
  verified: "@medusajs/workflows-sdk@2.21.2",
  promises: [{ calls: ["when"], none: true, source: "@medusajs/workflows-sdk@2.21.2/dist/utils/composer/when.js:33" }],
};
