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
  path = path.replaceAll(".new()", "!");
  return rooted(path.startsWith("[") || path.startsWith("(") ? path : `.${path}`, root);
}

/** The path of a call of the spelled function: `axios.get` is called as `.get()`, `new Pool` as `.Pool!`. */
export function callPathOf(spelling: string, root: string | undefined): Path {
  const path = pathOf(spelling, root);
  if (path.endsWith(".new")) return path.replace(/\.new$/, "!");
  return path.endsWith("!") ? path : `${path}()`;
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

/** The path with any names between its last two calls, with any method of any group (`client.rest.*.*`), and with any method at all: how facts about generated clients are spelled. */
export function withAnyMembers(path: Path): readonly Path[] {
  const [, client, between, method] = /^(.*(?:\(\)|!))((?:\.[\w$]+)*)(\.[\w$]+)\(\)$/.exec(path) ?? [];
  if (client === undefined || between === undefined || method === undefined) return [];
  if (between === "") {
    const made = client.replace(/\(\)(?:\.[\w$]+)+!$/, "().*!");
    return [`${client}.*()`, ...(made === client ? [] : [`${made}${method}()`, `${made}.*()`])];
  }
  const [, root] = /^(\.[\w$]+)\.[\w$]+$/.exec(between) ?? [];
  return [`${client}.*${method}()`, ...(root === undefined ? [] : [`${client}${root}.*.*()`]), `${client}.*()`];
}

/** Whether a path begins with a spelled one, in which a star stands for any names. */
export function beginsWith(path: Path, spelled: Path): boolean {
  if (!spelled.includes(".*")) return path.startsWith(spelled);
  return new RegExp(`^${spelled.replaceAll(/[$()[\].]/g, "\\$&").replaceAll("\\.*", "(?:\\.[\\w$]+)+")}`).test(path);
}

/** How many calls a path goes through. */
export function callsIn(path: Path): number {
  return path.match(/\(\)|!/g)?.length ?? 0;
}
