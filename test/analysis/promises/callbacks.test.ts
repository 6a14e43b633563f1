import { callbackUse } from "../../../src/analysis/promises/callbacks.js";
import { isFunction, nodes } from "../../../src/analysis/nodes.js";
import { describeFacts } from "../../harness/describe-facts.js";

describeFacts("promises/callbacks", {
  *callback(file) {
    for (const call of [...nodes(file).of("CallExpression"), ...nodes(file).of("NewExpression")]) {
      for (const [index, argument] of call.arguments.entries()) {
        const use = isFunction(argument) ? callbackUse(file, call, index) : undefined;
        if (use) yield { node: argument, says: `${use.runs}, ${use.result}` };
      }
    }
  },
});
