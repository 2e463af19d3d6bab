import { describe, expect, test } from '@jest/globals';
import type { WrittenConfig } from '../../src/checklist/config-schema.ts';
import type { ItemFields } from '../../src/checklist/fields.ts';
import { buildItem } from '../../src/checklist/item.ts';
import type { Inherited } from '../../src/checklist/place.ts';

function build(
  written: ItemFields,
  more: { override?: ItemFields; config?: Partial<WrittenConfig>; inherited?: Inherited } = {},
) {
  const faults: string[] = [];
  const config = { version: 1 as const, checklist: 'c.yml', ...more.config };
  const leaf = {
    kind: 'item',
    said: { title: 'A', ...written },
    limits: [],
    form: 'box',
    commands: [],
    at: { line: 1, column: 1 },
  } as const;
  const outline = { file: 'c.yml', title: 'T', entries: [leaf] };
  const placed = { id: 'a', leaf, outline, path: [], inherited: more.inherited ?? {}, isTaken: false };
  const source = { placed, override: more.override, config };
  return { item: buildItem(source, ({ code }) => faults.push(code)), faults };
}

describe('how an item is proved', () => {
  test.each<[ItemFields, object]>([
    [{}, { by: 'person', who: { write: true } }],
    [{ who: { team: 't' } }, { by: 'person', who: { team: 't' } }],
    [{ signOff: { role: 'r', count: 2 } }, { by: 'sign-off', role: 'r', count: 2, via: 'review' }],
    [{ rollUp: ['b'] }, { by: 'items', of: ['b'] }],
    [
      { gate: 'coverage', source: { files: 'x' }, limits: { lines: 1 } },
      { by: 'gate', use: { gate: 'coverage' } },
    ],
    [{ gate: 'coverage' }, { by: 'person', couldBe: [{ gate: 'coverage' }] }],
    [
      { gate: 'coverage', who: { team: 't' } },
      { by: 'person', who: { team: 't' }, couldBe: [{ gate: 'coverage' }] },
    ],
    [
      { gate: 'coverage', source: { files: 'x' }, limits: { lines: 1 }, acceptNotApplicable: 'none here' },
      { by: 'gate', acceptNotApplicable: 'none here' },
    ],
  ])('%j: %j', (written, proof) => {
    expect(build(written).item?.proof).toMatchObject(proof);
  });

  test.each<ItemFields>([
    { gate: 'coverage', signOff: { role: 'r' } },
    { signOff: { role: 'r' }, rollUp: ['b'] },
    { signOff: { role: 'r' }, who: { team: 't' } },
    { rollUp: ['b'], who: { team: 't' } },
  ])('%j is two proofs', (written) => {
    expect(build(written)).toEqual({ item: undefined, faults: ['checklist.two-proofs'] });
  });

  test('a word of the config can make it another kind', () => {
    expect(build({ who: { team: 't' } }, { override: { who: { role: 'r' } } }).item?.proof).toMatchObject({ who: { role: 'r' } });
  });
});

describe('what is not said', () => {
  test('is not there, or as it is without a word', () => {
    const { item } = build({});
    expect(Object.keys(item ?? {}).toSorted()).toEqual(
      'after always asked at criteria digest id level limits locked onPush parameters path phase proof references title'.split(
        ' ',
      ),
    );
    expect(item).toMatchObject({
      asked: 'each-release',
      onPush: 'keep',
      locked: false,
      always: false,
      level: 'must',
      phase: 'merge',
    });
  });

  test('is as the configuration says for all', () => {
    const config = { defaults: { onPush: 'reset', asked: { standing: { lasts: 5 } }, who: { role: 'r' } } } as const;
    const standing = { lasts: 5, voidIfChanged: [] };
    expect(build({}, { config }).item).toMatchObject({ onPush: 'reset', asked: { standing }, proof: { who: { role: 'r' } } });
    const own: ItemFields = { onPush: 'keep', asked: 'each-release', who: { team: 't' } };
    expect(build(own, { config }).item).toMatchObject({ onPush: 'keep', asked: 'each-release', proof: { who: { team: 't' } } });
  });
});

test('habits of people mean nothing where a machine is asked about each commit', () => {
  const config = { gates: { coverage: { source: { files: 'x' }, limits: { lines: 1 } } } };
  const said: ItemFields = { gate: 'coverage', onPush: 'reset', asked: { standing: { lasts: 5 } } };
  expect(build(said, { config }).item).toMatchObject({ proof: { by: 'gate' }, onPush: 'keep', asked: 'each-release' });
  expect(build(said).item).toMatchObject({ proof: { by: 'person' }, onPush: 'reset', asked: { standing: { lasts: 5 } } });
});

test.each<[NonNullable<ItemFields['asked']>, object]>([
  [{ standing: {} }, { standing: { lasts: 90, voidIfChanged: [] } }],
  [
    { standing: { lasts: 7, voidIfChanged: ['a'], environment: 'e' } },
    { standing: { lasts: 7, voidIfChanged: ['a'], environment: 'e' } },
  ],
])('an answer that stands, as %j, is %j', (asked, expected) => {
  expect(build({ asked }).item?.asked).toStrictEqual(expected);
});

test('reasons and owners stay beside their end', () => {
  const until = '2027-01-01T00:00:00Z';
  const { item } = build({ notApplicable: { reason: 'r', until }, debt: { owner: 'o', until } });
  expect(item).toMatchObject({ notApplicable: { reason: 'r' }, debt: { owner: 'o' } });
  expect(build({ gate: 'coverage', source: { files: 'x' }, limits: { lines: 1 } }).item?.proof).not.toHaveProperty(
    'acceptNotApplicable',
  );
});

test('every fault of an item is reported, not only the first', () => {
  const { item, faults } = build({ due: 'soon', gate: 'nope', when: { paths: ['[a'] }, support: [{ gate: 'nope' }] });
  expect(item).toBeUndefined();
  expect(faults.toSorted()).toEqual(['checklist.no-such-gate', 'checklist.no-such-gate', 'glob.invalid', 'time.invalid']);
});

describe('what stands around an item', () => {
  const inherited: Inherited = { phase: 'verify', level: 'may', when: { paths: ['a'], labels: ['x'] } };
  test('holds for it where it says nothing itself', () => {
    expect(build({}, { inherited }).item).toMatchObject({ phase: 'verify', level: 'may', when: { paths: ['a'], labels: ['x'] } });
    const own: ItemFields = { phase: 'day', level: 'must', when: { paths: ['b'] } };
    expect(build(own, { inherited }).item).toMatchObject({ phase: 'day', level: 'must', when: { paths: ['b'], labels: ['x'] } });
  });
});
