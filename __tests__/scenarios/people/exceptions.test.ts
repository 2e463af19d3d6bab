import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { isPull, setIssueState } from '../../../src/sandbox/state/issues.ts';
import type { Issue, PullRequest } from '../../../src/sandbox/state/model.ts';
import { type Cast, items, openCast, policy, saidOf, saying, settled } from './cast.ts';

let bed: Cast;
let pull: PullRequest;

beforeEach(async () => {
  bed = await openCast();
  pull = await bed.release('next');
  await bed.work();
});

afterEach(() => bed.close());

const says = (login: string, words: string) => saying(bed, pull, login, words);
const tick = async (login: string, item: string) => {
  await bed.sandbox.as(login).tick(pull, item);
  await bed.work();
};
const day = 86_400;

describe('not applicable', () => {
  test('needs the role, a reason and an end, and is never the author’s to say', async () => {
    await says('ada', '/gonogo na backups until: 30d reason: no database here');
    await says('max', '/gonogo na backups until: 30d');
    await says('max', '/gonogo na backups until: 400d reason: no database here');
    expect(bed.states(pull)).toMatchObject({ backups: 'open' });
    await says('max', '/gonogo na backups until: 30d reason: no database here');
    expect(bed.states(pull)).toMatchObject({ backups: 'not-applicable' });
    expect(await saidOf(bed, pull)).toEqual(['ada refused backups na: they may not', 'max na backups']);
  });

  test('of everything is not go: nothing that is asked is nothing that is proved', async () => {
    await says('max', '/gonogo na backups, alerts until: 30d reason: nothing to see');
    expect(bed.states(pull)).toEqual({ backups: 'not-applicable', alerts: 'not-applicable' });
    expect(bed.memory(pull).verdict?.decision).toBe('cannot-tell');
    expect(await settled(bed, pull)).toBe('failure');
  });

  test('is ended by unticking', async () => {
    await says('max', '/gonogo na backups until: 30d reason: no database here');
    bed.clock.advance(1_000);
    await says('wil', '/gonogo untick backups');
    expect(bed.states(pull)).toMatchObject({ backups: 'open' });
  });
});

describe('a waiver', () => {
  test('lets an item pass until its end, tells who gave it before that, and opens it again', async () => {
    const { reply } = await says('max', '/gonogo waive backups until: 5d reason: the test runs on Monday');
    expect(reply).toContain('Waived');
    await tick('ada', 'alerts');
    expect(await settled(bed, pull)).toBe('success');
    const notices = () => bed.ours(pull).filter(({ body }) => body.includes('gonogo-notice'));
    expect(notices()).toHaveLength(0);
    await bed.later(2 * day + 60);
    expect(notices().map(({ body }) => body.split('\n')[0])).toEqual(['@max']);
    await bed.later(3_600);
    expect(notices()).toHaveLength(1);
    await bed.later(3 * day);
    expect(bed.states(pull)).toMatchObject({ backups: 'open' });
    expect(bed.check(pull.pull.headSha)).not.toBe('success');
    expect(notices().at(-1)?.body).toContain('has ended');
  });

  test('without a reason, by the author, of a sign-off: none of them counts', async () => {
    await says('max', '/gonogo waive backups until: 5d');
    await says('wil', '/gonogo waive backups until: 5d reason: I say so');
    expect(bed.states(pull)).toMatchObject({ backups: 'open' });
    expect(await saidOf(bed, pull)).toEqual(['wil refused backups waive: nobody does this for a change of their own']);
  });

  test('is ended by unwaive, and only for what that names', async () => {
    await says('max', '/gonogo waive backups, alerts until: 5d reason: later');
    bed.clock.advance(1_000);
    await says('max', '/gonogo unwaive backups');
    expect(bed.states(pull)).toEqual({ backups: 'open', alerts: 'waived' });
  });
});

describe('a hold', () => {
  test('stops a green release until who set it or the release role lifts it', async () => {
    await tick('max', 'backups');
    await tick('max', 'alerts');
    expect(await settled(bed, pull)).toBe('success');
    await says('tri', '/gonogo hold something smells');
    expect(bed.check(pull.pull.headSha)).toBe('action_required');
    bed.clock.advance(1_000);
    await says('max', '/gonogo release-hold');
    expect(await settled(bed, pull)).toBe('action_required');
    bed.clock.advance(1_000);
    await says('ada', '/gonogo release-hold');
    expect(await settled(bed, pull)).toBe('success');
  });

  test('of a stranger stops nothing', async () => {
    await says('rea', '/gonogo hold I do not like it');
    expect(bed.memory(pull).verdict?.obstacles.map(({ kind }) => kind)).not.toContain('hold');
  });
});

test('nothing goes while it is frozen, and all goes again after', async () => {
  await bed.close();
  const freeze = `freeze: [{ from: 2026-11-21T00:00:00Z, until: 2026-11-21T13:00:00Z, reason: the market is open }]\n`;
  bed = await openCast({ config: `${policy}${freeze}` });
  pull = await bed.release('next');
  await bed.work();
  await tick('max', 'backups');
  await tick('max', 'alerts');
  expect(await settled(bed, pull)).toBe('action_required');
  await bed.later(3_600);
  expect(await settled(bed, pull)).toBe('success');
});

describe('a broken glass', () => {
  const merged = async () => {
    await says('ada', '/gonogo break-glass payments are down and this is the fix');
    expect(await settled(bed, pull)).toBe('success');
    await bed.sandbox.as('ada').merge(pull);
    await bed.work();
  };
  const debts = (): Issue[] => [...bed.repo.issues.values()].filter((issue) => !isPull(issue));

  test('is for the role and for this commit, says so everywhere, and is over after four hours', async () => {
    await says('max', '/gonogo break-glass I want it out');
    expect(await settled(bed, pull)).toBe('action_required');
    const { reply } = await says('ada', '/gonogo break-glass payments are down and this is the fix');
    expect(reply).toContain('EMERGENCY');
    expect(await settled(bed, pull)).toBe('success');
    expect(bed.runs(pull.pull.headSha).at(-1)?.output?.title).toContain('EMERGENCY');
    await bed.later(4 * 3_600);
    expect(bed.check(pull.pull.headSha)).not.toBe('success');
  });

  test('leaves an issue for each item, which holds up the next release until somebody else has settled it', async () => {
    await merged();
    expect(debts().map(({ title }) => title)).toEqual([
      'Skipped in an emergency: Backups were restored once',
      'Skipped in an emergency: Somebody is on call',
    ]);
    expect(debts()[0]?.body).toContain('2026-11-23');
    const next = await bed.release('after');
    await bed.work();
    for (const item of ['backups', 'alerts']) await bed.sandbox.as('max').tick(next, item);
    await bed.work();
    await bed.later(21);
    expect(bed.check(next.pull.headSha)).toBe('action_required');
    expect(bed.memory(next).verdict?.obstacles.map(({ kind }) => kind)).toEqual(['debt', 'debt']);
    const [first, second] = debts();
    const close = (issue: Issue | undefined, login: string, reason: 'completed' | 'not_planned') => {
      if (!issue) return;
      setIssueState(bed.sandbox.world, issue, { state: 'open', sender: bed.person(login) });
      setIssueState(bed.sandbox.world, issue, { state: 'closed', reason, sender: bed.person(login) });
    };
    close(first, 'ada', 'completed');
    close(second, 'max', 'not_planned');
    await bed.later(901);
    expect(bed.memory(next).verdict?.obstacles.map(({ kind }) => kind)).toEqual(['debt', 'debt']);
    close(first, 'max', 'completed');
    close(second, 'max', 'completed');
    await bed.later(901);
    expect(bed.memory(next).verdict?.obstacles.map(({ kind }) => kind)).toEqual([]);
    await bed.later(21);
    expect(bed.check(next.pull.headSha)).toBe('success');
    expect(await bed.store.read.openSubjects(bed.repo.id, 'emergency')).toEqual([]);
  });

  test('does not open an issue twice, whenever the App ends', async () => {
    const off = bed.sandbox.faults.add({ does: 'reset-after', on: 'POST /repos/{owner}/{repo}/issues', times: 1 });
    await merged();
    off();
    await bed.later(30);
    await bed.later(60);
    expect(debts()).toHaveLength(2);
  });

  test('leaves an issue behind even where somebody deletes it: another is opened, and who closes that lets releases go', async () => {
    await merged();
    const [first, second] = debts();
    for (const each of [first, second]) if (each) bed.repo.issues.delete(each.number);
    const next = await bed.release('after');
    await bed.work();
    for (const item of ['backups', 'alerts']) await bed.sandbox.as('max').tick(next, item);
    await bed.later(21);
    expect(bed.check(next.pull.headSha)).toBe('action_required');
    expect(debts().map(({ title }) => title)).toEqual([first?.title, second?.title]);
    for (const issue of debts())
      setIssueState(bed.sandbox.world, issue, { state: 'closed', reason: 'completed', sender: bed.person('max') });
    await bed.later(901);
    await bed.later(21);
    expect(bed.check(next.pull.headSha)).toBe('success');
  });

  test('is owed also where the pull request was hidden from the App while it was merged', async () => {
    await says('ada', '/gonogo break-glass payments are down and this is the fix');
    expect(await settled(bed, pull)).toBe('success');
    const { platform } = bed.world;
    Object.assign(bed.world, { platform: { ...platform, pull: async () => undefined } });
    await bed.run(bed.pullTask(pull));
    Object.assign(bed.world, { platform });
    await bed.sandbox.as('ada').merge(pull);
    await bed.later(60);
    expect(debts()).toHaveLength(2);
  });

  test('breaks nothing that always blocks', async () => {
    await bed.close();
    bed = await openCast({ checklist: items.replace('on call, level: must', 'on call, level: must, always: true') });
    pull = await bed.release('next');
    await bed.work();
    await says('ada', '/gonogo break-glass payments are down and this is the fix');
    expect(await settled(bed, pull)).toBe('action_required');
    await tick('max', 'alerts');
    expect(await settled(bed, pull)).toBe('success');
  });
});

test('an item that asks for evidence is ticked with a link, and by no box', async () => {
  await bed.close();
  bed = await openCast({ checklist: items.replace('restored once, level: must', 'restored once, level: must, evidence: link') });
  pull = await bed.release('next');
  await bed.work();
  await tick('max', 'backups');
  expect(bed.states(pull)).toMatchObject({ backups: 'open' });
  const { reply } = await says('max', '/gonogo tick backups reason: seen at http://localhost/run/1');
  expect(reply).toContain('needs a link');
  bed.clock.advance(1_000);
  await says('max', '/gonogo tick backups reason: seen at https://ci.example.com/run/1');
  expect(bed.states(pull)).toMatchObject({ backups: 'ticked' });
});
