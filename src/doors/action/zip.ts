import { crc32, deflateRawSync } from 'node:zlib';

/** The first day that a zip can name: the same files always make the same archive. */
const [day, second] = [0x21, 0];
const [utf8, deflated, version] = [0x0800, 8, 20];

interface Entry {
  readonly name: Buffer;
  readonly bytes: Buffer;
  readonly packed: Buffer;
  readonly crc: number;
}

/** A few small files as one archive. */
export function zipOf(files: Readonly<Record<string, string>>): Buffer {
  const entries = Object.entries(files).map(([name, text]): Entry => {
    const bytes = Buffer.from(text);
    return { name: Buffer.from(name), bytes, packed: deflateRawSync(bytes, { level: 9 }), crc: crc32(bytes) };
  });
  const bodies = entries.map((entry) => Buffer.concat([fieldsOf(0x04034b50, entry, [version]), entry.name, entry.packed]));
  let offset = 0;
  const index = entries.map((entry, at) => {
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    offset += bodies[at]?.length ?? 0;
    return Buffer.concat([fieldsOf(0x02014b50, entry, [version, version]), tail, entry.name]);
  });
  return Buffer.concat([...bodies, ...index, endOf(index, offset)]);
}

/** What stands before a file and again in the index, which needs two versions: who wrote it, and who can read it. */
function fieldsOf(signature: number, { name, bytes, packed, crc }: Entry, versions: readonly number[]): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt32LE(signature);
  const words = Buffer.from(Uint16Array.from([...versions, utf8, deflated, second, day]).buffer);
  const sizes = Buffer.from(Uint32Array.from([crc, packed.length, bytes.length]).buffer);
  return Buffer.concat([head, words, sizes, Buffer.from(Uint16Array.from([name.length, 0]).buffer)]);
}

function endOf(index: readonly Buffer[], offset: number): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50);
  end.writeUInt16LE(index.length, 8);
  end.writeUInt16LE(index.length, 10);
  end.writeUInt32LE(
    index.reduce((sum, each) => sum + each.length, 0),
    12,
  );
  end.writeUInt32LE(offset, 16);
  return end;
}
