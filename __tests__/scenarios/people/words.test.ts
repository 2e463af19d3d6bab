import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { addAccount, removeAccount, renameAccount } from '../../../src/sandbox/state/accounts.ts';
import { editComment, removeComment } from '../../../src/sandbox/state/issues.ts';
import type { PullRequest } from '../../../src/sandbox/state/model.ts';
import { closePull, retarget } from '../../../src/sandbox/state/pulls.ts';
import { setCollaborator } from '../../../src/sandbox/state/repositories.ts';
import { type Cast, items, openCast, policy, pushAs, saidOf, saying, settled } from './cast.ts';

let bed: Cast;
let pull: PullRequest;

beforeEach(async () => {
  bed = await openCast();
  pull = await bed.release('next');
  await bed.work();
});

afterEach(() => bed.close());

const tick = async (login: string, item: string) => {
  await bed.sandbox.as(login).tick(pull, item);
  await bed.work();
};

describe('who may tick', () => {
  test('somebody with write access, and it is on record with name and commit', async () => {
    await tick('max', 'backups');
    const [said] = await bed.store.read.statements(`${bed.repo.id}/pull-request/${pull.number}`);
    expect(said).toMatchObject({ act: 'tick', item: 'backups', by: { login: 'max' }, head: pull.pull.headSha, via: 'box' });
  });

  test('one edit by two rights: what counts counts, what does not is undone, item by item', async () => {
    await bed.close();
    bed = await openCast({ checklist: items.replace('on call, level: must', 'on call, level: must, who: { users: [ada] }') });
    pull = await bed.release('next');
    await bed.work();
    const [board] = bed.boards(pull);
    if (board === undefined) throw new Error('there is no board');
    await bed.sandbox.as('max').edit(board, board.body.replaceAll('- [ ]', '- [x]'));
    await bed.work();
    expect(bed.states(pull)).toMatchObject({ backups: 'ticked', alerts: 'open' });
    expect(await saidOf(bed, pull)).toEqual(['max tick backups', 'max refused alerts tick: they may not']);
    await bed.later(61);
    expect(board.body.match(/- \[x\]/g)).toHaveLength(1);
  });

  test('the author may tick, and it needs somebody else all the same', async () => {
    await tick('wil', 'backups');
    await tick('wil', 'alerts');
    expect(bed.states(pull)).toMatchObject({ backups: 'ticked', alerts: 'ticked' });
    expect(await settled(bed, pull)).toBe('action_required');
  });

  test('owners of the changed code, by the file at the base and nothing that the change brings along', async () => {
    await bed.close();
    bed = await openCast({
      checklist: items.replace('restored once, level: must', 'restored once, level: must, who: { codeowners: true }'),
      files: { '.github/CODEOWNERS': '* @ada\n*.txt @acme/security # ours\n/docs/ docs@example.com\n' },
    });
    pull = await bed.release('next', { 'next.txt': 'new\n', '.github/CODEOWNERS': '* @rea\n' });
    await bed.work();
    const backups = () => bed.states(pull)['backups'];
    await saying(bed, pull, 'rea', '/gonogo tick backups');
    expect(backups()).toBe('open');
    await saying(bed, pull, 'tri', '/gonogo tick backups');
    expect(backups()).toBe('ticked');
  });
});

describe('what somebody is by now', () => {
  test('renamed: their word stays theirs, whoever has the old name by now', async () => {
    await tick('max', 'backups');
    renameAccount(bed.sandbox.world, bed.person('max'), 'maxine');
    addAccount(bed.sandbox.world, 'max');
    await bed.sweep();
    expect(bed.states(pull)).toMatchObject({ backups: 'ticked' });
  });

  test('gone: an account that is no more has no word', async () => {
    await tick('max', 'backups');
    await tick('max', 'alerts');
    expect(await settled(bed, pull)).toBe('success');
    removeAccount(bed.sandbox.world, bed.person('max'));
    await bed.sweep();
    expect(bed.states(pull)).toMatchObject({ backups: 'open' });
    expect(bed.check(pull.pull.headSha)).not.toBe('success');
  });

  test('not looked up: nobody can tell, nothing is unticked, nothing goes', async () => {
    await tick('max', 'backups');
    await tick('max', 'alerts');
    const off = bed.sandbox.faults.add({
      does: 'server-error',
      on: 'GET /repos/{owner}/{repo}/collaborators/{username}/permission',
    });
    expect(await settled(bed, pull)).not.toBe('success');
    await bed.later(61);
    expect(bed.states(pull)).toMatchObject({ backups: 'cannot-tell' });
    off();
    await bed.later(61);
    expect(bed.states(pull)).toMatchObject({ backups: 'ticked' });
    expect(await settled(bed, pull)).toBe('success');
  });

  test('without their rights between the tick and green', async () => {
    await tick('max', 'backups');
    await tick('max', 'alerts');
    setCollaborator(bed.sandbox.world, bed.repo, { member: bed.person('max'), role: 'read', sender: bed.person('ada') });
    expect(await settled(bed, pull)).toBe('action_required');
  });
});

describe('a command', () => {
  test('that another hand edited is what was first said, and an edit makes none', async () => {
    const first = await bed.sandbox.as('max').say(pull, '/gonogo tick backups');
    editComment(bed.sandbox.world, first, { body: '/gonogo tick alerts', sender: bed.person('wil') });
    const plain = await bed.sandbox.as('max').say(pull, 'looks good');
    await bed.work();
    editComment(bed.sandbox.world, plain, { body: '/gonogo tick alerts', sender: bed.person('max') });
    await bed.work();
    expect(await saidOf(bed, pull)).toEqual(['max tick backups']);
  });

  test('that was deleted at once was said', async () => {
    const comment = await bed.sandbox.as('max').say(pull, '/gonogo tick backups');
    removeComment(bed.sandbox.world, comment, bed.person('max'));
    await bed.work();
    expect(bed.states(pull)).toMatchObject({ backups: 'ticked' });
  });

  test.each([
    ['in a quote', '> /gonogo tick backups'],
    ['in code', '```\n/gonogo tick backups\n```'],
    ['in a line of code', '`/gonogo tick backups`'],
    ['in what nobody sees', '<!--\n/gonogo tick backups\n-->'],
    ['in the middle of a sentence', 'please /gonogo tick backups'],
  ])('%s is none', async (_where, words) => {
    await saying(bed, pull, 'max', words);
    expect(await saidOf(bed, pull)).toEqual([]);
  });

  test('by a program is none', async () => {
    await bed.bot.rest.issues.createComment({
      owner: 'acme',
      repo: 'shop',
      issue_number: pull.number,
      body: '/gonogo tick backups',
    });
    await bed.work();
    expect(await saidOf(bed, pull)).toEqual([]);
  });

  test('on a closed pull request says nothing there', async () => {
    closePull(bed.sandbox.world, pull, { sender: bed.person('wil') });
    await saying(bed, pull, 'max', '/gonogo tick backups');
    expect(await saidOf(bed, pull)).toEqual([]);
  });

  test('of an item that is not there is answered with the nearest', async () => {
    const { reply } = await saying(bed, pull, 'max', '/gonogo tick backsup');
    expect(reply).toContain('backups');
  });

  test('names people: assigned to somebody who is there, and to nobody who is not', async () => {
    await saying(bed, pull, 'max', '/gonogo assign backups to @wil');
    expect(bed.memory(pull).verdict?.items.find(({ id }) => id === 'backups')?.assigned?.login).toBe('wil');
    const { reply } = await saying(bed, pull, 'max', '/gonogo assign backups to @nobody-here');
    expect(reply).toContain('nobody-here');
    const mine = await saying(bed, pull, 'wil', '/gonogo mine');
    expect(mine.reply).toContain('assigned to you');
  });

  test('of two in one comment both count; twice the same counts once', async () => {
    await saying(bed, pull, 'max', '/gonogo tick backups\n/gonogo tick alerts\n/gonogo tick alerts');
    expect(await saidOf(bed, pull)).toEqual(['max tick backups', 'max tick alerts']);
  });
});

describe('boxes', () => {
  test('a stale page ticked after a push binds to what it showed', async () => {
    const tab = bed.sandbox.as('max').openTab(pull, 'backups');
    await bed.sandbox.as('wil').push(bed.repo, 'next', { 'next.txt': 'newer\n' });
    await bed.work();
    await tab.tick('backups');
    await bed.work();
    const [said] = await bed.store.read.statements(`${bed.repo.id}/pull-request/${pull.number}`);
    expect(said?.head).not.toBe(pull.pull.headSha);
    expect(await settled(bed, pull)).toBe('action_required');
  });

  test('a replayed tick after its untick changes nothing', async () => {
    await tick('max', 'backups');
    const replay = bed.replays.find(
      ({ event, payload }) => event === 'issue_comment' && payload.includes('"edited"') && payload.includes('"login":"max"'),
    );
    if (replay === undefined) throw new Error('nothing was delivered');
    bed.clock.advance(60_000);
    await bed.later(0);
    await bed.sandbox.as('max').untick(pull, 'backups');
    await bed.work();
    expect(bed.states(pull)).toMatchObject({ backups: 'open' });
    bed.clock.advance(60_000);
    bed.received.push({ ...replay, guid: '11111111-2222-3333-4444-555555555555' });
    await bed.work();
    expect(bed.states(pull)).toMatchObject({ backups: 'open' });
    expect(await saidOf(bed, pull)).toEqual(['max tick backups', 'max untick backups']);
  });

  test('a copy of the board under somebody’s own name is nothing', async () => {
    const [board] = bed.boards(pull);
    await saying(bed, pull, 'max', (board?.body ?? '').replaceAll('- [ ]', '- [x]'));
    expect(bed.states(pull)).toMatchObject({ backups: 'open', alerts: 'open' });
  });

  test('another title, another order, another item beside a tick: nothing of that edit counts, and all of it is mended', async () => {
    const [board] = bed.boards(pull);
    if (board === undefined) throw new Error('there is no board');
    const body = board.body.replace('Backups were restored once', 'Nothing at all').replace('- [ ]', '- [x]');
    await bed.sandbox.as('max').edit(board, body);
    await bed.work();
    expect(bed.states(pull)).toMatchObject({ backups: 'open' });
    await bed.later(61);
    expect(board.body).toContain('Backups were restored once');
    expect(board.body).not.toContain('- [x]');
  });
});

test('eleven boxes in one edit tick, and sign nothing', async () => {
  await bed.close();
  const eleven = Array.from({ length: 11 }, (_, at) => `      - { id: item-${at}, title: Item number ${at}, level: must }`).join(
    '\n',
  );
  const checklist = `format: gonogo/checklist/1\ntitle: Many\nsections:\n  - title: All\n    phase: merge\n    items:\n${eleven}\n  - title: Sign-off\n    phase: sign-off\n    items:\n      - { id: security, title: Security agrees, level: must, signOff: { role: lead, via: box } }\n`;
  bed = await openCast({ checklist });
  pull = await bed.release('next');
  await bed.work();
  const [board] = bed.boards(pull);
  if (board === undefined) throw new Error('there is no board');
  await bed.sandbox.as('max').edit(board, board.body.replaceAll('- [ ]', '- [x]'));
  await bed.work();
  const states = bed.states(pull);
  expect(Object.values(states).filter((state) => state === 'ticked')).toHaveLength(11);
  expect(states['security']).toBe('open');
  await bed.later(61);
  await tick('max', 'security');
  expect(bed.states(pull)['security']).toBe('signed');
});

describe('what the author controls', () => {
  test('a weakened policy in an ordinary pull request weakens nothing', async () => {
    const weak = await bed.release('weak', {
      '.github/gonogo.yml': `${policy}solo: true\n`,
      '.github/release.yml': items.replaceAll('must', 'may'),
    });
    await bed.work();
    expect(bed.states(weak)).toMatchObject({ backups: 'open', alerts: 'open' });
    await bed.sandbox.as('wil').tick(weak, 'backups');
    await bed.sandbox.as('wil').tick(weak, 'alerts');
    await bed.work();
    await bed.later(21);
    expect(bed.check(weak.pull.headSha)).toBe('action_required');
  });

  test('a base that is swapped away and back brings no old answer with it', async () => {
    await tick('max', 'backups');
    await tick('max', 'alerts');
    expect(await settled(bed, pull)).toBe('success');
    await bed.sandbox.as('ada').push(bed.repo, 'side', { 'side.txt': '1' });
    retarget(bed.sandbox.world, pull, { base: 'side', sender: bed.person('wil') });
    await bed.work();
    expect(bed.check(pull.pull.headSha)).toBe('cancelled');
    retarget(bed.sandbox.world, pull, { base: 'main', sender: bed.person('wil') });
    await bed.work();
    expect(bed.check(pull.pull.headSha)).toBe('action_required');
  });

  test('a label taken off does not make it anything else', async () => {
    await bed.close();
    bed = await openCast({ config: policy.replace('base: [main]', 'base: [main], labels: [release]') });
    pull = await bed.release('next');
    const about = { owner: 'acme', repo: 'shop', issue_number: pull.number };
    await bed.as('wil').issues.addLabels({ ...about, labels: ['release'] });
    await bed.work();
    await bed.as('wil').issues.removeLabel({ ...about, name: 'release' });
    await bed.work();
    expect(bed.check(pull.pull.headSha)).toBe('action_required');
  });

  test('a commit under another’s name makes nobody a second person', async () => {
    pushAs(bed, { author: 'ada', pusher: 'wil' });
    await bed.work();
    for (const item of ['backups', 'alerts']) await tick('wil', item);
    expect(await settled(bed, pull)).toBe('action_required');
    // Nor does it leave her one: her name is on the change.
    await tick('ada', 'backups');
    expect(await settled(bed, pull)).toBe('action_required');
    await saying(bed, pull, 'max', '/gonogo tick backups');
    expect(await settled(bed, pull)).toBe('success');
  });
});
