import type { Spelling } from "../../src/knowledge/library.js";

/** One step of a spelling: `.name` (which may be `*`), `()`, `new`, `[n]`. */
export type Step = { readonly kind: "member"; readonly name: string } | { readonly kind: "call" | "new" } | { readonly kind: "element"; readonly index: number };

/**
 * The steps of a spelling, with `new` where the instance is made: `new Pool().query` is Pool, new, query. `new Pool`
 * alone is the class. Throws where a spelling is none.
 */
export function stepsOf(spelling: Spelling): readonly Step[] {
  const [, constructs, text] = /^(new )?(.+)$/.exec(spelling) ?? [];
  const steps: Step[] = [];
  let rest = `.${text ?? ""}`;
  let pending = constructs !== undefined;
  while (rest !== "") {
    const [whole, name, element] = /^(?:[.#]([\w$]+|\*)|\[(\d+)\]|\(\))/.exec(rest) ?? [];
    if (whole === undefined) throw new Error(`\`${spelling}\` is not a spelling: it stops making sense at \`${rest}\`.`);
    if (name === "new" && rest.startsWith(".new()")) pending = true;
    else if (name !== undefined) steps.push({ kind: "member", name });
    else if (element !== undefined) steps.push({ kind: "element", index: Number(element) });
    else {
      steps.push({ kind: pending ? "new" : "call" });
      pending = false;
    }
    rest = rest.slice(whole.length);
  }
  return steps;
}
