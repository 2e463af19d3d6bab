import { type Source, wrong } from './source.ts';

/** A line is `bytes` from `from` up to `to`, without its end. Valid only during the call. */
export type OnLine = (bytes: Buffer, from: number, to: number) => void;

/**
 * Takes as many lines as it knows at once, beginning at `at`, and says in the same object where it stopped and how many there were.
 * What it leaves comes line by line.
 */
export type OnMany = (bytes: Uint8Array, taken: Taken) => void;

export interface Taken {
  at: number;
  /** Behind the end of the last line that is all there. */
  end: number;
  lines: number;
}

const newline = 0x0a;
const carriageReturn = 0x0d;
const longestLine = 1024 * 1024;

/** Every line of a report, as bytes: a file of any size never becomes one text. `\n` and `\r\n` end a line; the last needs neither. */
export async function eachLine(source: Source, onLine: OnLine, onMany: OnMany = () => {}): Promise<void> {
  let line = 0;
  let rest = Buffer.alloc(0);
  let hasReturns = false;
  const taken: Taken = { at: 0, end: 0, lines: 0 };
  const many = (bytes: Uint8Array, from: number, end: number) => {
    taken.at = from;
    taken.end = end;
    taken.lines = 0;
    onMany(bytes, taken);
    line += taken.lines;
    return taken.at;
  };
  const emit = (bytes: Buffer, from: number, to: number) => {
    line += 1;
    const end = to > from && bytes[to - 1] === carriageReturn ? to - 1 : to;
    // What another program takes for the next line must not be hidden behind this one.
    if (hasReturns && bytes.subarray(from, end).includes(carriageReturn)) throw returnInside(source.name, line);
    onLine(bytes, from, end);
  };
  for await (const piece of source.chunks()) {
    // As such it is searched many times as fast.
    const chunk = Buffer.from(piece.buffer, piece.byteOffset, piece.length);
    hasReturns = chunk.includes(carriageReturn) || rest.includes(carriageReturn);
    const end = chunk.lastIndexOf(newline) + 1;
    let from = 0;
    if (rest.length > 0 && end > 0) {
      from = chunk.indexOf(newline) + 1;
      const whole = Buffer.concat([rest, chunk.subarray(0, from - 1)]);
      emit(whole, 0, whole.length);
      rest = Buffer.alloc(0);
    }
    while (from < end) {
      from = many(chunk, from, end);
      if (from === end) break;
      const to = chunk.indexOf(newline, from);
      emit(chunk, from, to);
      from = to + 1;
    }
    rest = Buffer.concat([rest, chunk.subarray(from)]);
    if (rest.length > longestLine) throw tooLong(source.name, line + 1);
  }
  hasReturns = rest.includes(carriageReturn);
  if (rest.length > 0) emit(rest, 0, rest.length);
}

function returnInside(file: string, line: number) {
  return wrong(file, {
    code: 'report.carriage-return',
    message: 'A carriage return stands inside a line.',
    remedy: 'Let the tool end its lines with a line feed, with or without a carriage return before it.',
    line,
  });
}

function tooLong(file: string, line: number) {
  return wrong(file, {
    code: 'report.line-too-long',
    message: `A line is longer than ${longestLine} characters.`,
    remedy: 'This is no report of lines: name the file that the tool writes.',
    line,
  });
}
