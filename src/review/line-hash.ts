const window = 100;
const factor = 37;
const half = 2 ** 32;
/** 37 ** 100, of 64 bits the upper and the lower half. */
const [firstHigh, firstLow] = [0xe59cd09a, 0x331cdb71] as const;
const endOfFile = 65_535;

/**
 * The hash that GitHub's code scanning gives each line of a file, to know an alert again when lines move. GitHub's own
 * upload computes it anew and warns of each that differs, so it is the same to the digit: a rolling 64-bit hash of the
 * hundred characters that begin with the line, blanks left out and line ends made one, and how often it came before.
 *
 * @returns the hash of line n at index n - 1
 */
export function lineHashes(source: string): string[] {
  const hashes: string[] = [];
  const seen = new Map<string, number>();
  const characters = charactersOf(source);
  const starts = startsIn(characters);
  // 64 bits in two halves: the arithmetic of whole numbers that Node has for them takes ten times as long
  let [high, low] = [0, 0];
  let next = 0;
  for (let index = 0; next < starts.length; index += 1) {
    // the window ends before this character, so a line that began a window ago is complete
    if (index === (starts[next] ?? 0) + window) {
      const text = high === 0 ? low.toString(16) : high.toString(16) + low.toString(16).padStart(8, "0");
      const count = (seen.get(text) ?? 0) + 1;
      seen.set(text, count);
      hashes.push(`${text}:${String(count)}`);
      next += 1;
    }
    const [entering, leaving] = [characters[index] ?? 0, characters[index - window] ?? 0];
    const lower = factor * low + entering - firstLow * leaving;
    const carry = Math.floor(lower / half);
    const upper = factor * high + carry - firstHigh * leaving;
    low = lower - carry * half;
    high = upper - Math.floor(upper / half) * half;
  }
  return hashes;
}

function charactersOf(source: string): Uint16Array {
  const text = source.replace(/\r\n?/g, "\n").replace(/[ \t]/g, "");
  const characters = new Uint16Array(text.length + 1);
  for (let index = 0; index < text.length; index += 1) characters[index] = text.charCodeAt(index);
  characters[text.length] = endOfFile;
  return characters;
}

/** Where each line begins among the characters; what stands for the end begins or continues the last one. */
function startsIn(characters: Uint16Array): number[] {
  const feed = 10;
  const starts = [0];
  for (let index = 1; index < characters.length; index += 1) if (characters[index - 1] === feed) starts.push(index);
  return starts;
}
