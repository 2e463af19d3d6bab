import { Buffer } from 'node:buffer';
import {
  checkControl,
  endOfName,
  endOfReference,
  isSpace,
  nameAt,
  newTag,
  readTag,
  skipSpace,
  type Tag,
  unescaped,
  type XmlElement,
  XmlFlaw,
} from './xml-tag.ts';

export type { XmlElement };

export interface XmlHandler {
  /** True when the text right inside this element is wanted. */
  open(element: XmlElement): boolean;
  /** `text` is empty unless it was wanted, and cut where it is longer than anybody reads. */
  close(name: string, text: string): void;
}

type Inside = 'text' | 'cdata' | 'comment' | 'instruction';

/** Where the reading of a document stands. */
export interface XmlScan {
  readonly handler: XmlHandler;
  readonly tag: Tag;
  readonly open: string[];
  inside: Inside;
  hasRoot: boolean;
  /** The text that is wanted, and the depth of its element; 0 while none is. */
  wanted: { readonly depth: number; text: string };
}

const deepest = 200;
const mostText = 4096;
const utf8 = new TextDecoder();
const [lessThan, greaterThan, slash, bang, ampersand] = [0x3c, 0x3e, 0x2f, 0x21, 0x26];
const nothing = { depth: 0, text: '' };

export function newScan(handler: XmlHandler): XmlScan {
  return { handler, tag: newTag(), open: [], inside: 'text', hasRoot: false, wanted: { ...nothing } };
}

/** Reads what it can of these bytes and says how much that was; what is left is to be the start of the next ones. */
export function scanPiece(scan: XmlScan, bytes: Uint8Array): number {
  scan.tag.bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  let at = 0;
  while (at < bytes.length) {
    const next = scan.inside === 'text' ? scanText(scan, bytes, at) : scanHidden(scan, bytes, at);
    if (next < 0) return at;
    at = next;
    if (bytes[at] !== lessThan || scan.inside !== 'text') continue;
    const after = scanMarkup(scan, bytes, at);
    if (after < 0) return at;
    at = after;
  }
  return at;
}

/** Why the document cannot end here; nothing when it can. */
export function flawAtEnd(scan: XmlScan, rest: number): string | undefined {
  if (rest > 0 || scan.inside !== 'text') return 'it ends inside of a tag, comment or section';
  const [inner] = scan.open.slice(-1);
  if (inner !== undefined) return `it ends inside of the element ${inner}`;
  return scan.hasRoot ? undefined : 'it has no element';
}

/** Up to the next `<`. Less than 0 when the bytes end inside a reference. */
function scanText(scan: XmlScan, bytes: Uint8Array, from: number): number {
  const isOutside = scan.open.length === 0;
  let isEscaped = false;
  let at = from;
  for (; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (byte === lessThan) break;
    if (byte > 0x3c) {
      if (isOutside) throw new XmlFlaw('text stands outside of the outermost element', at);
      continue;
    }
    if (isOutside && !isSpace(byte)) throw new XmlFlaw('text stands outside of the outermost element', at);
    if (byte < 0x20) checkControl(byte, at);
    if (byte === ampersand) {
      if (endOfReference(bytes, at) < 0) {
        if (at === from) return -1;
        break;
      }
      isEscaped = true;
    }
  }
  if (scan.wanted.depth !== 0) keepText(scan, bytes.subarray(from, at), isEscaped);
  return at;
}

function keepText({ wanted, open }: XmlScan, bytes: Uint8Array, isEscaped: boolean): void {
  if (wanted.depth !== open.length || wanted.text.length >= mostText) return;
  // A character takes four bytes at most, and a reference twelve.
  const text = utf8.decode(bytes.subarray(0, mostText * (isEscaped ? 12 : 4)));
  wanted.text = (wanted.text + (isEscaped ? unescaped(text) : text)).slice(0, mostText);
}

const ends = { cdata: [0x5d, 0x5d, 0x3e], comment: [0x2d, 0x2d, 0x3e], instruction: [0x3f, 0x3e] } as const;

/** What has no markup in it: up to its end, or as far as the bytes go. */
function scanHidden(scan: XmlScan, bytes: Uint8Array, from: number): number {
  const { inside } = scan;
  if (inside === 'text') return from;
  const end = ends[inside];
  const last = end.length - 1;
  let at = from;
  for (; at + last < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (byte < 0x20) checkControl(byte, at);
    if (byte === end[0] && bytes[at + 1] === end[1] && bytes[at + last] === end[last]) break;
  }
  if (inside === 'cdata' && scan.wanted.depth !== 0) keepText(scan, bytes.subarray(from, at), false);
  if (at + last >= bytes.length) return at === from ? -1 : at;
  scan.inside = 'text';
  return at + end.length;
}

/** Whatever begins with `<`. Less than 0 when it ends behind these bytes. */
function scanMarkup(scan: XmlScan, bytes: Uint8Array, at: number): number {
  const next = bytes[at + 1];
  if (next === undefined) return -1;
  if (next === slash) return scanEnd(scan, bytes, at + 2);
  if (next === 0x3f) return enter(scan, 'instruction', at + 2);
  if (next === bang) return scanDeclaration(scan, bytes, at);
  const { tag, open, handler } = scan;
  const after = readTag(tag, at + 1);
  if (after < 0) return -1;
  if (open.length === 0 && scan.hasRoot) throw new XmlFlaw('there is a second outermost element', at);
  if (open.length === deepest) throw new XmlFlaw(`elements are nested more than ${deepest} deep`, at);
  scan.hasRoot = true;
  tag.parent = open.at(-1) ?? '';
  const isWanted = handler.open(tag);
  if (tag.isEmpty) handler.close(tag.name, '');
  else {
    open.push(tag.name);
    if (isWanted) scan.wanted = { depth: open.length, text: '' };
  }
  return after;
}

function enter(scan: XmlScan, inside: Inside, at: number): number {
  scan.inside = inside;
  return at;
}

function scanEnd(scan: XmlScan, bytes: Uint8Array, from: number): number {
  const nameEnd = endOfName(bytes, from);
  const end = skipSpace(bytes, nameEnd);
  if (end >= bytes.length) return -1;
  if (bytes[end] !== greaterThan) throw new XmlFlaw('a closing tag has more in it than its name', end);
  const name = nameAt(scan.tag, { from, to: nameEnd });
  const { open, wanted, handler } = scan;
  const opened = open.at(-1);
  if (opened !== name) throw new XmlFlaw(`</${name}> closes ${opened === undefined ? 'nothing' : `<${opened}>`}`, from);
  const text = wanted.depth === open.length ? wanted.text : '';
  if (wanted.depth === open.length) scan.wanted = { ...nothing };
  open.pop();
  handler.close(name, text);
  return end + 1;
}

const longestOpening = '<![CDATA['.length;

function scanDeclaration(scan: XmlScan, bytes: Uint8Array, at: number): number {
  const text = utf8.decode(bytes.subarray(at, at + longestOpening));
  if (text.startsWith('<!--')) return enter(scan, 'comment', at + 4);
  if (text === '<![CDATA[' && scan.open.length > 0) return enter(scan, 'cdata', at + longestOpening);
  if (text === '<!DOCTYPE' && !scan.hasRoot) return endOfDoctype(bytes, at + longestOpening);
  if (text.length < longestOpening && ['<!--', '<![CDATA[', '<!DOCTYPE'].some((each) => each.startsWith(text))) return -1;
  throw new XmlFlaw('this declaration cannot stand here', at);
}

/** Passed over: nothing that it names is fetched, and one that defines something itself is refused. */
function endOfDoctype(bytes: Uint8Array, from: number): number {
  let quote = 0;
  for (let at = from; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (quote !== 0) quote = byte === quote ? 0 : quote;
    else if (byte === 0x22 || byte === 0x27) quote = byte;
    else if (byte === 0x5b) throw new XmlFlaw('its DOCTYPE defines something, which could make it say anything', at);
    else if (byte === lessThan) throw new XmlFlaw('its DOCTYPE has no end', at);
    else if (byte === greaterThan) return at + 1;
  }
  return -1;
}
