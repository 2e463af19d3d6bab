import { type Field, type Key, kinds, type Shape } from './json-shape.ts';
import { isExact } from './json-token.ts';

/** An object or list that was asked for and is not complete. */
interface Frame {
  readonly shape: Shape<unknown>;
  /** What is kept of it: a list, or an object. */
  readonly value: unknown[] | { [key: string]: unknown };
  /** The key or number of the value that is being read. */
  key: Key;
  /** Which of the fields stood here already, as bits, and which other keys. */
  seen: number;
  names: Set<string> | undefined;
  /** What was kept of the whole report when this began. */
  readonly keptBefore: number;
}

export interface PickOptions {
  readonly shape: Shape<unknown>;
  /** Roughly how many bytes may be kept at a time. */
  readonly mostKept: number;
  /** Throws a problem with the place of what is being read. */
  readonly fail: (flaw: string, kind?: 'json.broken' | 'json.shape') => never;
}

/** Makes values of what is asked for, and of nothing else. */
export class Pick {
  /** What is asked for of the value that comes next; nothing when it is to be passed over. */
  want: Shape<unknown> | undefined;
  /** The last complete document, unless it was handed over. */
  root: unknown;
  readonly #options: PickOptions;
  readonly #frames: Frame[] = [];
  #top: Frame | undefined;
  #kept = 0;
  #documents = 0;

  constructor(options: PickOptions) {
    this.#options = options;
    this.want = options.shape;
  }

  /** A document is over, and another one begins. */
  again(): void {
    this.#documents += 1;
    this.want = this.#options.shape;
  }

  /** A key, as its bytes between the quotes; false when only its text can tell. */
  keyAt(bytes: Uint8Array, from: number, to: number): boolean {
    const table = this.#top?.shape.fields;
    if (table === undefined || this.#top?.shape.whole === true) return false;
    const field = fieldAt(table.byLength[to - from], bytes, from);
    if (field === undefined && this.#top?.shape.others !== undefined) return false;
    this.want = field?.shape;
    if (field !== undefined) this.#noteField(field);
    return true;
  }

  key(text: string): void {
    const frame = this.#top;
    if (frame === undefined) return;
    const field = frame.shape.fields?.byName.get(text);
    if (field !== undefined) {
      this.want = field.shape;
      this.#noteField(field);
      return;
    }
    this.want = innerShape(frame.shape, false);
    frame.key = text;
    if (this.want === undefined) return;
    frame.names ??= new Set();
    if (frame.names.has(text)) this.#options.fail(twice(text));
    frame.names.add(text);
    this.#count(text.length + 32);
  }

  #noteField({ bit, name }: Field): void {
    const frame = this.#top;
    if (frame === undefined) return;
    if ((frame.seen & (1 << bit)) !== 0) this.#options.fail(twice(name));
    frame.seen |= 1 << bit;
    frame.key = name;
  }

  /** An object or list begins that was asked for. */
  open(shape: Shape<unknown>, isList: boolean): void {
    this.#mustTake(shape, isList ? kinds.list : kinds.object);
    const frame: Frame = {
      shape,
      value: isList ? [] : {},
      key: isList ? 0 : '',
      seen: 0,
      names: undefined,
      keptBefore: this.#kept,
    };
    this.#frames.push(frame);
    this.#top = frame;
    this.#count(64);
    if (isList) this.want = innerShape(shape, true);
  }

  nextItem(): void {
    const frame = this.#top;
    if (frame === undefined) return;
    frame.key = Number(frame.key) + 1;
    this.want = innerShape(frame.shape, true);
  }

  close(): void {
    const frame = this.#frames.pop();
    this.#top = this.#frames.at(-1);
    if (frame === undefined) return;
    if (frame.shape.on !== undefined) this.#kept = frame.keptBefore;
    this.#deliver(frame.value, frame.shape);
  }

  scalar(value: string | number | boolean | null): void {
    const shape = this.want;
    if (shape === undefined) return;
    if (value === null) this.#nothing(shape);
    else {
      this.#mustTake(shape, kindOf(value));
      if (typeof value === 'number' && !isExact(value)) this.#options.fail(`${this.path()} is too large to be read exactly`);
      if (shape.on === undefined) this.#count(16 + (typeof value === 'string' ? value.length : 0));
      this.#deliver(value, shape);
    }
  }

  /** Where the value stands that is being read: `$.Results[0].Target`. */
  path(): string {
    return `$${this.#frames.map(({ key }) => (typeof key === 'number' ? `[${key}]` : `.${key}`)).join('')}`;
  }

  /** What is there of a document that is cut. */
  partial(): unknown {
    let inner: unknown;
    for (const frame of this.#frames.toReversed()) {
      if (inner !== undefined) keep(frame, inner);
      inner = frame.value;
    }
    return inner ?? this.root;
  }

  /** `null` as a field is the same as absent; in a list, or below a key of its own, it would hide something. */
  #nothing(shape: Shape<unknown>): void {
    const frame = this.#top;
    if (shape.whole === true) this.#deliver(null, shape);
    else if (frame === undefined) this.root = null;
    else if (typeof frame.key === 'number' || frame.shape.fields?.byName.has(frame.key) !== true)
      this.#options.fail(`${this.path()} is null, not ${sayKinds(shape.takes)}`, 'json.shape');
  }

  #deliver(value: unknown, shape: Shape<unknown>): void {
    const frame = this.#top;
    if (shape.on !== undefined) shape.on(value, frame === undefined ? this.#documents : frame.key);
    else if (frame === undefined) this.root = value;
    else keep(frame, value);
  }

  #mustTake(shape: Shape<unknown>, kind: number): void {
    if ((shape.takes & kind) === 0)
      this.#options.fail(`${this.path()} is ${sayKinds(kind)}, not ${sayKinds(shape.takes)}`, 'json.shape');
  }

  #count(bytes: number): void {
    this.#kept += bytes;
    if (this.#kept > this.#options.mostKept) this.#options.fail('one value of it is too large to be part of a report');
  }
}

function fieldAt(candidates: readonly Field[] | undefined, bytes: Uint8Array, from: number): Field | undefined {
  if (candidates === undefined) return undefined;
  for (const field of candidates) {
    let at = 0;
    while (at < field.bytes.length && field.bytes[at] === bytes[from + at]) at++;
    if (at === field.bytes.length) return field;
  }
  return undefined;
}

const wholeInside: Shape<unknown> = { takes: 31, whole: true };

/** What is asked for of the values in a list, or below the keys that are no fields. */
function innerShape(shape: Shape<unknown>, isList: boolean): Shape<unknown> | undefined {
  if (shape.whole === true) return wholeInside;
  return isList ? shape.items : shape.others;
}

/** Puts a value where it belongs. A key may be `__proto__`, which must not become one. */
function keep({ value, key }: Frame, inner: unknown): void {
  if (Array.isArray(value)) value.push(inner);
  else if (key === '__proto__')
    Object.defineProperty(value, key, { value: inner, enumerable: true, configurable: true, writable: true });
  else value[key] = inner;
}

function twice(key: string): string {
  return `the key ${JSON.stringify(key.slice(0, 80))} stands twice`;
}

function kindOf(value: string | number | boolean): number {
  if (typeof value === 'string') return kinds.text;
  return typeof value === 'number' ? kinds.number : kinds.flag;
}

const names: readonly (readonly [number, string])[] = [
  [kinds.text, 'text'],
  [kinds.number, 'a number'],
  [kinds.flag, 'true or false'],
  [kinds.object, 'an object'],
  [kinds.list, 'a list'],
];

function sayKinds(bits: number): string {
  return names.flatMap(([bit, name]) => ((bits & bit) === 0 ? [] : [name])).join(' or ');
}
