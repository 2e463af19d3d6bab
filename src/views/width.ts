/** Columns that a text takes on a terminal: wide scripts and emoji take two, what only changes its neighbour takes none. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const sign of text) columns += columnsOfSign(sign);
  return columns;
}

const nothing = /^[\p{Mn}\p{Me}\p{Cf}]$/u;
const wide =
  /^[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Emoji_Presentation}\u3000-\u303e\uff01-\uff60\uffe0-\uffe6]$/u;

function columnsOfSign(sign: string): number {
  if (sign >= ' ' && sign <= '~') return 1;
  if (nothing.test(sign)) return 0;
  return wide.test(sign) ? 2 : 1;
}

export function padTo(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - columnsOf(text)));
}

/** Lines of at most so many columns, broken at spaces but not behind a number; only what is longer than a line is broken inside. */
export function wrap(text: string, columns: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/(?<!(?:^| )\d+) /).flatMap((whole) => pieces(whole, Math.max(2, columns)))) {
    if (line === '') line = word;
    else if (columnsOf(line) + 1 + columnsOf(word) <= columns) line += ` ${word}`;
    else {
      lines.push(line);
      line = word;
    }
  }
  return [...lines, line];
}

function pieces(word: string, columns: number): string[] {
  if (columnsOf(word) <= columns) return [word];
  const found: string[] = [];
  let piece = '';
  for (const sign of word) {
    if (columnsOf(piece) + columnsOfSign(sign) > columns) {
      found.push(piece);
      piece = '';
    }
    piece += sign;
  }
  return [...found, piece];
}
