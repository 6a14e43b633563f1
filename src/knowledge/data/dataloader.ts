import type { Library } from "../library.js";

export const dataloader: Library = {
  name: "dataloader",
  modules: ["dataloader"],
  default: "DataLoader",
  verified: "dataloader@2.2.3",
  types: { DataLoader: "new DataLoader()" },
  sharedLoads: [{ calls: ["new DataLoader().load", "new DataLoader().loadMany"], source: "dataloader@2.2.3/index.js:358" }],
  callbacks: [{ calls: ["new DataLoader"], argument: 0, runs: "many", result: "awaited", source: "dataloader@2.2.3/index.js" }],
  promises: [{ calls: ["new DataLoader().load", "new DataLoader().loadMany"], source: "dataloader@2.2.3/index.d.ts:27" }],
};
