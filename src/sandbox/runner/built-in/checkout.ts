import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { writeFolder } from '../../git/folder.ts';
import { peel } from '../../git/store.ts';
import type { Repo } from '../../state/model.ts';
import { fullName } from '../../state/repositories.ts';
import { serverUrl } from '../github-values.ts';
import { problem } from '../problem.ts';
import type { StepWork } from '../step-work.ts';
import { inputsOf } from './inputs.ts';

const known = {
  repository: '',
  ref: '',
  token: '',
  path: '.',
  'fetch-depth': '1',
  'fetch-tags': 'false',
  'persist-credentials': 'true',
  clean: 'true',
  'show-progress': 'true',
  'set-safe-directory': 'true',
};

interface Target {
  readonly repo: Repo;
  readonly sha: string;
  /** Empty for a commit alone. */
  readonly ref: string;
}

/** `actions/checkout`: a real work tree with a real repository. */
export function checkout(step: StepWork): number {
  const inputs = inputsOf(step, 'actions/checkout', known);
  const { work, output } = step;
  const { workspace } = work.machine;
  const target = targetOf(step, inputs);
  const folder = resolve(workspace, inputs['path']);
  if (relative(workspace, folder).startsWith('..'))
    throw problem('actions/checkout', `${inputs['path']} is outside of the work space`);
  empty(folder);
  const depth = Number(inputs['fetch-depth']);
  if (!Number.isInteger(depth) || depth < 0) throw problem('actions/checkout', 'fetch-depth should be a number');
  const { repo, sha, ref } = target;
  const branch = /^refs\/heads\/(?<name>.+)$/.exec(ref)?.groups?.['name'] ?? null;
  writeFolder(repo.store, folder, {
    sha,
    depth,
    branch,
    refs: refsOf(target, { depth, tags: inputs['fetch-tags'] === 'true' }),
    config: configOf(step, {
      repo,
      branch,
      token: inputs['persist-credentials'] === 'true' ? inputs['token'] || work.tokens.api : null,
    }),
  });
  output.line(`Checked out ${fullName(repo)} at ${sha}${ref === '' ? '' : ` (${ref})`}`);
  output.outputs.set('commit', sha);
  output.outputs.set('ref', ref === '' ? sha : ref);
  return 0;
}

function empty(folder: string): void {
  if (!existsSync(folder)) mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true, force: true });
}

function targetOf({ work }: StepWork, inputs: Readonly<Record<keyof typeof known, string>>): Target {
  const { execution } = work;
  const { world, occasion } = execution;
  const own = fullName(execution.repo);
  const name = inputs.repository === '' ? own : inputs.repository;
  const repo = world.names.get(name.toLowerCase());
  // The token of a run reads its own repository, and what everybody may read.
  if (repo === undefined || (repo.private && repo !== execution.repo)) throw problem('actions/checkout', `${name}: Not Found`);
  if (inputs.ref === '' && repo === execution.repo) return { repo, sha: occasion.sha, ref: occasion.ref };
  const wanted = inputs.ref === '' ? repo.defaultBranch : inputs.ref;
  const refs = [wanted, `refs/heads/${wanted}`, `refs/tags/${wanted}`];
  const ref = refs.find((each) => repo.refs.has(each)) ?? '';
  const sha = peel(repo.store, repo.refs.get(ref) ?? wanted);
  if (sha === undefined) throw problem('actions/checkout', `A branch or tag with the name '${wanted}' could not be found`);
  return { repo, sha, ref };
}

/** As they are named after a fetch. */
function refsOf({ repo, sha, ref }: Target, { depth, tags }: { depth: number; tags: boolean }): Map<string, string> {
  const refs = new Map<string, string>();
  if (ref.startsWith('refs/heads/')) refs.set(ref.replace('refs/heads/', 'refs/remotes/origin/'), sha);
  else if (ref.startsWith('refs/pull/')) refs.set(ref.replace('refs/', 'refs/remotes/'), sha);
  if (ref.startsWith('refs/tags/')) refs.set(ref, depth === 0 ? (repo.refs.get(ref) ?? sha) : sha);
  if (depth > 0 && !tags) return refs;
  for (const [name, tip] of repo.refs) {
    if (depth === 0 && name.startsWith('refs/heads/')) refs.set(name.replace('refs/heads/', 'refs/remotes/origin/'), tip);
    // A tag that names what was not fetched would be a broken one.
    if (name.startsWith('refs/tags/') && (depth === 0 || tip === sha)) refs.set(name, tip);
  }
  return refs;
}

interface Config {
  readonly repo: Repo;
  readonly branch: string | null;
  readonly token: string | null;
}

function configOf({ work }: StepWork, { repo, branch, token }: Config): string {
  const server = serverUrl(work.execution.world);
  const basic = token === null ? '' : Buffer.from(`x-access-token:${token}`).toString('base64');
  if (basic !== '') work.masks.add(basic);
  const lines = [
    '[core]',
    '\trepositoryformatversion = 0',
    '\tfilemode = true',
    '\tbare = false',
    '\tlogallrefupdates = true',
    '[remote "origin"]',
    `\turl = ${server}/${fullName(repo)}`,
    '\tfetch = +refs/heads/*:refs/remotes/origin/*',
    '[gc]',
    '\tauto = 0',
    ...(token === null ? [] : [`[http "${server}/"]`, `\textraheader = AUTHORIZATION: basic ${basic}`]),
    ...(branch === null ? [] : [`[branch "${branch}"]`, '\tremote = origin', `\tmerge = refs/heads/${branch}`]),
  ];
  return `${lines.join('\n')}\n`;
}
