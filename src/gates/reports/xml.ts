import { isUtf8 } from 'node:buffer';
import { type Source, wrong } from './source.ts';
import { flawAtEnd, newScan, scanPiece, type XmlHandler, type XmlScan } from './xml-scan.ts';
import { XmlFlaw } from './xml-tag.ts';

/** A tag longer than this is no tag of a report. */
const longestTag = 16 * 1024 * 1024;

/**
 * Every element of an XML report, in order and with bounded memory: nothing is fetched, nothing can be defined, and whatever is not
 * well-formed ends the reading.
 */
export async function eachElement(source: Source, handler: XmlHandler): Promise<void> {
  const scan = newScan(handler);
  const window = newWindow();
  try {
    for await (const chunk of pieces(source)) {
      add(window, chunk);
      const whole = wholeCharacters(window);
      drop(window, attempt(scan, whole, window.done));
      if (window.used > longestTag) throw new XmlFlaw('a tag has no end', window.done);
    }
    const flaw = flawAtEnd(scan, window.used);
    if (flaw !== undefined) throw new XmlFlaw(flaw, Number.POSITIVE_INFINITY);
  } catch (thrown) {
    if (thrown instanceof XmlFlaw) throw await broken(source, thrown);
    throw thrown;
  }
}

function attempt(scan: XmlScan, bytes: Uint8Array, done: number): number {
  try {
    return scanPiece(scan, bytes);
  } catch (thrown) {
    if (thrown instanceof XmlFlaw) throw new XmlFlaw(thrown.message, done + thrown.at);
    throw thrown;
  }
}

/** What is left of the last pieces, and the next one behind it: one buffer, however long the document is. */
interface Window {
  buffer: Uint8Array;
  used: number;
  /** Bytes of the document that are gone from the buffer. */
  done: number;
  /** Up to here the buffer is known to be UTF-8. */
  checked: number;
}

function newWindow(): Window {
  return { buffer: new Uint8Array(512 * 1024), used: 0, done: 0, checked: 0 };
}

function add(window: Window, chunk: Uint8Array): void {
  const needed = window.used + chunk.length;
  if (needed > window.buffer.length) {
    const larger = new Uint8Array(needed * 2);
    larger.set(window.buffer.subarray(0, window.used));
    window.buffer = larger;
  }
  window.buffer.set(chunk, window.used);
  window.used = needed;
}

function drop(window: Window, bytes: number): void {
  window.buffer.copyWithin(0, bytes, window.used);
  window.used -= bytes;
  window.done += bytes;
  window.checked -= bytes;
}

/** The bytes up to the last whole character; a flaw where they are no characters. */
function wholeCharacters(window: Window): Uint8Array {
  const { buffer, used, checked, done } = window;
  const end = used - unfinished(buffer.subarray(Math.max(0, used - 3), used));
  if (!isUtf8(buffer.subarray(checked, end))) {
    throw new XmlFlaw('it is no UTF-8, and says nothing of another encoding', done + checked);
  }
  window.checked = end;
  return buffer.subarray(0, end);
}

const declaration = /^\s*<\?xml\s[^?>]*?encoding\s*=\s*["']([^"']+)["']/;
const asItIs = /^(?:utf-?8|us-ascii|ascii|utf-?16(?:le|be)?|ucs-2)$/i;

/** UTF-8, whatever the document declares. What has a mark of its own was decoded by it. */
async function* pieces(source: Source): AsyncGenerator<Uint8Array> {
  const label = declaration.exec(source.head)?.[1] ?? 'utf-8';
  if (asItIs.test(label)) {
    yield* source.chunks();
    return;
  }
  const decoder = decoderFor(label, source);
  const encoder = new TextEncoder();
  for await (const chunk of source.chunks()) yield encoder.encode(decoder.decode(chunk, { stream: true }));
  yield encoder.encode(decoder.decode());
}

function decoderFor(label: string, source: Source) {
  try {
    return new TextDecoder(label);
  } catch {
    throw wrong(source.name, {
      code: 'xml.encoding',
      message: `The document says that its encoding is ${label}, which is not known here.`,
      remedy: 'Let the tool write UTF-8.',
    });
  }
}

/** How many bytes at the end are the beginning of a character whose rest is to come. */
function unfinished(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return lengthOf(byte) > back ? back : 0;
  }
  return 0;
}

function lengthOf(first: number): number {
  if (first >= 0xf0) return 4;
  return first >= 0xe0 ? 3 : 2;
}

/** Lines are counted only when one is to be named: the document is read once more up to the flaw. */
async function broken(source: Source, { message, at }: XmlFlaw) {
  let line = 1;
  let done = 0;
  for await (const chunk of source.chunks()) {
    for (let next = chunk.indexOf(10); next !== -1 && done + next < at; next = chunk.indexOf(10, next + 1)) line += 1;
    done += chunk.length;
    if (done >= at) break;
  }
  return wrong(source.name, {
    code: at === Number.POSITIVE_INFINITY ? 'xml.cut' : 'xml.broken',
    message: `The XML is damaged: ${message}.`,
    remedy: 'Make the report again, and see that whatever copies it copies all of it, unedited.',
    line,
  });
}
