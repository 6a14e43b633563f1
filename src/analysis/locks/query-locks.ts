import type { TSESTree } from "@typescript-eslint/utils";
import { rowLocks, transactionCalls } from "../../knowledge/steps.js";
import { variableOf, type Variable } from "../places/bindings.js";
import { lastNameOf } from "../exclusions.js";
import type { File } from "../file.js";
import { callbackOf, functionOf } from "../functions.js";
import { bare, descendants, propertyName, type FunctionNode } from "../nodes.js";

/** A query within the function of a transaction that locks rows until that has ended. */
export interface QueryLock {
  /** The function of the transaction. */
  readonly of: FunctionNode;
  /** What its queries go through: `tx` of `$transaction(async (tx) => …)`. */
  readonly client: Variable;
}

/** `trx("users").where({ id }).forUpdate()`, `tx.$queryRaw\`… for update\``, `manager.findOne(User, { lock: { mode: "pessimistic_write" } })` */
export function queryLockAt(file: File, node: TSESTree.CallExpression | TSESTree.TaggedTemplateExpression): QueryLock | undefined {
  if (!(node.type === "CallExpression" ? asksForLock(node) : rowLocks.takes.test(node.quasi.quasis.map(({ value }) => value.raw).join("?")))) return undefined;
  const of = functionOf(node);
  const around = of && callbackOf(of)?.call;
  const [parameter] = of?.params ?? [];
  const client = parameter?.type === "Identifier" ? variableOf(file, parameter) : undefined;
  if (!around || !client || !transactionCalls.test(lastNameOf(around) ?? "") || !isOfClient(file, node, client)) return undefined;
  return rowLocks.leavesOut.test(file.source.getText(wholeOf(node))) ? undefined : { of, client };
}

/** Whether a step goes through what the queries of a transaction go through: it is part of it. */
export function isOfClient(file: File, node: TSESTree.Node, client: Variable): boolean {
  return [...descendants(file, node)].some((inner) => inner.type === "Identifier" && variableOf(file, inner) === client);
}

function asksForLock(call: TSESTree.CallExpression): boolean {
  const name = lastNameOf(call) ?? "";
  if (bare(call.callee).type === "MemberExpression" && rowLocks.methods.test(name)) return true;
  if (bare(call.callee).type === "MemberExpression" && rowLocks.takes.test(textOf(call.arguments[0]))) return true;
  if (rowLocks.methodsWithMode.test(name) && call.arguments[0] && isMode(call.arguments[0])) return true;
  return call.arguments.some((argument) => argument.type === "ObjectExpression" && optionsOf(argument).some(({ value }) => isMode(value) || (value.type === "ObjectExpression" && value.properties.some((property) => property.type === "Property" && isMode(property.value)))));
}

function textOf(statement: TSESTree.Node | undefined): string {
  if (statement?.type === "TemplateLiteral") return statement.quasis.map(({ value }) => value.raw).join("?");
  return statement?.type === "Literal" ? String(statement.value) : "";
}

function optionsOf({ properties }: TSESTree.ObjectExpression): readonly TSESTree.Property[] {
  return properties.filter((property): property is TSESTree.Property => property.type === "Property" && rowLocks.options.test(propertyName(property) ?? ""));
}

/** `"pessimistic_write"`, `"update"`, `LockMode.PESSIMISTIC_WRITE`, `transaction.LOCK.UPDATE`, `true` */
function isMode(value: TSESTree.Node): boolean {
  const node = bare(value);
  return rowLocks.modes.test(node.type === "Literal" ? String(node.value) : node.type === "MemberExpression" ? (propertyName(node) ?? "") : "");
}

/** The chain of calls that a node is part of. */
function wholeOf(node: TSESTree.Node): TSESTree.Node {
  let whole = node;
  while (whole.parent && /^(?:MemberExpression|CallExpression|AwaitExpression)$/.test(whole.parent.type)) whole = whole.parent;
  return whole;
}
