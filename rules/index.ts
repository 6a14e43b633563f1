import type { Rule } from "../src/rule/define-rule.js";
import noCheckThenAct from "./no-check-then-act.js";
import noCoupledTelemetry from "./no-coupled-telemetry.js";
import noFireAndForgetSetter from "./no-fire-and-forget-setter.js";
import noLateAwait from "./no-late-await.js";
import noStaleWrite from "./no-stale-write.js";
import noSwallowedRejection from "./no-swallowed-rejection.js";
import noUnhandledRejection from "./no-unhandled-rejection.js";
import requireErrorContext from "./require-error-context.js";
import requireOperationMetrics from "./require-operation-metrics.js";
import requireSettlement from "./require-settlement.js";
import requireSingleFlight from "./require-single-flight.js";
import requireTimeout from "./require-timeout.js";

/** The checklist, in the order in which a reviewer goes through it. */
export const rules: readonly Rule[] = [
  noFireAndForgetSetter,
  noStaleWrite,
  noCheckThenAct,
  requireSingleFlight,
  noUnhandledRejection,
  noSwallowedRejection,
  noLateAwait,
  requireSettlement,
  requireTimeout,
  noCoupledTelemetry,
  requireErrorContext,
  requireOperationMetrics,
];
