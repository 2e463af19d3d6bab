import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { oneLine } from '../../../src/ground/text.ts';
import { htmlReport } from '../../../src/views/html/report.ts';
import { script } from '../../../src/views/html/script.ts';
import { style } from '../../../src/views/html/style.ts';
import { enormous, hostileVerdict } from '../hostile-verdicts.ts';
import { anna, full, hold, item, items, now, sha, verdict } from '../samples.ts';
import { attribute, readPage, textOf } from './page.ts';

const pull = { kind: 'pull-request', repoId: 1, number: 7, sha } as const;
const shown = (...given: Parameters<typeof verdict>) => readPage(htmlReport(verdict(...given), { now }));
const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

describe('one file that asks nobody for anything', () => {
  const page = readPage(htmlReport(full, { now }));

  test('its own style and script, and no other, are allowed', () => {
    const [rules] = page.find('meta').flatMap((meta) => (attribute(meta, 'http-equiv') ? [attribute(meta, 'content')] : []));
    expect(rules).toBe(
      `default-src 'none'; style-src ${hash(style)}; script-src ${hash(script)}; base-uri 'none'; form-action 'none'`,
    );
    expect(page.find('style').map(textOf)).toEqual([style]);
    expect(page.find('script').map(textOf)).toEqual([script]);
    expect(page.find('meta').findIndex((meta) => attribute(meta, 'http-equiv') !== undefined)).toBe(1);
  });

  test('nothing is fetched', () => {
    for (const each of page.elements) expect([attribute(each, 'src'), attribute(each, 'srcset')]).toEqual([undefined, undefined]);
    for (const link of page.find('a')) expect(attribute(link, 'href')).toMatch(/^#\w+$/);
    expect(page.find('link')).toEqual([]);
    expect(style).not.toMatch(/url\(|@import/);
    expect(script).not.toMatch(/fetch|XMLHttp|import|innerHTML|eval/);
  });
});

describe('whoever reads it', () => {
  const page = readPage(htmlReport(full, { now }));

  test('language, title, landmarks', () => {
    expect(page.find('html').map((each) => attribute(each, 'lang'))).toEqual(['en']);
    expect(page.find('title').map(textOf)).toEqual(['NO-GO: 1 failed · Release']);
    for (const landmark of ['header', 'main', 'footer', 'nav']) expect(page.find(landmark)).toHaveLength(1);
  });

  test('headings follow one another', () => {
    const levels = page.elements.flatMap(({ tagName }) => (/^h[1-6]$/.test(tagName) ? [Number(tagName[1])] : []));
    expect(levels[0]).toBe(1);
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    for (const [at, level] of levels.entries()) expect(level - (levels[at - 1] ?? 0)).toBeLessThanOrEqual(1);
  });

  test('every anchor is there once, and every link leads to one', () => {
    const ids = page.elements.flatMap((each) => attribute(each, 'id') ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    for (const link of page.find('a')) expect(ids).toContain(attribute(link, 'href')?.slice(1));
  });

  test('no sign stands without its word', () => {
    for (const row of page.find('li').filter((each) => attribute(each, 'id') !== undefined)) {
      expect(textOf(row)).toMatch(
        /open|ticked|signed|passed|failed|waiting|cannot tell|asked again|WAIVED|N\/A|standing|does not apply|DEBT|not enforced/,
      );
    }
  });

  test('every item of the open phases is in it once, the optional ones folded', () => {
    const rows = page.find('li').filter((each) => attribute(each, 'id') !== undefined);
    const wanted = full.items.filter(({ phase }) => phase === 'merge' || phase === 'sign-off');
    expect(rows.length).toBe(wanted.length);
    for (const { id } of wanted) expect(rows.filter((row) => textOf(row).includes(id)).length).toBeGreaterThan(0);
  });
});

describe('what it says', () => {
  test('who spoke and when, who can act, what is owed, what comes later', () => {
    const { text } = readPage(htmlReport(full, { now, handles: new Map([['backup', 'data-1']]) }));
    for (const words of [
      'standing by @anna on 2026-12-10 00:00 UTC until 2027-03-10 00:00 UTC · renew before 2027-03-10 00:00 UTC',
      'WAIVED by @bob on 2027-03-01 10:00 UTC until 2027-03-20 00:00 UTC: no traffic yet',
      'to be ticked by everybody with write access: tick the boxes in the checklist comment of the pull request, or comment ',
      '/gonogo tick data-1',
      'blocks from 2027-06-30 00:00 UTC, owner anna',
      'verify 1 item',
      'assigned to @anna · OVERDUE since 2027-02-01 00:00 UTC',
      'could be proved by backup-age',
      'lines 71.25 % (at least 80 %)',
      'collected now, 2027-03-01 10:00 UTC',
      'This answer can change by itself on 2027-03-10 00:00 UTC, in 8 days.',
    ]) {
      expect(text).toContain(words);
    }
  });

  test('an emergency, and what it skipped', () => {
    const emergency = { by: anna, reason: 'outage', until: '2027-03-01T14:00:00Z', skipped: ['backup'] };
    const page = shown({ items: [items.open], emergency });
    expect(attribute(page.find('header')[0] ?? ({ attrs: [] } as never), 'class')).toBe('banner emergency');
    expect(page.text).toContain('This is an emergency, and not a proved release.');
    expect(page.text).toContain('Skipped in an emergency: outage');
  });

  test('a hold beside a failure, and a policy that nobody can read', () => {
    expect(shown({ decision: 'no-go', items: [items.failed], obstacles: [hold] }).text).toContain('Held as well. held by bob');
    const none = shown({
      decision: 'cannot-tell',
      policy: null,
      obstacles: [{ kind: 'policy', decision: 'cannot-tell', because: 'gonogo.yml:3: no', next: 'Mend it.' }],
    });
    expect(none.text).toContain('gonogo.yml:3: no');
    expect(none.text).toContain('none that can be read');
  });

  test('the board is linked where its address is one', () => {
    const linked = (board: string) =>
      readPage(htmlReport(verdict({ subject: pull, decision: 'waiting', items: [items.open] }), { now, board }))
        .find('a')
        .flatMap((link) => attribute(link, 'href') ?? [])
        .filter((href) => !href.startsWith('#'));
    expect(linked('https://github.com/a/b/pull/7#issuecomment-1')).toEqual(['https://github.com/a/b/pull/7#issuecomment-1']);
    expect(linked('javascript:alert(1)')).toEqual([]);
  });
});

const tags = new Set(
  `html head meta title style body a header div h1 span bdi p svg rect main section h2 ol li ul details summary strong code nav label input
output h3 h4 dl dt dd footer script`.split(/\s+/),
);
const attributes = new Set(
  `lang charset http-equiv content name class href id aria-hidden aria-label aria-labelledby viewbox preserveaspectratio width height x
type hidden open data-open`.split(/\s+/),
);

test('whatever others wrote is text: no tag, attribute, address or hidden character of theirs', () => {
  fc.assert(
    fc.property(hostileVerdict, (given) => {
      const page = readPage(htmlReport(given, { now }));
      expect(page.elements.filter(({ tagName }) => !tags.has(tagName)).map(({ tagName }) => tagName)).toEqual([]);
      const names = page.elements.flatMap(({ attrs }) => attrs.map(({ name }) => name.toLowerCase()));
      expect(names.filter((name) => !attributes.has(name))).toEqual([]);
      for (const link of page.find('a')) expect(attribute(link, 'href')).toMatch(/^#[a-z]+\d*$/);
      expect(page.find('script').map(textOf)).toEqual([script]);
      expect(page.find('style').map(textOf)).toEqual([style]);
      expect(page.text).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u200b\ufeff]/);
      for (const { title, phase } of given.items) if (phase === 'merge') expect(page.text).toContain(oneLine(title));
    }),
    { numRuns: 120 },
  );
});

test('texts of a megabyte and very many items make a page that can be opened', () => {
  expect(Buffer.byteLength(htmlReport(enormous(3, '漢#@'.repeat(350_000)), { now }))).toBeLessThan(1_000_000);
  expect(Buffer.byteLength(htmlReport(enormous(2000, 'A title'), { now }))).toBeLessThan(10_000_000);
});

test('sections in which all is done are folded', () => {
  const open = shown({ items: [items.passed, items.open], decision: 'waiting' })
    .find('details')
    .filter((each) => attribute(each, 'class') === 'section')
    .map((each) => attribute(each, 'open') !== undefined);
  expect(open).toEqual([false, true]);
  expect(shown({ items: [item({ id: 'loose', path: [], title: 'Loose' })], decision: 'waiting' }).text).toContain('Loose');
});
