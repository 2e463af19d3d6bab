import { crc32, createInflateRaw } from 'node:zlib';

/** Why an archive is not read: for people, after "it ". */
export class Unreadable extends Error {}

export interface ZipRules {
  /** The only names that may be in it. */
  readonly names: readonly string[];
  /** Of one file, unpacked. */
  readonly mostBytes: number;
}

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  readonly at: number;
}

const [localSize, centralSize, endSize, locatorSize] = [30, 46, 22, 20];
const [localMark, centralMark, endMark, locatorMark] = [0x04034b50, 0x02014b50, 0x06054b50, 0x07064b50];
const [stored, deflated] = [0, 8];
/** Encrypted in one of three ways, or a patch of another archive. */
const closed = 0x0001 | 0x0020 | 0x0040 | 0x2000;
const most16 = 0xff_ff;
const most32 = 0xff_ff_ff_ff;

/**
 * The files of an archive that anybody may have made, never on disk. Only what its directory says counts, and all of it must agree with
 * what stands before each file, so that no two readers can see different files in it: one disk, nothing before, between or behind, no
 * zip64, nothing encrypted, no name twice and none but those expected. What is unpacked stops at its limit, whatever was announced.
 */
export async function readZip(bytes: Uint8Array, rules: ZipRules): Promise<ReadonlyMap<string, Buffer>> {
  const zip = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries = entriesOf(zip, rules);
  needApart(zip, entries);
  const files = new Map<string, Buffer>();
  for (const entry of entries) files.set(entry.name, await unpack(zip, entry));
  return files;
}

interface Directory {
  readonly count: number;
  readonly at: number;
  readonly size: number;
}

/** The end has no comment: then it can be in one place only. */
function directoryOf(zip: Buffer): Directory {
  const end = zip.length - endSize;
  if (end < 0 || zip.readUInt32LE(end) !== endMark || zip.readUInt16LE(end + 20) !== 0) throw new Unreadable('is no zip archive');
  const isLocated = end >= locatorSize && zip.readUInt32LE(end - locatorSize) === locatorMark;
  const [count, size, at] = [zip.readUInt16LE(end + 10), zip.readUInt32LE(end + 12), zip.readUInt32LE(end + 16)];
  if (isLocated || count === most16 || size === most32 || at === most32) throw new Unreadable('is written as zip64');
  const isOneDisk = zip.readUInt16LE(end + 4) === 0 && zip.readUInt16LE(end + 6) === 0 && zip.readUInt16LE(end + 8) === count;
  if (!isOneDisk || at + size !== end) throw new Unreadable('is no whole zip archive');
  return { count, at, size };
}

function entriesOf(zip: Buffer, { names, mostBytes }: ZipRules): Entry[] {
  const { count, at, size } = directoryOf(zip);
  const end = at + size;
  const entries: Entry[] = [];
  let next = at;
  for (let index = 0; index < count; index += 1) {
    if (next + centralSize > end || zip.readUInt32LE(next) !== centralMark) throw new Unreadable('has a broken directory');
    const [nameLength, extra, comment] = [28, 30, 32].map((offset) => zip.readUInt16LE(next + offset));
    const length = centralSize + (nameLength ?? 0) + (extra ?? 0) + (comment ?? 0);
    if (next + length > end) throw new Unreadable('has a broken directory');
    const entry = entryAt(zip, next, nameLength ?? 0);
    if (!names.includes(entry.name)) throw new Unreadable(`holds something else: ${JSON.stringify(entry.name.slice(0, 60))}`);
    if (entries.some(({ name }) => name === entry.name)) throw new Unreadable(`holds ${entry.name} twice`);
    if (entry.size > mostBytes) throw new Unreadable(`holds ${entry.size} bytes in ${entry.name}, more than ${mostBytes}`);
    entries.push(entry);
    next += length;
  }
  if (next !== end) throw new Unreadable('has a broken directory');
  return entries;
}

function entryAt(zip: Buffer, at: number, nameLength: number): Entry {
  const [flags, method] = [zip.readUInt16LE(at + 8), zip.readUInt16LE(at + 10)];
  const [crc, packed, size] = [zip.readUInt32LE(at + 16), zip.readUInt32LE(at + 20), zip.readUInt32LE(at + 24)];
  const local = zip.readUInt32LE(at + 42);
  if ((flags & closed) !== 0) throw new Unreadable('is encrypted');
  if (method !== stored && method !== deflated) throw new Unreadable('is packed in a way that is not read');
  if (packed === most32 || size === most32 || local === most32) throw new Unreadable('is written as zip64');
  if (method === stored && packed !== size) throw new Unreadable('has a broken directory');
  const name = zip.toString('latin1', at + centralSize, at + centralSize + nameLength);
  return { name, method, crc, packed, size, at: local };
}

/** Where the bytes of a file are, after what stands before it, which must say the same. */
function dataOf(zip: Buffer, { name, method, packed, at }: Entry): { from: number; to: number } {
  const { at: directory } = directoryOf(zip);
  const from = at + localSize;
  if (from > directory || zip.readUInt32LE(at) !== localMark) throw new Unreadable('has a file that is not there');
  const [nameLength, extra] = [zip.readUInt16LE(at + 26), zip.readUInt16LE(at + 28)];
  const start = from + nameLength + extra;
  const isSame = zip.toString('latin1', from, from + nameLength) === name && zip.readUInt16LE(at + 8) === method;
  if (!isSame || start + packed > directory) throw new Unreadable('has a file that is not what its directory says');
  return { from: start, to: start + packed };
}

/** After a file may stand its size and digest, for whoever packs without knowing them before. */
const longestDescriptor = 24;

/** One file behind the other from the very beginning, none inside of another, and nothing hidden between them. */
function needApart(zip: Buffer, entries: readonly Entry[]): void {
  let free = 0;
  for (const entry of entries.toSorted((a, b) => a.at - b.at)) {
    const gap = entry.at - free;
    if (gap < 0) throw new Unreadable('has a file inside of another');
    if (gap > (free === 0 ? 0 : longestDescriptor)) throw new Unreadable('hides something between its files');
    free = dataOf(zip, entry).to;
  }
  if (directoryOf(zip).at - free > (free === 0 ? 0 : longestDescriptor))
    throw new Unreadable('hides something between its files');
}

async function unpack(zip: Buffer, entry: Entry): Promise<Buffer> {
  const { from, to } = dataOf(zip, entry);
  const packed = zip.subarray(from, to);
  const whole = entry.method === stored ? packed : await inflate(packed, entry);
  if (whole.length !== entry.size || crc32(whole) !== entry.crc)
    throw new Unreadable(`is damaged: ${entry.name} is not what was packed`);
  return whole;
}

/** In threads of its own, piece by piece, and never further than was announced and allowed. */
async function inflate(packed: Buffer, { size, name }: Entry): Promise<Buffer> {
  const damaged = () => new Unreadable(`is damaged: ${name} cannot be unpacked to the ${size} bytes that it is said to have`);
  const whole = Buffer.allocUnsafeSlow(size);
  const stream = createInflateRaw();
  stream.end(packed);
  let at = 0;
  try {
    // Leaving the loop ends the stream.
    for await (const piece of stream) {
      if (!Buffer.isBuffer(piece) || at + piece.length > size) throw damaged();
      at += piece.copy(whole, at);
    }
  } catch {
    throw damaged();
  }
  return whole.subarray(0, at);
}
