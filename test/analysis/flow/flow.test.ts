import type { TSESTree } from "@typescript-eslint/utils";
import type { File } from "../../../src/analysis/file.js";
import { flowOf } from "../../../src/analysis/flow/flow.js";
import { functionOf } from "../../../src/analysis/functions.js";
import { lineOf, nodes } from "../../../src/analysis/nodes.js";
import { describeFacts } from "../../harness/describe-facts.js";

/** The calls of a function with this name, within one function. */
function callsOf(file: File, name: string): readonly TSESTree.CallExpression[] {
  return nodes(file).of("CallExpression").filter((call) => call.callee.type === "Identifier" && call.callee.name === name);
}

describeFacts("flow/flow", {
  // from `read()` to each `write()` of the same function: the lines on which control is given away
  *between(file) {
    for (const to of callsOf(file, "write")) {
      const from = callsOf(file, "read").find((call) => functionOf(call) === functionOf(to));
      const flow = flowOf(file, functionOf(to) ?? file.ast);
      if (!from) continue;
      const lines = flow.suspensionsBetween(from, to).map(lineOf).join(", ");
      yield { node: to, says: flow.reaches(from, to) ? `suspended on ${lines || "no line"}` : "not reached" };
    }
  },
  // after `start()`: where control is first given away on the paths that meet no `stop()` before
  *first(file) {
    for (const from of callsOf(file, "start")) {
      const stops = new Set<TSESTree.Node>(callsOf(file, "stop"));
      const found = flowOf(file, functionOf(from) ?? file.ast).firstSuspensions(from, {
        ends: (node) => stops.has(node),
        holds: ({ type }) => (type === "LogicalExpression" ? true : undefined),
        ignores: (node) => node.type === "AwaitExpression" && node.argument.type === "Literal",
      });
      yield { node: from, says: found.map(lineOf).join(", ") || "nowhere" };
    }
  },
  // after `acquire()`: whether every path calls `release()`, and the first that does not
  *escape(file) {
    for (const from of callsOf(file, "acquire")) {
      const releases = new Set<TSESTree.Node>(callsOf(file, "release"));
      const escape = flowOf(file, functionOf(from) ?? file.ast).escapes(from, (node) => releases.has(node));
      yield { node: from, says: escape ? `${escape.throws ? "throws" : "leaves"} after line ${String(lineOf(escape.node))}` : "released" };
    }
  },
});
