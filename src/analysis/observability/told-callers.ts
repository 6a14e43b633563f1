import type { TSESTree } from "@typescript-eslint/utils";
import { answeringMethods, answerNames } from "../../knowledge/intents.js";
import type { File } from "../file.js";
import { namesAlong } from "../libraries/dispensables.js";
import { bare, propertyName } from "../nodes.js";
import { nodesOf, type FailureHandler } from "./failure-logs.js";
import { carriedBy } from "./logged-errors.js";

/**
 * Whether whoever called is given the text of the failure: `return { success: false, error: message }`, an answer to the
 * request that has it. What failed is then a part of the result, and not only of a line in the log.
 */
export function tellsCaller(file: File, { body, errors }: FailureHandler): boolean {
  return [...nodesOf(file, body)].some((node) => {
    const given = node.type === "ReturnStatement" ? [node.argument] : isAnswer(node) ? node.arguments : [];
    return given.some((value) => value !== null && value.type !== "SpreadElement" && carriedBy(file, value, errors) !== "none");
  });
}

/** `response.status(502).json({ error: error.message })` */
function isAnswer(node: TSESTree.Node): node is TSESTree.CallExpression {
  const callee = node.type === "CallExpression" ? bare(node.callee) : undefined;
  return callee?.type === "MemberExpression" && answeringMethods.includes(propertyName(callee) ?? "") && answerNames.includes(namesAlong(callee.object).at(-1) ?? "");
}
