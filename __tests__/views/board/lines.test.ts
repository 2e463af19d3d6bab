import { expect, test } from '@jest/globals';
import type { Item } from '../../../src/checklist/model.ts';
import { itemText, leastSize, lineOf } from '../../../src/views/board/lines.ts';
import * as cases from '../../verdict/cases.ts';

const naming = {
  handles: new Map([
    ['a', 'code-1'],
    ['b', 'code-2'],
  ]),
  people: { lead: { team: 'acme/leads' } },
};
const line = (more: Partial<Item>) => lineOf(cases.item('a', more), naming);
const shown = (more: Partial<Item>, statements: Parameters<typeof cases.verdictOf>[0]['statements'] = []) => {
  const item = cases.item('a', more);
  return itemText(lineOf(item, naming), cases.stateOf(cases.verdictOf({ items: [item], statements }), 'a'), 'all');
};

test('a usual item is one line: box, title, handle and id', () => {
  expect(shown({})).toBe('- [ ] **Item a** · `code-1` <!-- gonogo:a -->\n');
});

test('a ticked box is ticked', () => {
  const item = cases.item('a');
  expect(shown({}, [cases.say('tick', item)])).toMatch(/^- \[x\] \*\*Item a\*\*/);
});

test('what a gate proves has a mark and no box', () => {
  expect(shown({ proof: cases.byGate })).toMatch(/^- ❓ \*\*Item a\*\* · `code-1`\n {2}cannot tell: there is no evidence/);
});

test('what is listed for later is its title alone', () => {
  expect(itemText(line({ criteria: ['x'], level: 'should' }), undefined, 'all')).toBe('- **Item a** · `code-1`\n');
});

test.each<[string, Partial<Item>, string]>([
  [
    'who may, where not everybody may',
    { proof: { ...cases.byPerson, by: 'person', who: { role: 'lead' } } as Item['proof'] },
    'to be ticked by the role lead (the team acme/leads)',
  ],
  ['how to sign', { proof: cases.bySignOff }, 'to be signed by 1 as lead, by an approving review'],
  ['should', { level: 'should' }, 'should: blocks nothing'],
  ['its condition', { when: { labels: ['db'] } }, 'only when it has the label db'],
  ['what comes before, by its handle', { after: ['b', 'z'] }, 'after code-2, z'],
  ['when it is due', { due: '2026-12-01T00:00:00Z' }, 'due 2026-12-01 00:00 UTC'],
  ['how long an answer stands', { asked: { standing: { lasts: 90, voidIfChanged: [] } } }, 'an answer stands 90 days'],
  [
    'what could prove it',
    { proof: { ...cases.byPerson, by: 'person', couldBe: [cases.coverageUse, cases.coverageUse] } as Item['proof'] },
    'could be proved by coverage',
  ],
  ['its clock', { phase: 'week' }, 'in the first week'],
  [
    'a limit that the title does not name',
    { limits: [{ metric: 'p95', value: 300, grade: 'target', text: 'p95 under 300 ms' }] },
    'p95 under 300 ms',
  ],
  ['criteria below', { criteria: ['One', ''] }, '- One\n  - …'],
])('says %s', (_, more, wanted) => {
  expect(line(more).below).toBe(`  ${wanted}\n`);
});

test('a limit that the title or a criterion names is not said twice', () => {
  const limits: Item['limits'] = [{ metric: 'x', value: 4, grade: 'target', text: '4+' }];
  expect(line({ title: '4+ cores', limits }).below).toBe('');
  expect(line({ criteria: ['at least 4+'], limits }).below).toBe('  - at least 4+\n');
});

test('more criteria than one reads are counted', () => {
  const below = line({ criteria: Array.from({ length: 18 }, (_, at) => `C${at}`) }).below;
  expect(below.split('\n').filter((each) => each.startsWith('  - C'))).toHaveLength(15);
  expect(below).toContain('- and 3 more criteria: `/gonogo explain code-1`');
});

test('nothing that somebody wrote makes a line endless', () => {
  const long = '#'.repeat(1_000_000);
  // With a digest of its own: to make one of a hundred megabytes takes seconds, and no line shows it.
  const much = { title: long, criteria: Array.from({ length: 100 }, () => long), when: { labels: [long] }, digest: 'd' };
  const size = leastSize(line(much));
  expect(size).toBeLessThan(10_000);
});

test('a title without any visible sign is shown as its id', () => {
  expect(line({ title: ' \n ' }).name).toBe('**a** · `code-1`');
});
