import { isClass, nodes } from "../../../src/analysis/nodes.js";
import { assignmentsToField, parameterProperty } from "../../../src/analysis/places/fields.js";
import { functionsKeptAt } from "../../../src/analysis/places/kept-functions.js";
import { readsBehind } from "../../../src/analysis/places/looks.js";
import { placeOf } from "../../../src/analysis/places/places.js";
import { isLookedAt, isPrivatePlace } from "../../../src/analysis/places/private-places.js";
import { thisOwner } from "../../../src/analysis/places/owners.js";
import { storeReadBy, storeWrittenBy } from "../../../src/analysis/places/store-actions.js";
import { describeFacts } from "../../harness/describe-facts.js";

describeFacts("places/small-places", {
  // whether nobody outside of the file has what `show(…)` is given
  *private(file) {
    for (const { callee, arguments: [value] } of nodes(file).of("CallExpression")) {
      const place = callee.type === "Identifier" && callee.name === "show" && value ? placeOf(file, value) : undefined;
      if (place && value) yield { node: value, says: isPrivatePlace(place, value) ? "private" : "open" };
    }
  },
  // whether anything in the file looks at what is assigned
  *looked(file) {
    for (const { left } of nodes(file).of("AssignmentExpression")) {
      const place = placeOf(file, left);
      if (place) yield { node: left, says: isLookedAt(file, place) ? "looked at" : "no" };
    }
  },
  // what a class assigns to a field that `show(this.…)` is given, and the parameter that it is
  *field(file) {
    for (const node of nodes(file).of("ThisExpression")) {
      const owner = thisOwner(node);
      if (!isClass(owner) || node.parent.type !== "MemberExpression" || node.parent.property.type !== "Identifier" || node.parent.parent.type !== "CallExpression") continue;
      const { name } = node.parent.property;
      const values = assignmentsToField(file, owner, name).map((value) => file.source.getText(value));
      yield { node, says: [...values, ...(parameterProperty(owner, name) ? ["a parameter"] : [])].join(" and ") || "none" };
    }
  },
  // what a condition looks at
  *behind(file) {
    for (const { test } of nodes(file).of("IfStatement")) yield { node: test, says: [...readsBehind(file, test)].map(({ place }) => place.key).join(" and ") || "none" };
  },
  // how many functions of a private list a call may run
  *kept(file) {
    for (const { callee } of nodes(file).of("CallExpression")) {
      const found = functionsKeptAt(file, callee);
      if (found) yield { node: callee, says: String(found.length) };
    }
  },
  // what a call does with a store whose actions are given two functions
  *store(file) {
    for (const node of nodes(file).of("CallExpression")) {
      const [read, written] = [storeReadBy(file, node), storeWrittenBy(file, node)];
      if (read) yield { node, says: `reads ${read.name}` };
      if (written) yield { node, says: `writes ${written.name}` };
    }
  },
});
