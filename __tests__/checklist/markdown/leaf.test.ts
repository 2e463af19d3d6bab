import { expect, test } from '@jest/globals';
import { type Found, keyIn, leafOf, type Reading } from '../../../src/checklist/markdown/leaf.ts';
import type { Phase } from '../../../src/checklist/model.ts';

function read(found: Partial<Found> & { readonly text?: string }, phase?: Phase) {
  const reading: Reading = {
    file: 'a.md',
    problems: [],
    notes: [],
    depends: new Map(),
    keys: new Map([
      ['once', 1],
      ['twice', 2],
    ]),
  };
  const { text = 'A', ...rest } = found;
  const leaf = leafOf(
    { form: 'box', words: { text, links: [], comments: [] }, line: 3, ...rest },
    { reading, phase, lines: 'none' },
  );
  return { leaf, reading };
}

test.each<[string, Partial<Found> & { readonly text?: string }, object]>([
  ['a text', {}, { title: 'A' }],
  [
    'criteria and metadata',
    { below: ['x', 'Owner: @ann', 'Deadline: 2027-01-02', 'Status: open'] },
    { title: 'A', criteria: ['x'], owner: { users: ['ann'] }, due: '2027-01-02' },
  ],
  ['prose, and an owner nobody knows', { prose: ['more'], below: ['Owner: us'] }, { title: 'A', how: 'more\n\nOwner: us' }],
  ['links', { words: { text: 'A', links: ['u', '', 'x'.repeat(2_001)], comments: [] } }, { title: 'A', references: ['u'] }],
  ['a roll-up', { text: 'All items above completed' }, { title: 'All items above completed', rollUp: 'all-above' }],
  ['a mark', { text: 'A (mandatory) (if needed)' }, { title: 'A (if needed)', level: 'must' }],
  ['a long text', { text: 'x'.repeat(1_001) }, { title: `${'x'.repeat(999)}…`, how: 'x'.repeat(1_001) }],
  [
    'a key',
    { words: { text: 'A', links: [], comments: [{ text: ' once ', line: 3, isFirst: true }] } },
    { title: 'A', id: 'once' },
  ],
  ['a key of two', { words: { text: 'A', links: [], comments: [{ text: 'twice', line: 3, isFirst: true }] } }, { title: 'A' }],
])('%s', (_, found, said) => {
  const { leaf, reading } = read(found);
  expect(leaf).toMatchObject({ kind: 'item', form: 'box', at: { line: 3, column: 1 } });
  expect(leaf.said).toEqual(said);
  expect(reading.problems).toEqual([]);
});

test('a line to sign on is in the phase of its section, else in that for signing', () => {
  expect(read({ text: 'QA: ____' }).leaf.said).toEqual({ title: 'QA', phase: 'sign-off', signOff: { role: 'qa' } });
  expect(read({ text: 'QA: ____' }, 'deploy').leaf.said).toEqual({ title: 'QA', signOff: { role: 'qa' } });
});

test('a place for a name is signed in a section for signing alone', () => {
  expect(read({ text: 'QA: [Name]' }, 'sign-off').leaf.said).toEqual({ title: 'QA', signOff: { role: 'qa' } });
  expect(read({ text: 'QA: [Name]' }, 'merge').leaf.said).toEqual({ title: 'QA: [Name]' });
});

test.each([
  ['QA: ____', '{gate: coverage}', { title: 'QA', phase: 'sign-off', gate: 'coverage' }],
  ['QA: ____', '{signOff: {role: lead}}', { title: 'QA', phase: 'sign-off', signOff: { role: 'lead' } }],
  ['QA: ____', '{who: {role: lead}}', { title: 'QA', phase: 'sign-off', who: { role: 'lead' } }],
  ['QA: ____', '{rollUp: all-above}', { title: 'QA', phase: 'sign-off', rollUp: 'all-above' }],
  ['All items above done', '{who: {role: lead}}', { title: 'All items above done', who: { role: 'lead' } }],
])('%s is proved as its comment says: %s', (text, comment, said) => {
  const words = { text, links: [], comments: [{ text: ` gonogo: ${comment} `, line: 3 }] };
  expect(read({ words }).leaf.said).toEqual(said);
});

test('what is too long is cut, to the letter', () => {
  const most = 'x'.repeat(1_000);
  expect(read({ text: most }).leaf.said).toStrictEqual({ title: most });
  expect(read({ text: 'x'.repeat(9_001) }).leaf.said.how).toHaveLength(9_000);
  expect(read({ prose: ['y'.repeat(9_001)] }).leaf.said.how).toHaveLength(9_000);
  const links = ['z'.repeat(2_000), ...Array.from({ length: 100 }, (_, at) => `u${at}`)];
  expect(read({ words: { text: 'A', links, comments: [] } }).leaf.said.references).toEqual(links.slice(0, 100));
});

test('a key has at most eighty characters', () => {
  const keyed = (id: string) => {
    const words = { text: 'A', links: [], comments: [{ text: id, line: 1, isFirst: true as const }] };
    const reading: Reading = { file: 'a.md', problems: [], notes: [], depends: new Map(), keys: new Map([[id, 1]]) };
    return leafOf({ form: 'box', words, line: 1 }, { reading, phase: undefined, lines: 'none' }).said;
  };
  expect(keyed('x'.repeat(80))).toStrictEqual({ title: 'A', id: 'x'.repeat(80) });
  expect(keyed('x'.repeat(81))).toStrictEqual({ title: 'A' });
});

test('what depends on nothing is not kept', () => {
  const { leaf, reading } = read({ text: 'A' });
  expect(reading.depends.has(leaf)).toBe(false);
});

test('limits come from the text and the criteria, or from the columns of a row', () => {
  expect(read({ text: 'A < 1%', below: ['B > 2%'] }).leaf.limits.map(({ text }) => text)).toEqual(['< 1%', '> 2%']);
  const limits = [{ metric: 'A', value: 1, grade: 'target' as const, text: '1' }];
  expect(read({ text: 'A (7 days)', limits }).leaf.limits).toEqual(limits);
});

test('a comment that is wrong is a problem, and the item goes on', () => {
  const { leaf, reading } = read({ words: { text: 'A', links: [], comments: [{ text: 'gonogo: {x: 1}', line: 4 }] } });
  expect(leaf.said).toEqual({ title: 'A' });
  expect(reading.problems).toMatchObject([{ file: 'a.md', line: 4 }]);
});

test('what it depends on is kept for later', () => {
  const { leaf, reading } = read({ text: 'A (depends: B)' });
  expect(reading.depends.get(leaf)).toEqual(['B']);
});

test.each([
  ['a', 'a'],
  [' a-b.c ', 'a-b.c'],
  ['A', undefined],
  ['a b', undefined],
])('the key in %j is %s', (text, key) => {
  expect(keyIn({ text: '', links: [], comments: [{ text, line: 1, isFirst: true }] })).toBe(key);
  expect(keyIn({ text: '', links: [], comments: [{ text, line: 1 }] })).toBeUndefined();
});
