import { crc32, inflateRawSync } from 'node:zlib';

/** The files of an archive that has no more than artifacts have; what is no such archive is an error. */
export function unzipped(zip: Buffer): Map<string, Buffer> {
  const end = zip.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  if (end === -1) throw new Error('This is no zip.');
  const files = new Map<string, Buffer>();
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    if (zip.readUInt32LE(at) !== 0x02014b50) throw new Error('The list of this zip is broken.');
    const [name = 0, extra = 0, comment = 0] = [28, 30, 32].map((place) => zip.readUInt16LE(at + place));
    const path = zip.toString('utf8', at + 46, at + 46 + name);
    if (!path.endsWith('/')) files.set(path, contentOf(zip, at));
    at += 46 + name + extra + comment;
  }
  return files;
}

function contentOf(zip: Buffer, entry: number): Buffer {
  const [method, crc, size] = [zip.readUInt16LE(entry + 10), zip.readUInt32LE(entry + 16), zip.readUInt32LE(entry + 20)];
  const local = zip.readUInt32LE(entry + 42);
  const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
  const packed = zip.subarray(start, start + size);
  const content = method === 8 ? inflateRawSync(packed) : packed;
  if (crc32(content) !== crc) throw new Error('A file of this zip is broken.');
  return content;
}
