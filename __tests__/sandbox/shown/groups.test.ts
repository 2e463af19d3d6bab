import { expect, test } from '@jest/globals';
import { viewGroup } from '../../../src/sandbox/shown/groups.ts';
import { town } from '../town.ts';

test('a group shows where it stands and what its head is, and not whose it is', () => {
  const { repo, root } = town();
  const ref = `refs/heads/gh-readonly-queue/main/pr-7-${root}`;
  const group = { ref, baseRef: 'main', baseSha: root, headSha: root, entries: [], merges: [], at: 0 };
  expect(viewGroup(repo, group)).toMatchObject({
    head_sha: root,
    head_ref: ref,
    base_sha: root,
    base_ref: 'refs/heads/main',
    head_commit: { id: root, message: expect.any(String) },
  });
});
