import type { Facts } from '../../verdict/facts.ts';
import { gitIn, readChangedPaths, readHead, type Surroundings } from './git.ts';

/** What this machine can say of a work tree without asking anybody. What it cannot say is null, which never helps a release on. */
export async function readFacts(around: Surroundings, now: string): Promise<Facts> {
  const git = gitIn(around);
  const head = await readHead(git);
  const { env } = around;
  return {
    head: { sha: head.sha, tree: head.tree, changeSet: null },
    commits: {},
    changedPaths: await readChangedPaths(git, head),
    labels: null,
    branch: head.branch ?? named(env['GITHUB_HEAD_REF']),
    base: named(env['GITHUB_BASE_REF']),
    authorKind: null,
    environment: null,
    components: null,
    authors: null,
    people: {},
    runs: { state: 'completed', since: now },
    merge: null,
    releasedAt: null,
    rollbackOpenedAt: null,
    debts: [],
  };
}

function named(name: string | undefined): string | null {
  return name === undefined || name === '' ? null : name;
}
