import type { TSESTree } from "@typescript-eslint/utils";
import type { RemoteFact } from "../../knowledge/library.js";
import { variableOf } from "../places/bindings.js";
import type { File } from "../file.js";
import { functionsAround, nameOf } from "../functions.js";
import { wordsOf } from "../libraries/dispensables.js";
import type { RemoteCall } from "../libraries/library-calls.js";
import { bare, descendants, isFunction, propertyName, type Call } from "../nodes.js";
import { effectSent } from "../libraries/sent-texts.js";
import { literalOf, settingOf } from "../settings.js";

/** What a call does to its peer; `by-method` is decided here. */
export function effectOf(file: File, { fact, node }: RemoteCall): Exclude<RemoteFact["effect"], "by-method"> {
  if (fact.effect === "unknown") return commandEffect(file, fact, node) ?? effectSent(file, node);
  if (fact.effect !== "by-method") return fact.effect;
  for (const slot of fact.method ?? []) {
    const { answer, value } = settingOf(file, node, slot);
    const method = value && literalOf(file, value);
    if (method?.type === "Literal" && typeof method.value === "string") return effects[method.value.toUpperCase()] ?? "unknown";
    if (answer !== "unset") return "unknown";
  }
  return mayBeRequest(file, fact, node) ? "unknown" : "read";
}

/** What the class of a command says of it: `new GetObjectCommand(…)`. */
function commandEffect(file: File, { command, commandEffects }: RemoteFact, call: Call): "read" | "idempotent-write" | undefined {
  const given = command === undefined ? undefined : call.arguments[command];
  const made = given && literalOf(file, given);
  const name = made?.type === "NewExpression" && made.callee.type === "Identifier" ? made.callee.name : undefined;
  if (name === undefined) return undefined;
  return commandEffects?.find(({ names }) => names.some((one) => isNamed(name, one)))?.effect;
}

function isNamed(name: string, pattern: string): boolean {
  const [start = "", end] = pattern.split("*");
  return end === undefined ? name === pattern : name.startsWith(start) && name.endsWith(end);
}

const effects: Readonly<Record<string, "read" | "idempotent-write" | "non-idempotent">> = {
  GET: "read",
  HEAD: "read",
  OPTIONS: "read",
  PUT: "idempotent-write",
  DELETE: "idempotent-write",
  POST: "non-idempotent",
  PATCH: "non-idempotent",
};

/** A request object carries its own method. */
function mayBeRequest(file: File, fact: RemoteFact, call: Call): boolean {
  const target = fact.target === undefined ? undefined : call.arguments[fact.target];
  const value = target && literalOf(file, target);
  if (!value) return false;
  if (value.type === "Identifier") return /req|input|init/i.test(value.name);
  return value.type === "NewExpression" || value.type === "CallExpression" ? /Request|clone/.test(file.source.getText(value.callee)) : false;
}

/** Whether the address of a call says that it only asks, or takes what it is given as often as one likes. */
export function isHarmlessTarget(file: File, { fact, node }: RemoteCall): boolean {
  const target = fact.target === undefined ? undefined : node.arguments[fact.target];
  return saysThatItAsks(file, node) || target !== undefined && /graphql|search|query|rpc|oauth|token|login|auth|verify|valid|lookup|find|preview|health|resolve|disconnect|cancel|close|delete|remove|stop|unsubscribe|heartbeat|ping|release|upsert|refresh/i.test(file.source.getText(target));
}

/**
 * Whether it can be seen here that a call does something which counts twice: its library says so, or its address names
 * what it makes: `https://pay.example/charges`. What is sent to an address from elsewhere may be a question.
 */
export function saysWhatItDoes(file: File, { fact, node }: RemoteCall): boolean {
  const target = fact.target === undefined ? undefined : node.arguments[fact.target];
  if (fact.effect !== "by-method" && !(target && fact.rejectsOnStatus)) return true;
  const text = target ? writtenOut(file, target, 0) : "";
  if (sentParts(file, node).some((part) => namesIntent(file, part, (value) => !isQuestion(value)))) return true;
  if ([...functionsAround(node)].some((fn) => acts.has(wordsOf(nameOf(fn) ?? "")[0] ?? ""))) return true;
  return /(?:^|\/)[a-z][\w-]{2,}/i.test(text.replace(/^[a-z]+:\/\/[^/]*/i, ""));
}

/** First words of functions that do something which counts. */
const acts = new Set("add append book buy charge create insert invite order pay publish purchase refund rename transfer".split(" "));

/** What of a text can be read in the file. */
function writtenOut(file: File, expression: TSESTree.Node, depth: number): string {
  const node = literalOf(file, expression);
  const parts = node.type === "TemplateLiteral" ? node.expressions : node.type === "BinaryExpression" ? [node.left, node.right] : [];
  const own = node.type === "Literal" ? String(node.value) : node.type === "TemplateLiteral" ? node.quasis.map(({ value }) => value.raw).join("$") : "";
  return depth > 3 ? own : [own, ...parts.map((part) => writtenOut(file, part, depth + 1))].join("");
}

const intents = /^(?:intent|action|_action|op|operation|method|type|cmd|command)$/;
const questions = /^(?:resolve|get|list|find|search|query|read|load|fetch|check|validate|preview|count)(?:[-_A-Z]|$)/;

/** Whether what is sent names a question: `body.set("intent", "resolve-many")`, `JSON.stringify({ action: "list" })`. */
function saysThatItAsks(file: File, call: Call): boolean {
  return sentParts(file, call).some((part) => namesIntent(file, part, isQuestion));
}

/** Where the body of a call is made. */
function sentParts(file: File, call: Call): readonly TSESTree.Node[] {
  return call.arguments.flatMap((argument) => {
    if (argument.type !== "ObjectExpression") return [];
    const body = argument.properties.find((property) => property.type === "Property" && propertyName(property) === "body");
    const sent = body?.type === "Property" ? bare(body.value) : undefined;
    const variable = sent?.type === "Identifier" ? variableOf(file, sent) : undefined;
    return variable ? variable.references.map(({ identifier }) => identifier.parent.parent ?? identifier) : sent ? [sent] : [];
  });
}

function namesIntent(file: File, part: TSESTree.Node, isSuch: (value: TSESTree.Literal) => boolean): boolean {
  for (const node of descendants(file, part, (inner) => !isFunction(inner))) {
    const value = node.type === "Property" && intents.test(propertyName(node) ?? "") ? node.value : node.type === "CallExpression" && node.arguments[0]?.type === "Literal" && intents.test(String(node.arguments[0].value)) ? node.arguments[1] : undefined;
    if (value?.type === "Literal" && typeof value.value === "string" && isSuch(value)) return true;
  }
  return false;
}

function isQuestion({ value }: TSESTree.Literal): boolean {
  return questions.test(String(value));
}
