const window = 100;
const factor = 37n;
const firstFactor = BigInt.asUintN(64, factor ** BigInt(window));
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
  let hash = 0n;
  let next = 0;
  for (let index = 0; next < starts.length; index += 1) {
    // the window ends before this character, so a line that began a window ago is complete
    if (index === (starts[next] ?? 0) + window) {
      const text = hash.toString(16);
      const count = (seen.get(text) ?? 0) + 1;
      seen.set(text, count);
      hashes.push(`${text}:${String(count)}`);
      next += 1;
    }
    const [entering, leaving] = [characters[index] ?? 0, characters[index - window] ?? 0];
    hash = BigInt.asUintN(64, factor * hash + BigInt(entering) - firstFactor * BigInt(leaving));
  }
  return hashes;
}

function charactersOf(source: string): number[] {
  const text = source.replace(/\r\n?/g, "\n").replace(/[ \t]/g, "");
  const characters = Array.from({ length: text.length }, (_, index) => text.charCodeAt(index));
  characters.push(endOfFile);
  return characters;
}

/** Where each line begins among the characters; what stands for the end begins or continues the last one. */
function startsIn(characters: readonly number[]): number[] {
  const feed = 10;
  return characters.flatMap((_, index) => (index === 0 || characters[index - 1] === feed ? [index] : []));
}
