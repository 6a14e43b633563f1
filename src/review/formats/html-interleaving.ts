import { clipped } from "../budget.js";
import type { Step } from "../interleaving.js";
import { escaped } from "./html-escape.js";
import { inline } from "./html-prose.js";
import type { Words } from "./html-words.js";

const width = 660;
const lanes = { A: 24, B: 354 } as const;
const top = 40;
const high = 34;
/** How much of a step's words fits beside its lane. */
const widest = 36;

/** Both tellings of one interleaving: in `told` the code is marked up, in `drawn` it is plain. */
export interface Interleaving {
  readonly told: readonly Step[];
  readonly drawn: readonly Step[];
}

/**
 * The order of steps in which two runs undo each other, as a numbered list and drawn: a lane for each run, time going
 * down, and the stretch in which the first one waits.
 */
export function interleavingHtml({ told, drawn }: Interleaving, words: Words): string {
  if (told.length === 0) return "";
  const items = told.map(
    ({ run, line, text }) => `<li><b class="run ${run}">${run}</b> ${inline(text)} <span class="where">${words.text("page line", { line })}</span></li>`,
  );
  return `<h4>${words.text("interleaving")}</h4><ol class="steps">${items.join("")}</ol><div class="scroll">${drawing(drawn, words)}</div>`;
}

function drawing(steps: readonly Step[], words: Words): string {
  const height = top + steps.length * high + 8;
  const rows = steps.map((step, index) => stepAt(step, index));
  return [
    `<svg class="lanes" viewBox="0 0 ${String(width)} ${String(height)}" width="${String(width)}" height="${String(height)}" role="img" aria-label="${words.text("page lanes")}">`,
    ...(["A", "B"] as const).map((run) => lane(run, height)),
    waiting(steps),
    ...rows,
    "</svg>",
  ].join("");
}

function lane(run: "A" | "B", height: number): string {
  const x = String(lanes[run]);
  return `<text class="head ${run}" x="${x}" y="16" text-anchor="middle">${run}</text><path class="life ${run}" d="M${x} 24V${String(height)}"/>`;
}

/** From the first run's wait until it goes on, the other passes it. */
function waiting(steps: readonly Step[]): string {
  const from = steps.findIndex(({ run, waits }) => run === "A" && waits);
  const to = steps.findIndex(({ run }, index) => index > from && run === "A");
  if (from === -1 || to === -1) return "";
  return `<path class="wait" d="M${String(lanes.A)} ${String(rowOf(from))}V${String(rowOf(to))}"/>`;
}

function rowOf(index: number): number {
  return top + index * high + high / 2;
}

function stepAt({ run, line, text }: Step, index: number): string {
  const [x, y] = [lanes[run], rowOf(index)];
  const words = escaped(clipped(text.replace(/`/g, "").replace(/\s+/g, " "), widest));
  return (
    `<circle class="${run}" cx="${String(x)}" cy="${String(y)}" r="11"/><text class="count" x="${String(x)}" y="${String(y + 4)}" text-anchor="middle">${String(index + 1)}</text>` +
    `<text x="${String(x + 20)}" y="${String(y + 4)}">${words} <tspan class="where">:${String(line)}</tspan></text>`
  );
}
