import type { TSESTree } from "@typescript-eslint/utils";
import type { File } from "../file.js";
import { isFunction, isLoop, nodes, type Loop } from "../nodes.js";
import { numberOf } from "../numbers.js";
import type { Retry } from "./retry.js";
import { isTheSameAgain } from "./retry-arguments.js";
import { isPolling } from "./retry-exemptions.js";
import { after, turnOf, waitFor } from "./retry-loops.js";
import { statusAsked } from "./status-tests.js";

/** `switch (response.status) { case 200: return …; case 503: await pause(); break; … }`: some answers leave the loop, and one that may pass goes round. */
export function retriesInSwitches(file: File): readonly Retry[] {
  return nodes(file).of("SwitchStatement").flatMap((node): Retry[] => {
    const loop = loopAround(node);
    const subject = loop && statusAsked(file, node.discriminant);
    const wait = subject && waitFor(file, loop, subject);
    if (!loop || !wait || isPolling(file, { node: loop, work: wait.argument })) return [];
    const branches = node.cases.map((one, index) => ({ one, steps: node.cases.slice(index).find(({ consequent }) => consequent.length > 0)?.consequent ?? [] }));
    const again = branches.filter(({ one, steps }) => mayPass(file, one) && !leaves(steps));
    if (again.length === 0 || !branches.some(({ one, steps }) => !mayPass(file, one) && leaves(steps))) return [];
    const found: Retry = { form: "loop", node: loop, whole: loop, tried: wait, work: wait.argument, trigger: node, between: [...new Set(again.flatMap(({ steps }) => steps)), ...after([...turnOf(file, loop)], node)] };
    return isTheSameAgain(file, loop, found) ? [found] : [];
  });
}

function loopAround(node: TSESTree.Node): Exclude<Loop, TSESTree.ForOfStatement | TSESTree.ForInStatement> | undefined {
  for (let outer = node.parent; outer && !isFunction(outer); outer = outer.parent) if (isLoop(outer)) return outer.type === "ForOfStatement" || outer.type === "ForInStatement" ? undefined : outer;
  return undefined;
}

/** 408, 429 and what is wrong with the server. */
function mayPass(file: File, { test }: TSESTree.SwitchCase): boolean {
  const status = test ? numberOf(file, test) : undefined;
  return status === 408 || (status !== undefined && status >= 429 && status < 600);
}

function leaves(steps: readonly TSESTree.Statement[]): boolean {
  const last = steps.at(-1);
  const end = last?.type === "BlockStatement" ? last.body.at(-1) : last;
  return end?.type === "ReturnStatement" || end?.type === "ThrowStatement" || (end?.type === "BreakStatement" && end.label !== null);
}
