import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openIssue, setIssueState } from '../../src/sandbox/state/issues.ts';
import { type Here, openPlatform } from './open.ts';

let here: Here;
beforeAll(async () => {
  here = await openPlatform();
});
afterAll(() => here.close());

const create = (body: string) => here.platform.createIssue({ place: here.place, title: 'Skipped', body });

test('one that was opened is found again by its number and by its marker', async () => {
  const made = await create('do it\n\n<!-- mine 1 -->');
  expect(made).toMatchObject({ state: 'open', closedBy: null, body: 'do it\n\n<!-- mine 1 -->' });
  await create('another\n\n<!-- mine 2 -->');
  openIssue(here.world, here.repo, { title: 'Skipped', body: '<!-- mine 1 -->', author: here.person('wil') });
  expect((await here.platform.ownIssues({ place: here.place, marker: '<!-- mine 1 -->' })).map(({ number }) => number)).toEqual([
    made.number,
  ]);
  expect(await here.platform.issue({ place: here.place, number: made.number })).toEqual(made);
});

test.each([
  ['completed', 'done'],
  ['not_planned', 'dismissed'],
] as const)('closed as %s it is %s, by somebody', async (reason, state) => {
  const { number } = await create('x');
  const issue = here.repo.issues.get(number);
  if (issue) setIssueState(here.world, issue, { state: 'closed', reason, sender: here.person('max') });
  const found = await here.platform.issue({ place: here.place, number });
  expect([found?.state, found?.closedBy?.login]).toEqual([state, 'max']);
});

test('one that is not there is none', async () => {
  expect(await here.platform.issue({ place: here.place, number: 99_999 })).toBeUndefined();
});
