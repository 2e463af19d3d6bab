import { describe, expect, test } from '@jest/globals';
import { asks, findingsOf, todos } from '../../../src/views/html/todos.ts';
import { hold, item, items, now, verdict } from '../samples.ts';

const context = { now, handles: new Map([['backup', 'data-1']]), anchors: new Map([[items.open, 'i0']]) };

describe('what to fix first', () => {
  test('title, place, handle, why and what to do', () => {
    expect(todos(verdict({ decision: 'waiting', items: [items.open] }), context)?.markup).toBe(
      `<section id="fix" aria-labelledby="fix-h"><h2 id="fix-h">What is to do</h2>
<ol><li class="card todo"><ul><li><span class="sign todo" aria-hidden="true">☐</span> <span class="title"><a href="#i0"><bdi>Backups were restored once</bdi></a></span> <span class="place">open · <bdi>Data · data-1</bdi></span></li></ul>
<p class="why"><bdi>not ticked yet</bdi></p><p class="next"><bdi>To be ticked by everybody with write access.</bdi></p></li>
</ol></section>
`,
    );
  });

  test('of very many that are alike five stand there, and the others are folded', () => {
    const many = Array.from({ length: 94 }, (_, at) => item({ id: `i${at}` }));
    const markup = todos(verdict({ decision: 'waiting', items: many }), context)?.markup ?? '';
    expect(markup).toContain('<details class="fold"><summary>and 89 more like these</summary>');
    expect(markup.match(/<span class="title">/g)).toHaveLength(94);
  });

  test('values that miss their limit, and what is no item', () => {
    const { markup = '' } = todos(verdict({ decision: 'no-go', items: [items.failed], obstacles: [hold] }), context) ?? {};
    expect(markup).toMatch(
      /<li class="card bad">[\s\S]*lines 71\.25 % \(at least 80 %\)[\s\S]*<li class="card todo">[\s\S]*<span class="title">Held<\/span>/,
    );
  });

  test('a go has nothing to fix', () => {
    expect([todos(verdict(), context), asks(verdict(), context)]).toEqual([undefined, undefined]);
  });
});

test('findings are folded and counted', () => {
  const findings = Array.from({ length: 205 }, (_, at) => ({ id: `f${at}`, title: `hole ${at}`, file: 'a.ts', line: 1 }));
  const answer = { gate: 'audit', state: 'judged', judgement: { result: 'fail', summary: '', measured: [], findings } } as const;
  const { markup = '' } = findingsOf(item({ ...items.failed, answer })) ?? {};
  expect(markup).toMatch(/^<details class="fold"><summary>205 findings<\/summary><ul><li><bdi>hole 0 · a\.ts:1<\/bdi>/);
  expect(markup).toContain('<li>and 5 more findings</li>');
  expect(findingsOf(items.passed)).toBeUndefined();
});

test('who can act, and where', () => {
  const given = verdict({ decision: 'waiting', items: [items.open] });
  expect(asks(given, context)?.markup).toContain(
    '<li><strong>1</strong> <bdi>to be ticked by everybody with write access</bdi>: tick the box in the checklist comment of the pull request, or comment <code>/gonogo tick data-1</code></li>',
  );
  expect(asks(given, { ...context, board: 'https://a.example/b' })?.markup).toContain(
    '<a href="https://a.example/b">the checklist comment',
  );
});
