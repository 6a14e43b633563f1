import type { FanOut } from "../../analysis/bounds/fan-outs.js";
import type { File } from "../../analysis/file.js";
import { bare, isFunction, topStatements, type Call } from "../../analysis/nodes.js";
import type { Slot } from "../../knowledge/library.js";
import type { Suggestion } from "../define-rule.js";
import { unusedName } from "./guard-writes.js";
import { insertSetting } from "./insert-setting.js";

export const concurrencySuggestions = {
  wrapWithLimit: "Run at most {{limit}} of them at a time.",
  setConcurrency: "Allow {{limit}} runs at a time.",
};

type SuggestionId = keyof typeof concurrencySuggestions;

/** `ids.map((id) => load(id))` becomes `ids.map((id) => limit(() => load(id)))`, with one limiter for the file. */
export function concurrencyRepairs(file: File, { as, mapping }: FanOut, options: { readonly limiter: string; readonly limit: number }): Suggestion<SuggestionId>[] {
  const fn = mapping?.arguments[0] && bare(mapping.arguments[0]);
  const limit = unusedName(file, file.ast, "limit", "limitRuns", "atMost");
  const make = unusedName(file, file.ast, "pLimit", "makeLimit");
  if (as !== "all" || !isFunction(fn) || fn.type !== "ArrowFunctionExpression" || limit === undefined || make === undefined || file.ast.sourceType !== "module") return [];
  const head = file.source.text.slice(fn.range[0], fn.body.range[0]);
  const imports = topStatements(file).filter((node) => node.type === "ImportDeclaration");
  const last = imports.at(-1);
  const [first] = topStatements(file);
  if (!first || head.includes("(", head.lastIndexOf("=>"))) return [];
  const text = `import ${make} from "${options.limiter}";\n`;
  const declaration = `const ${limit} = ${make}(${String(options.limit)});\n`;
  const inner = fn.async ? "async () => " : "() => ";
  return [
    {
      message: "wrapWithLimit",
      data: { limit: options.limit },
      fix: (fixer) => [
        fixer.insertTextBefore(first, last ? text : text + declaration),
        ...(last ? [fixer.insertTextAfter(last, `\n${declaration.trimEnd()}`)] : []),
        fixer.replaceTextRange([fn.range[0], fn.body.range[0]], `${head.replace(/^async\s*/, "")}${limit}(${inner}`),
        fixer.insertTextAfter(fn, ")"),
      ],
    },
  ];
}

export function settingRepairs(file: File, call: Call, slot: Slot | undefined, limit: number): Suggestion<SuggestionId>[] {
  const fix = slot && insertSetting(file, call, slot, String(limit));
  return fix ? [{ message: "setConcurrency", data: { limit }, fix }] : [];
}
