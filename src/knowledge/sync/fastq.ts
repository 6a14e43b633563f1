import type { Library } from "../library.js";

/** `fastq.promise` looks at what its worker returns, `fastq` does not. Nothing bounds how many tasks wait. */
export const fastq: Library = {
  name: "fastq",
  modules: ["fastq"],
  default: "fastq",
  verified: "fastq@1.20.3",
  callbacks: [
    { calls: ["fastq"], argument: 0, runs: "many", result: "dropped", source: "fastq@1.20.3/queue.js" },
    { calls: ["fastq.promise"], argument: 0, runs: "many", result: "awaited", source: "fastq@1.20.3/queue.js" },
  ],
  promises: [
    { calls: ["fastq.promise().push", "fastq.promise().unshift"], source: "fastq@1.20.3/queue.js" },
    { calls: ["fastq.promise().drained"], rejects: "never", source: "fastq@1.20.3/queue.js" },
  ],
};
