import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readFileAt } from '../../../src/doors/action/commits.ts';
import { findPolicy } from '../../../src/doors/action/policy.ts';
import { type Sources } from '../../../src/doors/action/sources.ts';
import { checklist, covered, folder, git, removeFolders, repository } from '../child.ts';
import { farAway } from './far.ts';
import { commit, files, pullEvent, sourcesOf, type Told } from './shop.ts';

afterAll(removeFolders);

const config = (limit: number, more = '') =>
  `version: 1\nchecklist: .github/release.yml\nreleases: { base: [main, stable, 'rel-*'] }\ngates: { coverage: { limits: { lines: ${limit} } } }\n${more}`;
const item = '{ id: coverage, title: Tests cover the code, gate: coverage, source: { files: coverage/lcov.info } }';

/** What is at GitHub: each branch has a policy of its own. */
function origin() {
  const root = repository({ '.github/gonogo.yml': config(80), '.github/release.yml': checklist(item) });
  const at: { [name: string]: string } = { base: git(root, 'rev-parse', 'HEAD') };
  const branch = (name: string, limit: number) => {
    git(root, 'switch', '--quiet', '--create', name, at['base'] ?? '');
    const sha = commit(root, { '.github/gonogo.yml': config(limit) });
    git(root, 'tag', `on-${name}`);
    return sha;
  };
  for (const [name, limit] of [
    ['release/1', 10],
    ['stable', 20],
    ['rel-1', 30],
    ['topic', 40],
  ] as const)
    at[name] = branch(name, limit);
  git(root, 'switch', '--quiet', 'main');
  at['now'] = commit(root, { '.github/gonogo.yml': config(90) });
  return { root, at: (name: string) => at[name] ?? '' };
}

let far: ReturnType<typeof origin>;
let whole: string;
beforeAll(() => {
  far = origin();
  whole = cloned();
});

function cloned(...options: readonly string[]): string {
  const root = folder();
  git(root, 'clone', '--quiet', ...options, `file://${far.root}`, 'shop');
  return join(root, 'shop');
}

/** All is in the checkout and nobody may be asked, or nothing is and somebody may. */
const ways: { readonly [way: string]: (event: Told) => Promise<Sources> } = {
  'from the checkout': (event) => sourcesOf(whole, event),
  'from GitHub': async (event) => ({ ...(await sourcesOf(folder(), event)), hub: async () => farAway(far) }),
};

const push = (ref: string, at: string, event = 'push'): Told => ({ event, env: { GITHUB_REF: ref, GITHUB_SHA: far.at(at) } });
const deployed = (at: string): Told => ({
  event: 'deployment_status',
  payload: { deployment: { sha: far.at(at), ref: at, environment: 'production' }, deployment_status: { state: 'success' } },
  env: { GITHUB_REF: `refs/heads/${at}`, GITHUB_SHA: far.at(at) },
});
const released = (at: string): Told => ({
  event: 'release',
  payload: { release: { tag_name: `on-${at}`, published_at: null } },
  env: { GITHUB_REF: `refs/tags/on-${at}`, GITHUB_SHA: far.at(at) },
});
const pull = (): Told => pullEvent({ head: far.at('release/1'), base: far.at('base') });

describe.each(Object.entries(ways))('%s', (_, sourcesFor) => {
  test.each<[string, () => Told, string, string, string]>([
    ['a pull request', pull, 'release/1', 'base', 'the tip of main'],
    [
      'a merge group',
      () => ({ event: 'merge_group', payload: { merge_group: { head_sha: far.at('release/1'), base_sha: far.at('base') } } }),
      'release/1',
      'base',
      'the base of the merge group',
    ],
    ['a push to the default branch', () => push('refs/heads/main', 'base'), 'base', 'base', 'this commit of main'],
    ['a schedule', () => push('refs/heads/main', 'now', 'schedule'), 'now', 'now', 'this commit of main'],
    ['a push to a base that is named', () => push('refs/heads/stable', 'stable'), 'stable', 'stable', 'this commit of stable'],
    ['a push to a base by its pattern', () => push('refs/heads/rel-1', 'rel-1'), 'rel-1', 'rel-1', 'this commit of rel-1'],
    ['a push to another branch', () => push('refs/heads/topic', 'topic'), 'topic', 'now', 'the tip of main'],
    [
      'another branch at a commit of the base',
      () => push('refs/heads/topic', 'base'),
      'base',
      'base',
      'this commit, which main holds',
    ],
    [
      'a run by hand on another branch',
      () => push('refs/heads/topic', 'topic', 'workflow_dispatch'),
      'topic',
      'now',
      'the tip of main',
    ],
    [
      'a run by hand on the default branch',
      () => push('refs/heads/main', 'now', 'workflow_dispatch'),
      'now',
      'now',
      'this commit of main',
    ],
    ['a release that a base holds', () => released('stable'), 'stable', 'stable', 'this commit, which stable holds'],
    ['a release that no base holds', () => released('topic'), 'topic', 'now', 'the tip of main'],
    ['a pushed tag that no base holds', () => push('refs/tags/on-topic', 'topic'), 'topic', 'now', 'the tip of main'],
    [
      'a pushed tag that a base holds',
      () => push('refs/tags/on-stable', 'stable'),
      'stable',
      'stable',
      'this commit, which stable holds',
    ],
    ['a deployment that a base holds', () => deployed('stable'), 'stable', 'stable', 'this commit of stable'],
    ['a deployment that no base holds', () => deployed('topic'), 'topic', 'now', 'the tip of main'],
    // Which branch a run is on says nothing of a tag that it is told to look at.
    ['a tag by its name, on a base', () => push('refs/heads/stable', 'stable'), 'topic', 'now', 'the tip of main'],
    ['a tag by its name, on the default branch', () => push('refs/heads/main', 'now'), 'topic', 'now', 'the tip of main'],
  ])('%s', async (_name, event, head, wanted, because) => {
    const found = await findPolicy(await sourcesFor(event()), far.at(head));
    expect({ commit: found.commit, because: found.because }).toEqual({ commit: far.at(wanted), because });
    expect(found.policy).toMatchObject({ commit: far.at(wanted) });
  });
});

describe('a pull request that is run again', () => {
  const again = async (sources: Sources) => findPolicy(sources, far.at('release/1'));
  const second = (): Told => ({ ...pull(), env: { ...pull().env, GITHUB_RUN_ATTEMPT: '2' } });

  test('is judged by what the base has come to be', async () => {
    const sources = { ...(await sourcesOf(whole, second())), hub: async () => farAway(far) };
    expect((await again(sources)).commit).toBe(far.at('now'));
  });

  test('by what it was when nobody may be asked', async () => {
    expect((await again(await sourcesOf(whole, second()))).commit).toBe(far.at('base'));
  });
});

test('a pull request that brings other settings is judged by those of the base, and people are told', async () => {
  const { policy, notes } = await findPolicy(await sourcesOf(whole, pull()), far.at('release/1'));
  expect(policy).toMatchObject({ checklist: { items: [{ proof: { use: { limits: { lines: 80 } } } }] } });
  expect(notes).toEqual([
    `.github/gonogo.yml is another one in this pull request: it is judged by that of ${far.at('base').slice(0, 12)}.`,
  ]);
});

describe('one that takes settings away, or makes a link of them', () => {
  const changed = async (change: (root: string) => void) => {
    const root = repository(files);
    const base = git(root, 'rev-parse', 'HEAD');
    git(root, 'switch', '--quiet', '--create', 'release/1');
    change(root);
    const head = commit(root, {});
    return findPolicy(await sourcesOf(root, pullEvent({ head, base })), head);
  };

  test('the checklist', async () => {
    const found = await changed((root) => git(root, 'rm', '--quiet', '.github/release.yml'));
    expect(found.policy).toHaveProperty('checklist');
    expect(found.notes).toEqual([expect.stringMatching(/^\.github\/release\.yml is another one/)]);
  });

  test('the configuration', async () => {
    const found = await changed((root) => git(root, 'mv', '.github/gonogo.yml', '.github/gone.yml'));
    expect(found.policy).toHaveProperty('checklist');
    expect(found.notes).toEqual([expect.stringMatching(/^\.github\/gonogo\.yml is another one/)]);
  });
});

describe('a shallow checkout', () => {
  test('with a token, the rest comes from GitHub', async () => {
    const sources = { ...(await sourcesOf(cloned('--depth=1'), pull())), hub: async () => farAway(far) };
    expect((await findPolicy(sources, far.at('release/1'))).policy).toMatchObject({ commit: far.at('base') });
  });

  test.each([
    [
      'a pull request',
      pull,
      'release/1',
      /^the commit [0-9a-f]{12} of the policy is neither in the checkout nor given by GitHub$/,
    ],
    [
      'a push to another branch',
      () => push('refs/heads/topic', 'topic'),
      'topic',
      /^the tip of main, which holds the policy, is neither/,
    ],
  ] as const)('without one, nothing can be judged: %s', async (_, event, head, message) => {
    const root = folder();
    git(root, 'init', '--quiet');
    const { policy } = await findPolicy(await sourcesOf(root, event()), far.at(head));
    expect(policy).toEqual([
      {
        code: 'action.no-policy-commit',
        message: expect.stringMatching(message),
        remedy: expect.stringContaining('fetch-depth: 0'),
      },
    ]);
  });
});

describe('a policy that cannot be used', () => {
  const at = async (texts: { readonly [path: string]: string }, others?: { readonly [name: string]: string }) => {
    const root = repository(texts);
    const head = git(root, 'rev-parse', 'HEAD');
    const sources = await sourcesOf(root, { event: 'push', env: { GITHUB_REF: 'refs/heads/main', GITHUB_SHA: head } });
    return findPolicy({ ...sources, hub: async () => others && farAway({ root, others }) }, head);
  };

  test('because there is none', async () => {
    expect((await at({ a: 'a' })).policy).toMatchObject([
      { code: 'policy.no-config', message: 'there is no configuration at this commit of main', file: '.github/gonogo.yml' },
    ]);
  });

  test('with every problem in it, each with its place', async () => {
    const broken = 'version: 1\nchecklist: .github/release.yml\nenforcment: observe\nsolo: maybe\n';
    const { policy } = await at({ ...files, '.github/gonogo.yml': broken });
    const places = (policy as readonly { file?: string; line?: number }[]).map(({ file, line }) => `${file}:${line}`);
    expect(places).toEqual(['.github/gonogo.yml:3', '.github/gonogo.yml:4']);
  });

  test('because the checklist is not there, or no file', async () => {
    expect((await at({ '.github/gonogo.yml': files['.github/gonogo.yml'] })).policy).toMatchObject([
      { code: 'policy.no-file', file: '.github/release.yml' },
    ]);
    const odd = { ...files, '.github/release.yml': `${checklist(covered)}# ${'x'.repeat(1024 * 1024)}\n` };
    expect((await at(odd)).policy).toMatchObject([{ message: 'it cannot be read: it is larger than 1024 KiB' }]);
  });

  test('because the token does not read what it extends', async () => {
    const texts = { ...files, '.github/gonogo.yml': `${files['.github/gonogo.yml']}_extends: acme/baseline\n` };
    for (const others of [undefined, {}]) {
      expect((await at(texts, others)).policy).toMatchObject([
        { code: 'policy.no-baseline', path: '_extends', remedy: expect.stringContaining('with: token:') },
      ]);
    }
    const baseline = repository({ '.github/gonogo.yml': 'version: 1\nsolo: true\n' });
    expect((await at(texts, { baseline })).policy).toHaveProperty('checklist');
  });

  test('the organisation has one', async () => {
    const above = repository(files);
    expect((await at({ a: 'a' }, { '.github': above })).policy).toMatchObject({ commit: git(above, 'rev-parse', 'HEAD') });
  });
});

test('a made-up repository in the place of the checkout changes nothing', async () => {
  const root = repository({ '.github/gonogo.yml': 'version: 1\nchecklist: general\n' });
  const sources = { ...(await sourcesOf(root, pull())), hub: async () => farAway(far) };
  expect(await readFileAt(sources.checkout.objects, far.at('base'), '.github/gonogo.yml')).toBeUndefined();
  expect((await findPolicy(sources, far.at('release/1'))).policy).toMatchObject({ commit: far.at('base') });
});
