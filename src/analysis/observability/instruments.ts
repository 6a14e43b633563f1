import type { TSESTree } from "@typescript-eslint/utils";
import type { MetricFact } from "../../knowledge/library.js";
import type { File } from "../file.js";
import { bare, propertyName, type Call } from "../nodes.js";
import { originOf } from "../origin.js";
import { literalOf, settingOf } from "../settings.js";

/** What whoever makes an instrument says of its metric. */
export interface Instrument {
  /** What the metric is called; `*` stands for a part that is told at run time. */
  readonly name: string | undefined;
  /** The names of its labels, in their order. */
  readonly labelNames: readonly string[];
}

/** What the file says of an instrument where it makes it: `new Counter({ name: "uploads_success_total" })`. */
export function instrumentOf(file: File, instrument: TSESTree.Node, fact: MetricFact | undefined): Instrument {
  const made = fact?.named && originOf(file, instrument)?.calls.findLast((call) => call !== undefined && methodOf(call) !== fact.labels?.method);
  if (!fact?.named || !made) return { name: undefined, labelNames: [] };
  const name = settingOf(file, made, fact.named).value;
  const names = fact.labels && settingOf(file, made, fact.labels.names).value;
  const list = names && literalOf(file, names);
  return {
    name: name && textOf(file, name),
    labelNames: list?.type === "ArrayExpression" ? list.elements.map((element) => (element && textOf(file, element)) ?? "") : [],
  };
}

/** The text that an expression is, where it is written out. */
export function textOf(file: File, expression: TSESTree.Node): string | undefined {
  const value = literalOf(file, expression);
  if (value.type === "Literal" && typeof value.value === "string") return value.value;
  return value.type === "TemplateLiteral" ? value.quasis.map(({ value: { cooked } }) => cooked).join("*") : undefined;
}

/** The method by which a call is made. */
export function methodOf(call: Call): string | undefined {
  const callee = bare(call.callee);
  return callee.type === "MemberExpression" ? propertyName(callee) : undefined;
}
