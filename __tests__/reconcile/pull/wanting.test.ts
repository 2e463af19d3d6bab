import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Json } from '../../../src/ground/json.ts';
import { digest } from '../../../src/ground/json.ts';
import { type Answer, type Grounds, noMemory, type PullMemory } from '../../../src/reconcile/pull/memory.ts';
import type { Known } from '../../../src/reconcile/pull/save-pull.ts';
import { concerned } from '../../../src/reconcile/pull/wanting.ts';
import { plainOutput } from '../../../src/views/check-run/plain.ts';
import { type Bed, openBed } from '../bed.ts';

let bed: Bed;

beforeEach(async () => {
  bed = await openBed({ config: null });
});

afterEach(() => bed.close());

const grounds: Grounds = { pulse: 'p', people: {}, asked: [], teams: [], said: null, until: null };
const answer: Answer = {
  head: 'new',
  decision: 'waiting',
  output: plainOutput('gonogo', { is: 'trouble', because: 'x' }),
  digest: digest('one'),
  goSince: null,
  settle: 20,
  grounds,
};
const json = (memory: PullMemory): Json => JSON.parse(JSON.stringify(memory));

/** What is wanted when number 12 answers this, having answered that on another head or the same. */
async function wanted(next: Answer | null, before: Answer | null = answer, head = 'new', isOpen = true) {
  const memory = { ...noMemory, answer: before };
  const key = '7/pull-request/12';
  const row = { key, repoId: 7, kind: 'pull-request' as const, number: 12, head, base: 'main', isOpen, memory: json(memory) };
  const held = bed.store.hold({ kind: 'pull', key: '7/12' });
  const known: Known = { held, world: bed.world, key, place: { ...bed.place, repoId: 7 }, number: 12, row, memory, facts: [] };
  return (await concerned(known, { ...memory, answer: next }, 'new')).map(({ kind, key: of }) => `${kind} ${of}`);
}

async function group(sha: string, members: readonly number[] | undefined) {
  const own = members?.map((number) => ({ number, head: 'h', boards: [], pulse: 'p', answer: digest('one'), said: null }));
  const memory = json({ ...noMemory, answer: { ...answer, grounds: own === undefined ? null : { ...grounds, members: own } } });
  const row = { key: `7/merge-group/${sha}`, repoId: 7, kind: 'merge-group' as const, number: null, head: sha, base: 'main' };
  await bed.store.hold({ kind: 'group', key: sha }).write((writes) => writes.saveSubject({ ...row, isOpen: true, memory }));
}

test('the same answer concerns nobody', async () => {
  expect(await wanted(answer)).toEqual([]);
  expect(await wanted(null, null)).toEqual([]);
});

test('another answer, another name, other grounds, or none any more concern the check', async () => {
  const others = [
    { ...answer, digest: digest('two') },
    { ...answer, output: { ...answer.output, name: 'gonogo observe' } },
    { ...answer, grounds: { ...grounds, pulse: 'q' } },
    null,
  ];
  for (const other of others) expect(await wanted(other)).toEqual(['check 7/new']);
});

test('another head concerns the check of both, and one that was closed its own', async () => {
  expect(await wanted(answer, answer, 'old')).toEqual(['check 7/new', 'check 7/old']);
  expect(await wanted(answer, answer, 'new', false)).toEqual(['check 7/new']);
});

test('another answer concerns the groups that it is in, and those of which that is not known', async () => {
  await group('with', [11, 12]);
  await group('without', [11]);
  await group('unclear', undefined);
  expect(await wanted({ ...answer, digest: digest('two') })).toEqual(['check 7/new', 'group 7/with', 'group 7/unclear']);
});
