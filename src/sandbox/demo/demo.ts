// A small world to click through: an organisation, people of different rights, a release and its checklist.
import { addAccount, addApp, addOrganization, install } from '../state/accounts.ts';
import { addCheckRun, updateCheckRun } from '../state/checks.ts';
import { addComment, openIssue } from '../state/issues.ts';
import type { CheckRun, PullRequest, Repo } from '../state/model.ts';
import { openPull, requestReview } from '../state/pulls.ts';
import { commitFiles } from '../state/pushes.ts';
import { addLabel, addRepo } from '../state/repositories.ts';
import { addRuleset } from '../state/rulesets.ts';
import type { Account, App, Role } from '../state/who.ts';
import type { World } from '../state/world.ts';
import { demoBoard, outcomeOf } from './board.ts';
import { lineUp } from './queue.ts';
import { ship } from './ship.ts';

const people: readonly (readonly [login: string, role: Role])[] = [
  ['nora', 'write'],
  ['rafael', 'write'],
  ['mika', 'maintain'],
  ['tess', 'triage'],
  ['ivo', 'read'],
  ['olga', 'admin'],
];

const permissions = {
  checks: 'write',
  contents: 'read',
  issues: 'write',
  pull_requests: 'write',
  statuses: 'write',
  members: 'read',
} as const;
const events = ['check_run', 'check_suite', 'issue_comment', 'issues', 'pull_request', 'pull_request_review', 'push'];

export interface Demo {
  readonly repo: Repo;
  readonly release: PullRequest;
  readonly app: App;
}

/** The hook is where the App listens, if one does. */
export function settleDemo(world: World, hook?: { readonly url: string; readonly secret: string }): Demo {
  const harbour = addOrganization(world, 'harbour', 'read');
  const repo = addRepo(world, { owner: harbour.account, name: 'ferry', description: 'Timetables and tickets' });
  const who = new Map(people.map(([login, role]) => [login, addPerson(world, { login, role, repo })]));
  for (const account of who.values()) harbour.members.set(account.id, 'member');
  const person = (login: string): Account => who.get(login) ?? harbour.account;
  const app = addApp(world, {
    slug: 'release-gate',
    name: 'Release gate',
    owner: harbour.account,
    permissions,
    events,
    ...(hook && { hook }),
  });
  install(world, app, { account: harbour.account });
  for (const [name, color] of [
    ['release', '0e8a16'],
    ['bug', 'd73a4a'],
    ['needs a look', 'fbca04'],
  ] as const)
    addLabel(world, repo, { name, color });
  commitFiles(world, repo, {
    author: person('olga'),
    message: 'Begin',
    branch: 'main',
    files: { 'README.md': readme, 'package.json': manifest('2.3.0') },
  });
  const release = openRelease(world, repo, person);
  gate(world, release, app);
  openIssue(world, repo, {
    title: 'Tickets for bicycles',
    body: '- [ ] price\n- [ ] where they stand',
    author: person('tess'),
    labels: ['needs a look'],
  });
  openSmall(world, repo, person('rafael'));
  ship(world, release, { author: person('nora'), reviewer: person('rafael') });
  lineUp(world, { owner: harbour.account, app, people: who });
  return { repo, release, app };
}

function addPerson(world: World, { login, role, repo }: { login: string; role: Role; repo: Repo }): Account {
  const account = addAccount(world, login);
  repo.collaborators.set(account.id, role);
  return account;
}

const readme = '# Ferry\n\nTimetables and tickets. Releases go out on Thursdays; see the open pull request.\n';
const notes =
  '## What is new\n\n- Timetables in winter\n- Tickets on the phone, see #2\n\n> [!IMPORTANT]\n> Ask @mika before you merge.\n';
const manifest = (version: string) => `{\n  "name": "ferry",\n  "version": "${version}"\n}\n`;

function openRelease(world: World, repo: Repo, person: (login: string) => Account): PullRequest {
  const nora = person('nora');
  const branch = 'release/2.4.0';
  const timetable = 'export const winter = [\n  "07:10",\n  "09:40",\n  "12:10",\n];\n';
  commitFiles(world, repo, { author: nora, message: 'Winter timetable', branch, files: { 'src/timetable.ts': timetable } });
  commitFiles(world, repo, { author: nora, message: 'Version 2.4.0', branch, files: { 'package.json': manifest('2.4.0') } });
  const release = openPull(world, repo, {
    title: 'Release 2.4.0',
    body: notes,
    author: nora,
    base: 'main',
    head: { repo, ref: branch },
    labels: ['release'],
  });
  requestReview(world, release, { reviewer: person('rafael'), sender: nora });
  return release;
}

function openSmall(world: World, repo: Repo, author: Account): void {
  commitFiles(world, repo, {
    author,
    message: 'Mend a word',
    branch: 'mend-a-word',
    files: { 'README.md': `${readme}\nWelcome aboard.\n` },
  });
  openPull(world, repo, { title: 'Mend a word', author, base: 'main', head: { repo, ref: 'mend-a-word' }, draft: true });
}

/** The App of the demo: it posts the checklist, follows the boxes and answers the buttons of its check. */
function gate(world: World, release: PullRequest, app: App): void {
  const { repo } = release;
  const protects = {
    type: 'required_status_checks',
    parameters: { required_status_checks: [{ context: 'release gate', integration_id: app.id }] },
  };
  const reviewed = { type: 'pull_request', parameters: { required_approving_review_count: 1 } };
  addRuleset(world, repo, { name: 'main is protected', rules: [protects, reviewed], sender: repo.owner });
  addCheckRun(world, repo, {
    app,
    sha: release.pull.headSha,
    name: 'unit tests',
    conclusion: 'success',
    output: { title: '412 passed', summary: 'In 38 seconds.' },
  });
  const board = addComment(world, release, { body: demoBoard(release.pull.headSha), author: app.bot, app });
  let run: CheckRun = report(world, release, { app, body: board.body });
  world.listeners.push(({ event, action, about }) => {
    const moved = event === 'pull_request' && action === 'synchronize' && about.pull_request === release;
    const ticked = event === 'issue_comment' && action === 'edited' && about.comment === board;
    const asked = event === 'check_run' && about.check_run === run && (action === 'requested_action' || action === 'rerequested');
    if (moved || ticked || asked) run = report(world, release, { app, body: board.body, ...(!moved && { run }) });
  });
}

function report(world: World, release: PullRequest, { app, body, run }: { app: App; body: string; run?: CheckRun }): CheckRun {
  const { conclusion, title, summary } = outcomeOf(body);
  const actions = [{ label: 'Look again', description: 'Count the boxes once more', identifier: 'again' }];
  const wish = { app, conclusion, output: { title, summary }, actions };
  if (run === undefined) return addCheckRun(world, release.repo, { ...wish, sha: release.pull.headSha, name: 'release gate' });
  updateCheckRun(world, run, wish);
  return run;
}
