import { expect, test } from '@jest/globals';
import { commitNamed, found, userOf } from '../../../src/sandbox/rest/find.ts';
import { town } from '../town.ts';

test('what is not there is not found', () => {
  const { world, person } = town();
  expect([found('x'), found(0), userOf(world, 'ADA')]).toEqual(['x', 0, person('ada')]);
  for (const nothing of [undefined, null, false] as const) expect(() => found(nothing)).toThrow('Not Found');
  expect(() => userOf(world, 'eve')).toThrow('Not Found');
});

test('a commit is named by branch, tag, reference, id and the beginning of one', () => {
  const { repo, root, pull } = town();
  const { headSha } = pull('release/1').pull;
  repo.refs.set('refs/tags/v1', root);
  const names = ['main', 'v1', 'heads/main', 'refs/heads/main', root, root.slice(0, 7), 'HEAD'];
  expect(new Set(names.map((name) => commitNamed(repo, name)))).toEqual(new Set([root]));
  expect([
    commitNamed(repo, 'release/1'),
    commitNamed(repo, 'pull/1/head'),
    commitNamed(repo, 'nothing'),
    commitNamed(repo, '0000000'),
  ]).toEqual([headSha, headSha, undefined, undefined]);
});
