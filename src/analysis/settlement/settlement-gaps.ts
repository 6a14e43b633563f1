import type { TSESTree } from "@typescript-eslint/utils";
import type { File } from "../file.js";
import type { Breach } from "../flow/obligations.js";
import { isFunction, type FunctionNode } from "../nodes.js";
import type { Use } from "../promises/settlers.js";
import { isEvidentRejection } from "../rejections/evident-rejections.js";
import { registrationOf } from "../registrations.js";
import { emitterFact, emitterOf } from "./emitters.js";

/** Where nothing settles a promise: the end of a path, or a rejection that nobody passes on. */
export interface Gap {
  readonly node: TSESTree.Node;
  readonly how: Breach["how"] | "rejects";
  /** The function whose path it is. */
  readonly fn: FunctionNode | TSESTree.Program;
  /** The call or the assignment that gives that function away, where it runs later. */
  readonly registered: Use | undefined;
}

/**
 * Whether this file shows that it can come to a gap. A rejection has to be one that can be seen, and of an emitter of
 * which nothing is known nobody can say that the event which a listener waits for among others will not come. Nor is it
 * known of a failure that was told from others.
 */
export function isSeenGap(file: File, { registered, how, node }: Gap): boolean {
  if (how === "rejects") return isFunction(node) || node.type === "Identifier" || isEvidentRejection(file, node);
  if (isChosen(node)) return false;
  if (!registered?.call) return true;
  const { how: by, repeats, event, receiver } = registrationOf(file, registered.call, registered.argument ?? 0);
  return by !== "listener" || !repeats || (receiver !== undefined && event !== undefined && emitterFact(file, emitterOf(file, receiver), event) !== undefined);
}

/** `catch (error) { if (isSuperseded(error)) return; … }` */
function isChosen(node: TSESTree.Node): boolean {
  for (let outer: TSESTree.Node | undefined = node; outer && !isFunction(outer); outer = outer.parent) if (outer.type === "CatchClause") return node.type === "ReturnStatement";
  return false;
}
