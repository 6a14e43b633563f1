import { formatterOf } from "../formatter.js";
import { html } from "../formats/html.js";

export default formatterOf("markdown", (review, material, templates) => html(review, templates, (path) => material.source(path)));
