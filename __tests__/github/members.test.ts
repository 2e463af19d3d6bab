import { expect, test } from '@jest/globals';
import { addStatus } from '../../src/sandbox/state/checks.ts';
import { enqueue } from '../../src/sandbox/state/queue.ts';
import { addRuleset } from '../../src/sandbox/state/rulesets.ts';
import { openPlatform } from './open.ts';

async function queued(parameters: Readonly<Record<string, unknown>>) {
  const here = await openPlatform({ sandbox: { validate: false } });
  const { world, repo, person, place, platform } = here;
  const pulls = ['one', 'two', 'three'].map((name) => here.pull(name));
  const status = {
    context: 'ci',
    state: 'success',
    description: null,
    targetUrl: null,
    creator: person('wil'),
    app: null,
  } as const;
  for (const { pull } of pulls) addStatus(world, repo, { sha: pull.headSha, ...status });
  const required = { type: 'required_status_checks', parameters: { required_status_checks: [{ context: 'ci' }] } };
  addRuleset(world, repo, { rules: [required, { type: 'merge_queue', parameters }], sender: person('ada') });
  for (const pull of pulls) enqueue(world, pull, { sender: person('wil') });
  const members = async (base: string, sha: string, branch = 'main') =>
    (await platform.members({ place, branch, base, sha }))?.map(({ number, head }) => [number, head]) ?? null;
  const all = pulls.map(({ number, pull }) => [number, pull.headSha]);
  return { here, members, all, groups: () => repo.groups };
}

test('each group stands on the one before', async () => {
  const { here, members, all, groups } = await queued({ grouping_strategy: 'ALLGREEN', max_entries_to_build: 5 });
  expect(groups().length).toBeGreaterThan(1);
  for (const [at, { baseSha, headSha }] of groups().entries()) expect(await members(baseSha, headSha)).toEqual([all[at]]);
  const last = groups().at(-1);
  expect(await members(here.root, last?.headSha ?? '')).toEqual(all.slice(0, groups().length));
  await here.close();
});

test('many in one group', async () => {
  const { here, members, all, groups } = await queued({
    grouping_strategy: 'HEADGREEN',
    max_entries_to_build: 5,
    max_entries_to_merge: 5,
  });
  const found = await Promise.all(groups().map(({ baseSha, headSha }) => members(baseSha, headSha)));
  expect(found.flat()).toEqual(all.slice(0, found.flat().length));
  await here.close();
});

test('a group that is over has none', async () => {
  const { here, members } = await queued({ grouping_strategy: 'ALLGREEN' });
  expect(await members(here.root, 'f'.repeat(40))).toEqual([]);
  await here.close();
});

test('what the queue does not know of is unknown', async () => {
  const { here, members, groups } = await queued({ grouping_strategy: 'ALLGREEN' });
  const [group] = groups();
  const sha = group?.headSha ?? '';
  expect(await members('f'.repeat(40), sha)).toBeNull();
  expect(await members(here.root, here.root)).toBeNull();
  expect(await members(here.root, sha, 'next')).toBeNull();
  await here.close();
});
