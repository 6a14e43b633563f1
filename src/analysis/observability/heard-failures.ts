import { handlerOf, tellingOf, type FailureHandler } from "./failure-logs.js";
import type { File } from "../file.js";
import { bare, callsOf, isFunction, propertyName, type Call, type FunctionNode } from "../nodes.js";
import { perFile } from "../per-file.js";
import { asksForError, registrationOf, takesError } from "../registrations.js";

/** The handlers that hear of a failure as an argument and log something: listeners of `error`, and what a callback does with its error. In source order. */
export const heardFailures = perFile((file): readonly FailureHandler[] =>
  tellingOf(
    file,
    callsOf(file).flatMap((call) => call.arguments.flatMap((argument, index) => (isFunction(bare(argument)) ? heardBy(file, call, index, bare(argument) as FunctionNode) : []))),
  ),
);

function heardBy(file: File, call: Call, argument: number, fn: FunctionNode): readonly FailureHandler[] {
  const { how, event } = registrationOf(file, call, argument);
  // what an `EventTarget` gives is no error
  if (how === "listener") return event === "error" && !isEventTarget(call) ? [handlerOf(file, fn, fn.body, fn.params[0] ?? null, [call])] : [];
  if (how !== "once" || !takesError(fn) || fn.body.type !== "BlockStatement") return [];
  const [error] = fn.params;
  return fn.body.body.flatMap((statement) => (statement.type === "IfStatement" && asksForError(statement.test, fn) ? [handlerOf(file, fn, statement.consequent, error ?? null, [call])] : []));
}

function isEventTarget(call: Call): boolean {
  const callee = bare(call.callee);
  return callee.type === "MemberExpression" && propertyName(callee) === "addEventListener";
}
