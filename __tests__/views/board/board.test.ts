import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Item } from '../../../src/checklist/model.ts';
import type { ItemVerdict } from '../../../src/verdict/verdict.ts';
import { boardOf } from '../../../src/views/board/board.ts';
import { readBody } from '../../../src/views/board/body.ts';
import { hasBox } from '../../../src/views/board/layout.ts';
import * as cases from '../../verdict/cases.ts';
import { anyCase, boardWith } from './boards.ts';
import { seenIn, tasksIn } from './gfm.ts';

const boxed = (item: Item) => hasBox(item) && (item.phase === 'merge' || item.phase === 'sign-off');
const ours =
  /^<!-- (?:gonogo-board v=1 [^<>]*|gonogo:[a-z0-9.-]+)? ?-->$|^<\/?(?:details|summary|b|span)(?: open)?>$|^<a href="https:\/\/github\.example\/runs\/1">$|^<\/a>$/;
const runs = { numRuns: 150 };

test('rendering and reading gives exactly the boxes and their states', () => {
  fc.assert(
    fc.property(anyCase, ({ items, title, first, obstacle }) => {
      const { bodies } = boardWith({ items, title, states: first, obstacle });
      const read = bodies.map(readBody);
      expect(read.every((body) => body !== undefined)).toBe(true);
      const boxes = new Map(read.flatMap((body) => [...(body?.boxes ?? [])]));
      const wanted = first.filter((_, at) => boxed(items[at] as Item)).map(({ id, answered }) => [id, answered === true]);
      expect(boxes).toEqual(new Map(wanted as [string, boolean][]));
    }),
    runs,
  );
});

test('under GitHub’s rules the bodies have these boxes in this order, and nothing else is a task', () => {
  fc.assert(
    fc.property(anyCase, ({ items, title, first, obstacle }) => {
      for (const body of boardWith({ items, title, states: first, obstacle }).bodies) {
        const boxes = [...(readBody(body)?.boxes ?? [])].map(([id, ticked]) => ({ id, ticked }));
        expect(tasksIn(body)).toEqual(boxes);
        expect(body.match(/\[[^\]]?\]/g) ?? []).toHaveLength(boxes.length);
      }
    }),
    runs,
  );
});

test('no mention, link, image, tag or comment of somebody else’s survives', () => {
  fc.assert(
    fc.property(anyCase, ({ items, title, first, obstacle }) => {
      for (const body of boardWith({ items, title, states: first, obstacle }).bodies) {
        const { kinds, tags } = seenIn(body);
        expect(
          ['link_open', 'image', 'code_block', 'fence', 'hr', 's_open', 'blockquote_open'].filter((kind) => kinds.has(kind)),
        ).toEqual([]);
        expect(tags.filter((tag) => !ours.test(tag))).toEqual([]);
        expect(body).not.toMatch(/@(?!<!-- -->)/);
        expect(tags.filter((tag) => tag.startsWith('<details')).length).toBe(tags.filter((tag) => tag === '</details>').length);
      }
    }),
    runs,
  );
});

test('every body is under its cap, one for one as GitHub stores it', () => {
  fc.assert(
    fc.property(anyCase, ({ items, title, first, obstacle }) => {
      for (const body of boardWith({ items, title, states: first, obstacle }).bodies) {
        expect(body.length).toBeLessThanOrEqual(60_000);
        expect(body.isWellFormed()).toBe(true);
        // oxlint-disable-next-line no-control-regex
        expect(body).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f\u200b\u200e\u200f\u202a-\u202e]/);
      }
    }),
    runs,
  );
});

test('order, number and comment of each box follow from the checklist alone', () => {
  fc.assert(
    fc.property(anyCase, ({ items, title, first, second, obstacle }) => {
      const one = boardWith({ items, title, states: first });
      const other = boardWith({ items, title, states: second, obstacle });
      const order = (board: typeof one) => board.bodies.map((body) => [...(readBody(body)?.boxes.keys() ?? [])]);
      expect(order(one)).toEqual(order(other));
      expect(one.policy).toBe(other.policy);
    }),
    runs,
  );
});

/** As many items with as much to say as it takes to fill several comments. */
function large(many: number, words: number, inSection = 40): { items: Item[]; states: ItemVerdict[] } {
  const items = Array.from({ length: many }, (_, at) => {
    const section = {
      kind: 'section' as const,
      id: `s${Math.floor(at / inSection)}`,
      title: `Section ${Math.floor(at / inSection)}`,
    };
    return cases.item(`i${at}`, {
      title: `Item ${at} ${'word '.repeat(words)}`,
      path: [section],
      level: at % 9 === 0 ? 'may' : 'must',
    });
  });
  const failing = { state: 'cannot-tell' as const, because: 'because '.repeat(30), next: 'do this '.repeat(30) };
  const states = cases.verdictOf({ items }).items.map((item) => ({ ...item, ...failing }));
  return { items, states };
}

test('2,000 items that all have much to say: every box is there, and every comment is under the cap', () => {
  const { items, states } = large(2_000, 20);
  const { bodies } = boardWith({ items, states });
  const boxes = bodies.flatMap((body) => [...(readBody(body)?.boxes.keys() ?? [])]);
  expect(new Set(boxes).size).toBe(2_000);
  expect(boxes).toHaveLength(2_000);
  expect(Math.max(...bodies.map(({ length }) => length))).toBeLessThanOrEqual(60_000);
  expect(bodies.map((body) => readBody(body)?.marker)).toEqual(
    bodies.map((_, at) => expect.objectContaining({ part: at + 1, parts: bodies.length, revision: 1 })),
  );
});

test('where there is no room, words about states go and sections end where comments end', () => {
  const { items, states } = large(400, 6);
  const { bodies } = boardWith({ items, states });
  expect(bodies.length).toBeGreaterThan(1);
  const sections = bodies.map((body) => new Set(body.match(/Section \d+(?=<)/g)));
  const [first, second] = sections;
  expect([...(first ?? [])].filter((title) => second?.has(title))).toEqual([]);
  expect(bodies[0]).toContain('cannot tell');
});

test('one section that is longer than a comment goes on in the next one', () => {
  const { items, states } = large(150, 100, 150);
  const { bodies } = boardWith({ items, states });
  expect(bodies.length).toBeGreaterThan(1);
  expect(bodies[1]).toContain('<b>Section 0</b>, continued');
  expect(bodies[0]).not.toContain('continued');
});

test('a tick changes nothing but its box, until a section or the whole is done', () => {
  const items = ['a', 'b', 'c'].map((id) => cases.item(id));
  const board = (ticked: number) => {
    const statements = items.slice(0, ticked).map((one) => cases.say('tick', one));
    return boardOf({ verdict: cases.verdictOf({ items, statements }), policy: cases.policy(items), revision: 1 }).bodies[0] ?? '';
  };
  expect(readBody(board(1))?.skeleton).toBe(readBody(board(2))?.skeleton);
  expect([...(readBody(board(2))?.boxes ?? [])]).toEqual([
    ['a', true],
    ['b', true],
    ['c', false],
  ]);
  expect(board(3)).toContain('✅ **GO**');
});

test('a changed requirement is another board, and a mended reason is not', () => {
  const board = (more: Partial<Item>) => {
    const items = [cases.item('a', more)];
    return boardWith({ items, states: cases.verdictOf({ items }).items }).policy;
  };
  expect(board({ title: 'Other' })).not.toBe(board({}));
  expect(board({ why: 'because' })).toBe(board({}));
});
