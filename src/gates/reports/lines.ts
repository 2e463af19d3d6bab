import { type Source, wrong } from './source.ts';

/** A line is `bytes` from `from` up to `to`, without its end. Valid only during the call. */
export type OnLine = (bytes: Uint8Array, from: number, to: number) => void;

/**
 * Takes as many whole lines as it knows at once, beginning at `at`, and says in the same object where it stopped and how many there
 * were. What it leaves comes line by line.
 */
export type OnMany = (bytes: Uint8Array, taken: Taken) => void;

export interface Taken {
  at: number;
  lines: number;
}

const newline = 0x0a;
const carriageReturn = 0x0d;
const longestLine = 1024 * 1024;

/** Every line of a report, as bytes: a file of any size never becomes one text. `\n` and `\r\n` end a line; the last needs neither. */
export async function eachLine(source: Source, onLine: OnLine, onMany: OnMany = () => {}): Promise<void> {
  let line = 0;
  let rest = new Uint8Array(0);
  let hasReturns = false;
  const taken: Taken = { at: 0, lines: 0 };
  const many = (bytes: Uint8Array, from: number) => {
    taken.at = from;
    taken.lines = 0;
    onMany(bytes, taken);
    line += taken.lines;
    return taken.at;
  };
  const emit = (bytes: Uint8Array, from: number, to: number) => {
    line += 1;
    const end = to > from && bytes[to - 1] === carriageReturn ? to - 1 : to;
    // What another program takes for the next line must not be hidden behind this one.
    if (hasReturns && bytes.subarray(from, end).includes(carriageReturn)) throw returnInside(source.name, line);
    onLine(bytes, from, end);
  };
  for await (const chunk of source.chunks()) {
    hasReturns = chunk.includes(carriageReturn) || rest.includes(carriageReturn);
    let from = 0;
    let end = chunk.indexOf(newline);
    if (rest.length > 0 && end !== -1) {
      const whole = joined(rest, chunk.subarray(0, end));
      emit(whole, 0, whole.length);
      rest = new Uint8Array(0);
      from = end + 1;
    }
    if (end !== -1) {
      from = many(chunk, from);
      for (end = chunk.indexOf(newline, from); end !== -1; end = chunk.indexOf(newline, from)) {
        emit(chunk, from, end);
        from = many(chunk, end + 1);
      }
    }
    rest = joined(rest, chunk.subarray(from));
    if (rest.length > longestLine) throw tooLong(source.name, line + 1);
  }
  hasReturns = rest.includes(carriageReturn);
  if (rest.length > 0) emit(rest, 0, rest.length);
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
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
