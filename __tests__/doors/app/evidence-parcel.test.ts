import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { packed, unpacked } from '../../../src/doors/app/evidence-parcel.ts';

const said = { repositoryId: 7, head: 'a', event: 'push', run: { id: 1, attempt: 1, path: 'x' } };

test('whatever was packed comes out as it was', async () => {
  const text = fc.string({ unit: 'grapheme' });
  await fc.assert(
    fc.asyncProperty(fc.array(fc.record({ key: text, text }), { maxLength: 9 }), async (claims) => {
      const reading = { is: 'read' as const, audience: 'x', said, claims };
      expect(await unpacked(packed(reading))).toEqual(reading);
    }),
  );
  const nothing = { is: 'unreadable', because: 'is damaged' } as const;
  expect(await unpacked(packed(nothing))).toEqual(nothing);
});

test('while it is unpacked everybody else has a turn', async () => {
  const claims = Array.from({ length: 12 }, (_, at) => ({ key: String(at), text: 'ж'.repeat(500_000) }));
  const parcel = packed({ is: 'read', audience: 'x', said, claims });
  let turns = 0;
  const count = () => {
    turns += 1;
    next = setImmediate(count);
  };
  let next = setImmediate(count);
  await unpacked(parcel);
  clearImmediate(next);
  expect(turns).toBeGreaterThanOrEqual(10);
});
