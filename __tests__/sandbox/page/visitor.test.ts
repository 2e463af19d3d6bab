import { expect, test } from '@jest/globals';
import { cookieOfPerson, cookieOfTicks, peopleOf, visitorOf } from '../../../src/sandbox/page/visitor.ts';
import { town } from '../town.ts';

const { world, person } = town();

test('people choose among themselves; Apps and organisations are nobody', () => {
  expect(peopleOf(world).map(({ login }) => login)).toEqual(['ada', 'max', 'wil', 'tri', 'rea']);
});

test.each([
  [undefined, 'ada', 'position'],
  ['', 'ada', 'position'],
  ['sandbox_you=nobody', undefined, 'position'],
  ['sandbox_you=999999', undefined, 'position'],
  ['sandbox_ticks=whole', 'ada', 'whole'],
  ['a=b; sandbox_ticks=other', 'ada', 'position'],
])('%j', (cookies, login, ticks) => {
  const visitor = visitorOf(world, cookies);
  expect([visitor.account?.login, visitor.ticks]).toEqual([login, ticks]);
});

test('what is chosen is kept where no script reads it and no other site sends it', () => {
  const cookie = cookieOfPerson(person('wil'));
  expect(cookie).toMatch(/; Path=\/; HttpOnly; SameSite=Strict/);
  expect(visitorOf(world, cookie.split(';')[0]).account?.login).toBe('wil');
  expect(visitorOf(world, cookieOfPerson(null).split(';')[0]).account).toBeNull();
  expect(visitorOf(world, cookieOfTicks('whole').split(';')[0]).ticks).toBe('whole');
});
