import type { Phase } from '../../checklist/model.ts';
import type { Policy } from '../../checklist/policy.ts';
import { asksPlatform, provedBy, usesOf } from '../../checklist/uses.ts';
import { manifestOf } from '../../checklist/version.ts';
import type { Claim, GateUse, Release } from '../../gates/engine/contract.ts';
import { collectAll, type Progress } from '../../gates/engine/runner.ts';
import { openWorkspace } from '../../gates/engine/workspace.ts';
import { gateById } from '../../gates/registry.ts';
import { nearest, ProblemError } from '../../ground/problem.ts';
import { versionOf } from '../cli/release.ts';
import { secretsIn } from '../cli/secrets.ts';
import { targetsIn } from '../cli/targets.ts';
import type { Wanted } from './inputs.ts';
import type { Env } from './occasion.ts';
import { filesIn, type Sources } from './sources.ts';

export interface Gathering {
  readonly sources: Sources;
  readonly env: Env;
  readonly signal: AbortSignal;
  /** What was released, where a tag says so. */
  readonly tag: string | undefined;
  readonly onProgress: (progress: Progress) => void;
}

export interface Part {
  readonly uses: readonly GateUse[];
  /** The policy with what these can prove, and nothing else. */
  readonly policy: Policy;
}

/** What of a policy this run can speak of: what was asked for, and what needs no one but a runner. */
export function partOf(policy: Policy, phases: readonly Phase[], { gates, targets }: Pick<Wanted, 'gates' | 'targets'>): Part {
  const all = usesOf(policy, phases);
  refuseUnknown('gates', gates, new Set(all.map(({ gate }) => gate)));
  refuseUnknown('target', targets, new Set(Object.keys(policy.targets)));
  const isMeant = ({ gate, target }: GateUse) =>
    (gates.length === 0 || gates.includes(gate)) &&
    (targets.length === 0 || target === undefined || targets.includes(target)) &&
    !asksPlatform(gate);
  return { uses: all.filter(isMeant), policy: provedBy(policy, phases, isMeant) };
}

function refuseUnknown(input: 'gates' | 'target', names: readonly string[], known: ReadonlySet<string>): void {
  const strange = names.find((name) => !known.has(name));
  if (strange === undefined) return;
  const meant = nearest(strange, known);
  const there = known.size === 0 ? 'It puts none to use here.' : `It puts these to use: ${[...known].toSorted().join(', ')}.`;
  throw new ProblemError({
    code: 'action.input',
    message: `the input ${input} names ${JSON.stringify(strange)}, which the policy does not put to use here`,
    remedy: meant === undefined ? there : `Did you mean ${meant}? ${there}`,
  });
}

export async function gather({ uses, policy }: Part, head: string, gathering: Gathering): Promise<Claim[]> {
  const { sources, env, signal, onProgress } = gathering;
  const { startedAt, repository } = sources.occasion;
  const textAt = async (path: string, commit: string) => {
    const place = { installation: 0, repoId: repository.id, owner: repository.owner, name: repository.name };
    const answer = await filesIn(sources).file({ place, commit, path });
    if (answer.is === 'text') return answer.text;
    const message = answer.is === 'none' ? `there is no ${path}` : `${path} cannot be read: ${answer.because}`;
    throw new ProblemError({ code: 'action.no-file', message, remedy: 'Keep it in the repository.', file: path });
  };
  return collectAll(uses, {
    gateById,
    workspace: await openWorkspace(sources.root, { runStartedAt: startedAt }),
    // By the policy's commit: a change must not bring the authority along by which it is trusted.
    targets: targetsIn(policy.targets, (name) => textAt(name, policy.commit)),
    secretOf: secretsIn(env),
    release: () => releaseOf(policy, head, { textAt, tag: gathering.tag }),
    signal,
    onProgress,
  });
}

interface Reading {
  readonly textAt: (path: string, commit: string) => Promise<string>;
  readonly tag: string | undefined;
}

/** Its commit, and the version that its manifest carries there, else its tag. */
async function releaseOf(policy: Policy, commit: string, { textAt, tag }: Reading): Promise<Release> {
  const version = (await versionOf(textAt(manifestOf(policy), commit))) ?? tag?.replace(/^v(?=\d)/, '');
  return { commit, ...(version !== undefined && { version }) };
}
