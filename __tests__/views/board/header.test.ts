import { expect, test } from '@jest/globals';
import type { Item } from '../../../src/checklist/model.ts';
import type { Obstacle, Verdict } from '../../../src/verdict/verdict.ts';
import { continuationOf, headerOf } from '../../../src/views/board/header.ts';
import * as cases from '../../verdict/cases.ts';

function header(
  items: readonly Item[],
  more: Partial<Verdict> = {},
  shown: { check?: string; warnings?: string[] } = {},
): string {
  const { check, warnings = [] } = shown;
  const handles = new Map(items.map(({ id }, at) => [id, `code-${at + 1}`]));
  const naming = { handles, people: { lead: { team: 'acme/leads' } } };
  const verdict = { ...cases.verdictOf({ items }), ...more };
  const links = check === undefined ? {} : { links: { check } };
  return headerOf({ verdict, title: 'Release of *the* shop', items, naming, warnings, ...links });
}

const one = [cases.item('a')];

test('the title, the answer in a word, and where the rest of it stands', () => {
  const shown = header(one, {}, { check: 'https://github.example/"><b>' });
  expect(shown).toMatch(/^## Release of &#42;the&#42; shop\n\n⬜ \*\*WAITING\*\* at aaaa\. /);
  expect(shown).toContain('<a href="https://github.example/&quot;&gt;&lt;b&gt;">gonogo</a>');
  expect(header(one)).toContain('the check <b>gonogo</b>');
});

test('where nothing is left it does not say where to look for it', () => {
  expect(header(one, { decision: 'go' })).toContain(
    'Nothing that blocks is left; the whole answer stands in the check <b>gonogo</b>.',
  );
  expect(header(one)).toContain('What is left, and why, stands in the check');
});

test('how to tick without write access names a real handle', () => {
  expect(header([cases.item('g', { proof: cases.byGate }), ...one])).toContain('`/gonogo tick code-2`');
  const signed = cases.item('s', { proof: { ...cases.bySignOff, via: 'box' } });
  expect(header([signed, ...one])).toContain('`/gonogo tick code-2`');
  expect(header([signed])).toContain('`/gonogo sign code-1`');
  expect(header([cases.item('g', { proof: cases.byGate })])).toContain('Nothing here is for people to tick');
});

test('under observation it says so', () => {
  expect(header(one, { enforcement: 'observe' })).toContain(
    '<b>gonogo observe</b>. It is only observed, and blocks nothing yet.',
  );
});

const obstacle = (because: string, kind: Obstacle['kind'] = 'hold'): Obstacle => ({
  kind,
  decision: 'waiting',
  because,
  next: 'Lift it.',
});

test('what stops a release beside its items is named, and a second person is not', () => {
  const shown = header(one, { obstacles: [obstacle('held by lea: wait'), obstacle('nobody else', 'second-person')] });
  expect(shown).toContain('- ⛔ held by lea: wait\n  → Lift it.');
  expect(shown).toContain('**HELD**');
  expect(shown).not.toContain('nobody else');
  expect(header(one, { obstacles: Array.from({ length: 7 }, (_, at) => obstacle(`hold ${at}`)) })).toContain(
    '- and 2 more, in the check',
  );
});

test('an emergency is loud', () => {
  const emergency = { by: cases.lead, reason: 'checkout is down', until: cases.now, skipped: [] };
  expect(header(one, { decision: 'go', emergency })).toMatch(/🚨 \*\*EMERGENCY: GO\*\*[^]*- 🚨 checkout is down/);
});

test('who does what, each way once, with handles where they are few', () => {
  const items = [
    ...Array.from({ length: 7 }, (_, at) => cases.item(`p${at}`)),
    cases.item('g', { proof: cases.byGate }),
    cases.item('s', { proof: { ...cases.bySignOff, count: 2 } }),
    cases.item('l', { proof: { by: 'person', who: { role: 'lead' }, support: [], couldBe: [] } }),
    cases.item('r', { proof: { by: 'items', of: 'all-above' } }),
  ];
  expect(header(items)).toContain(
    [
      '| anybody with write access | ticks 7 items |',
      '| the machine | proves `code-8` |',
      '| the role lead (the team acme/leads) | signs `code-9`, 2 people each, by an approving review |',
      '| the role lead (the team acme/leads) | ticks `code-10` |',
      '',
    ].join('\n'),
  );
  expect(header(one)).not.toContain('Who does what');
});

test('many roles are counted', () => {
  const items = Array.from({ length: 30 }, (_, at) =>
    cases.item(`s${at}`, { proof: { ...cases.bySignOff, role: `role-${at}` } }),
  );
  expect(header(items)).toContain('| and 10 more | as it says beside the items |');
});

test('whatever is said in it, it leaves the boxes their room', () => {
  const long = '@'.repeat(5_000);
  const items = Array.from({ length: 60 }, (_, at) =>
    cases.item(`s${at}`, { proof: { ...cases.bySignOff, role: `${'role-of-many-words-'.repeat(9)}${at % 30}` } }),
  );
  const obstacles = Array.from({ length: 9 }, () => ({ ...obstacle(long), next: long }));
  const emergency = { by: cases.lead, reason: long, until: cases.now, skipped: [] };
  const shown = header(items, { obstacles, emergency }, { warnings: [long, long, long] });
  expect(shown.length).toBeLessThanOrEqual(9_000);
  expect(shown).toMatch(/🚨 @<!-- -->@[^]*⛔ @<!-- -->@[^]*- and \d more, in the check[^]*\| and \d+ more \|/);
});

test('whoever relies on a check that blocks nothing is told', () => {
  const shown = header(one, {}, { warnings: ['main does not require the check gonogo', '<b>@acme/all</b>'] });
  expect(shown).toContain('> ⚠️ main does not require the check gonogo');
  expect(shown).not.toContain('<b>@acme');
});

test('a further comment says which one it is', () => {
  expect(continuationOf('Release', 2, 3)).toBe('### Release, 2 of 3');
});
