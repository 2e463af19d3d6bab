import { expect, test } from '@jest/globals';
import { connection } from '../../../src/sandbox/graphql/connection.ts';

const five = connection('things', ['a', 'b', 'c', 'd', 'e'], (item) => item);
const nodes = (args: object) => five(args).nodes().join('');

test('pages forwards and backwards', () => {
  const first = five({ first: 2 });
  expect([first.nodes().join(''), first.totalCount, first.pageInfo.hasNextPage]).toEqual(['ab', 5, true]);
  expect([nodes({ first: 2, after: first.pageInfo.endCursor }), nodes({ first: 9 }), nodes({ last: 2 })]).toEqual([
    'cd',
    'abcde',
    'de',
  ]);
  const last = five({ last: 2 });
  expect([nodes({ last: 2, before: last.pageInfo.startCursor }), last.pageInfo.hasPreviousPage]).toEqual(['bc', true]);
  expect(five({ first: 0 }).pageInfo.endCursor).toBeNull();
});

test('wants to know how many, and not too many', () => {
  expect(() => five({})).toThrow('You must provide a `first` or `last` value to properly paginate the `things` connection.');
  expect(() => five({ first: 101 })).toThrow('exceeds the `first` limit of 100 records');
});
