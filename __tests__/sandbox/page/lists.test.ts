import { expect, test } from '@jest/globals';
import { show } from '../../../src/sandbox/page/html.ts';
import { issueList, repositoryList, sees } from '../../../src/sandbox/page/lists.ts';
import { openIssue } from '../../../src/sandbox/state/issues.ts';
import { addRepo } from '../../../src/sandbox/state/repositories.ts';
import { town } from '../town.ts';
import { dangers, viewAs } from './visit.ts';

const here = town();
const { world, repo, acme, person } = here;
addRepo(world, { owner: acme.account, name: 'open', description: '<script>x</script>' });

test('everybody sees what they may', () => {
  expect(['ada', 'rea', null].map((login) => show(repositoryList(viewAs(world, login))).includes('acme/shop'))).toEqual([
    true,
    true,
    false,
  ]);
  expect(sees(world, null, repo)).toBe(false);
  const shown = show(repositoryList(viewAs(world, null)));
  expect(shown).toContain('acme/open');
  expect(dangers(shown)).toEqual([]);
  expect(show(repositoryList(viewAs(world, 'ada'), person('rea')))).toContain('None that ada may see.');
});

test('open ones and closed ones, the newest first, a page at a time', () => {
  for (let at = 0; at < 30; at++) openIssue(world, repo, { title: `Issue ${at} <b>`, author: person('rea') });
  const closed = here.pull('old');
  Object.assign(closed, { state: 'closed' });
  repo.open.delete(closed);
  here.pull('next');
  const list = (kind: 'pulls' | 'issues', query = '') =>
    show(issueList(viewAs(world, 'wil', `/acme/shop/${kind}${query}`), repo, kind));
  expect(
    list('issues')
      .match(/Issue \d+ &lt;b&gt;/g)
      ?.slice(0, 2),
  ).toEqual(['Issue 29 &lt;b&gt;', 'Issue 28 &lt;b&gt;']);
  expect(list('issues').match(/Issue \d+ /g)).toHaveLength(25);
  expect(list('issues', '?page=2').match(/Issue \d+ /g)).toHaveLength(5);
  expect([list('pulls').includes('Release next'), list('pulls').includes('Release old')]).toEqual([true, false]);
  expect(list('pulls', '?state=closed')).toContain('Release old');
  expect(list('pulls')).toContain('New pull request');
});
