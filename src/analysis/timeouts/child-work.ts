import type { TSESTree } from "@typescript-eslint/utils";
import { endEvents, quickCommands, slowCommands } from "../../knowledge/commands.js";
import { isWaitedFor } from "../cancellation/abortable-calls.js";
import { feedOf } from "../places/feeding.js";
import type { File } from "../file.js";
import { functionsAround } from "../functions.js";
import { promiseMadeBy } from "../promises/executors.js";
import type { RemoteCall } from "../libraries/library-calls.js";
import { descendants, dressed, isFunction, propertyName, type Call } from "../nodes.js";
import { usesOf } from "../libraries/time-limits.js";

/**
 * Whether somebody waits for the end of a child process that does what a caller has given it to do: how long that takes,
 * nobody here knows. A child that serves is meant to last, and what only asks the machine is done in no time.
 */
export function isOpenEnded(file: File, { node, fact }: RemoteCall): boolean {
  const around = [...functionsAround(node)];
  // whoever stops everything else for it writes a tool, unless the function itself does not
  const isAwaited = fact.returns === "void" ? around.some((fn) => fn.async) : isWaitedFor(node) || node.arguments.some(isFunction) || isListenedTo(file, node) || around.some((fn) => promiseMadeBy(file, fn));
  const command = commandOf(file, node);
  if (!isAwaited || quickCommands.test(command)) return false;
  if (slowCommands.test(command) || isToldMore(file, node)) return true;
  const work = node.arguments.filter((argument) => !isFunction(argument));
  return around.some((fn) => work.some((argument) => feedOf(file, argument, fn) !== undefined || hasField(file, argument)));
}

/** `child.send(job)`, `child.stdin.end(text)` */
function isToldMore(file: File, node: Call): boolean {
  return usesOf(file, node).some(({ parent }) => parent?.type === "MemberExpression" && ["send", "stdin"].includes(propertyName(parent) ?? ""));
}

/** `{ cwd: this.folder }`: whoever made the object has said where. */
function hasField(file: File, argument: TSESTree.Node): boolean {
  return [...descendants(file, argument, (inner) => !isFunction(inner))].some(({ type }) => type === "ThisExpression");
}

/** `child.on("exit", …)` */
function isListenedTo(file: File, node: Call): boolean {
  return [dressed(node), ...usesOf(file, node)].some(({ parent }) => {
    const [event] = parent?.type === "MemberExpression" && parent.parent.type === "CallExpression" ? parent.parent.arguments : [];
    return event?.type === "Literal" && endEvents.includes(String(event.value));
  });
}

/** The texts of a command and its arguments, one behind the other: `git log -1 …`. */
function commandOf(file: File, { arguments: [command, list] }: Call): string {
  const parts = [command, list].filter((part): part is TSESTree.CallExpressionArgument => part !== undefined && part.type !== "ObjectExpression");
  const texts = parts.flatMap((part) => [...descendants(file, part, (inner) => !isFunction(inner))]).map((node) => (node.type === "Literal" ? String(node.value) : node.type === "TemplateElement" ? node.value.raw : ""));
  return texts.filter((text) => text !== "").join(" ");
}
