import { nameOf } from "../../../src/analysis/functions.js";
import { detachedPersists } from "../../../src/analysis/ordering/persists.js";
import { describeFacts } from "../../harness/describe-facts.js";

describeFacts("ordering/persists", function* (file) {
  for (const { call, write, setter } of detachedPersists(file)) yield { node: call, says: `${write.place.text} by ${nameOf(setter) ?? "a function"}` };
});
