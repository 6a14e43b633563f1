import { visible } from "./markup.js";

const width = 100;
const wide = /[\p{Script=Han}\u3000-\u303f\uff00-\uff60]/u;
// what may not be parted: a run without blanks, and one character of a script without them, with the marks around it
const pieces = /[（「『《【]*(?:[\p{Script=Han}]|[^\s\p{Script=Han}，。；：、！？）」』》】（「『《【]+|)[，。；：、！？）」』》】]*/gu;

/** Breaks a sentence before the hundredth column: at blanks, and between the characters of a script that has none. */
export function wrapped(sentence: string, start: string): string {
  const lines: string[] = [];
  let line = "";
  for (const word of sentence.trim().split(/\s+/)) {
    for (const [index, [piece]] of [...word.matchAll(pieces)].filter(([found]) => found !== "").entries()) {
      const gap = index === 0 && line !== "" ? " " : "";
      if (line !== "" && start.length + columnsOf(line + gap + piece) > width) {
        lines.push(start + line);
        line = piece;
      } else line += gap + piece;
    }
  }
  // a word that comes to stand at the start of a line may be a command there
  return visible([...lines, start + line].join("\n"));
}

/** A Chinese character takes two columns of a terminal. */
function columnsOf(text: string): number {
  let columns = 0;
  for (const character of text) columns += wide.test(character) ? 2 : 1;
  return columns;
}
