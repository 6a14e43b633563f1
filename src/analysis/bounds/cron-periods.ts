/**
 * The shortest time between two runs of a cron expression, in milliseconds: every ten seconds is 10000. Of the fields only
 * minutes and seconds are looked at; an hour stands for everything that runs less often, `undefined` for what is none.
 */
export function cronPeriod(expression: string): number | undefined {
  const fields = expression.trim().split(/\s+/);
  const [seconds, minutes] = fields.length === 6 ? fields : fields.length === 5 ? ["0", fields[0]] : [];
  const [inMinute, inHour] = [valuesOf(seconds), valuesOf(minutes)];
  if (!inMinute || !inHour) return undefined;
  return (inMinute.length > 1 ? shortestGap(inMinute) : shortestGap(inHour) * 60) * 1000;
}

/** The values of 0 to 59 that a field stands for. */
function valuesOf(field: string | undefined): readonly number[] | undefined {
  if (field === undefined || !/^[\d*/,?-]+$/.test(field)) return undefined;
  const found = new Set<number>();
  for (const part of field.split(",")) {
    const [range = "", step] = part.split("/");
    const [from, to] = /^[*?]$/.test(range) ? [0, 59] : /^\d+$/.test(range) ? [Number(range), step === undefined ? Number(range) : 59] : range.split("-").map(Number);
    if (from === undefined || to === undefined || to > 59 || Number(step ?? 1) < 1) return undefined;
    for (let value = from; value <= to; value += Number(step ?? 1)) found.add(value);
  }
  return found.size === 0 ? undefined : [...found].sort((one, other) => one - other);
}

/** The shortest way from one value to the next, around the clock. */
function shortestGap(values: readonly number[]): number {
  const [first = 0] = values;
  return Math.min(...values.map((value, index) => (values[index + 1] ?? first + 60) - value));
}
