import type { TSESTree } from "@typescript-eslint/utils";
import { answerEnds, answerNames, cursorSteps, streamMakers } from "../../knowledge/bounds.js";
import { variableOf } from "../places/bindings.js";
import { sizeOf, streamSize, type Size } from "./collections.js";
import { elementFunction } from "./element-work.js";
import type { File } from "../file.js";
import { callsNamed } from "../libraries/named-calls.js";
import { bare, isFunction, nodes, ownNodes, propertyName } from "../nodes.js";
import { originOf } from "../origin.js";
import { perFile } from "../per-file.js";

/** A write to a stream, once for each turn, whose answer nobody looks at. */
export interface UnheededWrite {
  readonly write: TSESTree.CallExpression;
  readonly stream: string;
}

/** Writes to a stream in a loop that never looks whether the stream wants more. */
export const unheededWrites = perFile((file): readonly UnheededWrite[] =>
  (callsNamed(file, "write").length > 0 ? turnsOf(file) : []).flatMap(({ body, size }) => {
    const own = [...ownNodes(file, body)];
    if (size.is === "bounded" || own.some((node) => (node.type === "AwaitExpression" && !pulls(node)) || node.type === "YieldExpression")) return [];
    const write = own.find((node): node is TSESTree.CallExpression => node.type === "CallExpression" && (node.parent.type === "ExpressionStatement" || isFunction(node.parent)) && isStreamWrite(file, node, size));
    return write ? [{ write, stream: file.source.getText((bare(write.callee) as TSESTree.MemberExpression).object) }] : [];
  }),
);

/** What runs again and again, and how often. */
interface Turns {
  readonly body: TSESTree.Node;
  readonly size: Size;
}

/** The loops of a file, and the functions that a `forEach` runs for each element. */
function turnsOf(file: File): readonly Turns[] {
  const unknown: Size = { is: "unknown" };
  const stream: Size = { is: "growing", what: "a stream" };
  const isPulled = (loop: TSESTree.Node): boolean => [...ownNodes(file, loop)].some((node) => node.type === "AwaitExpression" && pulls(node));
  return [
    ...nodes(file).of("ForOfStatement").map((loop) => ({ body: loop.body, size: loop.await ? partsOf(file, loop) : sizeOf(file, loop.right) })),
    ...[...nodes(file).of("WhileStatement"), ...nodes(file).of("ForStatement")].filter((loop) => !isWithinNumbers(loop)).map((loop) => ({ body: loop.body, size: isPulled(loop) ? stream : unknown })),
    ...callsNamed(file, "forEach").flatMap((call): Turns[] => {
      const callee = bare(call.callee);
      const each = callee.type === "MemberExpression" && propertyName(callee) === "forEach" ? elementFunction(file, call, 0) : undefined;
      return each && callee.type === "MemberExpression" ? [{ body: each.body, size: sizeOf(file, callee.object) }] : [];
    }),
  ];
}

/** `await cursor.next()`: a wait for the source, and not for the stream that is written to. */
function pulls({ argument }: TSESTree.AwaitExpression): boolean {
  const call = bare(argument);
  const callee = call.type === "CallExpression" ? bare(call.callee) : undefined;
  return callee?.type === "MemberExpression" && [...cursorSteps, "read"].includes(propertyName(callee) ?? "") && call.type === "CallExpression" && call.arguments.length === 0;
}

/** What is not known to be small comes for as long as its source has something to tell. */
function partsOf(file: File, { right }: TSESTree.ForOfStatement): Size {
  const size = streamSize(file, right);
  return size.is === "unknown" ? { is: "growing", what: "a stream" } : size;
}

function isWithinNumbers(loop: TSESTree.Node): boolean {
  return loop.type === "ForStatement" && loop.test?.type === "BinaryExpression" && loop.test.right.type === "Literal";
}

function isStreamWrite(file: File, call: TSESTree.CallExpression, size: Size): boolean {
  const callee = bare(call.callee);
  if (callee.type !== "MemberExpression" || propertyName(callee) !== "write") return false;
  const origin = originOf(file, callee.object);
  return (origin !== undefined && streamMakers.test(`${origin.module ?? ""}${origin.path}`)) || (size.is !== "unknown" && isAnswer(file, bare(callee.object)));
}

/** The second parameter of a handler of requests, which ends it itself: `(req, res) => { …; res.end(); }`. */
function isAnswer(file: File, stream: TSESTree.Node): boolean {
  const variable = stream.type === "Identifier" ? variableOf(file, stream) : undefined;
  const handler = variable?.defs[0]?.type === "Parameter" ? variable.defs[0].node : undefined;
  const isSecond = isFunction(handler) && handler.params[1] !== undefined && handler.params[1] === variable?.identifiers[0];
  return isSecond && answerNames.test(variable.name) && variable.references.some(({ identifier: { parent } }) => parent.type === "MemberExpression" && answerEnds.includes(propertyName(parent) ?? ""));
}
