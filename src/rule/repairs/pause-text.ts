import type { File } from "../../analysis/file.js";
import { timersPromises } from "../../knowledge/node/timers-promises.js";

/**
 * A pause as it can be written in a file: `setTimeout` may be the one that gives a promise there, or something else.
 *
 * @param ms source text of the milliseconds
 */
export function pauseText(file: File, ms: string): string {
  const own = file.source.scopeManager?.scopes.flatMap(({ set }) => set.get("setTimeout")?.defs ?? [])[0];
  const declaration = own?.type === "ImportBinding" ? own.parent : undefined;
  if (declaration?.type === "ImportDeclaration" && timersPromises.modules.includes(declaration.source.value)) return `await setTimeout(${ms})`;
  return `await new Promise((resolve) => ${own ? "globalThis." : ""}setTimeout(resolve, ${ms}))`;
}
