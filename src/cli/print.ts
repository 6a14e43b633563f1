import { readFileSync } from "node:fs";
import {
  annotations,
  codequality,
  compose,
  json,
  loadTemplates,
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

/** What a format is made from. */
interface Print {
  readonly material: Material;
  readonly templates: Templates;
  readonly color: boolean;
  review(markup: Markup): Review;
}

const formats: Readonly<Record<Format, (print: Print) => string>> = {
  text: ({ review, templates, color }) => text(review("plain"), templates, { color }),
  markdown: ({ review, templates }) => markdown(review("markdown"), templates),
  json: ({ review }) => json(review("plain")),
  codequality: ({ review }) => codequality(review("plain")),
  sarif: ({ review, templates, material }) => sarif(review("plain"), templates, { source: (path) => material.source(path), version: version() }),
  rdjson: ({ review, material }) => rdjson(review("plain"), (path) => material.source(path)),
  annotations: ({ review }) => annotations(review("plain")),
};

/** The review in a format. */
export function printed(material: Material, format: Format, color: boolean): string {
  const templates = loadTemplates();
  return formats[format]({ material, templates, color, review: (markup) => compose(material, templates, markup) });
}

/** The version of this package. */
export function version(): string {
  const manifest = new URL("../../../package.json", import.meta.url);
  return (JSON.parse(readFileSync(manifest, "utf8")) as { version: string }).version;
}
