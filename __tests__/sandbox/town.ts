import { type AppWish, addAccount, addApp, addOrganization, install } from '../../src/sandbox/state/accounts.ts';
import { openPull } from '../../src/sandbox/state/pulls.ts';
import { commitFiles } from '../../src/sandbox/state/pushes.ts';
import { addRepo } from '../../src/sandbox/state/repositories.ts';
import type { Account, Role } from '../../src/sandbox/state/who.ts';
import { createWorld, type World } from '../../src/sandbox/state/world.ts';

export const everything = {
  actions: 'write',
  administration: 'write',
  checks: 'write',
  contents: 'write',
  deployments: 'write',
  issues: 'write',
  members: 'read',
  merge_queues: 'read',
  pull_requests: 'write',
  statuses: 'write',
} as const;

const people: Readonly<Record<string, Role | 'none'>> = {
  ada: 'admin',
  max: 'maintain',
  wil: 'write',
  tri: 'triage',
  rea: 'read',
};

/** An organisation, people of every role, a private repository with a first commit, and an App that may do everything. */
export function settle(world: World, app: Partial<AppWish> = {}) {
  const acme = addOrganization(world, 'acme', 'none');
  const repo = addRepo(world, { owner: acme.account, name: 'shop', private: true });
  const accounts = Object.entries(people).map(([login, role]): [string, Account] => {
    const account = addAccount(world, login);
    acme.members.set(account.id, 'member');
    if (role !== 'none') repo.collaborators.set(account.id, role);
    return [login, account];
  });
  const who = Object.fromEntries(accounts);
  const person = (login: string): Account => {
    const account = who[login];
    if (account === undefined) throw new Error(`Nobody here is ${login}.`);
    return account;
  };
  const gate = addApp(world, {
    slug: 'gate',
    owner: acme.account,
    permissions: everything,
    events: ['deployment_protection_rule'],
    ...app,
  });
  const installation = install(world, gate, { account: acme.account });
  const root = commitFiles(world, repo, {
    author: person('ada'),
    message: 'first',
    branch: 'main',
    files: { 'README.md': '# Shop\n' },
  });
  /** A branch with one commit, and a pull request of it. */
  const pull = (branch: string, files: Record<string, string> = { [`${branch}.txt`]: 'new\n' }, author = 'wil') => {
    commitFiles(world, repo, { author: person(author), message: `add ${branch}`, branch, files, from: root });
    return openPull(world, repo, {
      title: `Release ${branch}`,
      author: person(author),
      base: 'main',
      head: { repo, ref: branch },
    });
  };
  return { world, acme, repo, person, gate, installation, root, pull };
}

/** The same without a server. */
export function town() {
  return settle(createWorld());
}

/** The names of what happens from now on, in order. */
export function hear(world: World): string[] {
  const heard: string[] = [];
  world.listeners.push(({ event, action }) => heard.push(action === undefined ? event : `${event}.${action}`));
  return heard;
}

export type Town = ReturnType<typeof settle>;

export const here = { owner: 'acme', repo: 'shop' };
