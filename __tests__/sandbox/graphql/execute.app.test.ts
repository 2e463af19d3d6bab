import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { addComment, editComment } from '../../../src/sandbox/state/issues.ts';
import { nodeId } from '../../../src/sandbox/state/node-id.ts';
import { addReview, requestReview } from '../../../src/sandbox/state/pulls.ts';
import { commitFiles } from '../../../src/sandbox/state/pushes.ts';
import { openTown } from '../open-town.ts';

// What an App asks of GraphQL to know a pull request, with the official client.
let town: Awaited<ReturnType<typeof openTown>>;
beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.close());

const shop = { owner: 'acme', name: 'shop' };
const inShop = (fields: string, more = '') =>
  `query($owner: String!, $name: String!) { repository(owner: $owner, name: $name) { ${fields} } ${more} }`;

test('a pull request with all that is asked of it', async () => {
  const { world, person, gate } = town;
  const issue = town.pull('next');
  const board = addComment(world, issue, { body: 'one', author: gate.bot, app: gate });
  editComment(world, board, { body: 'two', sender: person('wil') });
  addReview(world, issue, { author: person('max'), state: 'CHANGES_REQUESTED', body: 'no' });
  addReview(world, issue, { author: person('max'), state: 'APPROVED' });
  addReview(world, issue, { author: person('max'), state: 'COMMENTED', body: 'well' });
  addReview(world, issue, { author: person('rea'), state: 'APPROVED' });
  addReview(world, issue, { author: person('tri'), state: 'PENDING', body: 'secret' });
  requestReview(world, issue, { reviewer: person('rea'), sender: person('wil') });
  const query = inShop(`pullRequest(number: ${issue.number}) {
    headRefOid baseRefName baseRefOid headRepository { nameWithOwner } headRepositoryOwner { login } headRef { name target { oid } } baseRef { name }
    author { login } fullDatabaseId
    reviews(first: 10) { totalCount nodes { state } }
    approved: reviews(first: 10, states: [APPROVED], author: "max") { totalCount }
    latestReviews(first: 10) { nodes { state author { login } authorCanPushToRepository commit { oid } } }
    latestOpinionatedReviews(first: 10, writersOnly: true) { nodes { state author { login } } }
    commits(last: 1) { nodes { commit { oid statusCheckRollup { state } } } }
    labels(first: 5) { nodes { name } } files(first: 5) { nodes { path changeType } }
    comments(first: 5, orderBy: { field: UPDATED_AT, direction: DESC }) { edges { cursor node { body } } }
    userContentEdits(first: 3) { totalCount }
  }`);
  const { repository } = await town.bot.graphql<{ repository: unknown }>(query, shop);
  expect(repository).toEqual({
    pullRequest: {
      headRefOid: issue.pull.headSha,
      baseRefName: 'main',
      baseRefOid: town.root,
      headRepository: { nameWithOwner: 'acme/shop' },
      headRepositoryOwner: { login: 'acme' },
      headRef: { name: 'next', target: { oid: issue.pull.headSha } },
      baseRef: { name: 'main' },
      author: { login: 'wil' },
      fullDatabaseId: String(issue.pull.id),
      reviews: { totalCount: 4, nodes: ['CHANGES_REQUESTED', 'APPROVED', 'COMMENTED', 'APPROVED'].map((state) => ({ state })) },
      approved: { totalCount: 1 },
      latestReviews: {
        nodes: [
          { state: 'COMMENTED', author: { login: 'max' }, authorCanPushToRepository: true, commit: { oid: issue.pull.headSha } },
        ],
      },
      latestOpinionatedReviews: { nodes: [{ state: 'APPROVED', author: { login: 'max' } }] },
      commits: { nodes: [{ commit: { oid: issue.pull.headSha, statusCheckRollup: null } }] },
      labels: { nodes: [] },
      files: { nodes: [{ path: 'next.txt', changeType: 'ADDED' }] },
      comments: { edges: [{ cursor: expect.any(String), node: { body: 'two' } }] },
      userContentEdits: { totalCount: 0 },
    },
  });
  const node = await town.bot.graphql<{ node: unknown }>(
    'query($id: ID!) { node(id: $id) { ... on IssueComment { fullDatabaseId userContentEdits(first: 3) { totalCount nodes { diff editor { login } } } } } }',
    { id: nodeId('IC', board.id) },
  );
  expect(node).toEqual({
    node: {
      fullDatabaseId: String(board.id),
      userContentEdits: {
        totalCount: 2,
        nodes: [
          { diff: 'two', editor: { login: 'wil' } },
          { diff: 'one', editor: { login: 'gate' } },
        ],
      },
    },
  });
});

test('files and folders by commit and path, also with a colon in the name', async () => {
  const sha = commitFiles(town.world, town.repo, {
    author: town.person('wil'),
    message: 'm',
    branch: 'files',
    files: { 'a/b:c.txt': 'odd\n', 'a/d/e.txt': 'deep\n', large: 'x'.repeat(600_000), picture: Buffer.from([0, 1]) },
  });
  const blob = '... on Blob { oid text byteSize isTruncated isBinary }';
  const tree = '... on Tree { entries { name path type mode size } }';
  const ask = async (text: string) => {
    const query = inShop(`object(expression: ${JSON.stringify(text)}) { ${blob} ${tree} }`);
    return (await town.bot.graphql<{ repository: { object: Record<string, unknown> | null } }>(query, shop)).repository.object;
  };
  expect(await ask(`${sha}:a/b:c.txt`)).toMatchObject({ text: 'odd\n', byteSize: 4, isTruncated: false, isBinary: false });
  expect(await ask(`${sha}:large`)).toMatchObject({ byteSize: 600_000, isTruncated: true });
  expect(await ask(`${sha}:picture`)).toMatchObject({ text: null, isBinary: true });
  expect(await ask(`${sha}:a`)).toEqual({
    entries: [
      { name: 'b:c.txt', path: 'a/b:c.txt', type: 'blob', mode: 33188, size: 4 },
      { name: 'd', path: 'a/d', type: 'tree', mode: 16384, size: 0 },
    ],
  });
  expect(await ask(`${sha}:nothing`)).toBeNull();
});

test('what is open from a branch, the newest first, and the queue of a branch without one', async () => {
  const query = inShop(
    `
    pullRequests(states: OPEN, first: 37, headRefName: "next", orderBy: { field: CREATED_AT, direction: DESC }) { nodes { number } pageInfo { hasNextPage endCursor } }
    ref(qualifiedName: "refs/heads/next") { name prefix target { oid } }
    mergeQueue(branch: "main") { entries(first: 10) { nodes { position } } }
  `,
    'rateLimit { cost remaining }',
  );
  const answer = await town.bot.graphql<object>(query, shop);
  expect(answer).toMatchObject({
    repository: { pullRequests: { nodes: [{ number: 1 }] }, ref: { name: 'next', prefix: 'refs/heads/' }, mergeQueue: null },
    rateLimit: { cost: 1 },
  });
});

test('ids that lead nowhere are null among the others, and said', async () => {
  const ids = [nodeId('R', town.repo.id), 'IC_nothing'];
  const asked = town.bot.graphql('query($ids: [ID!]!) { nodes(ids: $ids) { __typename } }', { ids });
  await expect(asked).rejects.toMatchObject({
    data: { nodes: [{ __typename: 'Repository' }, null] },
    errors: [{ type: 'NOT_FOUND', path: ['nodes', 1] }],
  });
});

test.each([
  ['comments(first: 1, last: 1)', 'EXCESSIVE_PAGINATION'],
  ['comments(first: -1)', 'INVALID_PAGINATION'],
  ['comments(first: 101)', 'EXCESSIVE_PAGINATION'],
  ['comments', 'MISSING_PAGINATION_BOUNDARIES'],
])('%s is refused with status 200', async (field, type) => {
  const asked = town.bot.graphql(inShop(`pullRequest(number: 1) { ${field} { totalCount } }`), shop);
  await expect(asked).rejects.toMatchObject({ errors: [{ type }] });
});

test('files are read with contents: read alone, whichever way one comes to them', async () => {
  const { data } = await town.app.rest.apps.createInstallationAccessToken({
    installation_id: town.installation.id,
    permissions: { pull_requests: 'read' },
  });
  const small = town.client(data.token);
  const text = 'tree { entries { object { ... on Blob { text } } } }';
  const asked = small.graphql(inShop(`pullRequest(number: 1) { commits(first: 1) { nodes { commit { ${text} } } } }`), shop);
  await expect(asked).rejects.toMatchObject({ errors: [{ type: 'FORBIDDEN' }] });
});
