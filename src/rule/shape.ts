/** What a value that users write must look like: data, read by `complaintAbout`. */
export type Shape =
  | { readonly kind: "text"; readonly like?: RegExp; readonly called: string }
  | { readonly kind: "count" }
  | { readonly kind: "one of"; readonly values: readonly (string | number | boolean | null)[] }
  | { readonly kind: "list"; readonly of: Shape }
  | { readonly kind: "named"; readonly of: Shape }
  | { readonly kind: "record"; readonly keys: Readonly<Record<string, Shape>>; readonly required: readonly string[] }
  | { readonly kind: "either"; readonly shapes: readonly [simple: Shape, other: Shape] };

/** A record with exactly the keys of a type, each of which it says the shape of; those that may be missing stand apart. */
export function record<T extends object>(required: { readonly [K in RequiredKeys<T>]: Shape }, optional: { readonly [K in OptionalKeys<T>]-?: Shape }): Shape {
  return { kind: "record", keys: { ...required, ...optional }, required: Object.keys(required) };
}

type OptionalKeys<T> = { [K in keyof T]-?: object extends Pick<T, K> ? K : never }[keyof T];
type RequiredKeys<T> = Exclude<keyof T, OptionalKeys<T>>;

/**
 * The first thing that is wrong with a value, as one sentence: the key, what was found, what is allowed.
 *
 * @param at how the sentence names the value.
 */
export function complaintAbout(value: unknown, shape: Shape, at: string): string | undefined {
  switch (shape.kind) {
    case "list":
      if (!Array.isArray(value)) return refused(value, shape, at);
      return first(value.map((item, index) => () => complaintAbout(item, shape.of, `${at}[${String(index)}]`)));
    case "named":
      if (!isRecord(value)) return refused(value, shape, at);
      return first(Object.entries(value).map(([name, item]) => () => complaintAbout(item, shape.of, at + member(name))));
    case "record":
      return isRecord(value) ? complaintAboutRecord(value, shape, at) : refused(value, shape, at);
    case "either":
      // an object is measured against the shape of objects, so that the complaint names its key
      if (isRecord(value) && shape.shapes[1].kind === "record") return complaintAbout(value, shape.shapes[1], at);
      return shape.shapes.some((one) => complaintAbout(value, one, at) === undefined) ? undefined : refused(value, shape, at);
    default:
      return fits(value, shape) ? undefined : refused(value, shape, at);
  }
}

function complaintAboutRecord(value: Record<string, unknown>, { keys, required }: Extract<Shape, { kind: "record" }>, at: string): string | undefined {
  const missing = required.find((name) => value[name] === undefined);
  return first([
    ...Object.keys(value).filter((name) => !Object.hasOwn(keys, name)).map((name) => () => unknownKey(name, Object.keys(keys), at)),
    ...(missing === undefined ? [] : [() => `${at}${member(missing)} is missing; it must be ${allowed(keys[missing] as Shape)}.`]),
    ...Object.entries(keys).filter(([name]) => value[name] !== undefined).map(([name, shape]) => () => complaintAbout(value[name], shape, at + member(name))),
  ]);
}

function fits(value: unknown, shape: Extract<Shape, { kind: "text" | "count" | "one of" }>): boolean {
  if (shape.kind === "text") return typeof value === "string" && (shape.like ?? /\S/).test(value);
  if (shape.kind === "count") return typeof value === "number" && Number.isInteger(value) && value >= 0;
  return shape.values.includes(value as string);
}

function refused(value: unknown, shape: Shape, at: string): string {
  const nearest = shape.kind === "one of" && typeof value === "string" ? nearestTo(value, shape.values.map(String)) : undefined;
  return `${at} is ${found(value)}, not ${allowed(shape)}${nearest === undefined ? "" : `; did you mean ${JSON.stringify(nearest)}?`}${nearest === undefined ? "." : ""}`;
}

function unknownKey(name: string, known: readonly string[], at: string): string {
  const nearest = nearestTo(name, known);
  return `${at}${member(name)} is no setting; ${nearest === undefined ? `known are ${listed(known)}.` : `did you mean ${JSON.stringify(nearest)}?`}`;
}

function allowed(shape: Shape): string {
  switch (shape.kind) {
    case "text":
      return shape.called;
    case "count":
      return "a whole number from 0 on";
    case "one of":
      return shape.values.length === 1 ? JSON.stringify(shape.values[0]) : `one of ${listed(shape.values)}`;
    case "list":
      return "a list";
    case "either":
      return shape.shapes.map((one) => allowed(one)).join(" or ");
    default:
      return "an object";
  }
}

function found(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  if (typeof value === "function") return "a function";
  return isRecord(value) ? "an object" : (typeof value === "bigint" || typeof value === "symbol" ? String(value) : JSON.stringify(value));
}

function listed(values: readonly unknown[]): string {
  return values.map((value) => JSON.stringify(value)).join(", ");
}

function member(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function first(checks: readonly (() => string | undefined)[]): string | undefined {
  for (const check of checks) {
    const complaint = check();
    if (complaint !== undefined) return complaint;
  }
  return undefined;
}

/** The word that was probably meant, if one is near. */
function nearestTo(word: string, known: readonly string[]): string | undefined {
  const ranked = known.map((one) => ({ one, distance: distanceOf(word.toLowerCase(), one.toLowerCase()) })).sort((a, b) => a.distance - b.distance);
  const best = ranked[0];
  return best && best.distance <= Math.max(2, Math.floor(word.length / 3)) ? best.one : undefined;
}

/** Levenshtein's distance. */
function distanceOf(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      const changed = (row[j - 1] as number) + (one[i - 1] === other[j - 1] ? 0 : 1);
      next.push(Math.min((row[j] as number) + 1, (next[j - 1] as number) + 1, changed));
    }
    row = next;
  }
  return row[other.length] as number;
}
