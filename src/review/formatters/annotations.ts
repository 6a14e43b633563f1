import { formatterOf } from "../formatter.js";
import { annotations } from "../formats/annotations.js";

export default formatterOf("plain", (review, _, templates) => annotations(review, templates));
