import { formatterOf } from "../formatter.js";
import { annotations } from "../formats/annotations.js";

export default formatterOf("plain", annotations);
