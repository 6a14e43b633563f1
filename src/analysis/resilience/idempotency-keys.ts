import type { TSESTree } from "@typescript-eslint/utils";
import { codeOf } from "../code-text.js";
import type { File } from "../file.js";
import { functionsAround } from "../functions.js";
import { settingAt, type RemoteCall } from "../libraries/library-calls.js";
import { descendants, propertyName } from "../nodes.js";
import { literalOf, settingOf } from "../settings.js";

/** Names of what a peer knows a repeated call by. */
const keyName = /idempoten|request-?id|dedup|insert-?id|client-?token|transaction-?id|if-(?:none-)?match|nonce|etag/i;

/** Of these, what is nothing but such a key: where a body is made elsewhere, it may be in there. */
const ownKeyName = /idempoten|dedup|insert-?id|client-?token/i;

/** Whether the function around a call, or a retry of it, names a key that only whoever makes a call twice has. */
export function isKeyedAround(file: File, node: TSESTree.Node): boolean {
  return [...functionsAround(node)].some((fn) => ownKeyName.test(codeOf(file, fn)));
}

/** Headers by which a request is found in a log: each try has the same, and no peer looks at it to tell a repeated call. */
const traceHeader = /^(?:x-)?(?:request|correlation|trace|transaction)-id$/i;

/** Whether code names such a key, other than in the name of a header that only traces. */
function namesKey(file: File, part: TSESTree.Node): boolean {
  let code = codeOf(file, part);
  if (!keyName.test(code)) return false;
  for (const node of descendants(file, part)) if (node.type === "Property" && traceHeader.test(propertyName(node) ?? "")) code = code.replace(codeOf(file, node), "");
  return keyName.test(code);
}

function isKeyHeader(name: string): boolean {
  return keyName.test(name) && !traceHeader.test(name);
}

/** Whether a call surely carries no key by which its peer would know it again. */
export function lacksKey(file: File, call: RemoteCall): boolean {
  const { fact, node } = call;
  if ((fact.idempotencyKey ?? []).some((slot) => settingAt(file, call, node, slot).answer !== "unset")) return false;
  if (node.arguments.some((argument) => namesKey(file, literalOf(file, argument))) || !lacksKeyAtClient(file, call)) return false;
  const options = new Set([...(fact.method ?? []), ...fact.timeout, ...fact.abort].flatMap(({ client, argument }) => (client === undefined && typeof argument === "number" ? [argument] : [])));
  return [...options].every((argument) => {
    const { answer, value } = settingOf(file, node, { argument, path: "headers" });
    if (answer !== "set") return answer === "unset";
    const headers = value && literalOf(file, value);
    if (headers?.type !== "ObjectExpression") return false;
    return headers.properties.every((property) => property.type === "Property" && propertyName(property) !== undefined && !isKeyHeader(propertyName(property) ?? ""));
  });
}

/** The headers that its client sends with each call. */
function lacksKeyAtClient(file: File, call: RemoteCall): boolean {
  return [...call.fact.timeout, ...call.fact.abort].every(({ client, argument }) => {
    if (client === undefined) return true;
    const { answer, value } = settingAt(file, call, call.node, { client, argument, path: "headers" });
    const headers = answer === "set" && value ? literalOf(file, value) : undefined;
    return headers === undefined || !namesKey(file, headers);
  });
}

/** Whether a call carries such a key where one can see it. */
export function carriesKey(file: File, call: RemoteCall): boolean {
  if ((call.fact.idempotencyKey ?? []).some((slot) => settingAt(file, call, call.node, slot).answer === "set")) return true;
  return call.node.arguments.some((argument) => {
    const { value } = settingOf(file, call.node, { argument: call.node.arguments.indexOf(argument), path: "headers" });
    const headers = value && literalOf(file, value);
    return headers?.type === "ObjectExpression" && headers.properties.some((property) => property.type === "Property" && isKeyHeader(propertyName(property) ?? ""));
  });
}
