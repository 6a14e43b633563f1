import { formatterOf } from "../formatter.js";
import { sarif } from "../formats/sarif.js";

export default formatterOf("plain", (review, material, templates) => sarif(review, templates, { source: (path) => material.source(path) }));
