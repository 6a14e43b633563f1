import type { TSESTree } from "@typescript-eslint/utils";
import { rejectionOf } from "../promises/failures.js";
import { chainStart } from "../promises/detached.js";
import type { File } from "../file.js";
import { kindAwaited } from "./log-waits.js";
import { bare, nodes, type Call } from "../nodes.js";
import { originOf } from "../origin.js";
import { perFile } from "../per-file.js";
import { literalOf } from "../settings.js";
import { logCallOf, metricCallOf } from "../libraries/telemetry.js";

/** A `Promise.all` over the sinks of logs and of metrics. */
export interface JointFlush {
  readonly call: Call;
  readonly log: TSESTree.Node;
  readonly metric: TSESTree.Node;
}

/** The combinators that give up on the metrics when the logs fail, and the other way round. */
export const jointFlushes = perFile((file): readonly JointFlush[] =>
  nodes(file)
    .of("CallExpression")
    .flatMap((call) => {
      const list = call.arguments[0] && literalOf(file, call.arguments[0]);
      if (list?.type !== "ArrayExpression" || originOf(file, call)?.path !== ".Promise.all()") return [];
      // a line and a point are no flush
      const elements = list.elements.filter((element) => element !== null && !isRecord(file, element)) as TSESTree.Node[];
      const log = elements.find((element) => kindAwaited(file, element) === "log");
      const metric = elements.find((element) => kindAwaited(file, element) === "metric");
      // where neither can reject, both are waited for
      return log && metric && (rejectionOf(file, log) ?? rejectionOf(file, metric)) ? [{ call, log, metric }] : [];
    }),
);

function isRecord(file: File, element: TSESTree.Node): boolean {
  const call = chainStart(bare(element));
  return call.type === "CallExpression" && (logCallOf(file, call) ?? metricCallOf(file, call))?.does === "records";
}
