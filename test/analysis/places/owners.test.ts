import type { TSESTree } from "@typescript-eslint/utils";
import { nodes } from "../../../src/analysis/nodes.js";
import { functionsAround } from "../../../src/analysis/functions.js";
import { classNamed, classOf, memberOf, resultAnnotationOf, thisOwner, valueOf } from "../../../src/analysis/places/owners.js";
import { variableOf } from "../../../src/analysis/places/bindings.js";
import { describeFacts } from "../../harness/describe-facts.js";

describeFacts("places/owners", {
  // the class of the file of what `show(…)` is given
  *class(file) {
    for (const { callee, arguments: [value] } of nodes(file).of("CallExpression")) {
      if (callee.type === "Identifier" && callee.name === "show" && value) yield { node: value, says: nameOf(classOf(file, value)) };
    }
  },
  // what `this` belongs to, and what its member of that name is
  *owner(file) {
    for (const node of nodes(file).of("ThisExpression")) {
      const owner = thisOwner(node);
      const member = owner && node.parent.type === "MemberExpression" && node.parent.property.type === "Identifier" ? memberOf(owner, node.parent.property.name) : undefined;
      yield { node, says: `${nameOf(owner)}${member ? `, ${member.type} on ${member.loc.start.line}` : ""}` };
    }
  },
  // the class of the file that a function says it gives
  *gives(file) {
    for (const node of nodes(file).of("FunctionDeclaration")) {
      const name = resultAnnotationOf(node);
      yield { node, says: name ? nameOf(classNamed(file, name)) : "nothing named" };
    }
  },
  // the functions that `show(…)` stands in
  *around(file) {
    for (const node of nodes(file).of("CallExpression")) {
      if (node.callee.type !== "Identifier" || node.callee.name !== "show") continue;
      yield { node, says: [...functionsAround(node)].map((fn) => (fn.id ? fn.id.name : fn.type)).join(" in ") || "none" };
    }
  },
  // the one value of a variable that `show(…)` is given
  *value(file) {
    for (const { callee, arguments: [name] } of nodes(file).of("CallExpression")) {
      const variable = callee.type === "Identifier" && callee.name === "show" && name ? variableOf(file, name) : undefined;
      const value = variable && valueOf(variable);
      if (variable) yield { node: callee, says: value ? file.source.getText(value) : "none" };
    }
  },
});

function nameOf(node: TSESTree.Node | undefined): string {
  if (node === undefined) return "unknown";
  return "id" in node && node.id?.type === "Identifier" ? node.id.name : node.type;
}
