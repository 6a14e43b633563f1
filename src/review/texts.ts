const most = 100;

/**
 * Remembers what was computed of the last hundred texts: a file with many findings is asked about again and again, and
 * to read it anew for each of them would take time that grows with the square of its size.
 */
export function memoisedByText<Value>(compute: (text: string) => Value): (text: string) => Value {
  const known = new Map<string, Value>();
  return (text) => {
    const value = known.has(text) ? (known.get(text) as Value) : compute(text);
    // put in again as the newest
    known.delete(text);
    known.set(text, value);
    for (const [oldest] of known) {
      if (known.size <= most) break;
      known.delete(oldest);
    }
    return value;
  };
}

/** The lines of a text without their line feeds, and the offset of each. */
export const linesIn = memoisedByText((text) => {
  const lines = text.split("\n");
  let start = 0;
  const starts = lines.map((line) => {
    const own = start;
    start += line.length + 1;
    return own;
  });
  return { lines, starts };
});

/** The index of the line that an offset is in: the last that starts at it or before. */
export function lineOf(starts: readonly number[], offset: number): number {
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
