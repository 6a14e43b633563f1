import type { TSESTree } from "@typescript-eslint/utils";
import type { FunctionNode } from "../nodes.js";
import type { Breach } from "../flow/obligations.js";
import type { Use } from "../promises/settlers.js";

/** Where nothing settles a promise: the end of a path, or a rejection that nobody passes on. */
export interface Gap {
  readonly node: TSESTree.Node;
  readonly how: Breach["how"] | "rejects";
  /** The function whose path it is. */
  readonly fn: FunctionNode | TSESTree.Program;
  /** The call or the assignment that gives that function away, where it runs later. */
  readonly registered: Use | undefined;
}
