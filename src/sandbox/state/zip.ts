import { crc32, deflateRawSync } from 'node:zlib';

type Method = 'store' | 'deflate';

const [stored, deflated] = [0, 8];
/** Names are UTF-8. */
const flags = 0x800;
const version = 20;
const [localSize, centralSize, endSize] = [30, 46, 22];

interface Packed {
  readonly name: Buffer;
  readonly method: number;
  readonly crc: number;
  readonly size: number;
  readonly data: Buffer;
  readonly at: number;
}

/** An archive as artifacts are: no folders, no times, no zip64. The same files give the same bytes. */
export function zipped(files: Readonly<Record<string, string | Buffer>>, method: Method = 'deflate'): Buffer {
  const packed: Packed[] = [];
  let at = 0;
  for (const [name, content] of Object.entries(files)) {
    const each = pack({ name, content: Buffer.from(content), method, at });
    packed.push(each);
    at += localSize + each.name.length + each.data.length;
  }
  const central = Buffer.concat(packed.map(entry));
  return Buffer.concat([...packed.flatMap((each) => [local(each), each.data]), central, end(packed.length, central.length, at)]);
}

function pack({ name, content, method, at }: { name: string; content: Buffer; method: Method; at: number }): Packed {
  const data = method === 'store' ? content : deflateRawSync(content);
  const code = method === 'store' ? stored : deflated;
  return { name: Buffer.from(name), method: code, crc: crc32(content), size: content.length, data, at };
}

/** What both headers of a file say, in the same order. Midnight of the first day that a zip knows. */
function facts({ name, method, crc, size, data }: Packed): Buffer {
  const bytes = Buffer.alloc(24);
  bytes.writeUInt16LE(flags, 0);
  bytes.writeUInt16LE(method, 2);
  bytes.writeUInt16LE(0x21, 6);
  bytes.writeUInt32LE(crc, 8);
  bytes.writeUInt32LE(data.length, 12);
  bytes.writeUInt32LE(size, 16);
  bytes.writeUInt16LE(name.length, 20);
  return bytes;
}

function local(each: Packed): Buffer {
  const bytes = Buffer.alloc(localSize);
  bytes.writeUInt32LE(0x04034b50, 0);
  bytes.writeUInt16LE(version, 4);
  facts(each).copy(bytes, 6);
  return Buffer.concat([bytes, each.name]);
}

function entry(each: Packed): Buffer {
  const bytes = Buffer.alloc(centralSize);
  bytes.writeUInt32LE(0x02014b50, 0);
  bytes.writeUInt16LE(version, 4);
  bytes.writeUInt16LE(version, 6);
  facts(each).copy(bytes, 8);
  bytes.writeUInt32LE(each.at, 42);
  return Buffer.concat([bytes, each.name]);
}

function end(count: number, size: number, at: number): Buffer {
  const bytes = Buffer.alloc(endSize);
  bytes.writeUInt32LE(0x06054b50, 0);
  bytes.writeUInt16LE(count, 8);
  bytes.writeUInt16LE(count, 10);
  bytes.writeUInt32LE(size, 12);
  bytes.writeUInt32LE(at, 16);
  return bytes;
}
