import { formatterOf } from "../formatter.js";
import { rdjson } from "../formats/rdjson.js";

export default formatterOf("plain", rdjson);
