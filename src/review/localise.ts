import { automaticFix, type Finding, type Patch, wholeMessage } from "./finding.js";
import { type Data, fillMessage } from "./message.js";
import type { Templates } from "./templates.js";

/**
 * A finding as a locale tells it: its message, the words in its data, and the titles of its patches. `data` stays as the
 * rule gave it, for tools.
 */
export function localised(finding: Finding, templates: Templates): Finding {
  const { rule, messageId } = finding;
  // what another version of the plugin says is told as it is
  const template = finding.template === wholeMessage ? wholeMessage : (templates.of(rule, messageId)?.message ?? finding.template);
  const data = inWords(finding.data, rule, templates);
  return {
    ...finding,
    message: template === finding.template ? finding.message : fillMessage(template, data),
    told: { template, data },
    description: templates.description(rule) ?? finding.description,
    patches: finding.patches.map((patch) => ({ ...patch, title: titleOf(patch, rule, templates) })),
  };
}

function inWords(data: Data, rule: string, templates: Templates): Data {
  return Object.fromEntries(Object.entries(data).map(([name, value]) => [name, typeof value === "string" ? templates.word(rule, name, value) : value]));
}

function titleOf({ id, title, data }: Patch, rule: string, templates: Templates): string {
  if (id === undefined) return title;
  if (id === automaticFix) return templates.phrase(automaticFix);
  const template = templates.patch(rule, id);
  return template === undefined || data === undefined ? title : fillMessage(template, inWords(data, rule, templates));
}
