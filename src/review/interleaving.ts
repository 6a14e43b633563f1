import type { Finding } from "./finding.js";
import type { Markup } from "./markup.js";
import { render } from "./render.js";
import type { Templates } from "./templates.js";

/** What one of two overlapping runs does. */
export interface Step {
  readonly run: "A" | "B";
  readonly line: number;
  /** Whether it only waits; every other step touches the shared place. */
  readonly waits: boolean;
  /** A verb phrase: "reads `this.total`". */
  readonly text: string;
}

const before = ["read", "test", "lookUp"];
const after = ["write", "fill", "assign"];

/**
 * The order of steps in which two runs of the same code undo each other: one has looked and waits, the other overtakes it,
 * and then the first goes on with what it saw.
 *
 * @returns none where the message does not tell a wait and a later write to one place, or names lines that go another way
 */
export function interleavingOf({ data }: Pick<Finding, "data">, templates: Templates, markup: Markup): Step[] {
  const wait = data["suspension"];
  if (typeof wait !== "number" || typeof data["place"] !== "string") return [];
  const linesOf = (roles: readonly string[]): [string, number][] =>
    roles.flatMap((role) => (typeof data[role] === "number" ? [[role, data[role]] as [string, number]] : []));
  const [looks, acts] = [linesOf(before), linesOf(after)];
  if (acts.length === 0 || looks.some(([, line]) => line > wait) || acts.some(([, line]) => line < wait)) return [];
  const told = (run: "A" | "B", steps: readonly [string, number][]): Step[] =>
    steps.map(([role, line]) => ({ run, line, waits: role === "suspension", text: render(templates.phrase(`step ${role}`), data, markup) }));
  const begun: [string, number][] = [...looks, ["suspension", wait]];
  return [...told("A", begun), ...told("B", begun), ...told("B", acts), ...told("A", acts)];
}
