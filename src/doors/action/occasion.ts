import { readFile, stat } from 'node:fs/promises';
import type { Run } from '../../gates/engine/contract.ts';
import { bigId, listOf, mapped, moment, oid, orNull, type Read, shaped, text, whole } from '../../github/client/shape.ts';
import { ProblemError } from '../../ground/problem.ts';

export type Env = Readonly<Record<string, string | undefined>>;

export interface Pull {
  readonly number: number;
  readonly sha: string;
  readonly base: { readonly ref: string; readonly sha: string };
  readonly branch: string;
  readonly labels: readonly string[];
  readonly isBot: boolean;
}

/** What a workflow runs for, as GitHub tells it. Nothing of it is written by the workflow. */
export interface Occasion {
  readonly event: string;
  readonly repository: { readonly id: number; readonly owner: string; readonly name: string; readonly defaultBranch: string };
  /** The commit that is spoken of; undefined where only a tag is named. */
  readonly head: string | undefined;
  readonly ref: string;
  /** The commit that the run was started for, by the runner. */
  readonly startedFor: string | undefined;
  readonly run: Run;
  /** When this job began, in milliseconds: a report that is older is somebody else's. */
  readonly startedAt: number;
  readonly pull?: Pull;
  /** The base that a merge group goes into. */
  readonly groupBase?: string;
  readonly release?: { readonly tag: string; readonly publishedAt: string | null };
  readonly deployment?: { readonly environment: string; readonly ref: string; readonly state: string };
}

const readRepository = shaped({ id: bigId, name: text, owner: shaped({ login: text }), default_branch: text });

const readPayload = shaped({
  repository: readRepository,
  pull_request: orNull(
    shaped({
      number: whole,
      head: shaped({ sha: oid, ref: text }),
      base: shaped({ sha: oid, ref: text }),
      labels: listOf(shaped({ name: text })),
      user: orNull(shaped({ type: text })),
    }),
  ),
  merge_group: orNull(shaped({ head_sha: oid, base_sha: oid })),
  release: orNull(shaped({ tag_name: text, published_at: orNull(moment) })),
  deployment: orNull(shaped({ sha: oid, ref: text, environment: text })),
  deployment_status: orNull(shaped({ state: text })),
});
type Payload = Read<typeof readPayload>;

const spoken = [
  'pull_request',
  'push',
  'merge_group',
  'workflow_dispatch',
  'schedule',
  'release',
  'deployment',
  'deployment_status',
];

export async function readOccasion(env: Env): Promise<Occasion> {
  const event = named(env, 'GITHUB_EVENT_NAME');
  if (!spoken.includes(event)) throw unspoken(event);
  const path = named(env, 'GITHUB_EVENT_PATH');
  const [payload, startedAt] = await Promise.all([readEvent(path), startOf(path)]);
  const { repository } = payload;
  return {
    event,
    repository: {
      id: repository.id,
      owner: repository.owner.login,
      name: repository.name,
      defaultBranch: repository.default_branch,
    },
    head: headOf(event, payload, env),
    ref: env['GITHUB_REF'] ?? '',
    startedFor: readSha(env),
    run: runOf(env),
    startedAt,
    ...aboutOf(event, payload),
  };
}

function aboutOf(event: string, payload: Payload): Pick<Occasion, 'pull' | 'groupBase' | 'release' | 'deployment'> {
  const { pull_request: pull, merge_group: group, release, deployment, deployment_status: status } = payload;
  return {
    ...(event === 'pull_request' && pull !== null && { pull: pullOf(pull) }),
    ...(event === 'merge_group' && group !== null && { groupBase: group.base_sha }),
    ...(event === 'release' && release !== null && { release: { tag: release.tag_name, publishedAt: release.published_at } }),
    ...(deployment !== null && {
      deployment: { environment: deployment.environment, ref: deployment.ref, state: status?.state ?? 'pending' },
    }),
  };
}

function pullOf({ number, base, head, labels, user }: NonNullable<Payload['pull_request']>): Pull {
  return { number, sha: head.sha, base, branch: head.ref, labels: labels.map(({ name }) => name), isBot: user?.type === 'Bot' };
}

/** For a pull request GITHUB_SHA is a trial merge, and for a release not always the commit of its tag. */
function headOf(event: string, { pull_request: pull, merge_group: group, deployment }: Payload, env: Env): string | undefined {
  if (event === 'pull_request') return pull?.head.sha;
  if (event === 'merge_group') return group?.head_sha;
  if (event === 'release') return undefined;
  return deployment?.sha ?? readSha(env);
}

const readSha = (env: Env) => orNull(oid)(env['GITHUB_SHA'], 'GITHUB_SHA') ?? undefined;

const readText = mapped(text, (found, at) => {
  const value: unknown = JSON.parse(found);
  return readPayload(value, at);
});

async function readEvent(path: string): Promise<Payload> {
  try {
    return readText(await readFile(path, 'utf8'), '');
  } catch (error) {
    throw new ProblemError({
      code: 'action.event',
      message: `the event of this run cannot be read: ${error instanceof Error ? error.message : String(error)}`,
      remedy: 'Run it in a workflow of GitHub Actions; on a laptop there is gonogo check.',
      file: path,
    });
  }
}

/** The runner writes the event when a job begins, and nothing tells the start of the job itself. */
async function startOf(path: string): Promise<number> {
  return (await stat(path).catch(() => undefined))?.mtimeMs ?? Date.now();
}

/** More than that the evidence does not carry; GitHub itself says which workflow it was. */
const longestPath = 200;

function runOf(env: Env): Run {
  const [, path = ''] = /^[^/]+\/[^/]+\/(.+?)@refs\//.exec(env['GITHUB_WORKFLOW_REF'] ?? '') ?? [];
  const [id, attempt] = [numbered(env, 'GITHUB_RUN_ID'), numbered(env, 'GITHUB_RUN_ATTEMPT')];
  return { id, attempt, path: path === '' ? 'unknown' : path.slice(0, longestPath) };
}

function named(env: Env, name: string): string {
  const value = env[name] ?? '';
  if (value !== '') return value;
  throw noWorkflow(`${name} is not set`);
}

function numbered(env: Env, name: string): number {
  const number = Number(named(env, name));
  if (Number.isSafeInteger(number) && number > 0) return number;
  throw noWorkflow(`${name} is no number`);
}

function noWorkflow(why: string): ProblemError {
  return new ProblemError({
    code: 'action.environment',
    message: `${why}, so this is no workflow of GitHub Actions`,
    remedy: 'Use it as a step of a workflow; on a laptop there is gonogo check.',
  });
}

function unspoken(event: string): ProblemError {
  const remedy =
    event === 'pull_request_target'
      ? 'Use pull_request: it runs without secrets, and the App reads what it leaves behind. Gonogo needs no pull_request_target.'
      : `Use one of ${spoken.join(', ')}.`;
  return new ProblemError({ code: 'action.unknown-event', message: `${event} is no event that a release is judged on`, remedy });
}
