// A branch that is set back to an older commit; what people said of that, and what CI found, is told in the stories of the App.
import { afterEach, expect, test } from '@jest/globals';
import { collectAll } from '../../../src/gates/engine/runner.ts';
import { openWorkspace } from '../../../src/gates/engine/workspace.ts';
import { gateById } from '../../../src/gates/registry.ts';
import type { PullRequest } from '../../../src/sandbox/state/model.ts';
import { push } from '../../../src/sandbox/state/pushes.ts';
import { withFolder } from '../../gates/folder.ts';
import { npmV2 } from '../../gates/reports/samples.ts';
import { artifactFor, ciFile, ciPath, runCi, textFor } from '../../reconcile/evidence/ci.ts';
import { type Cast, items, openCast, settled, withSignOff } from './cast.ts';

let bed: Cast;

afterEach(() => bed.close());

/** Newer work on it, and then the branch is where it was. */
async function thereAndBack(pull: PullRequest, by: string, days = 0): Promise<void> {
  const sha = pull.pull.headSha;
  await bed.sandbox.as('wil').push(bed.repo, 'next', { 'next.txt': 'newer\n' });
  await bed.work();
  await bed.later(days * 86_400);
  push(bed.sandbox.world, { repo: bed.repo, ref: 'refs/heads/next', sha, sender: bed.person(by), force: true });
  await bed.work();
  expect(pull.pull.headSha).toBe(sha);
}

test('after four days what was found in dependencies is too old for that commit as for any other: CI has to look again', async () => {
  const use = { gate: 'dependencies', source: { files: 'audit.json' }, limits: { critical: 1 } };
  const asked = `${items}      - { id: deps, title: Dependencies are safe, level: must, gate: dependencies, source: { files: audit.json }, limits: { critical: 1 } }\n`;
  bed = await openCast({ checklist: asked, files: { [ciPath]: ciFile } });
  const claims = await withFolder({ 'audit.json': JSON.stringify(npmV2) }, async (root) =>
    collectAll([use], { gateById, workspace: await openWorkspace(root) }),
  );
  const leaves = (run: Parameters<typeof textFor>[0]) => {
    const now = claims.map((claim) => ({ ...claim, at: `${bed.now().slice(0, 19)}Z` }));
    return [artifactFor(textFor(run, now))];
  };
  const pull = await bed.release('next');
  await runCi(bed, pull, { leaves });
  await bed.work();
  expect(bed.states(pull)).toMatchObject({ deps: 'passed' });
  await thereAndBack(pull, 'wil');
  expect(bed.states(pull)).toMatchObject({ deps: 'passed' });
  await thereAndBack(pull, 'wil', 4);
  expect(bed.states(pull)).toMatchObject({ deps: 'stale' });
  await runCi(bed, pull, { leaves });
  await bed.work();
  expect(bed.states(pull)).toMatchObject({ deps: 'passed' });
});

test('who sets it back has pushed it: their own approval and ticks are no second person’s any more', async () => {
  bed = await openCast({ checklist: withSignOff });
  const pull = await bed.release('next');
  await bed.work();
  for (const item of ['backups', 'alerts']) await bed.sandbox.as('max').tick(pull, item);
  await bed.sandbox.as('max').review(pull, 'APPROVED');
  await bed.work();
  expect(await settled(bed, pull)).toBe('success');
  await thereAndBack(pull, 'max');
  expect(bed.states(pull)).toMatchObject({ backups: 'ticked', alerts: 'ticked', security: 'open' });
  expect(await settled(bed, pull)).toBe('action_required');
  await bed.sandbox.as('tri').review(pull, 'APPROVED');
  await bed.work();
  expect(await settled(bed, pull)).toBe('success');
});
