import type { TSESTree } from "@typescript-eslint/utils";
import type { File } from "../file.js";
import { isNothing } from "../functions.js";
import { bare, isFunction } from "../nodes.js";
import { chainMethod } from "./promises.js";
import { isLogCall } from "../libraries/telemetry.js";
import { types } from "../types.js";

/** One call of `then`, `catch` or `finally`, and what it is given for either outcome. */
export interface Link {
  readonly call: TSESTree.CallExpression;
  readonly fulfilled: TSESTree.Node | undefined;
  readonly rejected: TSESTree.Node | undefined;
  readonly promise: TSESTree.Node;
}

/** The links of a chain, the last first. */
export function linksOf(expression: TSESTree.Node): readonly Link[] {
  const links: Link[] = [];
  for (let node = expression; node.type === "CallExpression"; node = (links.at(-1) as Link).promise) {
    const method = chainMethod(node);
    if (method === undefined) break;
    const [first, second] = node.arguments;
    links.push({
      call: node,
      fulfilled: method === "catch" ? undefined : first,
      rejected: method === "catch" ? first : method === "then" ? second : undefined,
      promise: bare((bare(node.callee) as TSESTree.MemberExpression).object),
    });
  }
  return links;
}

/** Whether what stands in the place of a handler is one: `catch(console.error("failed"))` gives `undefined` to `catch`, at once. */
export function isHandler(file: File, argument: TSESTree.Node | undefined): argument is TSESTree.Node {
  const node = argument && bare(argument);
  if (!node || isNothing(node) || node.type === "Literal" || (node.type === "CallExpression" && isLogCall(file, node))) return false;
  return isFunction(node) || types(file)?.mayBeCalled(node) !== false;
}
