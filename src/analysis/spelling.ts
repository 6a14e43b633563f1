/**
 * The path of a value from its module, as one string: `.name` for a member, `()` for a call, `!` for `new`,
 * `[n]` for an element. `axios.create().get` of the module axios is `.create().get`, `new S3Client().send`
 * of the AWS SDK is `.S3Client!.send`. A default export and a namespace are the empty path.
 */
export type Path = string;

/** The path of a spelled value. `root` is how the spelling names the module itself. */
export function pathOf(spelling: string, root: string | undefined): Path {
  const constructs = spelling.startsWith("new ");
  let path = constructs ? spelling.slice(4) : spelling;
  if (constructs) path = path.includes("()") ? path.replace("()", "!") : `${path}!`;
  return rooted(path.startsWith("[") || path.startsWith("(") ? path : `.${path}`, root);
}

/** The path of a call of the spelled function: `axios.get` is called as `.get()`, `new Pool` as `.Pool!`. */
export function callPathOf(spelling: string, root: string | undefined): Path {
  return spelling.startsWith("new ") && !spelling.includes("()") ? pathOf(spelling, root) : `${pathOf(spelling, root)}()`;
}

/** A path without the name that the module itself goes by: `import { pino } from "pino"` is its default export. */
export function rooted(path: Path, root: string | undefined): Path {
  for (const name of ["default", root]) {
    if (name !== undefined && path.startsWith(`.${name}`) && !/^[\w$]/.test(path.slice(name.length + 1))) return rooted(path.slice(name.length + 1), undefined);
  }
  return path;
}

/** The path with any first name: how facts about every client of a family are spelled. */
export function withAnyName(path: Path): Path {
  return path.replace(/^\.[\w$]+/, ".*");
}

/** The path with any names between its last two calls, and with any method there: how facts about generated clients are spelled. */
export function withAnyMembers(path: Path): readonly Path[] {
  const [, client, between, method] = /^(.*(?:\(\)|!))((?:\.[\w$]+)*)(\.[\w$]+)\(\)$/.exec(path) ?? [];
  if (client === undefined || method === undefined) return [];
  return between === "" ? [`${client}.*()`] : [`${client}.*${method}()`, `${client}.*()`];
}

/** How many calls a path goes through. */
export function callsIn(path: Path): number {
  return path.match(/\(\)|!/g)?.length ?? 0;
}
