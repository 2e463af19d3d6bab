import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { emptyRecord, fold } from '../../src/ledger/fold.ts';
import { type Act, acts, affirming, type Statement } from '../../src/ledger/statement.ts';

const at = (second: number) => `2026-11-21T10:00:${String(second).padStart(2, '0')}Z`;

function statement(act: Act, second: number, more: Partial<Statement> = {}): Statement {
  const by = { id: 1, login: 'ann' };
  const base = {
    key: `${act}-${second}`,
    scope: { subject: 'x' },
    act,
    by,
    at: at(second),
    head: 'h',
    tree: 't',
    via: 'box' as const,
  };
  return { ...base, item: 'a', ...more };
}

function about(...statements: Statement[]) {
  return fold(statements).items.get('a') ?? emptyRecord;
}

describe('an answer stands until it is taken back', () => {
  test.each<[string, Act, Act, 'ticks' | 'nas' | 'waivers' | 'signs']>([
    ['an untick ends a tick', 'tick', 'untick', 'ticks'],
    ['an untick ends a not-applicable', 'na', 'untick', 'nas'],
    ['an unwaive ends a waiver', 'waive', 'unwaive', 'waivers'],
    ['an unsign ends a signature', 'sign', 'unsign', 'signs'],
  ])('%s, and a later one stands again', (_, say, unsay, kind) => {
    expect(about(statement(say, 1))[kind]).toHaveLength(1);
    expect(about(statement(say, 1), statement(unsay, 2))[kind]).toHaveLength(0);
    expect(about(statement(say, 1), statement(unsay, 2), statement(say, 3))[kind]).toHaveLength(1);
  });

  test('the same second leaves it open, in whatever order they come', () => {
    const tick = statement('tick', 5);
    const untick = statement('untick', 5);
    expect(about(tick, untick).ticks).toHaveLength(0);
    expect(about(untick, tick).ticks).toHaveLength(0);
  });

  test('another person can untick, but only the signer can take a signature back', () => {
    const other = { id: 2, login: 'bob' };
    expect(about(statement('tick', 1), statement('untick', 2, { by: other })).ticks).toHaveLength(0);
    expect(about(statement('sign', 1), statement('unsign', 2, { by: other })).signs).toHaveLength(1);
  });

  test('an untick does not touch another item, a waiver or a signature', () => {
    const others = [statement('tick', 1, { item: 'b' }), statement('waive', 1), statement('sign', 1)];
    const folded = fold([...others, statement('untick', 2)]);
    expect(folded.items.get('b')?.ticks).toHaveLength(1);
    expect(folded.items.get('a')).toMatchObject({ waivers: [{}], signs: [{}] });
  });
});

describe('what counts for nothing', () => {
  test('a refused statement stays refused', () => {
    expect(about(statement('refused', 1))).toEqual({ ...emptyRecord });
  });

  test.each(['', 'yesterday', '2026-13-45T99:00:00Z', '2026-11-21', '2026-11-21T10:00:00'])(
    'a tick at %j, which is no instant',
    (bad) => {
      expect(about(statement('tick', 1, { at: bad })).ticks).toHaveLength(0);
    },
  );

  test('an untick whose time cannot be read ends every tick', () => {
    expect(about(statement('tick', 1), statement('untick', 0, { at: 'never' })).ticks).toHaveLength(0);
  });
});

test('holds are heard even when they name an item, and approvals are those without one', () => {
  const approval: Statement = { ...statement('sign', 1, { via: 'review' }) };
  const { item: _, ...whole } = approval;
  const folded = fold([statement('hold', 1), statement('release-hold', 2), statement('break-glass', 3), whole]);
  expect(folded).toMatchObject({ holds: [{}], releases: [{}], breakGlass: [{}], approvals: [{ act: 'sign' }] });
});

test('the last assignment counts, and a tie is settled by the key', () => {
  const to = (id: number) => ({ to: { id, login: `p${id}` } });
  expect(about(statement('assign', 1, to(1)), statement('assign', 2, to(2))).assigned?.id).toBe(2);
  const tied = [statement('assign', 1, { ...to(1), key: 'k1' }), statement('assign', 1, { ...to(2), key: 'k2' })];
  expect(about(...tied).assigned?.id).toBe(2);
  expect(about(...tied.toReversed()).assigned?.id).toBe(2);
});

const anyStatement: fc.Arbitrary<Statement> = fc
  .record({
    act: fc.constantFrom(...acts),
    second: fc.integer({ min: 0, max: 5 }),
    by: fc.integer({ min: 1, max: 3 }),
    item: fc.constantFrom('a', 'b', undefined),
  })
  .map(({ act, second, by, item }) => ({
    key: `${act}-${second}-${by}-${item}`,
    scope: { subject: 'x' },
    act,
    by: { id: by, login: `p${by}` },
    at: at(second),
    head: 'h',
    tree: 't',
    via: 'box',
    ...(item !== undefined && { item }),
  }));

const plain = (folded: ReturnType<typeof fold>) => ({ ...folded, items: Object.fromEntries(folded.items) });

test('neither order nor repetition changes anything', () => {
  const shuffled = fc
    .array(anyStatement)
    .chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray([...list, ...list], { minLength: list.length * 2 })));
  fc.assert(fc.property(shuffled, ([list, mixed]) => expect(plain(fold(mixed))).toEqual(plain(fold(list)))));
});

test('taking away an affirming statement never makes another one stand', () => {
  const standing = (list: readonly Statement[]) => {
    const folded = fold(list);
    const items = [...folded.items.values()].flatMap(({ ticks, signs, nas, waivers }) => [
      ...ticks,
      ...signs,
      ...nas,
      ...waivers,
    ]);
    return new Set([...items, ...folded.approvals, ...folded.releases, ...folded.breakGlass].map(({ key }) => key));
  };
  fc.assert(
    fc.property(fc.array(anyStatement, { minLength: 1 }), fc.nat(), (list, pick) => {
      const gone = list[pick % list.length];
      fc.pre(gone !== undefined && affirming.has(gone.act));
      const less = standing(list.filter(({ key }) => key !== gone?.key));
      expect([...less].every((key) => standing(list).has(key))).toBe(true);
    }),
  );
});
