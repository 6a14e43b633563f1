import type { CodeFlow, PhysicalLocation, ThreadFlowLocation } from "sarif";
import type { Step } from "../interleaving.js";

/**
 * Two views of one interleaving: all steps in one thread, for viewers that show the first thread alone; and a thread for
 * each run, with the order in which the steps happen.
 */
export function codeFlowsOf(steps: readonly Step[], at: (line: number) => PhysicalLocation): CodeFlow[] {
  const told = steps.map(({ run, line, text }, index): { run: string; step: ThreadFlowLocation } => ({
    run,
    step: { location: { message: { text: `${run}${String(index + 1)} ${text}` }, physicalLocation: at(line) }, executionOrder: index + 1 },
  }));
  const runs = [...new Set(steps.map(({ run }) => run))];
  const threadOf = (run: string): CodeFlow["threadFlows"][number] => ({
    id: run,
    locations: told.filter((one) => one.run === run).map(({ step }) => step),
  });
  return [
    { message: { text: "the steps in the order in which they happen" }, threadFlows: [{ id: "all", locations: told.map(({ step }) => step) }] },
    { message: { text: "the steps of each run" }, threadFlows: runs.map(threadOf) },
  ];
}
