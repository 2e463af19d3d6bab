// What the forms of releases and runs do.
import type { Repo } from '../state/model.ts';
import { forceDeployments, reviewDeployments } from '../state/protection.ts';
import { refusal } from '../state/refusal.ts';
import { addRelease, changeRelease, removeRelease } from '../state/releases.ts';
import { cancelRun, rerun } from '../state/reruns.ts';
import type { Release, WorkflowRun } from '../state/ship.ts';
import { shippedFrom } from '../state/shipped.ts';
import { allowed, field, needed, type Sent } from './acts.ts';
import { addressOf } from './pieces.ts';
import { addressOfRelease } from './releases.ts';
import { addressOfRun } from './runs.ts';

export function newRelease(sent: Sent, repo: Repo): string {
  const author = allowed(sent, { act: 'push', repo });
  const [name, target] = [field(sent, 'title').trim(), field(sent, 'target').trim()];
  const release = addRelease(sent.world, repo, {
    tag: needed(sent, 'tag', 'Release').trim(),
    author,
    body: field(sent, 'body'),
    draft: field(sent, 'draft') !== '',
    prerelease: field(sent, 'prerelease') !== '',
    ...(name !== '' && { name }),
    ...(target !== '' && { target }),
  });
  return addressOfRelease(release);
}

/** `releases/ID/change` and `actions/runs/ID/...`; nothing for what is neither. */
export function shipAct(sent: Sent, repo: Repo, parts: readonly string[]): string | undefined {
  const [, , kind, first, second, third] = parts;
  if (kind === 'releases' && second === 'change') return change(sent, found(shippedFrom(repo).releases.get(Number(first))));
  if (kind !== 'actions' || first !== 'runs') return undefined;
  const run = found(shippedFrom(repo).workflowRuns.get(Number(second)));
  if (third === 'review') return review(sent, run);
  return third === 'again' ? again(sent, run) : undefined;
}

function change(sent: Sent, release: Release): string {
  const sender = allowed(sent, { act: 'push', repo: release.repo });
  const act = field(sent, 'act');
  if (act === 'publish') changeRelease(sent.world, release, { draft: false, sender });
  else if (act === 'promote') changeRelease(sent.world, release, { prerelease: false, latest: 'true', sender });
  else if (act === 'delete') removeRelease(sent.world, release, sender);
  else throw refusal('not-found');
  return act === 'delete' ? `${addressOf(release.repo)}/releases` : addressOfRelease(release);
}

function review(sent: Sent, run: WorkflowRun): string {
  const by = sent.visitor.account;
  if (by === null) throw refusal('needs-authentication');
  const wish = { environments: [Number(field(sent, 'environment'))], comment: field(sent, 'comment'), by };
  const act = field(sent, 'act');
  if (act === 'force') forceDeployments(sent.world, run, wish);
  else if (act === 'approved' || act === 'rejected') reviewDeployments(sent.world, run, { ...wish, state: act });
  else throw refusal('not-found');
  return addressOfRun(run);
}

function again(sent: Sent, run: WorkflowRun): string {
  const by = allowed(sent, { act: 'press', repo: run.repo });
  const act = field(sent, 'act');
  if (act === 'cancel') cancelRun(sent.world, run);
  else if (act === 'all' || act === 'failed') rerun(sent.world, run, { by, jobs: act });
  else throw refusal('not-found');
  return addressOfRun(run);
}

function found<T>(thing: T | undefined): T {
  if (thing === undefined) throw refusal('not-found');
  return thing;
}
