import { afterEach, describe, expect, test } from '@jest/globals';
import { boardDue, boardIdsOf, boardsOf, retired, withoutBoard } from '../../../src/reconcile/pull/boards.ts';
import { noMemory } from '../../../src/reconcile/pull/memory.ts';
import { rhythm } from '../../../src/reconcile/rhythm.ts';
import { readBody } from '../../../src/views/board/body.ts';
import { type Bed, openBed } from '../bed.ts';

let bed: Bed | undefined;

afterEach(async () => {
  await bed?.close();
  bed = undefined;
});

const items = Array.from(
  { length: 600 },
  (_none, at) => `      - { id: item-${at}, title: Number ${at} of many things to look at, level: must }`,
);
const long = `format: gonogo/checklist/1
title: Long
sections:
${[0, 1, 2].map((part) => `  - title: Part ${part}\n    phase: merge\n    items:\n${items.slice(part * 200, part * 200 + 200).join('\n')}`).join('\n')}
`;

describe('a checklist that is too long for one comment', () => {
  test('is posted in parts, and each is listened to', async () => {
    bed = await openBed({ checklist: long });
    const pull = await bed.release('next');
    await bed.work();
    const markers = bed.boards(pull).map(({ body }) => readBody(body)?.marker);
    const parts = markers.length;
    expect(parts).toBeGreaterThan(1);
    expect(markers.map((marker) => [marker?.part, marker?.parts])).toEqual(markers.map((_none, at) => [at + 1, parts]));
    for (const { body } of bed.boards(pull)) expect(body.length).toBeLessThan(65_536);
    await bed.sandbox.as('max').tick(pull, 'item-0');
    await bed.sandbox.as('max').tick(pull, 'item-599');
    await bed.work();
    expect(bed.states(pull)).toMatchObject({ 'item-0': 'ticked', 'item-599': 'ticked', 'item-1': 'open' });
  });

  test('is finished when posting it broke off in the middle', async () => {
    bed = await openBed({ checklist: long });
    const pull = await bed.release('next');
    const on = 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments';
    bed.sandbox.faults.add({ does: 'reset-after', on, after: 1, times: 1 });
    for (const seconds of [0, 5, 10]) await bed.later(seconds);
    const markers = bed.boards(pull).map(({ body }) => readBody(body)?.marker);
    expect(markers.map((marker) => marker?.part)).toEqual(markers.map((_none, at) => at + 1));
    expect(markers.length).toBe(markers[0]?.parts);
    expect(boardIdsOf(bed.memory(pull))).toHaveLength(markers.length);
  });
});

describe('when it is written', () => {
  const at = (seconds: number) => new Date(Date.UTC(2026, 10, 21, 12, 0, seconds)).toISOString();
  const edited = (seconds: number, id: number) => ({
    id: 1,
    nodeId: 'n',
    url: '',
    body: '',
    isMinimized: false,
    revisions: [{ at: at(seconds), editor: { id, login: 'x', kind: 'human' as const }, body: '' }],
  });
  const due = (...shown: ReturnType<typeof edited>[]) => boardDue({ since: at(0), shown, me: 1, rhythm });

  test('once nobody has been at it for a while', () => {
    expect(due(edited(5, 2))).toBe(at(15));
    expect(due(edited(5, 2), edited(9, 2))).toBe(at(19));
  });
  test('what we wrote ourselves keeps it from nothing', () => expect(due(edited(30, 1)) <= at(10)).toBe(true));
  test('not much later whatever people do', () => expect(due(edited(59, 2))).toBe(at(60)));
});

describe('a board that is none any more', () => {
  const comments = (from: number, to: number) =>
    Array.from({ length: to - from }, (_none, at) => ({ comment: from + at, nodeId: `n${from + at}`, url: '' }));
  const board = { digest: 'd', revision: 1, comments: comments(1, 3), wrongSince: null, mustRewrite: false };

  test('is hidden, stays ours, and is listened to behind those that took its place', () => {
    const gone = withoutBoard({ ...noMemory, board });
    expect(gone).toMatchObject({ board: null, toHide: ['n1', 'n2'], written: [1, 2], replaced: board.comments });
    expect(withoutBoard(gone)).toBe(gone);
    const next = { ...gone, board: { ...board, comments: comments(7, 8) } };
    expect(boardsOf(next).map(({ comment }) => comment)).toEqual([7, 1, 2]);
  });
  test('is one of the newest twenty, each once', () => {
    const many = retired({ ...noMemory, ...retired(noMemory, comments(0, 15)) }, comments(10, 30));
    expect(many.replaced).toEqual(comments(10, 30));
  });
});
