import { durationOf } from "../../../src/analysis/bounds/durations.js";
import { nodes } from "../../../src/analysis/nodes.js";
import { describeFacts } from "../../harness/describe-facts.js";

// of what is awaited, how many milliseconds it can take at most
describeFacts("bounds/durations", function* (file) {
  for (const { argument } of nodes(file).of("AwaitExpression")) yield { node: argument, says: String(durationOf(file, argument)) };
});
