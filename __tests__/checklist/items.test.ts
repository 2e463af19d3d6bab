import { expect, test } from '@jest/globals';
import { readConfig } from '../../src/checklist/config.ts';
import { buildItems } from '../../src/checklist/items.ts';
import { placeItems } from '../../src/checklist/place.ts';
import { readChecklist } from '../../src/checklist/written.ts';
import type { Problem } from '../../src/ground/problem.ts';

function build(items: string, config = '', baseline?: string) {
  const read = (text: string) => readConfig({ file: 'c.yml', text: `version: 1\nchecklist: l.yml\n${text}` });
  const configs = [...(baseline === undefined ? [] : [read(baseline)]), read(config)];
  const problems: Problem[] = [];
  const outline = readChecklist({ file: 'l.yml', text: `format: gonogo/checklist/1\ntitle: T\nitems: [${items}]\n` });
  const material = { written: read(config).written, configs, catalogue: [] };
  const built = buildItems(placeItems([outline]), material, problems);
  const places = problems.map(({ file, path }) => `${file} ${path}`);
  return { ids: built.map(({ id }) => id), codes: problems.map(({ code }) => code), places };
}

test('items keep their order, and say what is wrong with them, all at once', () => {
  expect(build('{ title: B }, { title: A }')).toEqual({ ids: ['b', 'a'], codes: [], places: [] });
  expect(build('{ id: a, title: A, gate: nope }, { id: a, title: B }')).toMatchObject({
    ids: ['a', 'a'],
    codes: ['checklist.no-such-gate', 'checklist.same-id'],
  });
});

test.each([
  ['due: never', '', 'l.yml items.0'],
  ['level: may', 'items: { a: { due: never } }\n', 'c.yml items.a'],
  ['due: never', 'items: { a: { level: may } }\n', 'l.yml items.0'],
  ['due: never', 'items: { a: { due: 2027-01-01 } }\n', undefined],
  ['due: never', 'items: { a: { due: always } }\n', 'c.yml items.a'],
  ['signOff: { role: r }', 'items: { a: { gate: coverage } }\n', 'c.yml items.a'],
])('{ %s } with %j is wrong where it is said', (item, config, place) => {
  expect(build(`{ id: a, title: A, ${item} }`, config).places).toEqual(place === undefined ? [] : [place]);
});

test('what they say of one another is looked at once each of them is right', () => {
  expect(build('{ id: a, title: A, after: [b] }').codes).toEqual(['checklist.no-such-item']);
  expect(build('{ id: a, title: A }', 'items: { b: { level: may } }\n').codes).toEqual(['config.no-such-item']);
});

test('a lock that cannot be compared holds', () => {
  const faulty = 'items: { a: { locked: true, gate: nope } }\n';
  expect(build('{ id: a, title: A }', '', faulty).codes).toContain('config.loosens-baseline');
});
