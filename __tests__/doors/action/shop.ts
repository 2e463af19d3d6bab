// A repository as a job has it checked out, and what the runner tells the job.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readOccasion } from '../../../src/doors/action/occasion.ts';
import { openSources } from '../../../src/doors/action/sources.ts';
import { checklist, config, copyOf, covered, folder, git, lcov, quiet, repository, write } from '../child.ts';

export type Env = { readonly [name: string]: string };

export interface Told {
  readonly event: string;
  readonly payload?: object;
  readonly env?: Env;
}

export const about = { id: 7, name: 'shop', owner: { login: 'acme' }, default_branch: 'main' };

/** What the runner says of an event, in a folder of its own. */
export function told({ event, payload = {}, env = {} }: Told): Env {
  const temp = folder();
  const path = join(temp, 'event.json');
  writeFileSync(path, JSON.stringify({ repository: about, ...payload }));
  return {
    ...quiet,
    GITHUB_ACTIONS: 'true',
    GITHUB_EVENT_NAME: event,
    GITHUB_EVENT_PATH: path,
    GITHUB_RUN_ID: '11',
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_WORKFLOW_REF: 'acme/shop/.github/workflows/ci.yml@refs/heads/main',
    RUNNER_TEMP: temp,
    ...env,
  };
}

export interface PullParts {
  readonly head: string;
  readonly base: string;
  readonly into?: string;
  readonly branch?: string;
}

export function pullEvent({ head, base, into = 'main', branch = 'release/1' }: PullParts): Told {
  return {
    event: 'pull_request',
    payload: {
      pull_request: {
        number: 3,
        head: { sha: head, ref: branch },
        base: { sha: base, ref: into },
        labels: [{ name: 'release' }],
        user: { type: 'User' },
      },
    },
    env: { GITHUB_REF: 'refs/pull/3/merge', GITHUB_SHA: 'f'.repeat(40) },
  };
}

export const files = {
  '.github/gonogo.yml': config,
  '.github/release.yml': checklist(covered),
};

/** A base with a policy, and a release branch with one commit on it that is checked out. */
export function shop(more: { readonly [path: string]: string } = {}) {
  const root = copyOf(JSON.stringify(['shop', more]), () => {
    const model = repository({ ...files, 'src/a.ts': '1\n', ...more });
    git(model, 'switch', '--quiet', '--create', 'release/1');
    commit(model, { 'src/a.ts': '2\n' });
    return model;
  });
  const [head = '', base = ''] = git(root, 'rev-parse', 'HEAD', 'HEAD^').split('\n');
  return { root, base, head };
}

export function commit(root: string, changed: { readonly [path: string]: string }): string {
  write(root, changed);
  git(root, 'add', '--all');
  git(root, 'commit', '--quiet', '--allow-empty', '--message=more');
  return git(root, 'rev-parse', 'HEAD');
}

/** A report that was made in this run. */
export function report(root: string, lines: number): void {
  mkdirSync(join(root, 'coverage'), { recursive: true });
  writeFileSync(join(root, 'coverage/lcov.info'), lcov(lines));
}

export async function sourcesOf(root: string, event: Told, token?: string) {
  const env = told(event);
  const { signal } = new AbortController();
  return openSources({ occasion: await readOccasion(env), root, env, token, signal });
}
