import type { TSESTree } from "@typescript-eslint/utils";
import type { File } from "../file.js";
import { calleeOf } from "../functions.js";
import { nameIn } from "../libraries/dispensables.js";
import { factOf } from "../libraries/libraries.js";
import { bare, isFunction, type FunctionNode } from "../nodes.js";

/** Names of functions of elsewhere that run one in some frame: a span, a context, a measurement. */
const framing = /^(?:trace|measure|startActive\w*|with\w*(?:Span|Scope|Context|Tracing|Trace|Metrics?|Tim(?:er|ing)|Logging))$/;

/** The async function that a call of elsewhere only runs in some frame, and fails as it does: `withSpan("load", async () => …)`. */
export function runIn(file: File, call: TSESTree.CallExpression): FunctionNode | undefined {
  const [run, ...others] = call.arguments.map((argument) => bare(argument)).filter((argument) => isFunction(argument));
  if (!run?.async || others.length > 0 || !framing.test(nameIn(bare(call.callee)) ?? "") || factOf(file, "remote", call)) return undefined;
  return run;
}

/** `load(id)()` where `load` is declared to give a task, as fp-ts calls a function whose promise holds the failure as its value. */
export function isTask(file: File, { callee }: TSESTree.CallExpression): boolean {
  const made = bare(callee);
  const fn = made.type === "CallExpression" ? calleeOf(file, made) : undefined;
  const type = fn?.returnType?.typeAnnotation;
  const name = type?.type !== "TSTypeReference" ? undefined : type.typeName.type === "TSQualifiedName" ? type.typeName.right.name : type.typeName.type === "Identifier" ? type.typeName.name : undefined;
  return name !== undefined && /^Task(?:Either|Option)?$/.test(name);
}
