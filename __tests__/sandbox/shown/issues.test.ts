import { expect, test } from '@jest/globals';
import {
  associationOf,
  pageOfIssue,
  viewComment,
  viewIssue,
  viewLabel,
  viewReactions,
} from '../../../src/sandbox/shown/issues.ts';
import { addAccount } from '../../../src/sandbox/state/accounts.ts';
import { addComment, openIssue } from '../../../src/sandbox/state/issues.ts';
import { town } from '../town.ts';

test('how somebody stands to a repository', () => {
  const { world, repo, person, gate, acme } = town();
  const eve = addAccount(world, 'eve');
  const all = [acme.account, person('rea'), gate.bot, eve].map((account) => associationOf(world, repo, account));
  expect(all).toEqual(['OWNER', 'MEMBER', 'NONE', 'NONE']);
  repo.private = false;
  expect(associationOf(world, repo, eve)).toBe('CONTRIBUTOR');
  repo.collaborators.set(eve.id, 'read');
  expect(associationOf(world, repo, eve)).toBe('COLLABORATOR');
});

test('a pull request is an issue with an address more', () => {
  const { world, repo, person, pull } = town();
  const issue = openIssue(world, repo, { title: 't', author: person('rea'), labels: ['ops'] });
  expect(viewIssue(world, issue)).toMatchObject({ body: null, comments: 0, labels: [{ name: 'ops' }] });
  expect(viewIssue(world, issue)).not.toHaveProperty('pull_request');
  const request = pull('next');
  expect(viewIssue(world, request)).toMatchObject({
    draft: false,
    pull_request: { merged_at: null },
    html_url: pageOfIssue(world, request),
  });
});

test('a comment names the App that wrote it, and counts reactions', () => {
  const { world, gate, pull, person } = town();
  const comment = addComment(world, pull('next'), { body: 'x', author: gate.bot, app: gate });
  comment.reactions.push({ id: 1, user: person('rea'), content: 'eyes', createdAt: 0 });
  expect(viewComment(world, comment)).toMatchObject({
    user: { login: 'gate[bot]' },
    performed_via_github_app: { slug: 'gate' },
    reactions: { total_count: 1, eyes: 1, '+1': 0 },
    html_url: expect.stringMatching(/\/acme\/shop\/pull\/1#issuecomment-\d+$/),
  });
  expect(viewReactions('u').total_count).toBe(0);
});

test('the address of a label is one', () => {
  const { world, repo } = town();
  const label = { id: 1, repo, name: 'needs: work', color: 'ededed', description: null };
  expect(viewLabel(world, label).url).toContain('/labels/needs%3A%20work');
});
