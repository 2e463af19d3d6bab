import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { events } from '../../../src/github/manifest.ts';
import { noLimits } from '../../../src/sandbox/server/limits.ts';
import { addOrganization, install } from '../../../src/sandbox/state/accounts.ts';
import { suitesAt } from '../../../src/sandbox/state/checks.ts';
import type { CheckRun, Comment, PullRequest, Repo } from '../../../src/sandbox/state/model.ts';
import { commitFiles } from '../../../src/sandbox/state/pushes.ts';
import { addRepo } from '../../../src/sandbox/state/repositories.ts';
import type { Shaking } from '../../../src/sandbox/webhooks/deliver.ts';
import { readBody } from '../../../src/views/board/body.ts';
import { compiled } from '../../doors/child.ts';
import { root } from '../../house/sources.ts';
import { checklist, config } from '../../reconcile/bed.ts';
import { openTown } from '../../sandbox/open-town.ts';
import { keptEngines } from '../../store/bed/kept.ts';
import { pgliteFolder } from '../../store/bed/pglite.ts';

export type StoreKind = 'embedded' | 'server';

const secret = 'a secret of the stories, long enough';
/** Quick, and still long enough for what is taken back within it. */
const rhythm = 'settle=2,boardQuiet=1,boardLatest=4,retry=1,sweep=900,lookAgain=2';
/** A database that lives for seconds would spend most of its time being compiled for years. */
const quickly = ['--liftoff-only'];

export interface StageOptions {
  readonly store: StoreKind;
  readonly rhythm?: string;
  readonly shaking?: Shaking;
  /** Further settings of the App. */
  readonly env?: Readonly<Record<string, string>>;
}

/** The App as a process on a GitHub of this machine, and what a story needs of both. */
export async function openStage(options: StageOptions) {
  // Nobody listens there until the App does.
  const hook = { url: 'http://127.0.0.1:9/', secret };
  const webhooks = options.shaking === undefined ? {} : { webhooks: { shaking: options.shaking } };
  const town = await openTown(
    { limits: noLimits, validate: false, ...webhooks },
    { hook, events: events.map(({ name }) => name) },
  );
  const home = mkdtempSync(join(tmpdir(), 'gonogo-story-'));
  const store = await storeFor(options.store);
  const said: string[] = [];
  let url = '';
  let app: { child: ChildProcess; ended: Promise<unknown> } | undefined;

  const start = async () => {
    const child = spawn(process.execPath, [...quickly, join(root, 'src/doors/app.ts'), '--ephemeral'], {
      cwd: home,
      env: {
        PATH: process.env['PATH'],
        ...compiled,
        APP_ID: String(town.gate.id),
        PRIVATE_KEY: town.gate.key.privatePem,
        WEBHOOK_SECRET: secret,
        GITHUB_API_URL: town.sandbox.url,
        PORT: '0',
        GONOGO_RHYTHM: options.rhythm ?? rhythm,
        ...store.env,
        ...options.env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => said.push(String(chunk)));
    app = { child, ended: new Promise((resolve) => child.once('close', resolve)) };
    const from = said.length;
    url = '';
    await until('the App listens', () => {
      url = /"message":"listening","address":"([^"]+)"/.exec(said.slice(from).join(''))?.[1] ?? '';
      return url !== '';
    });
    town.gate.hook.url = `${url}/api/github/webhooks`;
    await until('the App is ready', async () => (await fetch(`${url}/readyz`).catch(() => undefined))?.status === 200);
  };
  /** As the machine does it that has no more memory: no goodbye. Returns the exit code, if there is one. */
  const kill = async (signal: NodeJS.Signals = 'SIGKILL') => {
    app?.child.kill(signal);
    const code = await app?.ended;
    app = undefined;
    return code;
  };
  const until = async (what: string, holds: () => boolean | Promise<boolean>, mostMs = 90_000) => {
    const end = Date.now() + mostMs;
    while (!(await holds())) {
      if (Date.now() > end) throw new Error(`It never came to this: ${what}.\n${said.slice(-30).join('')}`);
      await sleep(40);
    }
  };
  await start();
  return {
    ...town,
    start,
    kill,
    until,
    said,
    url: () => url,
    close: async () => {
      await kill('SIGTERM');
      await town.close();
      await store.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

export type Stage = Awaited<ReturnType<typeof openStage>>;

/** An organisation of its own for each story, with its own allowance at GitHub, so that many can be told at once. */
export function setIn(stage: Stage, name: string, more: Readonly<Record<string, string>> = {}) {
  const { sandbox, person, gate, until } = stage;
  const { world } = sandbox;
  const owner = addOrganization(world, name, 'none');
  const repo: Repo = addRepo(world, { owner: owner.account, name: 'shop', private: true });
  for (const [login, role] of Object.entries({
    ada: 'admin',
    max: 'maintain',
    wil: 'write',
    tri: 'triage',
    rea: 'read',
  } as const)) {
    repo.collaborators.set(person(login).id, role);
  }
  install(world, gate, { account: owner.account });
  const files = { 'README.md': '# Shop\n', '.github/gonogo.yml': config, '.github/release.yml': checklist, ...more };
  const first = commitFiles(world, repo, { author: person('ada'), message: 'first', branch: 'main', files });
  const runsAt = (sha: string): CheckRun[] => suitesAt(repo, sha).flatMap((suite) => (suite.app === gate ? [...suite.runs] : []));
  const check = (sha: string) => {
    const run = runsAt(sha).at(-1);
    return run === undefined ? 'none' : (run.conclusion ?? run.status);
  };
  const boards = (pull: PullRequest): Comment[] =>
    [...pull.comments.values()].filter(
      ({ author, body, minimized }) => author === gate.bot && body.startsWith('<!-- gonogo-board') && minimized === null,
    );
  const ticked = (pull: PullRequest) =>
    boards(pull).flatMap(({ body }) => [...(readBody(body)?.boxes ?? [])].flatMap(([id, on]) => (on ? [id] : [])));
  const heads = (pull: PullRequest) => pull.pull.headSha;
  const story = {
    ...stage,
    repo,
    first,
    runsAt,
    check,
    boards,
    ticked,
    open: async (branch = 'next', author = 'wil', from = repo.refs.get('refs/heads/main')) => {
      commitFiles(world, repo, {
        author: person(author),
        message: `add ${branch}`,
        branch,
        files: { [`${branch}.txt`]: 'new\n' },
        ...(from !== undefined && { from }),
      });
      return sandbox.as(author).open(repo, { title: `Release ${branch}`, base: 'main', head: branch });
    },
    /** Ends when its check says so. */
    says: (pull: PullRequest, conclusion: string) =>
      until(`the check of ${name} is ${conclusion}, not ${check(heads(pull))}`, () => check(heads(pull)) === conclusion),
    hasBoard: (pull: PullRequest) => until(`${name} has a board`, () => boards(pull).length > 0),
    shows: (pull: PullRequest, ...items: readonly string[]) =>
      until(
        `the board of ${name} shows ${items.join(', ')}`,
        () => ticked(pull).toSorted().join() === [...items].toSorted().join(),
      ),
    /** Opened, ticked by somebody else, and green. */
    green: async (branch = 'next') => {
      const pull = await story.open(branch);
      await story.hasBoard(pull);
      await sandbox.as('max').tick(pull, 'backups');
      await sandbox.as('max').tick(pull, 'alerts');
      await story.says(pull, 'success');
      return pull;
    },
    /** So long that what must not happen would have. */
    wait: (seconds: number) => sleep(seconds * 1_000),
  };
  return story;
}

export type Story = ReturnType<typeof setIn>;

async function storeFor(kind: StoreKind): Promise<{ env: Readonly<Record<string, string>>; close: () => Promise<void> }> {
  if (kind === 'embedded') {
    const folder = await pgliteFolder();
    return { env: { GONOGO_DATA: folder }, close: async () => rmSync(dirname(folder), { recursive: true, force: true }) };
  }
  const running = await (await keptEngines()).server();
  if (running.is === 'unavailable') throw new Error(running.why);
  return { env: { DATABASE_URL: await running.create() }, close: async () => undefined };
}

/** Where none can be started, its stories are skipped by name. */
export async function hasServer(): Promise<boolean> {
  return (await (await keptEngines()).server()).is === 'running';
}
