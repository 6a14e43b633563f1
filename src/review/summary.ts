import { fitted } from "./budget.js";
import { type Comment, itemOf, placeOf, type Review } from "./compose.js";
import { summaryMarker } from "./marker.js";
import { tableCell } from "./markup.js";
import type { Templates } from "./templates.js";

const mostListed = 100;
/** Of the fingerprints in its marker, for the size of the body. */
const mostKept = 500;
const ranks = { overflow: 1, table: 2 } as const;

/** What a summary says beside the review itself. */
export interface Rest {
  /** Comments without a place of their own, and the fingerprints of their findings. */
  readonly left: readonly Comment[];
  readonly fingerprints: readonly string[];
  readonly resolved: { readonly done: number; readonly of: number } | undefined;
}

/** The text over all comments: assessment, counts, table, and the findings that have no comment of their own. */
export function summaryBody({ assessment, counts, table }: Review, { left, fingerprints, resolved }: Rest, templates: Templates): string {
  const t = (name: string): string => templates.phrase(name);
  return fitted(
    [
      { text: `## ${t("General assessment")}` },
      { text: assessment },
      { text: templates.fill("counts of the posted", { ...counts }) },
      { text: resolved === undefined || resolved.of === 0 ? "" : templates.fill("resolved", { ...resolved }) },
      { text: tableOf(table, templates), rank: ranks.table },
      { text: overflowOf(left, templates), rank: ranks.overflow },
    ],
    t("cut"),
    [summaryMarker(fingerprints.slice(0, mostKept))],
  );
}

function tableOf(table: Review["table"], templates: Templates): string {
  if (table.length === 0) return "";
  const rows = [
    [templates.phrase("Concern"), templates.phrase("Suggestion")],
    ["---", "---"],
    ...table.map(({ concern, suggestion }) => [tableCell(concern), tableCell(suggestion)]),
  ];
  return rows.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

function overflowOf(left: readonly Comment[], templates: Templates): string {
  if (left.length === 0) return "";
  const findings = left.flatMap(({ finding, others }) => [finding, ...others]);
  const items = findings
    .slice(0, mostListed)
    .map((finding) => `- ${placeOf(finding, "markdown")} ${itemOf(finding, templates)}`);
  const more = findings.length - items.length;
  if (more > 0) items.push(`- ${templates.fill("more", { more })}`);
  return ["<details>", `<summary>${templates.phrase("overflow")}</summary>`, items.join("\n"), "</details>"].join("\n\n");
}
