import { feedOf } from "../../../src/analysis/places/feeding.js";
import { isSharedIn, writes } from "../../../src/analysis/places/places.js";
import { describeFacts } from "../../harness/describe-facts.js";

describeFacts("places/places", {
  // each write: the place, whether it only adds, and whether the place is shared between calls of the function that writes
  *writes(file) {
    for (const { place, node, adds, fn } of writes(file)) {
      const reach = fn && isSharedIn(file, place, fn) ? "shared" : "own";
      yield { node, says: `${place.text} ${adds ? "added to" : "replaced"}, ${reach}` };
    }
  },
  // how the written value comes from a parameter of the function around the write
  *feed(file) {
    for (const { node, value, fn } of writes(file)) {
      if (value && fn) yield { node, says: feedOf(file, value, fn) ?? "not fed" };
    }
  },
});
