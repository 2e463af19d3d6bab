import { expect, test } from '@jest/globals';
import { type Act, barTo } from '../../../src/sandbox/page/rights.ts';
import { town } from '../town.ts';

const { world, repo, person } = town();
const everybody = ['ada', 'max', 'wil', 'tri', 'rea'];

test.each<[Act, readonly string[]]>([
  ['comment', everybody],
  ['review', everybody],
  ['open', everybody],
  ['label', ['ada', 'max', 'wil', 'tri']],
  ['edit', ['ada', 'max', 'wil']],
  ['push', ['ada', 'max', 'wil']],
  ['press', ['ada', 'max', 'wil']],
  ['merge', ['ada', 'max', 'wil']],
])('%s: %j', (act, may) => {
  expect(everybody.filter((login) => barTo(world, person(login), { act, repo }) === undefined)).toEqual(may);
});

test('why not, and by which rule', () => {
  expect(barTo(world, null, { act: 'comment', repo })).toMatchObject({ rule: 'needs-authentication' });
  expect(barTo(world, person('rea'), { act: 'merge', repo })).toEqual({
    why: 'rea has the role read and needs write.',
    rule: 'role',
  });
  expect(barTo(world, person('tri'), { act: 'edit', repo, author: person('wil') })?.why).toMatch(/or must have written it/);
  expect(barTo(world, person('tri'), { act: 'edit', repo, author: person('tri') })).toBeUndefined();
  expect(barTo(world, person('wil'), { act: 'judge', repo, author: person('wil') })?.rule).toBe('own-review');
  expect(barTo(world, person('rea'), { act: 'judge', repo, author: person('wil') })).toBeUndefined();
});

test('locked and archived', () => {
  expect(barTo(world, person('tri'), { act: 'comment', repo, locked: true })?.rule).toBe('locked');
  expect(barTo(world, person('wil'), { act: 'comment', repo, locked: true })).toBeUndefined();
  const archived = { ...repo, archived: true };
  expect(barTo(world, person('ada'), { act: 'comment', repo: archived })?.rule).toBe('archived');
});
