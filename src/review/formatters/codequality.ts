import { formatterOf } from "../formatter.js";
import { codequality } from "../formats/codequality.js";

export default formatterOf("plain", codequality);
