import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { openPull } from '../../../src/sandbox/state/pulls.ts';
import { commitFiles } from '../../../src/sandbox/state/pushes.ts';
import { addRepo } from '../../../src/sandbox/state/repositories.ts';
import { type Bed, openBed } from '../bed.ts';
import { checklist, ciFile, ciPath, runCi } from '../evidence/ci.ts';

let bed: Bed;

beforeEach(async () => {
  bed = await openBed({ checklist, files: { [ciPath]: ciFile } });
});

afterEach(() => bed.close());

test('a run of a fork, which names no pull request, is looked at where it is the head of one', async () => {
  const { world } = bed.sandbox;
  const fork = addRepo(world, { owner: bed.person('rea'), name: 'shop-fork', parent: bed.repo });
  const from = bed.repo.refs.get('refs/heads/main') ?? '';
  commitFiles(world, fork, { author: bed.person('rea'), message: 'mine', branch: 'mine', files: { 'mine.txt': '1' }, from });
  const head = { repo: fork, ref: 'mine' };
  const pull = openPull(world, bed.repo, { title: 'Mine', author: bed.person('rea'), base: 'main', head });
  await bed.work();
  bed.clock.advance(60_000);
  await runCi(bed, pull);
  expect(await bed.work()).toContain(`head ${bed.repo.id}/${pull.pull.headSha}`);
  expect(bed.states(pull)).toMatchObject({ covered: 'passed' });
});

test('a commit that is nobody’s head has nothing looked at', async () => {
  await bed.work();
  await bed.store.tasks.want([{ kind: 'head', key: `${bed.repo.id}/${'a'.repeat(40)}`, installation: 1, due: bed.now() }]);
  expect(await bed.work()).toEqual([`head ${bed.repo.id}/${'a'.repeat(40)}`]);
});
