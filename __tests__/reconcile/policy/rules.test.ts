import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { isPolicy } from '../../../src/checklist/policy.ts';
import type { PolicyAnswer } from '../../../src/reconcile/policy/policies.ts';
import { type RulesInput, rulesFor } from '../../../src/reconcile/policy/rules.ts';
import { changeOf } from '../../../src/reconcile/pull/facts.ts';
import { noMemory } from '../../../src/reconcile/pull/memory.ts';
import { type Bed, checklist, config, openBed } from '../bed.ts';

let bed: Bed;

beforeEach(async () => {
  bed = await openBed();
});

afterEach(() => bed.close());

const list = '.github/release.yml';
const onMain = (files: Readonly<Record<string, string>>) => bed.sandbox.as('ada').push(bed.repo, 'main', files);

async function looking(files: Readonly<Record<string, string>>, more: Partial<RulesInput> = {}) {
  const pull = await bed.release('next', files);
  return async (again: Partial<RulesInput> = {}) => {
    const snapshot = await bed.platform.pull({ place: bed.place, number: pull.number, boards: [], checks: [] });
    if (snapshot === undefined || snapshot.base.tip === null) throw new Error('it is there');
    const answer = await bed.world.policies.at({ place: bed.place, commit: snapshot.base.tip.sha });
    const change = await changeOf(bed.platform, snapshot);
    const of = { world: bed.world, snapshot, memory: noMemory, answer: answer as Extract<PolicyAnswer, { is: 'read' }>, change };
    return rulesFor({ ...of, isRelease: true, ...more, ...again });
  };
}

const idsIn = (rules: Awaited<ReturnType<typeof rulesFor>>) =>
  rules !== undefined && isPolicy(rules.policy) ? rules.policy.checklist.items.map(({ id }) => id) : undefined;

describe('what a pull request is judged by', () => {
  test('is the policy of its base, and where that stood when it was opened', async () => {
    const rules = await (await looking({ 'a.txt': '1' }))();
    expect(idsIn(rules)).toEqual(['backups', 'alerts', 'docs']);
    expect(rules?.opened).toEqual({ commit: bed.repo.refs.get('refs/heads/main'), base: 'main' });
    expect(rules?.files).toBeNull();
  });

  test('is nothing where it is no release and leaves the rules alone', async () => {
    expect(await (await looking({ 'a.txt': '1' }, { isRelease: false }))()).toBeUndefined();
  });

  test('is the word of a policy owner alone where it is none and changes them', async () => {
    expect(idsIn(await (await looking({ [list]: `${checklist}\n` }, { isRelease: false }))())).toEqual(['policy-change']);
  });

  test('where the base has the very same by now, merging changes nothing', async () => {
    const changed = checklist.replace('once', 'twice');
    const look = await looking({ [list]: changed });
    expect(idsIn(await look())).toContain('policy-change');
    await onMain({ [list]: changed });
    expect(idsIn(await look())).not.toContain('policy-change');
  });

  test('where nobody can tell what it changes, a policy owner is asked', async () => {
    const rules = await (await looking({ 'a.txt': '1' }, { isRelease: false, change: null }))();
    expect(idsIn(rules)).toEqual(['policy-change']);
    expect(rules?.remarks.change?.files).toBeNull();
  });

  test('says so where it was opened with a policy that cannot be read any more', async () => {
    const memory = (base: string) => ({ ...noMemory, isRelease: true, opened: { commit: bed.root, base } });
    const look = await looking({ 'a.txt': '1' });
    expect((await look({ memory: memory('main') }))?.policy).toEqual([expect.objectContaining({ code: 'policy.no-opened' })]);
    expect(idsIn(await look({ memory: memory('stable') }))).toEqual(['backups', 'alerts', 'docs']);
  });

  test('is the stricter of then and now', async () => {
    const first = bed.repo.refs.get('refs/heads/main') ?? '';
    await onMain({ '.github/gonogo.yml': `${config}solo: true\n`, [list]: checklist.replace(/.*id: docs.*\n/, '') });
    const memory = { ...noMemory, isRelease: true, opened: { commit: first, base: 'main' } };
    const rules = await (await looking({ 'a.txt': '1' }, { memory }))();
    expect(idsIn(rules)).toEqual(['backups', 'alerts', 'docs']);
    expect(rules?.policy).toMatchObject({ solo: false });
    expect(rules?.remarks.notes.join()).toMatch(/“The guide is up to date”, solo would be asked less of/);
    expect(rules?.opened).toEqual(memory.opened);
  });

  test('what CI collects is that of the last push: one that cannot be read any more takes nothing away', async () => {
    const first = bed.repo.refs.get('refs/heads/main') ?? '';
    const machine =
      '      - { id: covered, title: Covered, level: must, gate: coverage, source: { files: l.info }, limits: { lines: 80 } }\n';
    await onMain({ [list]: `${checklist}${machine}` });
    const withIt = bed.repo.refs.get('refs/heads/main') ?? '';
    await onMain({ [list]: checklist });
    const look = await looking({ 'a.txt': '1' });
    const head = bed.repo.refs.get('refs/heads/next') ?? '';
    const at = (commit: string, base = 'main') => {
      const heads = [{ sha: head, at: bed.now(), tree: null, changeSet: null, policy: { commit, base } }];
      return { ...noMemory, isRelease: true, opened: { commit: withIt, base: 'main' }, heads };
    };
    expect(idsIn(await look({ memory: at(withIt) }))).toContain('covered');
    expect(idsIn(await look({ memory: at(bed.root) }))).toContain('covered');
    expect(idsIn(await look({ memory: at(first) }))).not.toContain('covered');
    expect(idsIn(await look({ memory: at(withIt, 'stable') }))).not.toContain('covered');
    expect((await look({ memory: at(withIt) }))?.remarks.notes.join()).toContain('until the next push');
  });
});
