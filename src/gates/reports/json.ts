import { Tokenizer, TokenParser, TokenType } from '@streamparser/json';
import type { ProblemError } from '../../ground/problem.ts';
import { messageOf } from '../engine/thrown.ts';
import { type Source, wrong } from './source.ts';

export interface JsonOptions {
  /** Which values to hand over whole: `$.*` is every value of the outermost object or list. */
  readonly paths: readonly string[];
  /** Anything between two such values that is larger than this is no report. */
  readonly mostTokens?: number;
}

/** One value at one of the paths; `key` is its name, or its number in a list. */
export type OnValue = (value: unknown, key: string | number | undefined) => void;

const deepest = 100;

/**
 * Streams a JSON report. Stricter than `JSON.parse`: a key that stands twice, anything behind the end and an end that comes too
 * early are problems, because in a report each of them hides something.
 */
export async function eachJsonValue(source: Source, options: JsonOptions, onValue: OnValue): Promise<void> {
  const { paths, mostTokens = 2_000_000 } = options;
  const parser = new TokenParser({ paths: [...paths], keepStack: false });
  const tokenizer = new Tokenizer({ stringBufferSize: 16 * 1024 });
  const keys = keyWatch();
  let tokens = 0;
  let flaw: string | undefined;
  let ours: { readonly thrown: unknown } | undefined;
  const at = { start: 0, line: 1, lineStart: 0, token: 0 };
  parser.onValue = ({ value, key }) => {
    tokens = 0;
    try {
      onValue(value, key);
    } catch (thrown) {
      ours = { thrown };
      throw thrown;
    }
  };
  tokenizer.onToken = (token) => {
    at.token = token.offset;
    tokens += 1;
    flaw = tokens > mostTokens ? 'one value of it is too large to be part of a report' : keys(token.token, token.value);
    if (flaw !== undefined) throw new TypeError(flaw);
    parser.write(token);
  };
  for await (const chunk of source.chunks()) {
    try {
      tokenizer.write(chunk);
    } catch (error) {
      if (ours !== undefined) throw ours.thrown;
      throw broken(source, flaw ?? 'something cannot stand here in JSON', placeOf(error, at, chunk));
    }
    for (let next = chunk.indexOf(10); next !== -1; next = chunk.indexOf(10, next + 1)) {
      at.line += 1;
      at.lineStart = at.start + next + 1;
    }
    at.start += chunk.length;
  }
  if (!parser.isEnded) throw cut(source, at.line);
}

/** Says what is wrong with the keys, token by token. */
function keyWatch(): (token: TokenType, value: unknown) => string | undefined {
  const open: (Set<string> | undefined)[] = [];
  let text = '';
  return (token, value) => {
    if (token === TokenType.STRING) text = String(value);
    else if (token === TokenType.LEFT_BRACE) open.push(new Set());
    else if (token === TokenType.LEFT_BRACKET) open.push(undefined);
    else if (token === TokenType.RIGHT_BRACE || token === TokenType.RIGHT_BRACKET) open.pop();
    else if (token === TokenType.COLON) {
      const keys = open.at(-1);
      if (keys?.has(text) === true) return `the key ${JSON.stringify(text)} stands twice`;
      keys?.add(text);
    }
    return open.length > deepest ? 'it is nested too deeply to be a report' : undefined;
  };
}

interface Place {
  /** Where the chunk starts in the file, and where the line that it starts in does. */
  readonly start: number;
  readonly line: number;
  readonly lineStart: number;
  /** Where the last token started. */
  readonly token: number;
}

/** The library says the position in its message only; without it the last token is near enough. */
function placeOf(error: unknown, at: Place, chunk: Uint8Array): { readonly line: number; readonly column: number } {
  const said = /absolute position "(\d+)"/.exec(messageOf(error))?.[1];
  const offset = said === undefined ? at.token : Number(said);
  let { line, lineStart } = at;
  for (let next = chunk.indexOf(10); next !== -1 && at.start + next < offset; next = chunk.indexOf(10, next + 1)) {
    line += 1;
    lineStart = at.start + next + 1;
  }
  return { line, column: Math.max(1, offset - lineStart + 1) };
}

function broken(source: Source, flaw: string, place: { readonly line: number; readonly column: number }): ProblemError {
  const remedy = 'Name the file as the tool writes it, without its log lines and not edited.';
  return wrong(source.name, { code: 'json.broken', message: `The JSON is damaged: ${flaw}.`, remedy, ...place });
}

function cut(source: Source, line: number): ProblemError {
  const remedy = 'The file was cut: make it again, and see that whatever copies it copies all of it.';
  return wrong(source.name, { code: 'json.cut', message: 'The JSON ends too early.', remedy, line });
}
