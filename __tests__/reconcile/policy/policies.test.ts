import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Policies } from '../../../src/reconcile/policy/policies.ts';
import { PlatformError } from '../../../src/reconcile/ports/faults.ts';
import type { FileAnswer, Platform } from '../../../src/reconcile/ports/platform.ts';
import { checklist, config } from '../bed.ts';

type Files = Readonly<Record<string, string | Exclude<FileAnswer, { is: 'text' }>>>;

let clock = 0;
let asked: string[] = [];
let repositories: Record<string, { id: number; tip: string | null; files: Files }> = {};

const place = { installation: 1, repoId: 7, owner: 'acme', name: 'shop' };

beforeEach(() => {
  clock = 0;
  asked = [];
  repositories = { shop: { id: 7, tip: 'shop-tip', files: {} } };
});

const platform: Pick<Platform, 'file' | 'repository'> = {
  file: async ({ place: { name }, commit, path }) => {
    asked.push(`${name} ${commit} ${path}`);
    const found = repositories[name]?.files[path];
    if (found === undefined) return { is: 'none' };
    return typeof found === 'string' ? { is: 'text', text: found, oid: 'o' } : found;
  },
  repository: async ({ installation, owner, name }) => {
    asked.push(`repository ${owner}/${name}`);
    const found = repositories[name];
    return found && { place: { installation, repoId: found.id, owner, name }, branch: 'main', tip: found.tip };
  },
};

const bundled = {
  profile: async (name: string) => ({ file: `${name}.yml`, text: checklist }),
  catalogueFor: async () => [],
};

let policies = new Policies({ platform: platform, bundled, now: () => clock });
afterEach(() => {
  policies = new Policies({ platform: platform, bundled, now: () => clock });
});

const put = (name: string, files: Files) => {
  repositories[name] = { id: name === 'shop' ? 7 : 8, tip: `${name}-tip`, files };
};
const own = { '.github/gonogo.yml': config, '.github/release.yml': checklist };
const at = (commit = 'c') => policies.at({ place, commit });

test('is that of the commit', async () => {
  put('shop', own);
  expect(await at()).toMatchObject({ is: 'read', policy: { commit: 'c', checklist: { title: 'Release of the shop' } } });
});

describe('without a configuration', () => {
  test('and without an organisation that says anything there is none', async () => {
    expect(await at()).toEqual({ is: 'none' });
    repositories['.github'] = { id: 9, tip: null, files: own };
    clock += 61_000;
    expect(await at()).toEqual({ is: 'none' });
  });

  test('it is what the organisation says, at its tip, with the checklists from there', async () => {
    put('.github', own);
    expect(await at()).toMatchObject({ is: 'read', policy: { commit: '.github-tip' } });
    expect(asked).toContain('.github .github-tip .github/release.yml');
  });

  test('in the repository of the organisation itself there is none', async () => {
    put('.github', own);
    expect(await policies.at({ place: { ...place, repoId: 8, name: 'x' }, commit: 'c' })).toEqual({ is: 'none' });
  });
});

describe('what cannot be read is told, and is not none', () => {
  test.each([
    ['a configuration that is none', { '.github/gonogo.yml': 'version: 7\n' }],
    ['one that is too large', { '.github/gonogo.yml': { is: 'unusable', because: 'it is too large' } }],
    ['a checklist that is not there', { '.github/gonogo.yml': config }],
    ['a checklist that is a link', { ...own, '.github/release.yml': { is: 'unusable', because: 'it is a link' } }],
    ['a baseline that is not there', { ...own, '.github/gonogo.yml': `${config}_extends: rules\n` }],
  ] satisfies [string, Files][])('%s', async (_name, files) => {
    put('shop', files);
    const answer = await at();
    expect(answer.is).toBe('unreadable');
    expect(answer.is === 'unreadable' && answer.problems.length).toBeGreaterThan(0);
  });

  test('what GitHub does not answer is thrown, and asked again', async () => {
    put('shop', own);
    const file = platform.file;
    Object.assign(platform, {
      file: async () => {
        throw new PlatformError('away', { kind: 'unavailable', asked: 'GET' });
      },
    });
    await expect(at()).rejects.toThrow('away');
    Object.assign(platform, { file });
    expect((await at()).is).toBe('read');
  });
});

test('a commit is read once, and again after a minute, since what it extends may be another', async () => {
  put('shop', own);
  await Promise.all([at(), at()]);
  const first = asked.length;
  await at();
  expect(asked.length).toBe(first);
  clock += 61_000;
  await at();
  expect(asked.length).toBe(2 * first);
});

test('a baseline adds to it', async () => {
  put('rules', {
    '.github/gonogo.yml': 'version: 1\nchecklist: .github/more.yml\n',
    '.github/more.yml': checklist.replaceAll(/id: (\w+)/g, 'id: our-$1'),
  });
  put('shop', { ...own, '.github/gonogo.yml': `${config}_extends: rules\n` });
  const answer = await at();
  if (answer.is !== 'read') throw new Error(JSON.stringify(answer));
  expect(answer.policy.checklist.items.map(({ id }) => id)).toEqual(expect.arrayContaining(['backups', 'our-backups']));
});
