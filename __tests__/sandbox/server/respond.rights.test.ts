import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { addComment } from '../../../src/sandbox/state/issues.ts';
import { nodeId } from '../../../src/sandbox/state/node-id.ts';
import { addRepo, renameRepo } from '../../../src/sandbox/state/repositories.ts';
import { failure, openTown } from '../open-town.ts';
import { here } from '../town.ts';

let town: Awaited<ReturnType<typeof openTown>>;
beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.close());

test('the key of an App opens its own endpoints, and no repository', async () => {
  const { repo } = town;
  const { token } = (await town.app.auth({ type: 'app' })) as { token: string };
  const app = town.client(token);
  expect(await failure(app.request('GET /repos/acme/shop/contents/README.md'))).toMatchObject({ status: 404 });
  expect(await failure(app.request('GET /repos/acme/shop/issues'))).toMatchObject({ status: 404 });
  repo.private = false;
  expect(await failure(app.request('GET /repos/acme/shop/issues'))).toMatchObject({ status: 403 });
  repo.private = true;
});

test('a former name tells nothing to those who may not see the repository', async () => {
  const hidden = addRepo(town.world, { owner: town.acme.account, name: 'hidden', private: true });
  renameRepo(town.world, hidden, { name: 'buried', sender: town.acme.account });
  const ask = (path: string) => failure(town.as('rea').request(`GET ${path}`));
  const raw = await fetch(`${town.sandbox.url}/repos/acme/hidden`, { redirect: 'manual' });
  expect([raw.status, await ask('/repos/acme/hidden')]).toMatchObject([404, { status: 404 }]);
  expect(await ask(`/repositories/${hidden.id}`)).toMatchObject({ status: 404 });
  expect(await ask('/repositories/99999999/issues')).toMatchObject({ status: 404 });
});

test('a repository is found by its id, with all that is below', async () => {
  const { bot, repo } = town;
  const at = `/repositories/${repo.id}`;
  expect((await bot.request(`GET ${at}`)).data).toMatchObject({ id: repo.id, full_name: 'acme/shop' });
  const issue = town.pull('by-id');
  expect((await bot.request(`GET ${at}/pulls/${issue.number}`)).data).toMatchObject({ number: issue.number });
  const made = await bot.request(`POST ${at}/issues/${issue.number}/comments`, { body: 'by id' });
  expect(made.status).toBe(201);
});

test('the links to further pages name the repository by its id, as those of GitHub do', async () => {
  const { rest } = town.as('wil');
  await rest.issues.create({ ...here, title: 'one' });
  await rest.issues.create({ ...here, title: 'two' });
  const { headers } = await rest.issues.listForRepo({ ...here, per_page: 1 });
  expect(headers.link).toContain(`<${town.sandbox.url}/repositories/${town.repo.id}/issues?per_page=1&page=2>; rel="next"`);
  const all = await town.as('wil').paginate(rest.issues.listForRepo, { ...here, per_page: 1 });
  expect(all.map(({ title }) => title)).toEqual(expect.arrayContaining(['one', 'two']));
});

test('an unchanged page costs those something who are not signed in', async () => {
  town.repo.private = false;
  const { rest } = town.client();
  const used = async () => (await rest.rateLimit.get()).data.rate.used;
  const before = await used();
  const first = await rest.repos.get(here);
  expect(await failure(rest.repos.get({ ...here, headers: { 'if-none-match': first.headers.etag } }))).toMatchObject({
    status: 304,
  });
  expect(await used()).toBe(before + 2);
  town.repo.private = true;
});

test('GraphQL says in its own words that a limit is reached', async () => {
  const tight = await openTown({ limits: { graphql: 1 } });
  const ask = () => tight.as('wil').graphql('{ viewer { login } }');
  await ask();
  await expect(ask()).rejects.toMatchObject({ errors: [{ type: 'RATE_LIMIT', code: 'graphql_rate_limit' }] });
  await tight.close();
});

test('what a token of an installation reaches ends with what the installation has', async () => {
  const { repo, installation } = town;
  const { data } = await town.app.rest.apps.createInstallationAccessToken({ installation_id: installation.id });
  const small = town.client(data.token);
  expect((await small.rest.repos.get(here)).status).toBe(200);
  installation.repositories = new Set();
  expect(await failure(small.rest.repos.get(here))).toMatchObject({ status: 404 });
  installation.repositories = 'all';
  expect((await small.rest.repos.get(here)).data.id).toBe(repo.id);
});

test('GraphQL keeps archived repositories, locked conversations and empty words as REST does', async () => {
  const issue = town.pull('kept');
  const comment = addComment(town.world, issue, { body: 'a', author: town.person('rea') });
  const [subject, id] = [nodeId('PR', issue.id), nodeId('IC', comment.id)];
  const add = (login: string, body: string) =>
    town
      .as(login)
      .graphql(
        'mutation($subject: ID!, $body: String!) { addComment(input: { subjectId: $subject, body: $body }) { clientMutationId } }',
        { subject, body },
      );
  const edit = (body: string) =>
    town
      .as('wil')
      .graphql(
        'mutation($id: ID!, $body: String!) { updateIssueComment(input: { id: $id, body: $body }) { clientMutationId } }',
        { id, body },
      );
  const failed = async (act: Promise<unknown>): Promise<string> => {
    try {
      await act;
      return 'done';
    } catch (error) {
      return (error as { errors: { type: string }[] }).errors[0]?.type ?? 'untold';
    }
  };
  issue.locked = true;
  expect(await failed(add('rea', 'words'))).toBe('FORBIDDEN');
  expect(await failed(add('wil', 'words'))).toBe('done');
  issue.locked = false;
  expect([await failed(add('wil', ' ')), await failed(edit(''))]).toEqual(['UNPROCESSABLE', 'UNPROCESSABLE']);
  expect(await failure(town.as('wil').rest.issues.updateComment({ ...here, comment_id: comment.id, body: ' ' }))).toMatchObject({
    status: 422,
  });
  town.repo.archived = true;
  expect([await failed(add('wil', 'words')), await failed(edit('words'))]).toEqual(['FORBIDDEN', 'FORBIDDEN']);
  town.repo.archived = false;
  expect(comment.body).toBe('a');
});
