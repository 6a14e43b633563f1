import type { Rule } from "../src/rule/define-rule.js";
import forwardAbortSignal from "./forward-abort-signal.js";
import noAbandonedRace from "./no-abandoned-race.js";
import noBusyWait from "./no-busy-wait.js";
import noCheckThenAct from "./no-check-then-act.js";
import noCoupledTelemetry from "./no-coupled-telemetry.js";
import noFireAndForgetSetter from "./no-fire-and-forget-setter.js";
import noLateAwait from "./no-late-await.js";
import noNaiveRetry from "./no-naive-retry.js";
import noOverlappingInterval from "./no-overlapping-interval.js";
import noRemoteCallUnderLock from "./no-remote-call-under-lock.js";
import noStaleWrite from "./no-stale-write.js";
import noSwallowedRejection from "./no-swallowed-rejection.js";
import noUnboundedConcurrency from "./no-unbounded-concurrency.js";
import noUnhandledRejection from "./no-unhandled-rejection.js";
import requireErrorContext from "./require-error-context.js";
import requireLockRelease from "./require-lock-release.js";
import requireOperationMetrics from "./require-operation-metrics.js";
import requireRetry from "./require-retry.js";
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
  forwardAbortSignal,
  noAbandonedRace,
  noUnboundedConcurrency,
  noOverlappingInterval,
  noBusyWait,
  requireLockRelease,
  noRemoteCallUnderLock,
  requireRetry,
  noNaiveRetry,
  noCoupledTelemetry,
  requireErrorContext,
  requireOperationMetrics,
];
