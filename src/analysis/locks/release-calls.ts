import type { TSESTree } from "@typescript-eslint/utils";
import { isStatement, receiverOf, type Acquisition } from "./acquisitions.js";
import { variableOf, writesOf, type Variable } from "../places/bindings.js";
import type { File } from "../file.js";
import { bare, propertyName } from "../nodes.js";
import { originOf } from "../origin.js";
import { callPathOf } from "../spelling.js";

/** What stands for the resource, and for the function that gives it back. */
export interface Names {
  readonly resource: ReadonlySet<Variable>;
  readonly releaser: ReadonlySet<Variable>;
}

/** The names that an acquisition goes by. */
export function namesOf(file: File, { holders, parts, fact }: Acquisition): Names {
  const isCalled = fact.release.includes("result()");
  const givers = [...parts].flatMap(([part, variable]) => (fact.release.some((spelling) => spelling === `result${part}()` || spelling === `result${part}`) ? [variable] : []));
  const all = isCalled ? [...holders, ...givers] : givers;
  return { resource: withAliases(file, isCalled ? [] : [...holders]), releaser: withAliases(file, all) };
}

/** `const connection = client`: another name for the same. */
function withAliases(file: File, variables: readonly Variable[]): ReadonlySet<Variable> {
  const found = new Set(variables);
  for (const variable of found) {
    for (const { identifier } of variable.references) {
      const declarator = identifier.parent.type === "VariableDeclarator" && identifier.parent.init === identifier ? identifier.parent : undefined;
      const alias = declarator?.id.type === "Identifier" ? variableOf(file, declarator.id) : undefined;
      if (alias && writesOf(alias).length === 1) found.add(alias);
    }
  }
  return found;
}

/** `release()`, `client.release()`, `held[1]()`, `mutex.release()`, `unlock(path)`, `client.query("COMMIT")`. */
export function isRelease(file: File, taken: Acquisition, { resource, releaser }: Names, node: TSESTree.CallExpression): boolean {
  const callee = bare(node.callee);
  if (callee.type === "Identifier") {
    const variable = variableOf(file, callee);
    if (variable && releaser.has(variable)) return true;
    return isReleaseOfReceiver(file, taken, node);
  }
  if (callee.type !== "MemberExpression") return false;
  const object = bare(callee.object);
  const variable = object.type === "Identifier" ? variableOf(file, object) : undefined;
  const name = propertyName(callee);
  if (variable && (resource.has(variable) || taken.holders.has(variable))) {
    if (taken.fact.release.includes(`result.${name ?? ""}`) || taken.fact.release.includes(`result[${name ?? ""}]()`)) return true;
    if (taken.fact.holds === "connection" && (name === "end" || name === "destroy" || name === "close")) return true;
  }
  return isReleaseOfReceiver(file, taken, node);
}

/** Whether a call gives back what is taken from the same receiver, or under the same name. */
export function isReleaseOfReceiver(file: File, { fact, library, receiver, node: acquire }: Acquisition, node: TSESTree.CallExpression): boolean {
  if (node === acquire) return false;
  const paths = fact.release.filter((spelling) => !spelling.startsWith("result")).map((spelling) => callPathOf(spelling, library.default));
  const own = receiverOf(file, node);
  const isSame = receiver !== undefined && own === receiver;
  const last = nameCalled(node);
  const named = paths.filter((path) => path.endsWith(`.${last ?? ""}()`));
  if (named.length === 0) return false;
  if (fact.statements) return isSame && (isStatement(node.arguments[0], fact.statements.releases) || last === "end");
  const isOfModule = originOf(file, node)?.calls.length === 1 && fact.release.includes("result()");
  if (isOfModule) return sameText(file, node.arguments[0], acquire.arguments[0]);
  return isSame;
}

function nameCalled(call: TSESTree.CallExpression): string | undefined {
  const callee = bare(call.callee);
  return callee.type === "Identifier" ? callee.name : callee.type === "MemberExpression" ? propertyName(callee) : undefined;
}

function sameText(file: File, one: TSESTree.Node | undefined, other: TSESTree.Node | undefined): boolean {
  return one !== undefined && other !== undefined && file.source.getText(one) === file.source.getText(other);
}
