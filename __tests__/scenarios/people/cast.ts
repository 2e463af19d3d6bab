import { addTeam, addToTeam } from '../../../src/sandbox/state/accounts.ts';
import type { PullRequest } from '../../../src/sandbox/state/model.ts';
import { push } from '../../../src/sandbox/state/pushes.ts';
import { writeFiles } from '../../../src/sandbox/state/repositories.ts';
import { type Bed, type BedOptions, openBed } from '../../reconcile/bed.ts';

export const policy = `version: 1
checklist: .github/release.yml
releases: { base: [main] }
people:
  security: { team: acme/security }
  lead: { users: [max] }
  release: { users: [ada] }
  waivers: { users: [max] }
  incident-commander: { users: [ada] }
`;

export const items = `format: gonogo/checklist/1
title: Release of the shop
sections:
  - title: Operations
    phase: merge
    items:
      - { id: backups, title: Backups were restored once, level: must }
      - { id: alerts, title: Somebody is on call, level: must }
`;

export const withSignOff = `${items}  - title: Sign-off
    phase: sign-off
    items:
      - { id: security, title: Security agrees, level: must, signOff: { role: security } }
`;

/** Nobody without a name: ada is the owner, max maintains, wil writes, tri triages, rea reads; tri and max are security. */
export async function openCast(options: BedOptions = {}) {
  const bed = await openBed({ config: policy, checklist: items, ...options });
  const team = addTeam(bed.sandbox.world, bed.acme, { name: 'Security' });
  for (const login of ['tri', 'max'])
    addToTeam(bed.sandbox.world, team, { member: bed.person(login), sender: bed.person('ada') });
  return { ...bed, team };
}

export type Cast = Awaited<ReturnType<typeof openCast>>;

/** What is on record of a pull request: who, what, of what. */
export async function saidOf(bed: Bed, pull: PullRequest): Promise<string[]> {
  const statements = await bed.store.read.statements(`${bed.repo.id}/pull-request/${pull.number}`);
  return statements.map(({ by, act, item, reason }) =>
    [by.login, act, item ?? 'the whole', ...(act === 'refused' ? [reason] : [])].join(' '),
  );
}

/** Says something and waits until all of it was done. Returns the reply, and the signs that the comment got. */
export async function saying(bed: Bed, pull: PullRequest, login: string, words: string) {
  const comment = await bed.sandbox.as(login).say(pull, words);
  await bed.work();
  const reply = bed.ours(pull).find(({ body }) => body.endsWith(`<!-- gonogo-reply to=${comment.id} -->`))?.body;
  return { comment, reply, signs: comment.reactions.map(({ content }) => content) };
}

/** From everything done to green: the time that it settles. */
export async function settled(bed: Bed, pull: PullRequest): Promise<string> {
  await bed.later(21);
  return bed.check(pull.pull.headSha);
}

/** A commit on the branch `next` by one, brought there by another. */
export function pushAs(
  bed: Bed,
  { author, pusher, message = 'more' }: { author: string; pusher: string; message?: string },
): string {
  const { world } = bed.sandbox;
  const tip = bed.repo.refs.get('refs/heads/next');
  const parents = tip === undefined ? [] : [tip];
  const files = { [`by-${author}-${parents.length}.txt`]: `${bed.now()}\n` };
  const sha = writeFiles(world, bed.repo, { author: bed.person(author), message, parents, files });
  push(world, { repo: bed.repo, ref: 'refs/heads/next', sha, sender: bed.person(pusher) });
  return sha;
}
