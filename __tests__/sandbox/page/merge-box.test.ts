import { expect, test } from '@jest/globals';
import { show } from '../../../src/sandbox/page/html.ts';
import { mergeBox } from '../../../src/sandbox/page/merge-box.ts';
import { addStatus } from '../../../src/sandbox/state/checks.ts';
import { mergePull } from '../../../src/sandbox/state/merging.ts';
import type { Rule } from '../../../src/sandbox/state/model.ts';
import { addReview, closePull, requestReview, setDraft } from '../../../src/sandbox/state/pulls.ts';
import { commitFiles } from '../../../src/sandbox/state/pushes.ts';
import { enqueue } from '../../../src/sandbox/state/queue.ts';
import { addRuleset } from '../../../src/sandbox/state/rulesets.ts';
import { town } from '../town.ts';
import { attribute, elements, viewAs } from './visit.ts';

const green = { context: 'gonogo', state: 'success', description: null, targetUrl: null, app: null } as const;

function stage(...rules: Rule[]) {
  const here = town();
  const pull = here.pull('next');
  if (rules.length > 0) {
    const bypass = [{ actor_id: 5, actor_type: 'RepositoryRole', bypass_mode: 'always' }];
    addRuleset(here.world, here.repo, { rules, bypass, sender: here.person('ada') });
  }
  const box = (login: string | null) => show(mergeBox(viewAs(here.world, login), pull));
  const canMerge = (login: string | null) =>
    elements(box(login)).some((each) => attribute(each, 'class') === 'btn primary' && attribute(each, 'disabled') === undefined);
  return { ...here, pull, box, canMerge };
}

const reviewed = { type: 'pull_request', parameters: { required_approving_review_count: 1, allowed_merge_methods: ['squash'] } };

test('nothing in the way: who may write merges', () => {
  const { box, canMerge } = stage();
  expect(box('wil')).toContain('Ready to merge');
  expect(['wil', 'tri', 'rea', null].filter(canMerge)).toEqual(['wil']);
  expect(box('tri')).toContain('tri has the role triage and needs write.');
});

test('what is missing is said, until it is there', () => {
  const { box, canMerge, world, pull, person } = stage(reviewed);
  requestReview(world, pull, { reviewer: person('max'), sender: person('wil') });
  expect(box('wil')).toContain('Merging is blocked');
  expect(box('wil')).toContain('At least 1 approving review is required');
  expect(box('wil')).toContain('was asked for a review');
  expect(canMerge('wil')).toBe(false);
  addReview(world, pull, { author: person('rea'), state: 'APPROVED' });
  expect(box('wil')).toContain('approved (has no write access, so it does not count)');
  expect(canMerge('wil')).toBe(false);
  addReview(world, pull, { author: person('max'), state: 'APPROVED' });
  expect(canMerge('wil')).toBe(true);
  expect([...box('wil').matchAll(/option value="(\w+)"/g)].map(([, method]) => method)).toEqual(['squash']);
});

test('who may bypass is told so', () => {
  const { box, canMerge } = stage(reviewed);
  expect([canMerge('ada'), canMerge('max')]).toEqual([true, false]);
  expect(box('ada')).toContain('ada may bypass the rules.');
});

test('drafts, conflicts and branches that are behind', () => {
  const { box, canMerge, world, pull, person, repo } = stage({
    type: 'required_status_checks',
    parameters: { required_status_checks: [], strict_required_status_checks_policy: true },
  });
  setDraft(world, pull, { draft: true, sender: person('wil') });
  expect(box('wil')).toContain('Drafts are not merged.');
  expect(box('wil')).toContain('Ready for review');
  setDraft(world, pull, { draft: false, sender: person('wil') });
  commitFiles(world, repo, { author: person('ada'), message: 'on', branch: 'main', files: { 'b.txt': 'b\n' } });
  expect(box('wil')).toContain('Update branch');
  expect(canMerge('wil')).toBe(false);
  commitFiles(world, repo, { author: person('ada'), message: 'on', branch: 'main', files: { 'next.txt': 'other\n' } });
  expect(box('wil')).toContain('This branch has conflicts');
});

test('a queue takes the place of the button', () => {
  const checks = { type: 'required_status_checks', parameters: { required_status_checks: [{ context: 'gonogo' }] } };
  const { box, canMerge, world, repo, pull, person } = stage({ type: 'merge_queue' }, checks);
  expect(canMerge('max')).toBe(false);
  expect(box('max')).toContain('Merge when ready');
  expect(box('max')).not.toContain('Merge pull request');
  addStatus(world, repo, { ...green, sha: pull.pull.headSha, creator: person('ada') });
  expect([canMerge('max'), canMerge('tri')]).toEqual([true, false]);
  enqueue(world, pull, { sender: person('max') });
  expect(box('max')).toContain('put there by');
  expect(box('max')).toContain('Remove from the queue');
  expect(box('tri')).toContain('tri has the role triage and needs write.');
});

test('merged and closed', () => {
  const { box, world, pull, person } = stage();
  mergePull(world, pull, { sender: person('max'), method: 'merge' });
  expect(box('rea')).toMatch(/Merged.*max.*merged this/s);
  const other = stage();
  closePull(other.world, other.pull, { sender: other.person('wil') });
  expect(other.box('wil')).toContain('Reopen pull request');
});
