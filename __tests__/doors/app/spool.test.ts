import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { expect, test } from '@jest/globals';
import { openSpool } from '../../../src/doors/app/spool.ts';

test('gives back what was written, and leaves nothing behind', async () => {
  const files = () => readdirSync(tmpdir()).filter((name) => name.startsWith('gonogo-') && name.length > 40);
  const before = files();
  const spool = await openSpool();
  const pieces = ['one', '', 'two'.repeat(100_000), 'ü'].map((text) => Buffer.from(text));
  for (const piece of pieces) await spool.write(piece);
  expect((await spool.read()).equals(Buffer.concat(pieces))).toBe(true);
  await spool.close();
  expect(files()).toEqual(before);
});
