import { afterAll, describe, expect, test } from '@jest/globals';
import { partOf } from '../../../src/doors/action/gather.ts';
import { judgeRun, type Matter } from '../../../src/doors/action/judged.ts';
import { findPolicy } from '../../../src/doors/action/policy.ts';
import type { Claim } from '../../../src/gates/engine/contract.ts';
import { digest } from '../../../src/ground/json.ts';
import { checklist, folder, git, removeFolders } from '../child.ts';
import { commit, pullEvent, shop, sourcesOf, type Told } from './shop.ts';

afterAll(removeFolders);
const now = '2026-11-20T10:00:00Z';
const source = { files: 'coverage/lcov.info' };
const item = (more: string) =>
  `{ title: Covered, gate: coverage, source: { files: coverage/lcov.info }, limits: { lines: 80 }, ${more} }`;

const claimOf = (lines: number): Claim => ({
  gate: 'coverage',
  source: digest(source),
  at: now,
  tookMs: 1,
  state: 'broken',
  reason: `nobody knows ${lines}`,
});

interface Wish {
  readonly items: readonly string[];
  readonly event?: (at: { head: string; base: string }) => Told;
  readonly at?: string;
  readonly matter?: Partial<Matter>;
  readonly claims?: readonly Claim[];
}

async function verdictOf({ items, event = pullEvent, at, matter, claims = [claimOf(1)] }: Wish) {
  const { root, base, head: first } = shop({ '.github/release.yml': checklist(...items), 'api/x.ts': '1\n' });
  const head = commit(root, { 'api/x.ts': '2\n' });
  expect(first).not.toBe(head);
  const sources = await sourcesOf(at ?? root, event({ head, base }));
  const found = await findPolicy(await sourcesOf(root, pullEvent({ head, base })), head);
  if (!('checklist' in found.policy)) throw new Error(JSON.stringify(found.policy));
  const full: Matter = { head, phases: ['merge', 'sign-off'], ...matter };
  const { policy } = partOf(found.policy, full.phases, { gates: [], targets: [] });
  return { verdict: await judgeRun({ matter: full, sources, policy, claims, now }), head, base, root };
}

const applies = async (when: string, wish: Partial<Wish> = {}) => {
  const { verdict } = await verdictOf({ items: [item('id: always'), item(`id: some, when: ${when}`)], ...wish });
  return verdict.items.find(({ id }) => id === 'some')?.applies;
};

describe('what an event tells decides which conditions hold', () => {
  test('the paths of the change', async () => {
    expect(await applies("{ paths: ['api/**'] }")).toBe(true);
    expect(await applies("{ paths: ['web/**'] }")).toBe(false);
  });

  test('all of them, where the checkout does not tell', async () => {
    expect(await applies("{ paths: ['web/**'] }", { at: folder() })).toBe(true);
  });

  test('all of them, where no pull request does', async () => {
    const event = ({ head }: { head: string }): Told => ({
      event: 'push',
      env: { GITHUB_REF: 'refs/heads/main', GITHUB_SHA: head },
    });
    expect(await applies("{ paths: ['web/**'] }", { event })).toBe(true);
  });
});

test('evidence is of the head, by this run, and judged as the machine’s part', async () => {
  const { verdict, head, root } = await verdictOf({ items: [item('id: one')] });
  expect(verdict).toMatchObject({
    scope: 'machine',
    subject: { kind: 'workspace', repoId: 7, sha: head },
    head,
    decision: 'cannot-tell',
    items: [{ id: 'one', state: 'cannot-tell' }],
  });
  expect(git(root, 'rev-parse', 'HEAD')).toBe(head);
});

test('evidence that is not there is no proof', async () => {
  const { verdict } = await verdictOf({ items: [item('id: one')], claims: [] });
  expect(verdict).toMatchObject({ decision: 'cannot-tell', items: [{ state: 'cannot-tell' }] });
});

test('nothing to prove is nothing proved', async () => {
  const { verdict } = await verdictOf({ items: ['{ id: looked, title: Looked at }'] });
  expect(verdict).toMatchObject({ decision: 'cannot-tell', obstacles: [{ kind: 'nothing-required' }] });
});

test('a release by its tag', async () => {
  const released = { commit: 'a'.repeat(40), tag: 'v1', at: undefined, notes: [] };
  const { verdict } = await verdictOf({ items: [item('id: one, phase: verify')], matter: { phases: ['verify'], released } });
  expect(verdict).toMatchObject({ subject: { kind: 'release', tag: 'v1' }, items: [{ id: 'one', state: 'cannot-tell' }] });
});

test('without a policy it is cannot tell, with every problem of it', async () => {
  const { root, base, head } = shop();
  const sources = await sourcesOf(root, pullEvent({ base, head }));
  const policy = [{ code: 'x', message: 'it is broken', remedy: 'Mend it.' }];
  const verdict = await judgeRun({ matter: { head, phases: ['merge'] }, sources, policy, claims: [], now });
  expect(verdict).toMatchObject({ policy: null, decision: 'cannot-tell', items: [] });
});
