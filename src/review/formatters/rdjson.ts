import { formatterOf } from "../formatter.js";
import { rdjson } from "../formats/rdjson.js";

export default formatterOf("plain", (review, material, templates) => rdjson(review, templates, (path) => material.source(path)));
