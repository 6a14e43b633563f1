import { formatterOf } from "../formatter.js";
import { markdown } from "../formats/markdown.js";

export default formatterOf("markdown", (review, _, templates) => markdown(review, templates));
