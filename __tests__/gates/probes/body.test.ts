import { gzipSync } from 'node:zlib';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readBody } from '../../../src/gates/probes/body.ts';

async function* pieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

const read = (bytes: Uint8Array, { size = 10, most = 1_000, encodings = [] as string[] } = {}) =>
  readBody(pieces(bytes, size), { encodings, most, where: 'a.example' });

test('a body is whole however it was cut, compressed or not', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 900 }), fc.integer({ min: 1, max: 300 }), async (bytes, size) => {
      expect(Buffer.from((await read(bytes, { size })).bytes)).toEqual(Buffer.from(bytes));
      const packed = gzipSync(bytes);
      const { bytes: unpacked, transferred } = await read(packed, { size, encodings: ['gzip'] });
      expect([Buffer.from(unpacked), transferred]).toEqual([Buffer.from(bytes), packed.length]);
    }),
    { numRuns: 50 },
  );
});

test('the limit is exact, before and after decompression', async () => {
  expect((await read(Buffer.alloc(1_000))).bytes).toHaveLength(1_000);
  await expect(read(Buffer.alloc(1_001))).rejects.toThrow(/more than 1 KiB/);
  expect((await read(gzipSync(Buffer.alloc(1_000)), { encodings: ['gzip'] })).bytes).toHaveLength(1_000);
  await expect(read(gzipSync(Buffer.alloc(1_001)), { encodings: ['gzip'] })).rejects.toThrow(/more than/);
});

test('a bomb is not unpacked any further than the limit', async () => {
  // Members of gzip one after the other are one stream: together this would be two gigabytes.
  const member = gzipSync(Buffer.alloc(1_000_000));
  let fed = 0;
  const stream = async function* () {
    for (; fed < 2_000; fed += 1) yield member;
  };
  await expect(readBody(stream(), { encodings: ['gzip'], most: 100_000, where: 'a.example' })).rejects.toThrow(
    /more than 98 KiB/,
  );
  expect(fed).toBeLessThan(200);
});
