import type { Plan, PlannedChange, PlannedFinding, PlannedPatch } from "./plan-form.js";

/** The forms that values of a plan have. What is not described here is not let in. */
type Check = (value: unknown, at: string) => void;

const mostCharacters = 64 * 1024 * 1024;
const mostFindings = 25_000;
/** Above any file that is reviewed, and low enough to count up to. */
const mostLines = 1_000_000;
const mostSpan = 10_000;

/**
 * The plan that a text is.
 *
 * @throws {Error} whose message names the part that does not fit
 */
export function checkedPlan(text: string): Plan {
  if (text.length > mostCharacters) throw new Error(`is over ${String(mostCharacters)} characters long`);
  let plan: unknown;
  try {
    plan = JSON.parse(text);
  } catch {
    throw new Error("is no JSON; it is what --plan writes without --post");
  }
  planForm(plan, "the plan");
  return plan as Plan;
}

const count = integer(0, mostLines);
const line = integer(1, mostLines);
const column = integer(1, mostCharacters);
const name = text(/^[\w-]{1,100}$/, "a name");
const path: Check = (value, at) => {
  const parts = typeof value === "string" ? value.split("/") : [];
  // findings may lie beside the folder that was reviewed, and nothing is opened by these paths
  if (typeof value !== "string" || value === "" || value.length > 4096 || /[\u0000-\u001f\u007f\\]/.test(value) || value.startsWith("/") || parts.includes("")) refuse(at, "a path in the repository");
};
const repositoryPath: Check = (value, at) => {
  path(value, at);
  if ((value as string).split("/").some((part) => part === ".." || part === ".")) refuse(at, "a path in the repository");
};

const dataForm = dictionary(name, (value, at) => (["string", "number", "boolean"].includes(typeof value) ? undefined : refuse(at, "a text, a number, true or false")));
const patch = record<PlannedPatch>({ id: orNull(text(/^[\w -]{1,100}$/, "a name")), data: dataForm, title: text(/^[^]{0,10000}$/, "a text"), range: tuple([integer(0, mostCharacters), integer(0, mostCharacters)]), text: text(/^/, "a text") });
const finding = record<PlannedFinding>({
  ...{ rule: name, messageId: name, path, line, column, endLine: line, endColumn: column },
  severity: (value, at) => (value === "error" || value === "warning" ? undefined : refuse(at, "error or warning")),
  data: dataForm,
  patches: list(patch, 100),
});
const orderedFinding: Check = (value, at) => {
  finding(value, at);
  const { line: first, endLine: last, patches } = value as PlannedFinding;
  if (last < first || last - first > mostSpan) refuse(`${at}.endLine`, "a line at or below the first");
  for (const [index, { range }] of patches.entries()) if (range[1] < range[0]) refuse(`${at}.patches[${String(index)}].range`, "an ascending range");
};
const change = record<PlannedChange>({
  path: repositoryPath,
  oldPath: orNull(repositoryPath),
  formerly: orNull(path),
  lines: list(tuple([line, count, count, boolean, boolean]), mostLines),
});

const planForm = record<Plan>({
  version: (value, at) => (value === 1 ? undefined : refuse(at, "1; write and post it with the same version")),
  head: text(/^[0-9a-f]{40}([0-9a-f]{24})?$/, "the name of a commit"),
  files: count,
  read: list(repositoryPath, mostLines),
  rules: list(name, 1000),
  told: list(orderedFinding, mostFindings),
  outside: list(orderedFinding, mostFindings),
  suppressed: list(orderedFinding, mostFindings),
  sources: dictionary(path, text(/^/, "a text")),
  changes: dictionary(path, change),
});

function refuse(at: string, wanted: string): never {
  throw new Error(`does not fit: ${at} is not ${wanted}`);
}

function integer(least: number, most: number): Check {
  return (value, at) => (Number.isInteger(value) && (value as number) >= least && (value as number) <= most ? undefined : refuse(at, `a number from ${String(least)} to ${String(most)}`));
}

function boolean(value: unknown, at: string): void {
  if (typeof value !== "boolean") refuse(at, "true or false");
}

function text(form: RegExp, wanted: string): Check {
  return (value, at) => (typeof value === "string" && form.test(value) ? undefined : refuse(at, wanted));
}

function orNull(check: Check): Check {
  return (value, at) => (value === null ? undefined : check(value, at));
}

function list(check: Check, most: number): Check {
  return (value, at) => {
    if (!Array.isArray(value) || value.length > most) return refuse(at, `a list of at most ${String(most)}`);
    for (const [index, item] of value.entries()) check(item, `${at}[${String(index)}]`);
  };
}

function tuple(checks: readonly Check[]): Check {
  return (value, at) => {
    if (!Array.isArray(value) || value.length !== checks.length) return refuse(at, `a list of ${String(checks.length)}`);
    for (const [index, check] of checks.entries()) check(value[index], `${at}[${String(index)}]`);
  };
}

function dictionary(key: Check, check: Check): Check {
  return (value, at) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return refuse(at, "an object");
    for (const [one, item] of Object.entries(value)) {
      key(one, `a key of ${at}`);
      check(item, `${at}[${JSON.stringify(one.slice(0, 100))}]`);
    }
  };
}

function record<Form>(checks: Readonly<Record<keyof Form, Check>>): Check {
  return (value, at) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return refuse(at, "an object");
    const surplus = Object.keys(value).find((key) => !Object.hasOwn(checks, key));
    if (surplus !== undefined) throw new Error(`does not fit: nobody reads ${JSON.stringify(surplus.slice(0, 100))} of ${at}`);
    for (const [key, check] of Object.entries<Check>(checks)) check((value as Record<string, unknown>)[key], `${at}.${key}`);
  };
}
