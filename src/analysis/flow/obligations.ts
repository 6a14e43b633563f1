import type { TSESTree } from "@typescript-eslint/utils";
import type { File } from "../file.js";
import { flowOf } from "./flow.js";
import type { FunctionNode } from "../nodes.js";

/** Something that one function owes: after one step, another on every path. Release what was taken, settle what was promised, stop the watch. */
export interface Obligation {
  /** The function, or the top level, that owes it. */
  readonly of: FunctionNode | TSESTree.Program;
  /** The step that it starts with; it is owed from the function's start on where none is given. A step that throws starts nothing. */
  readonly from?: TSESTree.Node | undefined;
  /** Whether a node does what is owed. */
  readonly fulfils: (node: TSESTree.Node) => boolean;
  /** Whether it is somebody else's from this node on: what is owed for is returned, stored, or passed on. */
  readonly handsOn?: ((node: TSESTree.Node) => boolean) | undefined;
  /** Steps that are taken not to throw, although a call can. */
  readonly calm?: ((node: TSESTree.Node) => boolean) | undefined;
  /** What an exception that leaves the function does. It breaks the obligation, unless whoever sees it makes up for it. */
  readonly thrown?: "breaks" | "makes up" | undefined;
}

/** Whether an obligation is kept, and if not, the first path that breaks it. */
export type Keeping = Kept | Breach;

export interface Kept {
  readonly kept: true;
  /** Where it was handed on; there is no other hand-over before it in the source. */
  readonly handedOn: TSESTree.Node | undefined;
}

export interface Breach {
  readonly kept: false;
  /** The last node on the path that matters: the call that throws, the `return`, the condition without an `else`. */
  readonly node: TSESTree.Node;
  readonly throws: boolean;
  /** How control leaves: `skips` past a branch that is not there, or `ends` after the last statement. */
  readonly how: "throws" | "returns" | "skips" | "ends";
}

/** Follows every path from the start of an obligation to the end of its function, the throwing ones included. */
export function keepingOf(file: File, obligation: Obligation): Keeping {
  const { of, from, fulfils, handsOn, calm, thrown } = obligation;
  let handedOn: TSESTree.Node | undefined;
  const isOver = (node: TSESTree.Node): boolean => {
    if (fulfils(node)) return true;
    if (!handsOn?.(node)) return false;
    if (!handedOn || node.range[0] < handedOn.range[0]) handedOn = node;
    return true;
  };
  const ways = flowOf(file, of).waysOut(from, isOver, calm);
  const way = ways.find(({ throws }) => !throws || thrown !== "makes up");
  return way ? { kept: false, ...way, how: way.throws ? "throws" : howItLeaves(way.node) } : { kept: true, handedOn };
}

const branching = new Set(["IfStatement", "LogicalExpression", "SwitchCase", "ForOfStatement", "ForInStatement", "ForStatement", "WhileStatement", "DoWhileStatement"]);

function howItLeaves(node: TSESTree.Node): Breach["how"] {
  if (node.type === "ReturnStatement") return "returns";
  return branching.has(node.type) ? "skips" : "ends";
}
