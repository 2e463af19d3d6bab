import { configFile, isPath } from '../../checklist/config.ts';
import { effectOf } from '../../checklist/effect.ts';
import { lint } from '../../checklist/lint/lint.ts';
import { understand } from '../../checklist/lint/reading.ts';
import { roles } from '../../verdict/people.ts';
import type { PolicyChange } from '../../views/policy-change.ts';
import type { PullSnapshot } from '../ports/snapshot.ts';
import type { Change } from '../pull/change.ts';
import { memoryIn } from '../pull/memory.ts';
import type { World } from '../world.ts';
import type { Guarded } from './guarded.ts';
import type { PolicyAnswer } from './policies.ts';

type Read = Extract<PolicyAnswer, { is: 'read' }>;

/** The policy as a change would leave it, to be read and shown and never to judge by; nothing where it leaves it as it is. */
export async function proposedAt(
  { policies }: World,
  { place, head }: PullSnapshot,
  { change, answer }: { readonly change: Change | null; readonly answer: Read },
): Promise<PolicyAnswer | undefined> {
  const { checklists, components } = answer.config;
  const named = [...checklists, ...Object.values(components).flat()].filter(isPath);
  const isTouched = change === null || [configFile, ...named].some((path) => change.paths.includes(path));
  return isTouched ? policies.at({ place, commit: head.sha }) : undefined;
}

interface Found {
  readonly guarded: Guarded;
  readonly proposed: PolicyAnswer | undefined;
}

/** What whoever signs it should know. */
export async function policyChange(world: World, snapshot: PullSnapshot, { guarded, proposed }: Found): Promise<PolicyChange> {
  return {
    files: guarded.files,
    openReleases: await openReleases(world, snapshot),
    proposal: await proposal(world, snapshot, proposed),
  };
}

async function proposal(
  world: World,
  snapshot: PullSnapshot,
  proposed: PolicyAnswer | undefined,
): Promise<PolicyChange['proposal']> {
  if (proposed === undefined) return { is: 'same' };
  if (proposed.is !== 'read') return proposed;
  const before = await branchedFrom(world, snapshot);
  const reading = understand(proposed.parts);
  // A day is enough: what lapses by the hour would be written anew each hour.
  const now = `${world.now().slice(0, 10)}T00:00:00Z`;
  return {
    is: 'read',
    effect: before === undefined ? null : effectOf(before.policy, proposed.policy),
    warnings: lint(reading, { now, knownRoles: Object.values(roles) }),
  };
}

/** What the base changed meanwhile is none of its doing. */
async function branchedFrom({ platform, policies }: World, { place, base, head }: PullSnapshot): Promise<Read | undefined> {
  const from = base.tip === null ? null : await platform.mergeBase({ place, base: base.tip.sha, head: head.sha });
  if (from === null) return undefined;
  const answer = await policies.at({ place, commit: from.sha });
  return answer.is === 'read' ? answer : undefined;
}

/** Others that go into the same branch and have a board by now. */
async function openReleases({ store }: World, { place, base, number }: PullSnapshot): Promise<number> {
  const rows = await store.read.openSubjects(place.repoId, 'pull-request');
  return rows.filter((row) => row.number !== number && row.base === base.branch && memoryIn(row).isRelease).length;
}
