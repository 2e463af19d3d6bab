import { expect, test } from '@jest/globals';
import { whole } from '../../../src/github/client/shape.ts';
import type { Link } from '../../../src/github/link.ts';
import { allOf, pageOfEdits, pageOfPull, pageOfSuites } from '../../../src/github/pull/more.ts';
import { moreLabels } from '../../../src/github/pull/query.ts';
import { type List, readLabel } from '../../../src/github/pull/read.ts';

const list = (nodes: readonly number[], totalCount: number, endCursor: string | null): List<number> => ({
  nodes,
  totalCount,
  pageInfo: { hasNextPage: endCursor !== null, endCursor },
});

test('all pages, or nothing', async () => {
  const pages: Readonly<Record<string, List<number>>> = { a: list([2, 3], 4, 'b'), b: list([4], 4, null), c: list([2], 4, null) };
  const page = async (after: string) => pages[after] ?? list([], 4, after);
  expect(await allOf(list([1], 4, 'a'), page)).toEqual([1, 2, 3, 4]);
  expect(await allOf(list([1], 1, null), page)).toEqual([1]);
  expect(await allOf(list([1], 4, 'c'), page)).toBeNull();
  expect(await allOf(list([1], 4, 'no end'), page)).toBeNull();
});

const place = { installation: 5, repoId: 7, owner: 'acme', name: 'shop' };

/** Reads what a platform would answer. */
function answering(data: unknown): Link {
  return { graphql: async ({ read }: { read: (value: unknown, at: string) => unknown }) => read(data, '') } as unknown as Link;
}

const labels = { totalCount: 1, pageInfo: { hasNextPage: false, endCursor: null }, nodes: [{ name: 'x' }] };
const head = 'a'.repeat(40);

test.each([
  [{ databaseId: 7, pullRequest: { headRefOid: head, list: labels } }, undefined],
  [{ databaseId: 8, pullRequest: { headRefOid: head, list: labels } }, 'gone'],
  [{ databaseId: 7, pullRequest: { headRefOid: 'b'.repeat(40), list: labels } }, 'unclear'],
])('a page of the same repository and the same head: %#', async (repository, kind) => {
  const page = pageOfPull(answering({ repository }), { place, number: 1, head, query: moreLabels, read: readLabel });
  if (kind === undefined) expect(await page('x')).toEqual(labels);
  else await expect(page('x')).rejects.toMatchObject({ fault: { kind } });
});

test('further suites of a commit, and further savings of a comment', async () => {
  const suites = {
    ...labels,
    nodes: [{ databaseId: 1, status: 'COMPLETED', updatedAt: '2026-11-26T10:00:00Z', workflowRun: null }],
  };
  const of = (repository: object) => pageOfSuites(answering({ repository }), place, head)('x');
  expect((await of({ databaseId: 7, object: { list: suites } })).nodes).toHaveLength(1);
  await expect(of({ databaseId: 8, object: { list: suites } })).rejects.toMatchObject({ fault: { kind: 'gone' } });
  await expect(of({ databaseId: 7, object: null })).rejects.toMatchObject({ fault: { kind: 'gone' } });
  const edits = answering({ node: { list: { ...labels, nodes: [1] } } });
  expect((await pageOfEdits(edits, { installation: 5, id: 'IC', read: whole })('x')).nodes).toEqual([1]);
});
