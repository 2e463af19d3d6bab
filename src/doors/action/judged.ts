import { componentsOf } from '../../checklist/component.ts';
import type { Phase } from '../../checklist/model.ts';
import { isPolicy, type Policy } from '../../checklist/policy.ts';
import type { Claim } from '../../gates/engine/contract.ts';
import { bindEvidence } from '../../gates/engine/evidence.ts';
import type { Problem } from '../../ground/problem.ts';
import type { Subject } from '../../ledger/statement.ts';
import type { Facts } from '../../verdict/facts.ts';
import { judge } from '../../verdict/judge.ts';
import type { Verdict } from '../../verdict/verdict.ts';
import { type AskGit, anyCommit } from '../cli/git.ts';
import type { Released } from './release.ts';
import type { Sources } from './sources.ts';

/** What this run is about: a commit before it goes, or one that is live. */
export interface Matter {
  readonly head: string;
  readonly phases: readonly Phase[];
  readonly released?: Released;
}

export interface Judging {
  readonly matter: Matter;
  readonly sources: Sources;
  /** With what this run can speak of and nothing else, or why there is none. */
  readonly policy: Policy | readonly Problem[];
  readonly claims: readonly Claim[];
  readonly now: string;
}

/** The machine's part of the verdict, for whoever reads the log. What the App decides, it decides by itself. */
export async function judgeRun({ matter, sources, policy, claims, now }: Judging): Promise<Verdict> {
  const { head } = matter;
  const known = await factsOf(matter, sources, now);
  const components = isPolicy(policy) ? componentsOf(policy.components, known.changedPaths) : null;
  const evidence = bindEvidence(claims, { head, origin: 'workspace', run: sources.occasion.run });
  const subject = subjectOf(matter, sources);
  return judge({ subject, policy, evidence, statements: [], facts: { ...known, components }, now, scope: 'machine' });
}

function subjectOf({ head, released }: Matter, { occasion }: Sources): Subject {
  const repoId = occasion.repository.id;
  return released === undefined
    ? { kind: 'workspace', repoId, sha: head }
    : { kind: 'release', repoId, tag: released.tag, sha: head };
}

async function factsOf({ head, released }: Matter, { occasion, checkout }: Sources, now: string): Promise<Facts> {
  const { pull, deployment } = occasion;
  return {
    head: { sha: head, tree: (await checkout.git('rev-parse', `${head}^{tree}`))?.trim() ?? anyCommit, changeSet: null },
    commits: {},
    changedPaths: pull === undefined ? null : await changedIn(checkout.git, pull.base.sha, head),
    labels: pull?.labels ?? null,
    branch: pull?.branch ?? null,
    base: pull?.base.ref ?? null,
    authorKind: pull === undefined ? null : pull.isBot ? 'bot' : 'human',
    environment: deployment?.environment ?? null,
    components: null,
    authors: null,
    people: {},
    runs: { state: 'completed', since: now },
    merge: null,
    releasedAt: released === undefined ? null : (released.at ?? now),
    rollbackOpenedAt: null,
    debts: [],
  };
}

/** Null where the checkout is too shallow to tell: then every condition on paths holds. */
async function changedIn(git: AskGit, base: string, head: string): Promise<string[] | null> {
  const fork = (await git('merge-base', base, head))?.trim();
  if (fork === undefined || fork === '') return null;
  const names = await git('diff', '--name-only', '-z', '--no-renames', '--no-ext-diff', '--ignore-submodules=none', fork, head);
  return names === null ? null : names.split('\0').filter((path) => path !== '');
}
