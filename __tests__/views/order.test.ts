import { describe, expect, test } from '@jest/globals';
import { alike, debtsOf, exceptionsOf, fixFirst, laterPhases, skipped, standingOf, treeOf } from '../../src/views/order.ts';
import { anna, full, group, hold, item, items, section, verdict } from './samples.ts';

describe('fixFirst', () => {
  test('failed, then without an answer, then open; obstacles before items', () => {
    const given = [items.open, items.cannotTell, items.failed, items.passed, items.ticked];
    const todos = fixFirst(verdict({ decision: 'no-go', items: given, obstacles: [hold] }));
    expect(todos.map(({ title }) => title)).toEqual([
      'Tests cover the code',
      'No known holes in dependencies',
      'Held',
      'Backups were restored once',
    ]);
  });

  test.each([
    ['an item of another phase', items.later],
    ['an item that does not apply', items.elsewhere],
    ['a debt that is tolerated', items.debt],
    ['a waived item', items.waived],
    ['a should', items.should],
  ])('%s is not on it', (_, given) => {
    expect(fixFirst(verdict({ decision: 'waiting', items: [given, items.open] })).map(({ item: each }) => each?.id)).toEqual([
      'backup',
    ]);
  });

  test('a roll-up is named only when nothing in it is', () => {
    const alone = fixFirst(verdict({ decision: 'no-go', items: [items.rollUp] }));
    const beside = fixFirst(verdict({ decision: 'no-go', items: [items.failed, items.rollUp] }));
    expect(alone.map(({ title }) => title)).toEqual(['Everything critical is done']);
    expect(beside.map(({ title }) => title)).toEqual(['Tests cover the code']);
  });

  test('a go has nothing to fix, even when the glass is broken', () => {
    const emergency = { by: anna, reason: 'outage', until: '2027-03-01T14:00:00Z', skipped: ['backup'] };
    const broken = verdict({ items: [items.open, items.passed], obstacles: [hold], emergency });
    expect(fixFirst(broken)).toEqual([]);
    expect(skipped(broken).map(({ id }) => id)).toEqual(['backup']);
  });

  test('a gate without a next step of the item shows the remedy of its judgement', () => {
    const { next: _, ...bare } = items.failed;
    const [todo] = fixFirst(verdict({ decision: 'no-go', items: [bare] }));
    expect(todo?.next).toBe('Test what the report lists as uncovered, then run the tests again.');
  });
});

test('open items that ask the same of the same people are one group; failed ones never', () => {
  const second = item({ ...items.open, id: 'second' });
  const failedToo = item({ ...items.failed, id: 'failed-too' });
  const given = [items.failed, failedToo, items.open, items.assigned, second];
  const groups = alike(fixFirst(verdict({ decision: 'no-go', items: given })));
  expect(groups.map((each) => each.map(({ item: of }) => of?.id))).toEqual([
    ['coverage'],
    ['failed-too'],
    ['backup', 'second'],
    ['pen-test'],
  ]);
});

describe('treeOf', () => {
  test('sections and groups as they were written, with what is done of what is required', () => {
    const tree = treeOf(full);
    const outline = tree.branches.map(({ place, done, required }) => `${place.title} ${done}/${required}`);
    expect(outline).toEqual(['Quality 2/5', 'Security 1/3', 'Data 1/3']);
    expect(tree.branches[1]?.branches.map(({ place }) => place)).toEqual([group('Supply chain')]);
  });

  test('may is folded to a number; later phases are not in it', () => {
    const optional = item({ ...items.may, id: 'done', state: 'ticked' });
    const [quality, ...rest] = treeOf(verdict({ items: [items.may, optional, items.later, items.open] })).branches;
    expect(quality?.optional).toEqual({ items: [items.may, optional], total: 2, open: 1 });
    expect(quality?.items).toEqual([]);
    expect(rest.map(({ place }) => place.title)).toEqual(['Data']);
  });

  test('items without a section stand at the root', () => {
    expect(treeOf(verdict({ items: [item({ id: 'loose', path: [] })] })).items.map(({ id }) => id)).toEqual(['loose']);
  });

  test('a phase that is due is shown before it decides', () => {
    const due = item({ id: 'graphs', path: [section('Day one')], phase: 'day', required: false });
    const phases = [{ phase: 'day', role: 'due', from: '2027-03-02T00:00:00Z' }] as const;
    expect(treeOf(verdict({ items: [due], phases })).branches.map(({ place }) => place.title)).toEqual(['Day one']);
  });
});

test('later phases are counted, empty ones left out', () => {
  expect(laterPhases(full)).toEqual([{ phase: 'verify', items: 1 }]);
});

test('debts are what is tolerated and what a should still asks', () => {
  const otherPhase = item({ ...items.should, id: 'later-should', phase: 'verify' });
  expect(debtsOf(verdict({ items: [items.debt, items.should, items.open, otherPhase] })).map(({ id }) => id)).toEqual([
    'logs',
    'changelog',
  ]);
});

test('what is excused, and what stands from earlier', () => {
  expect(exceptionsOf(full).map(({ id }) => id)).toEqual(['load', 'replicas']);
  expect(standingOf(full).map(({ id }) => id)).toEqual(['firewall']);
});
