import { normalised } from "../../src/analysis/libraries/libraries.js";
import { nodes } from "../../src/analysis/nodes.js";
import { originOf } from "../../src/analysis/origin.js";
import { describeFacts } from "../harness/describe-facts.js";

/** What every call of the file calls, spelled from its module: `axios: .create().get`. */
describeFacts("origin", function* (file) {
  for (const node of [...nodes(file).of("CallExpression"), ...nodes(file).of("NewExpression")]) {
    const origin = originOf(file, node.callee);
    if (origin) yield { node: node.callee.type === "MemberExpression" ? node.callee.property : node.callee, says: `${origin.module ?? "global"}: ${normalised(file, origin).path || "itself"}` };
  }
});
