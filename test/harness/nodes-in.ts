import type { TSESTree } from "@typescript-eslint/utils";
import type { File } from "../../src/analysis/file.js";

/** Every node of a file in the order of the text, for stand-in rules that must not depend on an analysis. */
export function* nodesIn({ ast, source }: File): Generator<TSESTree.Node> {
  const open: TSESTree.Node[] = [ast];
  for (let node = open.pop(); node; node = open.pop()) {
    yield node;
    const children = (source.visitorKeys[node.type] ?? []).flatMap((key) => (node as unknown as Record<string, unknown>)[key]);
    open.push(...(children.filter(Boolean) as TSESTree.Node[]).reverse());
  }
}
