import { describe, expect, test } from '@jest/globals';
import { findEntry } from '../../../src/checklist/lint/find-entry.ts';
import { problemsOfCall } from '../problems-of-call.ts';
import { reading, whole } from './readings.ts';

const { entries } = reading([
  '{ id: db.backup, title: Backups run }',
  '{ id: db.restore, title: Restored once }',
  '{ id: x, title: Same }',
  '{ id: y, title: Same }',
]);

test.each([['db.backup'], ['backups RUN'], ['release.yml:6']])('%s is an item', (name) => {
  expect(findEntry(name, entries).item.id).toBe('db.backup');
});

describe('unknown', () => {
  test.each([
    ['db.bakcup', 'Did you mean db.backup?'],
    ['backup', 'Did you mean db.backup?'],
    ['restord', 'Did you mean db.restore?'],
    ['same', 'Name one by its id: x, y.'],
    ['once', 'It is in: db.restore. Name one of them.'],
    ['something of another kind', 'gonogo show --effective lists every id.'],
  ])('%s', (name, remedy) => {
    expect(problemsOfCall(() => findEntry(name, entries))).toMatchObject([{ code: 'checklist.no-such-item', remedy }]);
  });
});

test('a line that two components share names neither', () => {
  const component = '{ paths: [a], checklist: ./own.yml }';
  const shared = whole({
    config: `components: { api: ${component}, web: ${component} }\n`,
    components: { api: ['{ id: up, title: Up }'], web: ['{ id: up, title: Up }'] },
  }).entries;
  expect(problemsOfCall(() => findEntry('own.yml:6', shared))).toMatchObject([
    { message: 'own.yml:6 is said of 2 items', remedy: 'Name one by its id: api.up, web.up.' },
  ]);
});
