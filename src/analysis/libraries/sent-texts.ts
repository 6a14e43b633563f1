import type { TSESTree } from "@typescript-eslint/utils";
import { askingStatement, changingStatement, changingWords, harmlessFunctions, repeatableStatement } from "../../knowledge/statements.js";
import type { File } from "../file.js";
import { propertyName, type Call } from "../nodes.js";
import { literalOf } from "../settings.js";

const fields = new Set(["document", "query", "mutation", "text", "sql"]);

/**
 * What the statement that a call sends says of its effect: SQL or GraphQL that is written out. One that seems to ask may
 * as well take a lock or change its session.
 */
export function effectSent(file: File, { arguments: given }: Call): "non-idempotent" | "unknown" {
  const texts = given.slice(0, 2).flatMap((argument) => [...textsIn(file, argument)]);
  return texts.length === 1 && texts.every((text) => changingStatement.test(text) && !repeatableStatement.test(text)) ? "non-idempotent" : "unknown";
}

/** Whether the statement that a call sends, as a literal without holes, asks for rows and does nothing else. */
export function onlyAsks(file: File, { arguments: [first] }: Call): boolean {
  const texts = first ? [...textsIn(file, first)] : [];
  const [text = ""] = texts;
  if (texts.length !== 1 || !askingStatement.test(text) || changingWords.test(text)) return false;
  return [...text.matchAll(/(\w+)\s*\(/g)].every(([, name = ""]) => harmlessFunctions.test(name));
}

function* textsIn(file: File, argument: TSESTree.Node): Generator<string> {
  const value = literalOf(file, argument);
  if (value.type === "Literal" && typeof value.value === "string" && /\s/.test(value.value)) yield value.value;
  if (value.type === "TemplateLiteral") yield textOf(value);
  if (value.type === "TaggedTemplateExpression") yield textOf(value.quasi);
  if (value.type !== "ObjectExpression") return;
  for (const property of value.properties) {
    if (property.type === "Property" && fields.has(propertyName(property) ?? "")) yield* textsIn(file, property.value);
  }
}

function textOf({ quasis }: TSESTree.TemplateLiteral): string {
  return quasis.map(({ value }) => value.cooked).join("?");
}
