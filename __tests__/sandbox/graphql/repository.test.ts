import { expect, test } from '@jest/globals';
import { closePull } from '../../../src/sandbox/state/pulls.ts';
import { town } from '../town.ts';
import { asker, inShop, shop } from './ask.ts';

test('itself, its references and what stands in them', () => {
  const here = town();
  const blob = 'object(expression: "main:README.md") { oid ... on Blob { text byteSize isBinary } }';
  const tree = 'folder: object(expression: "main:") { ... on Tree { entries { name mode type object { oid } } } }';
  const refs = 'defaultBranchRef { name prefix target { oid } } none: ref(qualifiedName: "refs/heads/none") { name }';
  const answered = asker(here)(
    inShop(
      `nameWithOwner isPrivate isArchived owner { login } ${refs} ${blob} ${tree} gone: object(expression: "main:none") { oid }`,
    ),
  );
  expect(shop(answered)).toMatchObject({
    nameWithOwner: 'acme/shop',
    isPrivate: true,
    owner: { login: 'acme' },
    defaultBranchRef: { name: 'main', prefix: 'refs/heads/', target: { oid: here.root } },
    none: null,
    object: { text: '# Shop\n', byteSize: 7, isBinary: false },
    folder: { entries: [{ name: 'README.md', mode: 33188, type: 'blob' }] },
    gone: null,
  });
  expect(asker(here, { issues: 'read' })(inShop('object(expression: "main") { oid }')).errors).toMatchObject([
    { type: 'FORBIDDEN' },
  ]);
});

test('pull requests by state and branch', () => {
  const here = town();
  here.pull('one');
  closePull(here.world, here.pull('two'), { sender: here.person('wil') });
  const ask = (args: string) => shop(asker(here)(inShop(`pullRequests(first: 9${args}) { totalCount nodes { number } }`)));
  expect(ask('')).toMatchObject({ pullRequests: { totalCount: 2 } });
  expect(ask(', states: OPEN')).toMatchObject({ pullRequests: { nodes: [{ number: 1 }] } });
  expect(ask(', states: [CLOSED], baseRefName: "main", headRefName: "two"')).toMatchObject({
    pullRequests: { nodes: [{ number: 2 }] },
  });
  expect(ask(', baseRefName: "other"')).toMatchObject({ pullRequests: { totalCount: 0 } });
  const missing = asker(here)(inShop('pullRequest(number: 9) { number } issue(number: 1) { number }'));
  expect(missing.errors).toMatchObject([
    { type: 'NOT_FOUND' },
    { message: 'Could not resolve to an Issue with the number of 1.' },
  ]);
});
