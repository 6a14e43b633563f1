import type { Variable } from "../places/bindings.js";
import type { Place } from "../places/places.js";

/** The variable that shows a component the state which a setter sets: `items` of `const [items, setItems] = useState()`. */
export function stateVariableOf(setter: Place["root"]): Variable | undefined {
  const name = typeof setter === "object" ? setter.identifiers[0] : undefined;
  const pattern = name?.parent;
  const first = pattern?.type === "ArrayPattern" && pattern.elements[1] === name ? pattern.elements[0] : undefined;
  return typeof setter === "object" && first?.type === "Identifier" ? setter.scope.set.get(first.name) : undefined;
}
