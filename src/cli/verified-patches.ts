import type { Finding, Material, Patch } from "../review/index.js";
import { mostVerified, type Verify } from "./verify.js";

/** The selection with those patches alone that do what they say; beyond a number that takes minutes to verify, with none. */
export async function withVerifiedPatches(
  selection: Material["selection"],
  source: (path: string) => string | undefined,
  verify: Verify | undefined,
): Promise<Material["selection"]> {
  if (verify === undefined) return selection;
  let left = mostVerified;
  const inline: Finding[] = [];
  for (const finding of selection.inline) {
    const text = source(finding.path);
    const patches: Patch[] = [];
    for (const patch of text === undefined ? [] : finding.patches) {
      left -= 1;
      if (left >= 0 && (await verify(finding, patch, text as string))) patches.push(patch);
    }
    inline.push({ ...finding, patches });
  }
  return { ...selection, inline };
}
