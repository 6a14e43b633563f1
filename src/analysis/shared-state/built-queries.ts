import type { TSESTree } from "@typescript-eslint/utils";
import { addingSteps, lookingSteps, settledAdds, tableSteps } from "../../knowledge/steps.js";
import { lastNameOf } from "../exclusions.js";
import type { File } from "../file.js";
import { bare, dressed } from "../nodes.js";
import { haveSameMention } from "./same-mentions.js";

/** A query that is put together by one call after another: `db.select().from(users).where(…)`, `db("users").insert(…)`. */
interface BuiltQuery {
  readonly does: "looks" | "adds" | undefined;
  /** How the source names the client and the table. */
  readonly client: string;
  readonly table: string;
  /** The store itself takes care of a row that is there already. */
  readonly isSettled: boolean;
  /** What its calls are given. */
  readonly given: readonly TSESTree.Node[];
}

/** `db.select().from(users).where(…)` and `db.insert(users).values(…)`, of which the second adds what the first looked for. */
export function isAddedToQuery(file: File, look: TSESTree.CallExpression, act: TSESTree.CallExpression): boolean {
  const [looked, added] = [builtQueryAt(file, look), builtQueryAt(file, act)];
  if (looked?.does !== "looks" || added?.does !== "adds" || looked.isSettled || added.isSettled) return false;
  return looked.client === added.client && looked.table === added.table && haveSameMention(file, looked.given, added.given);
}

/** The query that a call is a part of. */
function builtQueryAt(file: File, part: TSESTree.CallExpression): BuiltQuery | undefined {
  const calls: TSESTree.CallExpression[] = [];
  let root = bare(lastOf(part));
  while (root.type === "CallExpression") {
    calls.unshift(root);
    const callee = bare(root.callee);
    root = callee.type === "MemberExpression" ? bare(callee.object) : callee;
  }
  const [first] = calls;
  const names = calls.map((call) => lastNameOf(call)?.toLowerCase() ?? "");
  // `knex("users").insert(user)` names its table at the start
  const namer = first && bare(first.callee) === root ? first : calls.find((_, index) => tableSteps.includes(names[index] ?? ""));
  const table = namer?.arguments[0];
  if (!table || calls.length < 2) return undefined;
  return {
    does: names.some((name) => addingSteps.includes(name)) ? "adds" : names.some((name) => lookingSteps.includes(name)) ? "looks" : undefined,
    client: file.source.getText(root),
    table: file.source.getText(bare(table)),
    isSettled: names.some((name) => settledAdds.test(name)),
    given: calls.flatMap(({ arguments: given }) => given),
  };
}

/** The last call of a chain: it stands around the others. */
function lastOf(part: TSESTree.CallExpression): TSESTree.CallExpression {
  const member = dressed(part).parent;
  const next = member?.type === "MemberExpression" && bare(member.object) === part ? dressed(member).parent : undefined;
  return next?.type === "CallExpression" && bare(next.callee) === member ? lastOf(next) : part;
}
