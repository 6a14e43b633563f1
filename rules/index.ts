import type { Rule } from "../src/rule/define-rule.js";
import noFireAndForgetSetter from "./no-fire-and-forget-setter.js";
import noLateAwait from "./no-late-await.js";
import noUnhandledRejection from "./no-unhandled-rejection.js";
import requireTimeout from "./require-timeout.js";

/** The checklist, in the order in which a reviewer goes through it. */
export const rules: readonly Rule[] = [
  noFireAndForgetSetter,
  noUnhandledRejection,
  noLateAwait,
  requireTimeout,
];
