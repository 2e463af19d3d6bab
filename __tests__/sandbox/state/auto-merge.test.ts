import { expect, test } from '@jest/globals';
import { disableAutoMerge, enableAutoMerge } from '../../../src/sandbox/state/auto-merge.ts';
import { addCheckRun } from '../../../src/sandbox/state/checks.ts';
import { closePull, retarget, setDraft } from '../../../src/sandbox/state/pulls.ts';
import { push } from '../../../src/sandbox/state/pushes.ts';
import { addRuleset } from '../../../src/sandbox/state/rulesets.ts';
import { hear, town } from '../town.ts';

function gated() {
  const here = town();
  const required = {
    type: 'required_status_checks',
    parameters: { required_status_checks: [{ context: 'gonogo', integration_id: here.gate.id }] },
  };
  const bypass = [{ actor_id: 5, actor_type: 'RepositoryRole', bypass_mode: 'always' }];
  addRuleset(here.world, here.repo, { rules: [required], bypass, sender: here.person('ada') });
  const issue = here.pull('next');
  const report = (conclusion: string) =>
    addCheckRun(here.world, here.repo, { app: here.gate, sha: issue.pull.headSha, name: 'gonogo', conclusion });
  return { ...here, issue, report, wish: { sender: here.person('wil'), method: 'squash' } as const };
}

test('merges by itself as soon as nothing stands in the way, and not before', () => {
  const { world, issue, report, wish, repo } = gated();
  enableAutoMerge(world, issue, wish);
  report('failure');
  expect(issue.state).toBe('open');
  const heard = hear(world);
  report('success');
  expect([issue.pull.mergedAt === null, issue.pull.mergedBy?.login, issue.pull.autoMerge]).toEqual([false, 'wil', null]);
  expect(repo.store.commits.get(issue.pull.mergeSha ?? '')?.parents).toHaveLength(1);
  expect(heard).toContain('pull_request.closed');
});

test('bypasses nothing, also for those who might', () => {
  const { world, issue, person } = gated();
  enableAutoMerge(world, issue, { sender: person('ada'), method: 'merge' });
  issue.repo.labels.clear();
  setDraft(world, issue, { draft: true, sender: person('wil') });
  setDraft(world, issue, { draft: false, sender: person('wil') });
  expect(issue.pull.mergedAt).toBeNull();
});

test('is refused for what is ready, a draft, or closed', () => {
  const { world, issue, report, wish, pull, person } = gated();
  report('success');
  expect(() => enableAutoMerge(world, issue, wish)).toThrow('clean status');
  const other = pull('other');
  setDraft(world, other, { draft: true, sender: person('wil') });
  expect(() => enableAutoMerge(world, other, wish)).toThrow('draft status');
  closePull(world, other, { sender: person('wil') });
  expect(() => enableAutoMerge(world, other, wish)).toThrow('closed');
});

test('ends when somebody says so, and with another base', () => {
  const { world, issue, wish, repo, root, person } = gated();
  enableAutoMerge(world, issue, wish);
  const heard = hear(world);
  disableAutoMerge(world, issue, { sender: person('max') });
  disableAutoMerge(world, issue, { sender: person('max') });
  expect([issue.pull.autoMerge, heard]).toEqual([null, ['pull_request.auto_merge_disabled']]);
  enableAutoMerge(world, issue, wish);
  push(world, { repo, ref: 'refs/heads/free', sha: root, sender: person('wil') });
  retarget(world, issue, { base: 'free', sender: person('wil') });
  expect([issue.pull.autoMerge, issue.pull.mergedAt]).toEqual([null, null]);
});
