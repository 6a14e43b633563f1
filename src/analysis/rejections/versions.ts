/**
 * Whether a declared version range is one that a fact speaks of.
 *
 * @param declared as in `package.json`: `^4.18.2`, `4.x`, `workspace:^5`; `undefined` where the package is not declared.
 * @param wanted `<5`, `>=5`, `4`: compared by the first number alone.
 */
export function holdsFor(declared: string | undefined, wanted: string): boolean {
  const major = Number(/\d+/.exec(declared ?? "")?.[0] ?? Number.NaN);
  const [, operator, bound] = /^(<=|>=|<|>|)\s*v?(\d+)/.exec(wanted) ?? [];
  if (Number.isNaN(major) || bound === undefined) return false;
  const limit = Number(bound);
  if (operator === "<") return major < limit;
  if (operator === "<=") return major <= limit;
  if (operator === ">") return major > limit;
  return operator === ">=" ? major >= limit : major === limit;
}
