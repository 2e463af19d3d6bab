import { oid } from '../../github/client/shape.ts';
import { ProblemError } from '../../ground/problem.ts';
import { short } from '../../views/headline.ts';
import type { Sources } from './sources.ts';

/** What was released: a commit, and the name under which people know it. */
export interface Released {
  readonly commit: string;
  readonly tag: string;
  readonly at: string | undefined;
  /** What people should know of it. */
  readonly notes: readonly string[];
}

const tags = 'refs/tags/';

/** Which commit is to be well: what a tag leads to now, or what a deployment says of itself. */
export async function findReleased(sources: Sources, asked: string | undefined): Promise<Released> {
  const { release, deployment, ref, head, startedFor } = sources.occasion;
  if (deployment !== undefined && asked === undefined) {
    if (deployment.state !== 'success') throw notYet(deployment.environment, deployment.state);
    if (head === undefined) throw noTag();
    return { commit: head, tag: deployment.ref, at: undefined, notes: [] };
  }
  const tag = asked ?? release?.tag ?? (ref.startsWith(tags) ? ref.slice(tags.length) : undefined);
  if (tag === undefined) throw noTag();
  const commit = await commitOf(sources, tag);
  if (commit === undefined) throw noSuchTag(tag);
  const hasMoved = asked === undefined && startedFor !== undefined && startedFor !== commit;
  const notes = hasMoved ? [`The tag ${tag} leads to ${short(commit)}, and this run was started for ${short(startedFor)}.`] : [];
  return { commit, tag, at: release?.publishedAt ?? undefined, notes };
}

/** GitHub first: a tag in the checkout may be an older one. */
async function commitOf({ hub, checkout }: Sources, tag: string): Promise<string | undefined> {
  if (!/^[^\s\p{Cc}~^:?*[\\]+$/u.test(tag) || tag.startsWith('-')) return undefined;
  const far = await hub();
  if (far !== undefined) return far.tag(tag);
  const near = await checkout.git('rev-parse', '--verify', '--quiet', '--end-of-options', `${tags}${tag}^{commit}`);
  return near === null ? undefined : oid(near.trim(), 'git');
}

function noTag(): ProblemError {
  return new ProblemError({
    code: 'action.no-release',
    message: 'nothing here says what was released',
    remedy: 'Run it on release, deployment_status or a pushed tag, or name the tag: with: tag: v1.2.3.',
  });
}

function noSuchTag(tag: string): ProblemError {
  return new ProblemError({
    code: 'action.no-tag',
    message: `the tag ${JSON.stringify(tag)} leads to no commit`,
    remedy: 'Check its name; the job needs contents: read, or a checkout with fetch-depth: 0.',
  });
}

function notYet(environment: string, state: string): ProblemError {
  return new ProblemError({
    code: 'action.not-deployed',
    message: `the deployment to ${environment} is ${state}, so that there is nothing to verify yet`,
    remedy: "Run the job only when it is done: if: github.event.deployment_status.state == 'success'.",
  });
}
