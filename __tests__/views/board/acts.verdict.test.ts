import { describe, expect, test } from '@jest/globals';
import type { Item, Proof } from '../../../src/checklist/model.ts';
import { type Act, type Person, type Statement, subjectKey } from '../../../src/ledger/statement.ts';
import { actsOf, declareActs } from '../../../src/views/board/acts.ts';
import { arrange } from '../../../src/views/board/arrangement.ts';
import { boardOf } from '../../../src/views/board/board.ts';
import { readBody, setBoxes } from '../../../src/views/board/body.ts';
import { readEdit } from '../../../src/views/board/edit.ts';
import { mergeBody } from '../../../src/views/board/merge.ts';
import * as cases from '../../verdict/cases.ts';

/** The whole way of a click: what the board shows of an item, what clicking its box puts on record, and what the board shows then. */

const lasts: Item['asked'] = { standing: { lasts: 90, voidIfChanged: [] } };
const byBox: Proof = { ...cases.bySignOff, via: 'box' };

function boardAfter(item: Item, statements: readonly Statement[]): string {
  const items = [item, cases.item('other')];
  return boardOf({ verdict: cases.verdictOf({ items, statements }), policy: cases.policy(items), revision: 1 }).bodies[0] ?? '';
}

const boxOf = (body: string) => readBody(body)?.boxes.get('a');

function click(item: Item, statements: readonly Statement[], by: Person = cases.reviewer): readonly Statement[] {
  const from = boardAfter(item, statements);
  const to = setBoxes(from, new Map([['a', boxOf(from) !== true]]));
  const edit = readEdit({ from, to, history: [{ body: from, isOurs: true }] });
  if (edit.kind !== 'flips') throw new Error(`a click was read as ${edit.kind}`);
  const items = [item, cases.item('other')];
  const { acts } = actsOf(edit, arrange(cases.policy(items), cases.verdictOf({ items }).phases));
  const occasion = {
    comment: 5,
    by,
    at: '2026-11-21T11:50:00Z',
    head: cases.head.sha,
    tree: cases.head.tree,
    scope: { subject: subjectKey(cases.pullRequest) },
  };
  return [...statements, ...declareActs(acts, { occasion, repoId: cases.pullRequest.repoId })];
}

const say = (act: Act, item: Item, more: Partial<Statement> = {}) => [cases.say(act, item, more)];
const standing = { scope: { standing: { repoId: 7 } }, at: '2026-10-20T09:00:00Z' } as const;
const exempt = { by: cases.lead, reason: 'one region', until: '2026-12-01T00:00:00Z' };

describe('a box shows what a click on it takes back', () => {
  test.each<[string, Partial<Item>, (item: Item) => Statement[], Person]>([
    ['a tick', {}, (item) => say('tick', item), cases.reviewer],
    ['a tick that stands for every release', { asked: lasts }, (item) => say('tick', item, standing), cases.reviewer],
    ['a tick on what does not apply now', { when: { labels: ['no'] } }, (item) => say('tick', item), cases.reviewer],
    ['a tick of somebody who could not be looked up', {}, (item) => say('tick', item, { by: cases.stranger }), cases.reviewer],
    ['a tick that waits for another item', { after: ['other'] }, (item) => say('tick', item), cases.reviewer],
    ['a signature of one’s own', { proof: byBox }, (item) => say('sign', item, { by: cases.lead }), cases.lead],
  ])('%s', (_, more, said, by) => {
    const item = cases.item('a', more);
    const before = said(item);
    expect(boxOf(boardAfter(item, before))).toBe(true);
    const after = click(item, before, by);
    expect(boxOf(boardAfter(item, after))).toBe(false);
    expect(['open', 'not-applicable']).toContain(cases.stateOf(cases.verdictOf({ items: [item], statements: after }), 'a').state);
  });
});

describe('what is closed or undone without a tick has an empty box', () => {
  test.each<[string, Partial<Item>, (item: Item) => Statement[]]>([
    ['waived', {}, (item) => say('waive', item, exempt)],
    ['not applicable', {}, (item) => say('na', item, exempt)],
    ['asked again', { onPush: 'reset' }, (item) => say('tick', item, { head: 'bbbb', tree: 'tree-b' })],
    ['ticked by somebody who may not', {}, (item) => say('tick', item, { by: cases.outsider })],
    ['ticked by a program', {}, (item) => say('tick', item, { by: cases.bot })],
    ['signed by too few', { proof: { ...byBox, count: 2 } }, (item) => say('sign', item, { by: cases.lead })],
    ['signed by its author', { proof: byBox }, (item) => say('sign', item, { by: cases.author })],
  ])('%s', (_, more, said) => {
    const item = cases.item('a', more);
    expect(boxOf(boardAfter(item, said(item)))).toBe(false);
  });
});

test('of one edit that flips two boxes the one that may be counts, and the other falls back while newer ticks stay', () => {
  const items = [
    cases.item('a'),
    cases.item('leads', { proof: { by: 'person', who: { role: 'lead' }, support: [], couldBe: [] } }),
    cases.item('newer'),
  ];
  const board = (statements: readonly Statement[], revision: number) =>
    boardOf({ verdict: cases.verdictOf({ items, statements }), policy: cases.policy(items), revision }).bodies[0] ?? '';
  const from = board([], 1);
  const both = setBoxes(from, new Map(items.slice(0, 2).map(({ id }) => [id, true])));
  const edit = readEdit({ from, to: both, history: [{ body: from, isOurs: true }] });
  expect(edit).toMatchObject({ kind: 'flips', flips: [{ item: 'a' }, { item: 'leads' }] });
  const statements = items.slice(0, 2).flatMap((item) => say('tick', item));
  const current = setBoxes(both, new Map([['newer', true]]));
  const written = mergeBody({ base: both, current, next: board(statements, 2) });
  expect([...(readBody(written)?.boxes ?? [])]).toEqual([
    ['a', true],
    ['leads', false],
    ['newer', true],
  ]);
  expect(written).toContain('ticked by bob, who may not');
});

test('what stood for every release is open in every one after a click', () => {
  const item = cases.item('a', { asked: lasts });
  const after = click(item, say('tick', item, standing));
  const elsewhere = after.filter(({ scope }) => 'standing' in scope);
  expect(cases.stateOf(cases.verdictOf({ items: [item], statements: elsewhere }), 'a').state).toBe('open');
});

test('nobody takes another one’s signature back by the box', () => {
  const item = cases.item('a', { proof: byBox });
  const after = click(item, say('sign', item, { by: cases.lead }), cases.second);
  expect(boxOf(boardAfter(item, after))).toBe(true);
});
