import { fitted } from "./budget.js";
import { type Comment, itemOf, placeOf, type Review } from "./compose.js";
import { summaryMarker } from "./marker.js";
import { tableCell } from "./markup.js";
import type { Templates } from "./templates.js";

const mostListed = 100;
const ranks = { overflow: 1, table: 2 } as const;

/** The text over all comments: assessment, counts, table, and the findings that have no comment of their own. */
export function summaryBody({ assessment, counts, table }: Review, left: readonly Comment[], templates: Templates): string {
  const t = (name: string): string => templates.phrase(name);
  return fitted(
    [
      { text: `## ${t("General assessment")}` },
      { text: assessment },
      { text: templates.fill("counts of the posted", { ...counts }) },
      { text: tableOf(table, templates), rank: ranks.table },
      { text: overflowOf(left, templates), rank: ranks.overflow },
    ],
    t("cut"),
    [summaryMarker],
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
