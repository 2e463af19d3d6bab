import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import markdownit, { type Token } from 'markdown-it';
import type { Verdict } from '../../src/verdict/verdict.ts';
import { checkRunOutput } from '../../src/views/check-run.ts';
import { enormous, hostileVerdict } from './hostile-verdicts.ts';
import { anna, hold, items, now, sha, verdict } from './samples.ts';

const subject = { kind: 'pull-request', repoId: 1, number: 7, sha } as const;
const shown = (fields: Partial<Verdict> = {}, options = {}) =>
  checkRunOutput(verdict({ subject, ...fields }), { now, ...options });

describe('status and conclusion', () => {
  test.each([
    ['go', { status: 'completed', conclusion: 'success' }],
    ['waiting', { status: 'completed', conclusion: 'action_required' }],
    ['no-go', { status: 'completed', conclusion: 'failure' }],
    ['cannot-tell', { status: 'completed', conclusion: 'failure' }],
  ] as const)('%s', (decision, expected) => {
    expect(shown({ decision })).toMatchObject({ name: 'gonogo', ...expected });
  });

  test('what waits may stay in progress, and then has no conclusion', () => {
    const { status, ...rest } = shown({ decision: 'waiting' }, { waiting: 'in_progress' });
    expect([status, 'conclusion' in rest]).toEqual(['in_progress', false]);
    expect(shown({ decision: 'no-go' }, { waiting: 'in_progress' })).toMatchObject({ conclusion: 'failure' });
  });

  test('observed, it has another name and says that it blocks nothing', () => {
    const output = shown({ decision: 'no-go', enforcement: 'observe', items: [items.failed] });
    expect(output).toMatchObject({ name: 'gonogo observe', conclusion: 'failure' });
    expect(output.title).toBe('NO-GO: 1 failed (observed, blocks nothing)');
    expect(output.summary).toContain('> **Observed only: this blocks nothing.** With enforcement: enforce');
  });

  test('a work tree turns no check green', () => {
    expect(() => checkRunOutput(verdict(), { now })).toThrow('the verdict on a work tree is never published');
  });
});

test('the title is one line of 140 characters, and what blocks nothing says so to the end', () => {
  const long = { ...hold, decision: 'cannot-tell', kind: 'policy', because: 'why '.repeat(100) } as const;
  const { title } = shown({ decision: 'cannot-tell', obstacles: [long], enforcement: 'observe' });
  expect(title).toHaveLength(140);
  expect(title).toMatch(/^CANNOT TELL: why why .*… \(observed, blocks nothing\)$/);
});

test('the address of the details is one of a page, or none', () => {
  expect(shown({}, { detailsUrl: 'https://gonogo.example/r/1' }).detailsUrl).toBe('https://gonogo.example/r/1');
  expect('detailsUrl' in shown({}, { detailsUrl: 'javascript:alert(1)' })).toBe(false);
});

const reader = markdownit({ html: true, linkify: true });
reader.linkify.set({ fuzzyLink: false }).add('//', null);
const flat = (tokens: readonly Token[]): Token[] => tokens.flatMap((token) => [token, ...flat(token.children ?? [])]);

/** Tags that are read, links, and what would ping: with comments gone, as GitHub's second look sees it. */
function read(markdown: string) {
  const tokens = flat(reader.parse(markdown, {}));
  const tags = tokens.filter(({ type }) => type.startsWith('html')).flatMap(({ content }) => content.match(/<[^>]*>/g) ?? []);
  const kinds = new Set(tokens.map(({ type }) => type));
  const texts = tokens.filter(({ type }) => type === 'text').map(({ content }) => content);
  return { tags, kinds, texts };
}

test('whatever others wrote: nothing pings, links, renders or ticks, and every limit is kept', () => {
  fc.assert(
    fc.property(hostileVerdict, (given) => {
      const output = checkRunOutput(given, { now });
      for (const page of [output.summary, output.text]) {
        const { tags, kinds, texts } = read(page);
        expect(tags.filter((tag) => !/^<(?:!-- --|\/?span|br|\/?details|\/?summary|\/?b)>$/.test(tag))).toEqual([]);
        expect(['link_open', 'image', 'fence', 'code_block', 'hr', 's_open'].filter((kind) => kinds.has(kind))).toEqual([]);
        expect(texts.filter((text) => /@[\w-]|https?:\/\/\w|www\.\w/.test(text))).toEqual([]);
        expect(page).not.toMatch(/^\s*(?:[-*+]|\d+[.)])\s+\[[ xX]\]\s/m);
        expect(Buffer.byteLength(page)).toBeLessThanOrEqual(65_535);
      }
      expect(output.title.length).toBeLessThanOrEqual(140);
      expect(output.title).not.toMatch(/[\n\u202e\u200b]/);
      for (const { path, line, title, message } of output.annotations.flat()) {
        expect([path.length > 0, line > 0, title.length <= 255, Buffer.byteLength(message) <= 65_536]).toEqual([
          true,
          true,
          true,
          true,
        ]);
      }
      for (const { label, description, identifier } of output.actions) {
        expect([label.length <= 20, description.length <= 40, identifier.length <= 20]).toEqual([true, true, true]);
      }
    }),
    { numRuns: 120 },
  );
});

describe('what is too much', () => {
  test.each([
    ['2,000 items', 2000, 'A title with #1 and @org'],
    ['texts of a megabyte', 3, '漢#@'.repeat(350_000)],
    ['items of marks alone', 400, '#'.repeat(700)],
    ['marks upon marks', 5, `a${'\u0301'.repeat(100)}`.repeat(700)],
  ])('%s: cut between rows, said so, and where the rest is', (_, count, text) => {
    const output = checkRunOutput(enormous(count, text), { now, links: { report: 'https://gonogo.example/r/1' } });
    for (const page of [output.summary, output.text]) {
      expect(Buffer.byteLength(page)).toBeLessThanOrEqual(65_535);
      expect(page.split('<details>').length).toBe(page.split('</details>').length);
    }
    expect(output.summary + output.text).toMatch(
      /for which there is no room here: \[the report\]\(https:\/\/gonogo\.example\/r\/1\) has all of it/,
    );
    expect(output.summary.startsWith('# ❌ NO-GO: ')).toBe(true);
    expect(output.annotations.every((batch) => batch.length <= 50)).toBe(true);
    expect(output.annotations.length).toBeLessThanOrEqual(10);
  });
});

test('an emergency is loud, a hold is not overlooked beside a failure', () => {
  const emergency = { by: anna, reason: 'outage', until: '2027-03-01T14:00:00Z', skipped: ['backup'] };
  const { summary } = shown({ items: [items.open], emergency });
  expect(summary).toMatch(/^# 🚨 EMERGENCY: GO[^\n]*\n\n> \*\*This is an emergency, and not a proved release\.\*\*/);
  expect(shown({ decision: 'no-go', items: [items.failed], obstacles: [hold] }).summary).toMatch(
    /> \*\*Held as well\.\*\* held by bob/,
  );
});
