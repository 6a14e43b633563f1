import { createRequire } from "node:module";
import {
  annotations,
  type Changes,
  codequality,
  compose,
  githubReview,
  gitlabReview,
  html,
  json,
  jsonText,
  markdown,
  type Markup,
  type Material,
  rdjson,
  type Review,
  sarif,
  type Templates,
  text,
} from "../review/index.js";
import type { Format } from "./args.js";
import { type Verify, withVerified } from "./verify.js";

/** What is to be printed. */
export interface Printable {
  readonly material: Material;
  readonly templates: Templates;
  readonly changes: Changes;
  readonly color: boolean;
  readonly maxComments: number | undefined;
}

interface Print extends Printable {
  /** The review; without numbers where nothing shows them. */
  readonly review: (markup: Markup, numbered?: boolean) => Review;
}

const formats: Readonly<Record<Format, (print: Print) => string>> = {
  text: ({ review, templates, color }) => text(review("plain"), templates, { color }),
  markdown: ({ review, templates }) => markdown(review("markdown"), templates),
  html: ({ review, templates, material }) => html(review("markdown"), templates, (path) => material.source(path)),
  json: ({ review }) => json(review("plain")),
  codequality: ({ review }) => codequality(review("plain")),
  sarif: ({ review, templates, material }) => sarif(review("plain"), templates, { source: (path) => material.source(path), version: version() }),
  rdjson: ({ review, templates, material }) => rdjson(review("plain"), material, templates),
  annotations: ({ review, templates }) => annotations(review("plain"), templates),
  github: ({ review, ...print }) => payload(githubReview(review("markdown", false), print.material, print.changes, print.templates, print)),
  gitlab: ({ review, ...print }) => payload(gitlabReview(review("markdown", false), print.material, print.changes, print.templates, print)),
};

/** The review in a format; what it offers to commit is verified before it is. */
export async function printed(printable: Printable, format: Format, verify: Verify | undefined): Promise<string> {
  return verify === undefined ? rendered(printable, format) : withVerified((offers) => rendered({ ...printable, material: { ...printable.material, offers } }, format), verify);
}

function rendered(printable: Printable, format: Format): string {
  const { material, templates } = printable;
  return formats[format]({ ...printable, review: (markup, numbered) => compose({ ...material, numbered }, templates, markup) });
}

/** `null` where there is nothing to say. */
function payload(sent: object | undefined): string {
  return jsonText(sent ?? null);
}

/** The version of this package. */
export function version(): string {
  return (createRequire(import.meta.url)("eslint-plugin-concurrency-review/package.json") as { version: string }).version;
}
