import { type Config, configFile, isPath } from '../../checklist/config.ts';
import type { Policy, Releases } from '../../checklist/policy.ts';
import { type Problem, problemsIn } from '../../ground/problem.ts';
import { Policies, type PolicyAnswer } from '../../reconcile/policy/policies.ts';
import { listsBase } from '../../reconcile/policy/release.ts';
import { readProfile } from '../cli/bundled.ts';
import { readCatalogueFor } from '../cli/catalogue.ts';
import { filesIn, outOfReach, type Sources } from './sources.ts';

export interface Found {
  readonly policy: Policy | readonly Problem[];
  /** Undefined where none could be found. */
  readonly commit: string | undefined;
  /** Which commit that is, in words. */
  readonly because: string;
  /** What people should know of it. */
  readonly notes: readonly string[];
}

interface Chosen {
  readonly commit: string;
  readonly because: string;
}

/**
 * The policy of this run: never the copy that a change brings with itself. A base branch is taken as it is when the run is asked for
 * again, since settings that changed meanwhile are why people do that.
 */
export async function findPolicy(sources: Sources, head: string): Promise<Found> {
  let chosen: Chosen | undefined;
  try {
    const policies = policiesOf(sources);
    chosen = await choose(sources, head, policies);
    const answer = await policies(chosen.commit);
    if (answer.is === 'none') return { ...chosen, policy: [noConfig(chosen)], notes: [] };
    if (answer.is === 'unreadable') return { ...chosen, policy: answer.problems.map(inWordsOfAJob), notes: [] };
    return { ...chosen, policy: answer.policy, notes: await changesOf(sources, answer.config, { head, commit: chosen.commit }) };
  } catch (error) {
    return { commit: chosen?.commit, because: chosen?.because ?? '', policy: problemsIn(error), notes: [] };
  }
}

type PolicyAt = (commit: string) => Promise<PolicyAnswer>;

function policiesOf(sources: Sources): PolicyAt {
  const bundled = { profile: readProfile, catalogueFor: readCatalogueFor };
  const policies = new Policies({ platform: filesIn(sources), bundled, now: Date.now });
  const { id: repoId, owner, name } = sources.occasion.repository;
  return (commit) => policies.at({ place: { installation: 0, repoId, owner, name }, commit });
}

async function choose(sources: Sources, head: string, policies: PolicyAt): Promise<Chosen> {
  const { pull, groupBase, run, ref, repository } = sources.occasion;
  if (groupBase !== undefined) return { commit: groupBase, because: 'the base of the merge group' };
  if (pull !== undefined) {
    const because = `the tip of ${pull.base.ref}`;
    const now = run.attempt > 1 ? await (await sources.hub())?.tip(pull.base.ref) : undefined;
    return { commit: now ?? pull.base.sha, because };
  }
  const { defaultBranch } = repository;
  const branch = ref.startsWith('refs/heads/') ? ref.slice('refs/heads/'.length) : '';
  // A tag that is asked for by its name may lead anywhere, whatever branch the run is on.
  const isOwn = branch !== '' && head === sources.occasion.head;
  if (isOwn && branch === defaultBranch) return { commit: head, because: `this commit of ${branch}` };
  const tip = await tipOf(sources, defaultBranch);
  if (tip === undefined) throw await outOfReach(`the tip of ${defaultBranch}, which holds the policy,`, sources.checkout);
  const releases = await releasesAt(policies, tip);
  if (isOwn && listsBase(releases, branch, defaultBranch)) return { commit: head, because: `this commit of ${branch}` };
  const bases = basesIn(releases, defaultBranch);
  const holders = await Promise.all(bases.map((base) => holds(sources, base, head)));
  const holder = bases[holders.indexOf(true)];
  if (holder !== undefined) return { commit: head, because: `this commit, which ${holder} holds` };
  return { commit: tip, because: `the tip of ${defaultBranch}` };
}

const remote = 'refs/remotes/origin/';

async function tipOf({ checkout, hub }: Sources, branch: string): Promise<string | undefined> {
  const far = await (await hub())?.tip(branch);
  if (far !== undefined) return far;
  const near = (await checkout.git('rev-parse', '--verify', '--quiet', `${remote}${branch}^{commit}`))?.trim();
  return near === undefined || near === '' ? undefined : near;
}

async function releasesAt(policies: PolicyAt, tip: string): Promise<Releases | undefined> {
  const answer = await policies(tip);
  // An unreadable policy lists nothing; that it cannot be read is said when it is used.
  return answer.is === 'read' ? answer.policy.releases : { base: [] };
}

/** Patterns name no branch that could be asked for. */
function basesIn(releases: Releases | undefined, defaultBranch: string): string[] {
  const named = (releases?.base ?? []).filter((name) => /^[\w./-]+$/.test(name));
  const usual = listsBase(releases, defaultBranch, defaultBranch) ? [defaultBranch] : [];
  return [...new Set([...usual, ...named])];
}

async function holds({ checkout, hub }: Sources, base: string, commit: string): Promise<boolean> {
  const far = await (await hub())?.holds(base, commit);
  if (far !== undefined) return far;
  return (await checkout.git('merge-base', '--is-ancestor', commit, `${remote}${base}`)) !== null;
}

/** Whether a pull request brings other settings with itself. They are not used; people should know that they are not. */
async function changesOf(
  sources: Sources,
  config: Config,
  at: { readonly head: string; readonly commit: string },
): Promise<string[]> {
  if (sources.occasion.pull === undefined || at.head === at.commit) return [];
  const own = [...config.checklists, ...Object.values(config.components).flat()].filter(isPath);
  const { id: repoId, owner, name } = sources.occasion.repository;
  const files = filesIn(sources);
  const oidAt = async (commit: string, path: string) => {
    const answer = await files.file({ place: { installation: 0, repoId, owner, name }, commit, path });
    return answer.is === 'text' ? answer.oid : answer.is;
  };
  const changed = await Promise.all(
    [...new Set([configFile, ...own])].map(async (path) => {
      const [mine, theirs] = await Promise.all([oidAt(at.commit, path), oidAt(at.head, path)]).catch(() => ['', '']);
      return mine === theirs ? [] : [path];
    }),
  );
  return changed
    .flat()
    .map((path) => `${path} is another one in this pull request: it is judged by that of ${at.commit.slice(0, 12)}.`);
}

function noConfig({ because }: Chosen): Problem {
  const message = `there is no configuration at ${because}`;
  return { code: 'policy.no-config', message, remedy: `Add ${configFile} there.`, file: configFile };
}

/** The token of a job reads no private repository but its own, and there is no App here to install. */
function inWordsOfAJob(problem: Problem): Problem {
  if (problem.code !== 'policy.no-baseline') return problem;
  return { ...problem, remedy: 'Check its name. If it is private, hand over a token that reads it as well: with: token:.' };
}
