import type { TSESTree } from "@typescript-eslint/utils";
import type { File } from "../../../src/analysis/file.js";
import { functionOf } from "../../../src/analysis/functions.js";
import { lineOf, nodes } from "../../../src/analysis/nodes.js";
import { keepingOf, type Keeping, type Obligation } from "../../../src/analysis/flow/obligations.js";
import { describeFacts } from "../../harness/describe-facts.js";

/** The calls with this name. */
function callsOf(file: File, name: string): ReadonlySet<TSESTree.Node> {
  return new Set(nodes(file).of("CallExpression").filter((call) => call.callee.type === "Identifier" && call.callee.name === name));
}

function said(keeping: Keeping): string {
  if (!keeping.kept) return `${keeping.how} on ${String(lineOf(keeping.node))}`;
  return keeping.handedOn ? `handed on on ${String(lineOf(keeping.handedOn))}` : "kept";
}

/** Everybody who calls `take()` owes a `give()`, unless it calls `pass()`. */
function owed(file: File, call: TSESTree.Node): Obligation {
  const [gives, passes] = [callsOf(file, "give"), callsOf(file, "pass")];
  return { of: functionOf(call) ?? file.ast, from: call, fulfils: (node) => gives.has(node), handsOn: (node) => passes.has(node) };
}

describeFacts("flow/obligations", {
  *owes(file) {
    for (const call of callsOf(file, "take")) yield { node: call, says: said(keepingOf(file, owed(file, call))) };
  },
  // an exception that leaves the function is seen to
  *forgiving(file) {
    for (const call of callsOf(file, "take")) yield { node: call, says: said(keepingOf(file, { ...owed(file, call), thrown: "makes up" })) };
  },
  // every function called `owing` owes from its start on
  *whole(file) {
    for (const fn of nodes(file).of("FunctionDeclaration")) {
      if (fn.id?.name !== "owing") continue;
      yield { node: fn, says: said(keepingOf(file, { ...owed(file, fn), of: fn, from: undefined, thrown: "makes up" })) };
    }
  },
});
