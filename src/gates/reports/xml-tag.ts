import { Buffer } from 'node:buffer';

/** What is no XML, and where: counted from the start of the bytes that were looked at. */
export class XmlFlaw extends Error {
  readonly at: number;

  constructor(message: string, at: number) {
    super(message);
    this.name = 'XmlFlaw';
    this.at = at;
  }
}

/** An opening tag. Valid only during the call that hands it over. */
export interface XmlElement {
  readonly name: string;
  /** The element around it; empty for the outermost. */
  readonly parent: string;
  /** Nothing stands inside of it, as its tag says itself. */
  readonly isEmpty: boolean;
  /** Nothing where there is no such attribute. */
  get(attribute: string): string | undefined;
  /** The attribute as a whole number of 0 or more; NaN for anything else that stands there. */
  whole(attribute: string): number | undefined;
}

/** A tag as it is read: its attributes are places in the bytes, and become text only when somebody asks. */
export interface Tag extends XmlElement {
  name: string;
  parent: string;
  isEmpty: boolean;
  /** The bytes that are looked at: a buffer, which makes texts of them three times as fast. */
  bytes: Buffer;
  /** How many of the lists below are of this tag. */
  count: number;
  readonly keys: string[];
  readonly starts: number[];
  readonly ends: number[];
  readonly escaped: boolean[];
  readonly names: (Name | undefined)[];
}

interface Name {
  readonly text: string;
  readonly bytes: Uint8Array;
}

const mostAttributes = 200;
const longestName = 500;
const nameSlots = 1024;
const utf8 = new TextDecoder();

const byteOf = (char: string) => char.charCodeAt(0);
const [lessThan, greaterThan, slash, equals, ampersand] = [byteOf('<'), byteOf('>'), byteOf('/'), byteOf('='), byteOf('&')];
const [doubleQuote, singleQuote, space] = [byteOf('"'), byteOf("'"), byteOf(' ')];

export function newTag(): Tag {
  const tag: Tag = {
    name: '',
    parent: '',
    isEmpty: false,
    bytes: Buffer.alloc(0),
    count: 0,
    keys: [],
    starts: [],
    ends: [],
    escaped: [],
    names: Array.from({ length: nameSlots }, () => undefined),
    get: (attribute) => {
      const at = placeOf(tag, attribute);
      return at === -1 ? undefined : valueAt(tag, at);
    },
    whole: (attribute) => {
      const at = placeOf(tag, attribute);
      return at === -1 ? undefined : wholeAt(tag, at);
    },
  };
  return tag;
}

/** Reads the tag whose name begins at `from`, and says where it ends; less than 0 when it ends behind these bytes. */
export function readTag(tag: Tag, from: number): number {
  const { bytes } = tag;
  tag.count = 0;
  tag.isEmpty = false;
  let at = endOfName(bytes, from);
  if (at === bytes.length) return -1;
  tag.name = nameAt(tag, { from, to: at });
  for (;;) {
    const next = skipSpace(bytes, at);
    const byte = bytes[next];
    if (byte === undefined) return -1;
    if (byte === greaterThan) return next + 1;
    if (byte === slash) {
      if (next + 1 === bytes.length) return -1;
      if (bytes[next + 1] !== greaterThan) throw new XmlFlaw('a slash stands inside a tag', next);
      tag.isEmpty = true;
      return next + 2;
    }
    if (next === at) throw new XmlFlaw('there is no space before an attribute', next);
    at = readAttribute(tag, next);
    if (at < 0) return -1;
  }
}

function readAttribute(tag: Tag, from: number): number {
  const { bytes, count } = tag;
  const nameEnd = endOfName(bytes, from);
  const sign = skipSpace(bytes, nameEnd);
  if (sign === bytes.length) return -1;
  if (bytes[sign] !== equals) throw new XmlFlaw('an attribute has no value', sign);
  const quoteAt = skipSpace(bytes, sign + 1);
  const quote = bytes[quoteAt];
  if (quote === undefined) return -1;
  if (quote !== doubleQuote && quote !== singleQuote) throw new XmlFlaw('the value of an attribute has no quotes', quoteAt);
  const key = nameAt(tag, { from, to: nameEnd });
  if (placeOf(tag, key) !== -1) throw new XmlFlaw(`the attribute ${key} stands twice in one tag`, from);
  if (count === mostAttributes) throw new XmlFlaw(`a tag has more than ${mostAttributes} attributes`, from);
  const start = quoteAt + 1;
  let isEscaped = false;
  for (let at = start; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (byte === quote) {
      tag.keys[count] = key;
      tag.starts[count] = start;
      tag.ends[count] = at;
      tag.escaped[count] = isEscaped;
      tag.count += 1;
      return at + 1;
    }
    if (byte === lessThan) throw new XmlFlaw('a < stands inside the value of an attribute', at);
    if (byte < space) checkControl(byte, at);
    if (byte === ampersand) {
      if (endOfReference(bytes, at) < 0) return -1;
      isEscaped = true;
    }
  }
  return -1;
}

/** Where a name ends that begins at `from`: any letter, digit, `_ : - .`, and all that is not ASCII. */
export function endOfName(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length && isNamePart(bytes[at] ?? 0)) at += 1;
  if (at === from && at < bytes.length) throw new XmlFlaw('a name is expected', at);
  const first = bytes[from] ?? 0;
  if (at > from && (first === 0x2d || first === 0x2e || (first >= 0x30 && first <= 0x39))) {
    throw new XmlFlaw('a name cannot begin like this', from);
  }
  if (at - from > longestName) throw new XmlFlaw('a name is too long', from);
  return at;
}

function isNamePart(byte: number): boolean {
  if (byte >= 0x80 || (byte >= 0x61 && byte <= 0x7a) || (byte >= 0x41 && byte <= 0x5a)) return true;
  return (byte >= 0x30 && byte <= 0x3a) || byte === 0x5f || byte === 0x2d || byte === 0x2e;
}

export function skipSpace(bytes: Uint8Array, from: number): number {
  let at = from;
  while (isSpace(bytes[at])) at += 1;
  return at;
}

export function isSpace(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x09 || byte === 0x0d;
}

export function checkControl(byte: number, at: number): void {
  if (byte < space && !isSpace(byte)) throw new XmlFlaw(`the character ${byte} cannot stand in XML`, at);
}

/** The same few names come a million times: each is made a text once. */
export function nameAt(tag: Tag, { from, to }: { readonly from: number; readonly to: number }): string {
  const { bytes, names } = tag;
  let hash = to - from;
  for (let at = from; at < to; at++) hash = (Math.imul(hash, 31) + (bytes[at] ?? 0)) | 0;
  const slot = hash & (nameSlots - 1);
  const known = names[slot];
  if (known !== undefined && isSame(known.bytes, bytes, from, to)) return known.text;
  const own = bytes.slice(from, to);
  const text = utf8.decode(own);
  names[slot] = { text, bytes: own };
  return text;
}

// oxlint-disable-next-line max-params
function isSame(name: Uint8Array, bytes: Uint8Array, from: number, to: number): boolean {
  if (name.length !== to - from) return false;
  for (let at = 0; at < name.length; at++) if (name[at] !== bytes[from + at]) return false;
  return true;
}

function placeOf({ keys, count }: Tag, attribute: string): number {
  for (let at = 0; at < count; at++) if (keys[at] === attribute) return at;
  return -1;
}

function valueAt({ bytes, starts, ends, escaped }: Tag, at: number): string {
  const text = bytes.toString('utf8', starts[at], ends[at]);
  return escaped[at] === true ? unescaped(text) : text;
}

function wholeAt({ bytes, starts, ends }: Tag, place: number): number {
  const [start = 0, end = 0] = [starts[place], ends[place]];
  if (end === start || end - start > 15) return Number.NaN;
  let value = 0;
  for (let at = start; at < end; at++) {
    const digit = (bytes[at] ?? 0) - 0x30;
    if (digit < 0 || digit > 9) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}

const named: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&amp;': '&', '&quot;': '"', '&apos;': "'" };
const reference = /&(?:#\d{1,7}|#x[\da-fA-F]{1,6}|[a-z]{2,4});/g;
const longestReference = 12;

/** Checks the `&...;` at a place: the five names of XML and numbers, nothing that a document could define. */
export function endOfReference(bytes: Uint8Array, from: number): number {
  const end = bytes.subarray(from, from + longestReference).indexOf(0x3b);
  if (end === -1) {
    if (bytes.length - from < longestReference) return -1;
    throw new XmlFlaw('a & stands alone', from);
  }
  const text = utf8.decode(bytes.subarray(from, from + end + 1));
  if (unescaped(text) === text) throw new XmlFlaw(`${text} is not defined`, from);
  return from + end + 1;
}

export function unescaped(text: string): string {
  return text.replace(reference, (whole) => {
    if (!whole.startsWith('&#')) return Object.hasOwn(named, whole) ? (named[whole] ?? whole) : whole;
    const code = whole.startsWith('&#x') ? Number.parseInt(whole.slice(3), 16) : Number.parseInt(whole.slice(2), 10);
    return isCharacter(code) ? String.fromCodePoint(code) : whole;
  });
}

function isCharacter(code: number): boolean {
  if (code < 0x20) return isSpace(code);
  return code <= 0xd7ff || (code >= 0xe000 && code <= 0xfffd) || (code >= 0x1_0000 && code <= 0x10_ffff);
}
