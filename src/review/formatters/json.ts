import { formatterOf } from "../formatter.js";
import { json } from "../formats/json.js";

export default formatterOf("plain", json);
