import { afterEach, describe, expect, test } from '@jest/globals';
import type { PullRequest } from '../../../src/sandbox/state/model.ts';
import { closePull, openPull, reopenPull, retarget, setDraft } from '../../../src/sandbox/state/pulls.ts';
import { commitFiles } from '../../../src/sandbox/state/pushes.ts';
import { addRepo } from '../../../src/sandbox/state/repositories.ts';
import { type Bed, type BedOptions, checklist, config, openBed } from '../bed.ts';

let bed: Bed;

afterEach(() => bed.close());

async function opened(options: BedOptions, branch = 'next', files?: Record<string, string>): Promise<PullRequest> {
  bed = await openBed(options);
  const pull = await bed.release(branch, files);
  await bed.work();
  return pull;
}

const shown = (pull: PullRequest) => [bed.check(pull.pull.headSha), bed.boards(pull).length];
const releases = (more: string) => config.replace('releases: { base: [main] }', `releases: { base: [main], ${more} }`);

describe('what is no release', () => {
  test('passes at once and gets no comment', async () => {
    const pull = await opened({ config: releases('head: [release/*]') });
    expect(shown(pull)).toEqual(['success', 0]);
    const [run] = bed.runs(pull.pull.headSha);
    expect([run?.name, run?.output?.title]).toEqual(['gonogo', 'Not a release']);
  });

  test('becomes one by a label, and stays one without it', async () => {
    const pull = await opened({ config: releases('labels: [release]') });
    expect(shown(pull)).toEqual(['success', 0]);
    const issues = bed.as('wil').issues;
    const about = { owner: 'acme', repo: 'shop', issue_number: pull.number };
    await issues.addLabels({ ...about, labels: ['release'] });
    await bed.work();
    expect(shown(pull)).toEqual(['action_required', 1]);
    await issues.removeLabel({ ...about, name: 'release' });
    await bed.work();
    expect(shown(pull)).toEqual(['action_required', 1]);
  });

  test('is one by a label that it no longer has when we look', async () => {
    bed = await openBed({ config: releases('labels: [release]') });
    const pull = await bed.release('next');
    const about = { owner: 'acme', repo: 'shop', issue_number: pull.number };
    await bed.as('wil').issues.addLabels({ ...about, labels: ['release'] });
    await bed.as('wil').issues.removeLabel({ ...about, name: 'release' });
    await bed.work();
    expect(shown(pull)).toEqual(['action_required', 1]);
  });

  test.each([
    ['another version', '{"name":"shop","version":"1.1.0"}', 1],
    ['another dependency', '{"name":"shop","version":"1.0.0","dependencies":{"left":"1.0.0"}}', 0],
  ])('%s in a file that carries it', async (_name, text, boards) => {
    const files = { 'package.json': '{"name":"shop","version":"1.0.0"}' };
    const pull = await opened({ config: releases('version: [package.json]'), files }, 'bump', { 'package.json': text });
    expect(bed.boards(pull)).toHaveLength(boards);
  });
});

describe('where nothing is asked', () => {
  test('without a configuration there is no run and no comment', async () => {
    const pull = await opened({ config: null });
    expect(shown(pull)).toEqual(['none', 0]);
  });

  test('into a branch that is not named there is none either', async () => {
    bed = await openBed({});
    commitFiles(bed.sandbox.world, bed.repo, {
      author: bed.person('ada'),
      message: 'cut',
      branch: 'old',
      files: { 'old.txt': '1' },
    });
    const pull = await bed.release('next');
    retarget(bed.sandbox.world, pull, { base: 'old', sender: bed.person('wil') });
    await bed.work();
    expect(bed.boards(pull)).toHaveLength(0);
    expect(['none', 'cancelled']).toContain(bed.check(pull.pull.headSha));
  });
});

describe('a base that changes', () => {
  test('to one that is not asked of and back: the old answer does not come back with it', async () => {
    bed = await openBed({});
    commitFiles(bed.sandbox.world, bed.repo, {
      author: bed.person('ada'),
      message: 'cut',
      branch: 'old',
      files: { 'old.txt': '1' },
    });
    const pull = await bed.release('next');
    await bed.work();
    await bed.sandbox.as('max').tick(pull, 'backups');
    await bed.sandbox.as('max').tick(pull, 'alerts');
    await bed.work();
    await bed.later(21);
    expect(bed.check(pull.pull.headSha)).toBe('success');
    retarget(bed.sandbox.world, pull, { base: 'old', sender: bed.person('wil') });
    await bed.work();
    expect(bed.check(pull.pull.headSha)).toBe('cancelled');
    retarget(bed.sandbox.world, pull, { base: 'main', sender: bed.person('wil') });
    await bed.work();
    expect(bed.check(pull.pull.headSha)).toBe('action_required');
    await bed.later(21);
    expect(bed.check(pull.pull.headSha)).toBe('success');
  });
});

describe('a configuration', () => {
  test('that cannot be read blocks and says every problem', async () => {
    const pull = await opened({ config: 'version: 1\nchecklist: .github/release.yml\nchecklists: 7\n' });
    expect(shown(pull)).toEqual(['failure', 0]);
    expect(bed.runs(pull.pull.headSha)[0]?.output?.summary).toContain('checklists');
  });

  test('whose checklist is not there', async () => {
    const pull = await opened({ config: config.replace('release.yml', 'nothing.yml') });
    expect(shown(pull)).toEqual(['failure', 0]);
    expect(bed.runs(pull.pull.headSha)[0]?.output?.summary).toContain('nothing.yml');
  });

  test('of the pull request itself is not asked', async () => {
    const pull = await opened({}, 'weaker', {
      '.github/gonogo.yml': 'version: 1\nchecklist: .github/none.yml\n',
      '.github/release.yml': 'x',
    });
    expect(shown(pull)).toEqual(['action_required', 1]);
  });

  test('that disappears from the base is a failure', async () => {
    const pull = await opened({});
    await bed.sandbox.as('ada').push(bed.repo, 'main', { '.github/gonogo.yml': null });
    await bed.work();
    expect(bed.check(pull.pull.headSha)).toBe('failure');
  });

  test('that is mended hears what was ticked meanwhile', async () => {
    const pull = await opened({});
    await bed.sandbox.as('ada').push(bed.repo, 'main', { '.github/gonogo.yml': 'version: 2\n' });
    await bed.work();
    await bed.sandbox.as('max').tick(pull, 'backups');
    await bed.work();
    expect(bed.check(pull.pull.headSha)).toBe('failure');
    await bed.sandbox.as('ada').push(bed.repo, 'main', { '.github/gonogo.yml': config });
    await bed.work();
    expect(bed.states(pull)).toMatchObject({ backups: 'ticked', alerts: 'open' });
  });

  test('under observation answers by another name, and closes the one before', async () => {
    const pull = await opened({ config: `${config}enforcement: observe\n` });
    await bed.sandbox.as('ada').push(bed.repo, 'main', { '.github/gonogo.yml': config });
    await bed.work();
    const runs = bed.runs(pull.pull.headSha).map(({ name, conclusion }) => [name, conclusion]);
    expect(runs).toEqual([
      ['gonogo observe', 'cancelled'],
      ['gonogo', 'action_required'],
    ]);
  });

  test('of the organisation counts where there is none', async () => {
    bed = await openBed({ config: null });
    const above = addRepo(bed.sandbox.world, { owner: bed.acme.account, name: '.github', private: true });
    commitFiles(bed.sandbox.world, above, {
      author: bed.person('ada'),
      message: 'for all',
      branch: 'main',
      files: { '.github/gonogo.yml': config, '.github/release.yml': checklist },
    });
    const pull = await bed.release('next');
    await bed.work();
    expect(shown(pull)).toEqual(['action_required', 1]);
  });
});

describe('what happens to a pull request', () => {
  test('a draft is looked at like any other', async () => {
    const pull = await opened({});
    setDraft(bed.sandbox.world, pull, { draft: true, sender: bed.person('wil') });
    await bed.work();
    expect(shown(pull)).toEqual(['action_required', 1]);
  });

  test('closed, its check is closed; open again it is asked anew, with what was said', async () => {
    const pull = await opened({});
    await bed.sandbox.as('max').tick(pull, 'backups');
    await bed.work();
    closePull(bed.sandbox.world, pull, { sender: bed.person('wil') });
    await bed.work();
    expect(bed.check(pull.pull.headSha)).toBe('cancelled');
    reopenPull(bed.sandbox.world, pull, bed.person('wil'));
    await bed.work();
    expect(bed.check(pull.pull.headSha)).toBe('action_required');
    expect(bed.states(pull)).toMatchObject({ backups: 'ticked' });
    expect(bed.boards(pull)).toHaveLength(1);
  });

  test('from a fork it is asked the same', async () => {
    bed = await openBed({});
    const fork = addRepo(bed.sandbox.world, { owner: bed.person('rea'), name: 'shop', parent: bed.repo });
    commitFiles(bed.sandbox.world, fork, {
      author: bed.person('rea'),
      message: 'mine',
      branch: 'mine',
      from: bed.root,
      files: { 'mine.txt': '1' },
    });
    const pull = openPull(bed.sandbox.world, bed.repo, {
      title: 'Mine',
      author: bed.person('rea'),
      base: 'main',
      head: { repo: fork, ref: 'mine' },
    });
    await bed.work();
    expect(shown(pull)).toEqual(['action_required', 1]);
  });
});
