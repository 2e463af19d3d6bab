import { expect, test } from '@jest/globals';
import type { Item } from '../../../src/checklist/model.ts';
import { subjectKey } from '../../../src/ledger/statement.ts';
import { actsOf, declareActs } from '../../../src/views/board/acts.ts';
import { arrange } from '../../../src/views/board/arrangement.ts';
import type { Flip } from '../../../src/views/board/edit.ts';
import * as cases from '../../verdict/cases.ts';

const byBox: Item['proof'] = { ...cases.bySignOff, via: 'box' };
const items = [
  cases.item('signed', { proof: byBox }),
  cases.item('reviewed', { proof: cases.bySignOff }),
  cases.item('proved', { proof: cases.byGate }),
  cases.item('afterwards', { phase: 'verify' }),
  ...Array.from({ length: 11 }, (_, at) => cases.item(`i${at}`)),
];
const arranged = arrange(cases.policy(items), cases.verdictOf({ items }).phases);

function acts(flips: readonly Flip[], policy = arranged.digest) {
  const marker = { head: 'aaaa', policy, revision: 1, part: 1, parts: 1 };
  const found = actsOf({ kind: 'flips', flips, marker, isStale: false, rewrite: false }, arranged);
  return { acts: found.acts.map(({ item, act }) => `${act} ${item.id}`), refused: found.refused.map(({ item }) => item) };
}

const flip = (item: string, to: Flip['to'] = 'ticked') => ({ item, to });

test('a box ticks, and the box of a sign-off signs', () => {
  expect(acts([flip('i0'), flip('i1', 'open'), flip('signed')])).toEqual({
    acts: ['tick i0', 'untick i1', 'sign signed'],
    refused: [],
  });
  expect(acts([flip('signed', 'open')])).toEqual({ acts: ['unsign signed'], refused: [] });
});

test('ten boxes at once may sign; eleven tick and never sign', () => {
  const ticks = Array.from({ length: 10 }, (_, at) => flip(`i${at}`));
  expect(acts([...ticks.slice(1), flip('signed')]).refused).toEqual([]);
  const many = acts([...ticks, flip('signed')]);
  expect(many.refused).toEqual(['signed']);
  expect(many.acts).toHaveLength(10);
  // Taking a signature back never needs care.
  expect(acts([...ticks, flip('signed', 'open')]).refused).toEqual([]);
});

test.each(['reviewed', 'proved', 'afterwards', 'unknown'])('%s has no box to flip', (id) => {
  expect(acts([flip(id)])).toEqual({ acts: [], refused: [id] });
});

test('a tick on a board of other requirements is void, and who takes theirs back there is heard', () => {
  expect(acts([flip('i0'), flip('signed')], 'ffff')).toEqual({ acts: [], refused: ['i0', 'signed'] });
  expect(acts([flip('i0', 'open'), flip('signed', 'open')], 'ffff')).toEqual({
    acts: ['untick i0', 'unsign signed'],
    refused: [],
  });
  expect(acts([flip('unknown', 'open')], 'ffff').refused).toEqual(['unknown']);
});

test('what boxes say goes on record, and is heard by the verdict', () => {
  const ticked = cases.item('t');
  const standing = cases.item('s', { asked: { standing: { lasts: 30, voidIfChanged: [] } } });
  const occasion = {
    comment: 5,
    by: cases.lead,
    at: '2026-11-21T11:00:00Z',
    head: cases.head.sha,
    tree: cases.head.tree,
    scope: { subject: subjectKey(cases.pullRequest) },
  };
  const given = [ticked, standing].map((item) => ({ item, act: 'tick' as const }));
  const statements = declareActs(given, { occasion, repoId: cases.pullRequest.repoId });
  expect(statements.map(({ act, via, item, itemDigest }) => [act, via, item, itemDigest])).toEqual([
    ['tick', 'box', 't', ticked.digest],
    ['tick', 'box', 's', standing.digest],
  ]);
  const verdict = cases.verdictOf({ items: [ticked, standing], statements });
  expect([cases.stateOf(verdict, 't').state, cases.stateOf(verdict, 's').state]).toEqual(['ticked', 'standing']);
});
