import { utimesSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import type { Policy } from '../../../src/checklist/policy.ts';
import { gather, partOf } from '../../../src/doors/action/gather.ts';
import { findPolicy } from '../../../src/doors/action/policy.ts';
import { ProblemError } from '../../../src/ground/problem.ts';
import { checklist, covered, git, removeFolders, write } from '../child.ts';
import { commit, report, shop, sourcesOf } from './shop.ts';

afterAll(removeFolders);

const items = checklist(
  covered,
  '{ id: tests, title: Tests pass, gate: tests, source: { files: junit.xml } }',
  '{ id: live, title: It is well, phase: verify, gate: health, target: production, source: { path: / } }',
  '{ id: staged, title: It is well, phase: verify, gate: health, target: staging, source: { path: / } }',
  '{ id: looked, title: Looked at }',
);
const config = `version: 1
checklist: .github/release.yml
targets: { production: { url: 'https://example.com', ca: ca.pem }, staging: { url: 'https://staging.example.com' } }
`;
const made = () => shop({ '.github/gonogo.yml': config, '.github/release.yml': items, 'package.json': '{"version":"1.2.3"}' });

async function policyOf(root: string, head: string): Promise<Policy> {
  const event = { event: 'push', env: { GITHUB_REF: 'refs/heads/main', GITHUB_SHA: head } };
  const { policy } = await findPolicy(await sourcesOf(root, event), head);
  if (!('checklist' in policy)) throw new Error(JSON.stringify(policy));
  return policy;
}

const here = made();
const wanted = (gates: string[], targets: string[] = []) => ({ gates, targets });

describe('what a run can speak of', () => {
  const named = async (phases: Parameters<typeof partOf>[1], what = wanted([])) => {
    const { uses, policy } = partOf(await policyOf(here.root, here.base), phases, what);
    return { uses: uses.map(({ gate, target }) => target ?? gate), items: policy.checklist.items.map(({ id }) => id) };
  };

  test('what gates prove in its phases, and nobody’s box', async () => {
    expect(await named(['merge', 'sign-off'])).toEqual({ uses: ['coverage', 'tests'], items: ['coverage', 'tests'] });
    expect(await named(['verify'])).toEqual({ uses: ['production', 'staging'], items: ['live', 'staged'] });
  });

  test('only what was asked for', async () => {
    expect(await named(['merge'], wanted(['tests']))).toEqual({ uses: ['tests'], items: ['tests'] });
    expect(await named(['verify'], wanted([], ['staging']))).toEqual({ uses: ['staging'], items: ['staged'] });
  });

  test.each([
    [
      wanted(['covrage']),
      /^the input gates names "covrage"/,
      /^Did you mean coverage\? It puts these to use: coverage, tests\.$/,
    ],
    // There is such a gate, and nothing here puts it to use.
    [
      wanted(['health']),
      /names "health", which the policy does not put to use here/,
      /^It puts these to use: coverage, tests\.$/,
    ],
    [wanted([], ['prod']), /^the input target names "prod"/, /It puts these to use: production, staging\./],
    [wanted([], ['constructor']), /target/, /It puts these to use/],
  ])('%j is refused', async (what, message, remedy) => {
    const error = await named(['merge'], what).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ProblemError);
    expect((error as ProblemError).problems).toEqual([
      { code: 'action.input', message: expect.stringMatching(message), remedy: expect.stringMatching(remedy) },
    ]);
  });
});

describe('what gates claim', () => {
  const collect = async (root: string, at: { head: string; base: string }, what = wanted(['coverage'])) => {
    const sources = await sourcesOf(root, { event: 'push', env: { GITHUB_REF: 'refs/heads/main', GITHUB_SHA: at.head } });
    const part = partOf(await policyOf(root, at.base), ['merge', 'verify'], what);
    const { signal } = new AbortController();
    return gather(part, at.head, { sources, env: {}, signal, tag: undefined, onProgress: () => {} });
  };

  test('of a report of this run', async () => {
    const { root, ...at } = made();
    report(root, 9);
    expect(await collect(root, at)).toMatchObject([{ gate: 'coverage', state: 'collected' }]);
  });

  test('not of one that an older run left in a workspace that is used again', async () => {
    const { root, ...at } = made();
    report(root, 9);
    utimesSync(join(root, 'coverage/lcov.info'), 1, 1);
    expect(await collect(root, at)).toMatchObject([{ state: 'broken', reason: expect.stringMatching(/older/) }]);
  });

  test('not of one that the change brings along', async () => {
    const { root, base } = made();
    report(root, 10);
    git(root, 'add', '--force', 'coverage/lcov.info');
    const head = commit(root, {});
    expect(await collect(root, { base, head })).toMatchObject([
      { state: 'broken', reason: expect.stringMatching(/commit|track/) },
    ]);
  });

  test('the authority of a target is that of the policy, not that of the change', async () => {
    const { root, base } = made();
    const head = commit(root, { 'ca.pem': 'mine' });
    write(root, { 'ca.pem': 'mine too' });
    const claims = await collect(root, { base, head }, wanted(['health'], ['production']));
    expect(claims).toMatchObject([
      { target: 'production', state: 'broken', reason: expect.stringMatching(/there is no ca\.pem/) },
    ]);
  });
});
