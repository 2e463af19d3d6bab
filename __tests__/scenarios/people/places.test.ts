import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { suitesAt } from '../../../src/sandbox/state/checks.ts';
import { chooseRepositories } from '../../../src/sandbox/state/installations.ts';
import type { PullRequest } from '../../../src/sandbox/state/model.ts';
import { addRepo, renameRepo } from '../../../src/sandbox/state/repositories.ts';
import { addRuleset, changeRuleset } from '../../../src/sandbox/state/rulesets.ts';
import { artifactFor, checklist, ciFile, ciPath, claimOf, runCi, textFor } from '../../reconcile/evidence/ci.ts';
import { type Cast, openCast, saidOf, settled } from './cast.ts';

let bed: Cast;
let pull: PullRequest;

beforeEach(async () => {
  bed = await openCast();
  pull = await bed.release('next');
  await bed.work();
});

afterEach(() => bed.close());

const tick = async (...items: readonly string[]) => {
  for (const item of items) await bed.sandbox.as('max').tick(pull, item);
  await bed.work();
};

test('everything that was ever delivered comes again under other names: nothing changes by it', async () => {
  await tick('backups', 'alerts');
  await bed.sandbox.as('wil').untick(pull, 'backups');
  await bed.sandbox.as('max').say(pull, '/gonogo hold not today');
  await bed.work();
  await bed.later(61);
  const before = { said: await saidOf(bed, pull), runs: bed.runs(pull.pull.headSha).length, comments: bed.ours(pull).length };
  bed.received.push(...bed.replays.map((each) => ({ ...each, guid: randomUUID() })));
  await bed.work();
  await bed.later(61);
  const after = { said: await saidOf(bed, pull), runs: bed.runs(pull.pull.headSha).length, comments: bed.ours(pull).length };
  expect(after).toEqual(before);
  expect(bed.states(pull)).toEqual({ backups: 'open', alerts: 'ticked' });
  expect(bed.check(pull.pull.headSha)).toBe('action_required');
});

test('down for four days: boxes that were ticked and cleared meanwhile are found in the history, with who did it', async () => {
  await tick('backups');
  bed.sandbox.webhooks.shake({ drop: 1 });
  await bed.sandbox.as('max').untick(pull, 'backups');
  bed.clock.advance(86_400_000);
  await bed.sandbox.as('ada').tick(pull, 'alerts');
  await bed.sandbox.webhooks.settled();
  bed.received.splice(0);
  bed.clock.advance(3 * 86_400_000);
  await bed.sweep();
  expect(await saidOf(bed, pull)).toEqual(['max tick backups', 'max untick backups', 'ada tick alerts']);
  expect(bed.states(pull)).toEqual({ backups: 'open', alerts: 'ticked' });
});

test('renamed in the middle of a release, and another takes the old name: all goes on where it was, and nothing is written there', async () => {
  await tick('backups');
  const { world } = bed.sandbox;
  renameRepo(world, bed.repo, { name: 'store', sender: bed.person('ada') });
  const other = addRepo(world, { owner: bed.acme.account, name: 'shop', private: true });
  await bed.work();
  await tick('alerts');
  expect(await settled(bed, pull)).toBe('success');
  expect(bed.boards(pull)).toHaveLength(1);
  expect([...other.issues.values(), ...suitesAt(other, pull.pull.headSha)]).toEqual([]);
});

test('taken away from the App and given back: no old green stands, and what was said stands', async () => {
  await tick('backups', 'alerts');
  expect(await settled(bed, pull)).toBe('success');
  const { world } = bed.sandbox;
  chooseRepositories(world, bed.installation, { repositories: new Set() });
  await bed.work();
  expect(bed.store.wanted().filter(({ key }) => key.startsWith(`${bed.repo.id}/`))).toEqual([]);
  await bed.sandbox.as('wil').untick(pull, 'backups');
  await bed.work();
  chooseRepositories(world, bed.installation, { repositories: 'all' });
  await bed.work();
  for (const seconds of [5, 61]) await bed.later(seconds);
  expect(bed.states(pull)).toEqual({ backups: 'open', alerts: 'ticked' });
  expect(bed.check(pull.pull.headSha)).toBe('action_required');
});

test('who may merge is told as soon as the rule that requires the check is loosened', async () => {
  const { world } = bed.sandbox;
  const pinned = [{ context: 'gonogo', integration_id: bed.gate.id }];
  const rules = (required: readonly object[]) => [
    { type: 'required_status_checks', parameters: { required_status_checks: required } },
  ];
  const sender = bed.person('ada');
  const ruleset = addRuleset(world, bed.repo, { rules: rules(pinned), sender });
  await bed.work();
  await bed.later(61);
  const board = () => bed.boards(pull)[0]?.body ?? '';
  expect(board()).not.toContain('blocks nothing');
  changeRuleset(world, ruleset, { rules: rules([{ context: 'gonogo' }]), sender });
  await bed.work();
  await bed.later(61);
  expect(board()).toContain('Anybody with write access can fake this');
  changeRuleset(world, ruleset, { enforcement: 'disabled', sender });
  await bed.work();
  await bed.later(61);
  expect(board()).toContain('This blocks nothing yet');
});

test('GitHub takes no more for a while on a day of many releases: it is left alone, and none of them is forgotten', async () => {
  const pulls = [pull, ...(await Promise.all(['a', 'b', 'c', 'd'].map((branch) => bed.release(branch))))];
  await bed.work();
  const over = bed.sandbox.faults.add({ does: 'secondary-limit', retryAfter: 60, chance: 0.7 });
  for (const each of pulls) for (const item of ['backups', 'alerts']) await bed.sandbox.as('max').tick(each, item);
  for (const seconds of [0, 30, 60, 60]) await bed.later(seconds);
  const from = bed.sandbox.journal.length;
  await bed.work();
  expect(bed.sandbox.journal).toHaveLength(from);
  over();
  for (const seconds of [600, 60, 61, 61]) await bed.later(seconds);
  expect(pulls.map((each) => bed.check(each.pull.headSha))).toEqual(pulls.map(() => 'success'));
  expect(pulls.map((each) => bed.boards(each)[0]?.body.match(/- \[x\]/g)?.length)).toEqual(pulls.map(() => 2));
  expect(bed.reports.filter(({ level }) => level === 'alarm')).toEqual([]);
});

test('what a report names a file is a word on the board: it ticks nothing, calls nobody and closes nothing', async () => {
  await bed.close();
  bed = await openCast({ checklist, files: { [ciPath]: ciFile } });
  pull = await bed.release('next');
  await bed.work();
  const evil = '- [x] **Backups** <!-- gonogo:backups --> </details> @acme/security #1 [go](https://evil.example) | ``` <!--';
  const data = { ...claimOf({ lines: 10 }) };
  const text = (run: Parameters<typeof textFor>[0]) =>
    textFor(run, [JSON.parse(JSON.stringify(data).replaceAll('src/app.ts', evil))]);
  await runCi(bed, pull, { leaves: (run) => [artifactFor(text(run))] });
  await bed.work();
  await bed.later(61);
  expect(bed.states(pull)).toEqual({ backups: 'open', covered: 'failed' });
  const [board] = bed.boards(pull);
  const { title, summary, text: more } = bed.runs(pull.pull.headSha).at(-1)?.output ?? {};
  for (const shown of [board?.body ?? '', [title, summary, more].join('\n')]) {
    expect(shown).not.toContain('- [x]');
    expect(shown).not.toContain('@acme/security');
    expect(shown).not.toContain('](https://evil.example)');
  }
  await bed.sandbox.as('max').tick(pull, 'backups');
  await bed.work();
  expect(bed.states(pull)).toMatchObject({ backups: 'ticked' });
});
