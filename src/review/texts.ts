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
