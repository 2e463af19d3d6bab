import { expect, test } from '@jest/globals';
import { commitFiles } from '../../../src/sandbox/state/pushes.ts';
import { startRun } from '../../../src/sandbox/state/runs.ts';
import { town } from '../town.ts';
import { asker, inShop, shop } from './ask.ts';

test('what stands at a path of a commit, with its mode', () => {
  const here = town();
  commitFiles(here.world, here.repo, {
    author: here.person('ada'),
    message: 'add',
    branch: 'main',
    files: { '.github/gonogo.yml': 'version: 1\n' },
  });
  const file = (path: string) => `file(path: "${path}") { name path type mode object { ... on Blob { text } } }`;
  const commit = `object(expression: "main") { ... on Commit { folder: ${file('.github')} config: ${file('.github/gonogo.yml')} none: ${file('.github/other/x')} } }`;
  expect(shop(asker(here)(inShop(commit)))).toEqual({
    object: {
      folder: { name: '.github', path: '.github', type: 'tree', mode: 0o40000, object: {} },
      config: {
        name: 'gonogo.yml',
        path: '.github/gonogo.yml',
        type: 'blob',
        mode: 0o100644,
        object: { text: 'version: 1\n' },
      },
      none: null,
    },
  });
  expect(asker(here, { checks: 'read' })(inShop(commit)).errors?.[0]).toMatchObject({ type: 'FORBIDDEN' });
});

test('who wrote a commit, its pull requests, and the run that a suite is of', () => {
  const here = town();
  const pull = here.pull('topic');
  const message = `add

Co-authored-by: rea <${here.person('rea').id}+rea@users.noreply.github.com>
Co-authored-by: Nobody <nobody@example.com>
`;
  const sha = commitFiles(here.world, here.repo, {
    author: here.person('max'),
    message,
    branch: 'topic',
    files: { 'b.txt': 'b' },
  });
  const run = startRun(here.world, here.repo, {
    event: 'pull_request',
    actor: here.person('max'),
    path: '.github/workflows/ci.yml',
    sha,
    branch: 'topic',
    jobs: [{ name: 'build' }],
  });
  const fields = `authors(first: 5) { totalCount nodes { user { login } } } associatedPullRequests(first: 5) { nodes { number } }
    checkSuites(first: 5) { nodes { workflowRun { databaseId event } } }`;
  expect(shop(asker(here)(inShop(`object(oid: "${sha}") { ... on Commit { ${fields} } }`)))).toMatchObject({
    object: {
      authors: { totalCount: 3, nodes: [{ user: { login: 'max' } }, { user: { login: 'rea' } }, { user: null }] },
      associatedPullRequests: { nodes: [{ number: pull.number }] },
      checkSuites: { nodes: expect.arrayContaining([{ workflowRun: { databaseId: run.id, event: 'pull_request' } }]) },
    },
  });
});
