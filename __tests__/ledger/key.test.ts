import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Spoken, statementKey } from '../../src/ledger/key.ts';
import { acts, type Scope } from '../../src/ledger/statement.ts';

const spoken: fc.Arbitrary<Spoken> = fc
  .record({
    comment: fc.integer({ min: 1, max: 3 }),
    by: fc.integer({ min: 1, max: 3 }),
    at: fc.constantFrom('2027-03-01T10:00:00Z', '2027-03-01T10:00:01Z', 'never'),
    item: fc.option(fc.constantFrom('a', 'b', 'a","act":"tick'), { nil: undefined }),
    scope: fc.constantFrom<Scope[]>({ subject: 's' }, { standing: { repoId: 1 } }),
    act: fc.constantFrom(...acts),
  })
  .map(({ item, ...rest }) => ({ ...rest, ...(item !== undefined && { item }) }));

test('keys are equal exactly when event, item, scope and act are', () => {
  fc.assert(
    fc.property(spoken, spoken, (a, b) => {
      const same =
        a.comment === b.comment && a.by === b.by && a.at === b.at && a.item === b.item && a.scope === b.scope && a.act === b.act;
      expect(statementKey(a) === statementKey(b)).toBe(same);
    }),
    { numRuns: 1000 },
  );
});

test('one moment has one key, however it is written', () => {
  const keys = ['2027-03-01T10:00:00Z', '2027-03-01T10:00:00.000Z', '2027-03-01T11:00:00+01:00'].map((at) =>
    statementKey({ comment: 1, by: 2, at, scope: { subject: 's' }, act: 'hold' }),
  );
  expect(new Set(keys).size).toBe(1);
  expect(keys[0]).toMatch(/^[0-9a-f]{64}$/);
});
