import { expect, test } from '@jest/globals';
import { nameIn } from '../../src/views/handles.ts';

const handles = new Map([
  ['database.backups', 'db-3'],
  ['evil', '`; rm'],
]);

test('a handle, or else the id', () => {
  expect([nameIn('database.backups', handles), nameIn('firewall', handles)]).toEqual(['db-3', 'firewall']);
});

test.each(['evil', 'Two Words', '', 'a`b', 'a--b', 'a'.repeat(81)])('%j is nothing that a command could take', (id) => {
  expect(nameIn(id, handles)).toBeUndefined();
});
