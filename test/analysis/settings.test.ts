import { nodes } from "../../src/analysis/nodes.js";
import { settingOf } from "../../src/analysis/settings.js";
import { describeFacts } from "../harness/describe-facts.js";

/** Of every call of `take`, whether its argument has a `timeout.total`, and what decides that. */
describeFacts("settings", function* (file) {
  for (const call of nodes(file).of("CallExpression")) {
    if (call.callee.type !== "Identifier" || call.callee.name !== "take") continue;
    const { answer, value } = settingOf(file, call, { argument: 0, path: "timeout.total", none: [0, false, null, "Infinity"] });
    yield { node: call, says: value ? `${answer} by ${file.source.getText(value)}` : answer };
  }
});
