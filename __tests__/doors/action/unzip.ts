// Reads an archive back by its index, as any reader does, and checks each file against its sum.
import { crc32, inflateRawSync } from 'node:zlib';

export function unzip(bytes: Buffer): { readonly [name: string]: string } {
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  const files: { [name: string]: string } = {};
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (bytes.readUInt32LE(at) !== 0x02014b50) throw new Error('no entry of an index');
    const [sum, packed, size] = [16, 20, 24].map((offset) => bytes.readUInt32LE(at + offset));
    const [nameLength = 0, extra = 0, comment = 0] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset));
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength);
    const local = bytes.readUInt32LE(at + 42);
    if (bytes.readUInt32LE(local) !== 0x04034b50) throw new Error('no file');
    if (bytes.toString('utf8', local + 30, local + 30 + nameLength) !== name) throw new Error('another name');
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const content = inflateRawSync(bytes.subarray(start, start + (packed ?? 0)));
    if (content.length !== size || crc32(content) !== sum) throw new Error(`${name} is damaged`);
    files[name] = content.toString();
    at += 46 + nameLength + extra + comment;
  }
  if (at !== end) throw new Error('the index does not end where it should');
  return files;
}
