import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type Bed, checklist, config, openBed } from '../bed.ts';

let bed: Bed;

beforeEach(async () => {
  bed = await openBed({
    config: config.replace('releases: { base: [main] }', "releases: { base: [main], head: ['release/*'] }"),
  });
});

afterEach(() => bed.close());

const list = '.github/release.yml';
const shorter = checklist.replace(/.*id: docs.*\n/, '');
const summary = (sha: string) => bed.runs(sha).at(-1)?.output.summary ?? '';

test('what a change would do is told by itself, for all releases that are open', async () => {
  for (const at of [1, 2]) await bed.release(`release/${at}`);
  const pull = await bed.release('rules', {
    [list]: checklist.replace(/(.*id: docs.*\n)/, '$1      - { id: more, title: More }\n'),
  });
  await bed.work();
  expect(summary(pull.pull.headSha)).toContain('Merged, it adds 1 item for 2 open pull requests.');
});

test('what its base became meanwhile is none of its doing', async () => {
  const pull = await bed.release('rules', { CODEOWNERS: '* @ada\n', [list]: `${checklist}# a word\n` });
  await bed.sandbox.as('ada').push(bed.repo, 'main', { [list]: shorter });
  await bed.work();
  expect(summary(pull.pull.headSha)).toContain('Merged, it asks the same as before.');
});

test('what it proposes is never judged by', async () => {
  const pull = await bed.release('release/1', { [list]: shorter });
  await bed.work();
  expect(Object.keys(bed.states(pull))).toEqual(['backups', 'alerts', 'docs', 'policy-change']);
});
