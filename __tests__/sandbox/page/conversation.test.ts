import { expect, test } from '@jest/globals';
import { issuePage } from '../../../src/sandbox/page/conversation.ts';
import { show } from '../../../src/sandbox/page/html.ts';
import { addComment, openIssue, setLabels, setLocked } from '../../../src/sandbox/state/issues.ts';
import { addReview } from '../../../src/sandbox/state/pulls.ts';
import { town } from '../town.ts';
import { attribute, elements, viewAs } from './visit.ts';

const here = town();
const { world, person, repo } = here;
world.clock.set('2026-01-01T00:00:00Z');
const pull = here.pull('next');
world.clock.advance(1000);
addComment(world, pull, { body: 'first word', author: person('rea') });
world.clock.advance(1000);
addReview(world, pull, { author: person('max'), state: 'CHANGES_REQUESTED', body: 'second **word**' });
world.clock.advance(1000);
addComment(world, pull, { body: 'third word', author: person('wil') });

const page = (login: string | null) => show(issuePage(viewAs(world, login), pull));

test('what was said, in the order in which it was said', () => {
  const shown = page('rea');
  const places = ['opened this pull request', 'first word', 'second <strong>word</strong>', 'third word', 'id="merge"'].map(
    (words) => shown.indexOf(words),
  );
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  expect(places).not.toContain(-1);
  expect(shown).toContain('asked for changes');
  expect(shown).toContain('wants to merge <code>next</code> into <code>main</code>');
});

test('headings go down one level at a time, and every field has its words', () => {
  const all = elements(page('wil'));
  const levels = all
    .map(({ tagName }) => /^h(\d)$/.exec(tagName)?.[1])
    .filter((level) => level !== undefined)
    .map(Number);
  expect(levels[0]).toBe(1);
  expect(levels.filter((level, at) => level > (levels[at - 1] ?? 1) + 1)).toEqual([]);
  const named = new Set(all.filter(({ tagName }) => tagName === 'label').map((each) => attribute(each, 'for')));
  const fields = all.filter(
    (each) => ['textarea', 'select', 'input'].includes(each.tagName) && attribute(each, 'type') !== 'hidden',
  );
  expect(fields.map((each) => attribute(each, 'id')).filter((id) => !named.has(id))).toEqual([]);
  const ids = all.map((each) => attribute(each, 'id')).filter((id) => id !== undefined);
  expect(ids.length).toBe(new Set(ids).size);
});

test('who may not is told why', () => {
  setLocked(world, pull, { locked: true, sender: person('ada') });
  expect(page('rea')).toContain('This conversation is locked; rea needs the role write to comment.');
  setLocked(world, pull, { locked: false, sender: person('ada') });
  expect(page('wil')).toContain('Nobody approves, or asks for changes of, a pull request of their own.');
  expect(page('rea')).toContain('rea has the role read and needs triage.');
  expect(page(null)).toContain('Nobody is signed in.');
});

test('an issue shares what it can', () => {
  const issue = openIssue(world, repo, { title: 'Slow', body: '- [ ] look', author: person('rea') });
  setLabels(world, issue, { labels: ['bug'], sender: person('tri') });
  const shown = show(issuePage(viewAs(world, 'rea'), issue));
  expect(shown).toContain('opened this issue');
  expect(shown).toContain('Close issue');
  expect(shown).toContain('bug</span>');
  expect(shown).toContain('action="/acme/shop/issues/2/box"');
  expect(shown).not.toContain('Merge pull request');
});

test('the other sides of a pull request', () => {
  const of = (tab: 'commits' | 'checks' | 'files') => show(issuePage(viewAs(world, 'rea'), pull, tab));
  expect(of('commits')).toContain('1 commit, the oldest first.');
  expect(of('checks')).toContain('Nothing has reported on this commit.');
  expect(of('files')).toContain('next.txt');
  expect(of('files')).toContain('aria-current="page">Files changed 1');
});
