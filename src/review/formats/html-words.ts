import type { Data } from "../message.js";
import { render } from "../render.js";
import type { Templates } from "../templates.js";
import { escaped } from "./html-escape.js";
import { inline } from "./html-prose.js";

/** The phrases of the page in its locale. */
export interface Words {
  /** A phrase as HTML; code in it is marked up. */
  html(name: string, data?: Data): string;
  /** A phrase for an attribute, or for a text that has no markup. */
  text(name: string, data?: Data): string;
}

/** Reads the page's phrases from the frame of the templates. */
export function wordsOf(templates: Templates): Words {
  return {
    html: (name, data = {}) => inline(render(templates.phrase(name), data, "markdown")),
    text: (name, data = {}) => escaped(render(templates.phrase(name), data, "plain").replace(/`/g, "")),
  };
}

// the words of each are in the frame; a results file of another version may hold others
const concerns = ["ordering", "shared state", "rejections", "settlement", "timeouts", "cancellation", "bounds", "locks", "resilience", "observability"];

/** A concern as a heading. */
export function concernName(concern: string, words: Words): string {
  return concerns.includes(concern) ? words.text(`concern ${concern}`) : escaped(concern);
}
