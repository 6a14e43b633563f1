import { rules } from "../rules/index.js";
import { describeRule } from "./harness/describe-rules.js";

for (const rule of rules) describeRule(rule, rules);
