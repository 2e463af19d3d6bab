import { expect, test } from '@jest/globals';
import { whole } from '../../../src/github/client/shape.ts';
import { list, readEdit, readPulse, readSuite } from '../../../src/github/pull/read.ts';

test('a list without its end is none', () => {
  const page = { totalCount: 1, nodes: [1], pageInfo: { hasNextPage: false, endCursor: null } };
  expect(list(whole)(page, '')).toEqual(page);
  expect(() => list(whole)({ ...page, pageInfo: undefined }, 'x')).toThrow('x.pageInfo is not an object');
  expect(() => list(whole)({ ...page, totalCount: undefined }, 'x')).toThrow('x.totalCount is not a whole number');
  expect(() => list(whole)({ ...page, nodes: [null] }, 'x')).toThrow('x.nodes[0] is not a whole number');
});

test('a saving whose text and author are no more', () => {
  const at = '2026-11-26T10:00:00Z';
  const edit = { createdAt: at, editedAt: at, deletedAt: at, diff: null, editor: null };
  expect(readEdit(edit, '')).toEqual(edit);
  expect(() => readEdit({ ...edit, editedAt: null }, '')).toThrow('editedAt is not a time');
});

test('a pull request of which something is missing is none', () => {
  expect(() => readPulse({ repository: { databaseId: 7, name: 'a', owner: { login: 'b' } }, boards: [] }, 'data')).toThrow(
    'data.repository.pullRequest is not an object',
  );
  const suite = { databaseId: 1, status: 'QUEUED', updatedAt: '2026-11-26T10:00:00Z' };
  expect(readSuite(suite, '')).toEqual({ ...suite, workflowRun: null });
});
