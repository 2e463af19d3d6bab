import { Pick } from './json-pick.ts';
import type { Shape } from './json-shape.ts';
import { asBuffer, decodedText, endOfBare, isEscape, isHexDigit, plainUpTo, scalarOf } from './json-token.ts';
import { wrong } from './source.ts';

/** What may come next. */
const expects = {
  value: 0,
  firstItem: 1,
  firstKey: 2,
  key: 3,
  colon: 4,
  after: 5,
  nothing: 6,
  restOfText: 7,
  restOfBare: 8,
} as const;

const deepest = 100;
const longestKept = 1024 * 1024;
const empty = new Uint8Array(0);

export interface ScanOptions {
  /** Of the report, for problems. */
  readonly name: string;
  readonly shape: Shape<unknown>;
  /** Several documents one after the other, as in JSON lines. */
  readonly many?: boolean;
  /** Roughly how many bytes may be kept at a time. */
  readonly mostKept?: number;
}

/**
 * Reads JSON from its bytes, in pieces that may end anywhere. Every byte is held against the grammar; only what the shape asks for
 * becomes a value. Stricter than `JSON.parse`: a key that stands twice where it counts is a problem.
 */
export class JsonScanner {
  /** How many documents are complete. */
  documents = 0;
  readonly pick: Pick;
  readonly #options: ScanOptions;
  #next: number = expects.value;
  #depth = 0;
  /** Whether what is open at each depth is a list. */
  readonly #lists = new Uint8Array(deepest + 1);
  /** The depth at which passing over began, or 0. */
  #passing = 0;
  /** Of the text that is being read: whether it is a key, is to be kept, and holds more than plain ASCII. */
  #isKey = false;
  #isKept = false;
  #isPlain = true;
  #isEscaped = false;
  /** 1 behind a backslash; behind its `u`, how many digits are missing, and 1 more. */
  #escape = 0;
  /** What earlier pieces hold of the token that is being read. */
  #carried: Uint8Array = empty;
  /** Where the piece starts in the report, where in it the scanner is, and the line that this is in. */
  #start = 0;
  #at = 0;
  #line = 1;
  #lineStart = 0;

  constructor(options: ScanOptions) {
    this.#options = options;
    const { shape, mostKept = 64 * 1024 * 1024 } = options;
    this.pick = new Pick({ shape, mostKept, fail: (flaw, code) => this.#fail(flaw, this.#at, code) });
  }

  /** The last complete document, unless it was handed over. */
  get root(): unknown {
    return this.pick.root;
  }

  write(piece: Uint8Array): void {
    const bytes = asBuffer(piece);
    const end = bytes.length;
    let at = 0;
    if (this.#next === expects.restOfText) at = this.#text(bytes, 0);
    else if (this.#next === expects.restOfBare) at = this.#bare(bytes, 0);
    while (at < end) {
      const byte = bytes[at] ?? 0;
      this.#at = at;
      if (byte === 0x22) at = this.#quote(bytes, at);
      else if (byte <= 0x20) at = this.#space(bytes, at);
      else if (byte === 0x3a && this.#next === expects.colon) {
        this.#next = expects.value;
        at++;
      } else if (this.#next === expects.after) {
        this.#separator(byte);
        at++;
      } else at = this.#value(bytes, at);
    }
    this.#start += end;
    this.#at = 0;
  }

  /** Nothing more comes. */
  end(): void {
    if (this.#next === expects.restOfBare) this.#endBare(empty);
    if (this.#next === expects.nothing) return;
    const remedy = 'The file was cut: make it again, and see that whatever copies it copies all of it.';
    throw wrong(this.#options.name, { code: 'json.cut', message: 'The JSON ends too early.', remedy, line: this.#line });
  }

  #space(bytes: Buffer, from: number): number {
    let at = from;
    for (; at < bytes.length; at++) {
      const byte = bytes[at] ?? 0;
      if (byte > 0x20) break;
      if (byte === 0x0a) {
        this.#line += 1;
        this.#lineStart = this.#start + at + 1;
      } else if (byte !== 0x20 && byte !== 0x0d && byte !== 0x09) this.#fail('a control character cannot stand here', at);
    }
    return at;
  }

  #separator(byte: number): void {
    const isList = this.#lists[this.#depth] === 1;
    if (byte === 0x2c) {
      this.#next = isList ? expects.value : expects.key;
      if (isList && this.#passing === 0) this.pick.nextItem();
    } else if (byte === (isList ? 0x5d : 0x7d)) this.#close();
    else this.#fail('a comma or an end is missing');
  }

  /** Whatever begins a value, but no text; or the end of what is empty. */
  #value(bytes: Buffer, at: number): number {
    const byte = bytes[at];
    if (this.#next === expects.nothing) this.#nextDocument();
    const isEmpty = (byte === 0x5d && this.#next === expects.firstItem) || (byte === 0x7d && this.#next === expects.firstKey);
    if (isEmpty) this.#close();
    else if (this.#next === expects.colon) this.#fail('a colon is missing');
    else if (this.#next === expects.key || this.#next === expects.firstKey) this.#fail('a key is missing');
    else if (byte === 0x7b || byte === 0x5b) this.#open(byte === 0x5b);
    else return this.#bare(bytes, at);
    return at + 1;
  }

  #nextDocument(): void {
    if (this.#options.many !== true) this.#fail('something stands behind its end');
    this.#next = expects.value;
    this.pick.again();
  }

  #open(isList: boolean): void {
    if (this.#depth === deepest) this.#fail('it is nested too deeply to be a report');
    this.#depth += 1;
    this.#lists[this.#depth] = isList ? 1 : 0;
    this.#next = isList ? expects.firstItem : expects.firstKey;
    if (this.#passing > 0) return;
    if (this.pick.want === undefined) this.#passing = this.#depth;
    else this.pick.open(this.pick.want, isList);
  }

  #close(): void {
    const depth = this.#depth;
    this.#depth -= 1;
    this.#endValue();
    if (this.#passing === 0) this.pick.close();
    else if (this.#passing === depth) this.#passing = 0;
  }

  #endValue(): void {
    this.#next = this.#depth === 0 ? expects.nothing : expects.after;
    if (this.#depth === 0) this.documents += 1;
  }

  /** A text begins: a key, or a value. */
  #quote(bytes: Buffer, at: number): number {
    if (this.#next === expects.nothing) this.#nextDocument();
    this.#isKey = this.#next === expects.key || this.#next === expects.firstKey;
    if (!this.#isKey && this.#next > expects.firstItem) {
      this.#fail(this.#next === expects.colon ? 'a colon is missing' : 'a comma or an end is missing');
    }
    this.#isKept = this.#passing === 0 && (this.#isKey || this.pick.want !== undefined);
    this.#isPlain = true;
    this.#isEscaped = false;
    return this.#text(bytes, at + 1);
  }

  #text(bytes: Buffer, from: number): number {
    let at = from;
    for (;;) {
      if (this.#escape > 0) at = this.#inEscape(bytes, at);
      at = plainUpTo(bytes, at);
      if (at >= bytes.length) break;
      const byte = bytes[at] ?? 0;
      if (byte === 0x22) {
        this.#endText(bytes, from, at);
        return at + 1;
      }
      if (byte === 0x5c) {
        this.#escape = 1;
        this.#isEscaped = true;
      } else if (byte >= 0x80) this.#isPlain = false;
      else this.#fail('a control character stands in a text', at);
      at++;
    }
    this.#next = expects.restOfText;
    if (this.#isKept) this.#carry(bytes.subarray(from));
    return at;
  }

  #inEscape(bytes: Buffer, from: number): number {
    let at = from;
    for (; at < bytes.length && this.#escape > 0; at++) {
      const byte = bytes[at] ?? 0;
      const isRight = this.#escape === 1 ? byte === 0x75 || isEscape(byte) : isHexDigit(byte);
      if (!isRight) this.#fail('a character is escaped as none can be', at);
      if (this.#escape === 1) this.#escape = byte === 0x75 ? 5 : 0;
      else this.#escape = this.#escape === 2 ? 0 : this.#escape - 1;
    }
    return at;
  }

  #endText(bytes: Buffer, from: number, to: number): void {
    if (!this.#isKey) this.#endValue();
    else this.#next = expects.colon;
    if (!this.#isKept) return;
    const isWhole = this.#carried.length === 0;
    if (this.#isKey && isWhole && !this.#isEscaped && this.pick.keyAt(bytes, from, to)) return;
    const text = this.#decoded(bytes, from, to);
    if (text === undefined) this.#fail('a text is no UTF-8');
    else if (this.#isKey) this.pick.key(text);
    else this.pick.scalar(text);
  }

  #decoded(bytes: Buffer, from: number, to: number): string | undefined {
    const spelling = { isPlain: this.#isPlain, isEscaped: this.#isEscaped };
    if (this.#carried.length === 0) return decodedText(bytes, [from, to], spelling);
    const whole = this.#whole(bytes.subarray(from, to));
    return decodedText(whole, [0, whole.length], spelling);
  }

  /** A number, `true`, `false`, `null`, or something that is none of them. */
  #bare(bytes: Buffer, from: number): number {
    const to = endOfBare(bytes, from);
    if (to === bytes.length) {
      this.#next = expects.restOfBare;
      this.#carry(bytes.subarray(from));
    } else if (to === from && this.#carried.length === 0) {
      this.#fail('something cannot stand here in JSON');
    } else this.#endBare(bytes.subarray(from, to));
    return to;
  }

  #endBare(rest: Uint8Array): void {
    const token = this.#whole(rest).toString('latin1');
    const scalar = scalarOf(token);
    this.#endValue();
    if (scalar === undefined) return this.#fail(`${JSON.stringify(token.slice(0, 40))} is no value`);
    if (this.#passing === 0) this.pick.scalar(scalar.value);
  }

  /** What a piece holds of a token is gone with the piece. */
  #carry(part: Uint8Array): void {
    const whole = new Uint8Array(this.#carried.length + part.length);
    whole.set(this.#carried);
    whole.set(part, this.#carried.length);
    if (whole.length > longestKept) this.#fail('a text is too long to be part of a report');
    this.#carried = whole;
  }

  #whole(rest: Uint8Array): Buffer {
    if (this.#carried.length === 0) return asBuffer(rest);
    this.#carry(rest);
    const whole = asBuffer(this.#carried);
    this.#carried = empty;
    return whole;
  }

  #fail(flaw: string, at = this.#at, code = 'json.broken'): never {
    const isShape = code === 'json.shape';
    throw wrong(this.#options.name, {
      code,
      message: isShape ? `The report is not as its tool writes it: ${flaw}.` : `The JSON is damaged: ${flaw}.`,
      remedy: 'Name the file as the tool writes it, without its log lines and not edited.',
      line: this.#line,
      column: Math.max(1, this.#start + at - this.#lineStart + 1),
    });
  }
}
