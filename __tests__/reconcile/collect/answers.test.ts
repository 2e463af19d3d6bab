import { describe, expect, test } from '@jest/globals';
import type { Policy } from '../../../src/checklist/policy.ts';
import { answersFor, opinionsOf } from '../../../src/reconcile/collect/answers.ts';
import type { PullSnapshot, Review } from '../../../src/reconcile/ports/snapshot.ts';
import type { World } from '../../../src/reconcile/world.ts';

const person = (id: number, kind: 'human' | 'bot' = 'human') => ({ id, login: `p${id}`, kind });
const review = (id: number, by: number, says: Review['says'], more: Partial<Review> = {}): Review => ({
  id,
  by: person(by),
  says,
  at: '2026-11-21T12:00:00.000Z',
  on: { sha: 'head', tree: 't' },
  url: `https://github.com/r/${id}`,
  ...more,
});

describe('the last word of each person', () => {
  test.each<[string, Review['says'][], string[]]>([
    ['approved', ['approved'], ['approved']],
    ['answered', ['changes', 'approved'], ['approved']],
    ['taken back', ['approved', 'changes'], ['changes']],
    ['dismissed', ['dismissed'], []],
    ['an approval that was followed by one that was dismissed', ['approved', 'dismissed'], []],
    ['what was asked for stays asked for', ['changes', 'dismissed'], ['changes']],
    ['dismissed and given again', ['dismissed', 'approved'], ['approved']],
  ])('%s', (_, says, left) => {
    expect(opinionsOf(says.map((each, at) => review(at, 1, each))).map((each) => each.says)).toEqual(left);
  });

  test('of programs and of accounts that are no more there is none', () => {
    expect(opinionsOf([review(1, 1, 'approved', { by: null }), review(2, 2, 'approved', { by: person(2, 'bot') })])).toEqual([]);
  });
});

const place = { installation: 1, repoId: 7, owner: 'acme', name: 'shop' };

function answering({
  reviews = [review(1, 2, 'approved')] as PullSnapshot['reviews'],
  owners = '',
  kind = 'human',
  known = true,
}) {
  const asked: string[] = [];
  const trees: Record<string, object[]> = { old: [], new: [{ path: 'src/a.ts', mode: '100644', oid: 'a' }] };
  const platform = {
    people: async ({ people, teams }: { people: { id: number; login: string }[]; teams: string[] }) => {
      asked.push(...teams);
      const facts = { kind, permission: 'write', codeowner: 'unknown' };
      const of = (team: string) => [team, team === 'acme/lead' ? 'member' : 'not-member'];
      const all = people.map(({ id, login }) => [id, { ...facts, login, teams: Object.fromEntries(teams.map(of)) }]);
      return Object.fromEntries(known ? all : []);
    },
    file: async () => (owners === '' ? { is: 'none' } : { is: 'text', text: owners, oid: 'o' }),
    mergeBase: async () => ({ sha: 'm', tree: 'old' }),
    tree: async ({ oid }: { oid: string }) => trees[oid] ?? null,
    shownChecks: async ({ sha }: { sha: string }) => [{ kind: 'run', id: 1, name: sha, by: null, conclusion: null }],
  };
  const snapshot = {
    place,
    head: { sha: 'head', tree: 'new' },
    base: { tip: { sha: 'base' } },
    author: person(1),
    committers: [person(1)],
    reviews,
  };
  const policy = { people: { lead: { team: 'acme/lead' }, nobody: { users: ['other'] } } };
  const answers = answersFor({
    world: { platform } as unknown as World,
    place,
    head: 'head',
    policy: policy as unknown as Policy,
    snapshot: async () => snapshot as unknown as PullSnapshot,
    pushers: [person(3)],
  });
  return { answers, asked };
}

describe('reviews', () => {
  test('by role, with what is known of who gave them', async () => {
    const { answers, asked } = answering({ owners: '* @acme/lead\n' });
    expect(await answers.reviews({ role: 'lead' })).toEqual([
      {
        by: 'p2',
        says: 'approved',
        isCurrent: true,
        own: 'no',
        write: 'yes',
        named: 'yes',
        codeowner: 'yes',
        url: 'https://github.com/r/1',
      },
    ]);
    expect(asked).toEqual(['acme/lead']);
  });

  test.each([
    [{ role: 'nobody' }, 'no'],
    [{ users: ['P2'] }, 'yes'],
    [{ team: 'acme/other' }, 'no'],
    [{ team: 'acme/other', users: ['p2'] }, 'yes'],
    [{}, 'no'],
  ])('named %j: %s', async (named, is) => {
    expect(await answering({}).answers.reviews(named)).toMatchObject([{ named: is }]);
  });

  test('of an earlier commit, of the author, of who pushed', async () => {
    const reviews = [
      review(1, 1, 'approved'),
      review(2, 2, 'approved', { on: { sha: 'older', tree: 't' } }),
      review(3, 3, 'approved'),
      review(4, 4, 'approved', { on: null }),
    ];
    const found = await answering({ reviews }).answers.reviews({});
    expect(found.map(({ own, isCurrent }) => [own, isCurrent])).toEqual([
      ['yes', true],
      ['no', false],
      ['yes', true],
      ['no', false],
    ]);
  });

  test('a program that the platform knows better is none', async () => {
    expect(await answering({ kind: 'bot' }).answers.reviews({})).toEqual([]);
  });

  test('a role that is not mapped, and a list that is not whole, are no answer', async () => {
    await expect(answering({}).answers.reviews({ role: 'security' })).rejects.toThrow('The role security is nobody');
    await expect(answering({ reviews: null }).answers.reviews({})).rejects.toThrow('more reviews than GitHub tells of');
  });
});

test('checks are those of the head', async () => {
  expect(await answering({}).answers.checks()).toMatchObject([{ name: 'head' }]);
});
