// A second repository, whose pull requests are merged by a queue.
import { addCheckRun, updateCheckRun } from '../state/checks.ts';
import type { CheckRun } from '../state/model.ts';
import { openPull } from '../state/pulls.ts';
import { commitFiles } from '../state/pushes.ts';
import { addRepo } from '../state/repositories.ts';
import { addRuleset } from '../state/rulesets.ts';
import type { Account, App } from '../state/who.ts';
import type { World } from '../state/world.ts';

const changes = [
  ['lamps', 'Lamps on the pier', 'nora'],
  ['ropes', 'Stronger ropes', 'rafael'],
  ['signs', 'Signs in three languages', 'nora'],
] as const;

/** The tests of a pull request are green; those of a group run until somebody asks for them again. */
export function lineUp(
  world: World,
  { owner, app, people }: { readonly owner: Account; readonly app: App; readonly people: ReadonlyMap<string, Account> },
): void {
  const repo = addRepo(world, { owner, name: 'pier', description: 'Merged by a queue' });
  const person = (login: string) => people.get(login) ?? owner;
  for (const [login, role] of [
    ['nora', 'write'],
    ['rafael', 'write'],
    ['mika', 'maintain'],
    ['tess', 'triage'],
  ] as const)
    repo.collaborators.set(person(login).id, role);
  const root = commitFiles(world, repo, { author: owner, message: 'Begin', branch: 'main', files: { 'README.md': '# Pier\n' } });
  const checks = { required_status_checks: [{ context: 'tests', integration_id: app.id }] };
  const rules = [
    { type: 'required_status_checks', parameters: checks },
    { type: 'merge_queue', parameters: {} },
  ];
  addRuleset(world, repo, { name: 'main is merged by a queue', rules, sender: owner });
  const open = new Set<CheckRun>();
  world.listeners.push(({ event, action, about }) => {
    const { merge_group: group, check_run: run } = about;
    if (event === 'merge_group' && action === 'checks_requested' && group && repo.groups.includes(group))
      open.add(addCheckRun(world, repo, { app, sha: group.headSha, name: 'tests', status: 'in_progress' }));
    if (action !== 'rerequested' || run === undefined || !open.delete(run)) return;
    updateCheckRun(world, run, { app, conclusion: 'success', output: { title: 'All passed', summary: '' } });
  });
  for (const [branch, title, login] of changes) {
    const author = person(login);
    const sha = commitFiles(world, repo, {
      author,
      message: title,
      branch,
      files: { [`${branch}.md`]: `${title}.\n` },
      from: root,
    });
    openPull(world, repo, { title, author, base: 'main', head: { repo, ref: branch } });
    addCheckRun(world, repo, { app, sha, name: 'tests', conclusion: 'success', output: { title: 'All passed', summary: '' } });
  }
}
