import type { TSESTree } from "@typescript-eslint/utils";
import { acquisitions, receiverOf, type Acquisition } from "./acquisitions.js";
import { isCalm } from "./calm-steps.js";
import type { File } from "./file.js";
import { flowOf } from "./flow.js";
import { functionOf, functionsAround, nameOf } from "./functions.js";
import { dressed, isCall, isWithin, nodes, ownNodes } from "./nodes.js";
import { keepingOf, type Obligation } from "./obligations.js";
import { perFile } from "./per-file.js";
import { releaseOf, type Release } from "./releases.js";

/** Something that is taken and not given back on every path. */
export interface Unreleased {
  readonly taken: Acquisition;
  /** The calls in its function that give it back, in source order. */
  readonly calls: readonly TSESTree.CallExpression[];
  /** The node after which control leaves with it. */
  readonly leaves: TSESTree.Node;
  readonly how: "throws" | "path" | "never";
}

/** What this file takes and does not give back on some path. In source order. */
export const unreleased = perFile((file): readonly Unreleased[] =>
  acquisitions(file).flatMap((taken): Unreleased[] => {
    const release = releaseOf(file, taken);
    if (release.calls.length === 0 && mayBeReleasedElsewhere(file, taken)) return [];
    const { of, from } = taken;
    const { calls } = release;
    const owed: Obligation = { of, from, fulfils: release.fulfils, handsOn: release.handsOn, calm: (node) => isCalm(file, node) || isUnwound(release, node) };
    const found = (leaves: TSESTree.Node, how: Unreleased["how"]): Unreleased[] => [{ taken, calls, leaves, how: calls.length > 0 ? how : "never" }];
    const normal = keepingOf(file, { ...owed, thrown: "makes up", calm: () => true });
    if (!normal.kept) return found(normal.node, "path");
    // at the top level, and in the program's entry, what throws ends the process
    if (of.type === "Program" || nameOf(of) === "main") return [];
    const waiting = keepingOf(file, { ...owed, calm: (node) => owed.calm?.(node) === true || (isCall(node) && dressed(node).parent?.type !== "AwaitExpression") });
    const thrown = waiting.kept ? keepingOf(file, owed) : waiting;
    return thrown.kept ? [] : found(thrown.throws ? thrown.node : (firstWait(file, owed) ?? thrown.node), "throws");
  }),
);

/** What is waited for first while it is held: where a failure is caught, and it is still held after that, the failure began there or later. */
function firstWait(file: File, { of, from, fulfils, calm }: Obligation): TSESTree.Node | undefined {
  const start = from?.range[1] ?? of.range[0];
  const body = of.type === "Program" ? of : of.body;
  return [...ownNodes(file, body)].find((node) => node.type === "AwaitExpression" && node.range[0] >= start && calm?.(node) !== true && (!from || flowOf(file, of).reaches(from, node, fulfils)));
}

/** Part of a chain that gives it back at its end, or of the question whether there is anything to give back. */
function isUnwound(release: Release, node: TSESTree.Node): boolean {
  for (let inner = node, outer = node.parent; outer; inner = outer, outer = outer.parent) {
    if (outer.type === "IfStatement") return outer.test === inner && release.fulfils(outer);
    if (outer.type.endsWith("Statement")) return false;
    if (outer.type === "CallExpression" && release.fulfils(outer)) return true;
  }
  return false;
}

/** What is taken from a place and has no name of its own can be given back by anybody who has the place. */
function mayBeReleasedElsewhere(file: File, { fact, receiver, holders, parts, node, of }: Acquisition): boolean {
  if (fact.release.every((spelling) => spelling.startsWith("result"))) return false;
  if (fact.release.some((spelling) => spelling.startsWith("result")) && holders.size + parts.size > 0) return false;
  if (receiver === undefined || isHandedIn(file, receiver, node)) return true;
  const others = nodes(file).of("CallExpression").filter((call) => !isWithin(call, of.type === "Program" ? node : of));
  return others.some((call) => receiverOf(file, call) === receiver && /release|unlock|commit|rollback|abort|end/i.test(file.source.getText(call.callee)));
}

/** Others hold it as well: it is a parameter, or a field that is no secret of its class. */
function isHandedIn(file: File, receiver: string, node: TSESTree.Node): boolean {
  if (receiver.startsWith("this.#")) return false;
  const root = receiver.split(/[.[]/)[0] ?? "";
  return [...functionsAround(node)].some((fn) => fn.params.some((parameter) => file.source.getText(parameter).includes(root))) || (root === "this" && functionOf(node) === undefined);
}
