import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createMemory } from '../../src/github/client/memory.ts';
import { keysFor } from '../../src/github/keys.ts';
import { createPlatform } from '../../src/github/platform.ts';
import { subjectKey } from '../../src/ledger/statement.ts';
import { readingOf } from '../../src/reconcile/evidence/reading.ts';
import { Policies } from '../../src/reconcile/policy/policies.ts';
import { Requirements } from '../../src/reconcile/policy/requirements.ts';
import type { Reach } from '../../src/reconcile/ports/reach.ts';
import type { Held } from '../../src/reconcile/ports/store.ts';
import type { Task } from '../../src/reconcile/ports/tasks.ts';
import { memoryIn } from '../../src/reconcile/pull/memory.ts';
import { rhythm } from '../../src/reconcile/rhythm.ts';
import { runTask } from '../../src/reconcile/work.ts';
import type { Report, World } from '../../src/reconcile/world.ts';
import { noLimits } from '../../src/sandbox/server/limits.ts';
import { suitesAt } from '../../src/sandbox/state/checks.ts';
import { createClock } from '../../src/sandbox/state/clock.ts';
import type { CheckRun, Comment, PullRequest } from '../../src/sandbox/state/model.ts';
import { commitFiles } from '../../src/sandbox/state/pushes.ts';
import { openTown } from '../sandbox/open-town.ts';
import { memoryStore } from './memory-store.ts';

export const config = `version: 1
checklist: .github/release.yml
releases: { base: [main] }
people:
  lead: { users: [max] }
  release: { users: [ada] }
`;

export const checklist = `format: gonogo/checklist/1
title: Release of the shop
sections:
  - title: Operations
    phase: merge
    items:
      - { id: backups, title: Backups were restored once, level: must }
      - { id: alerts, title: Somebody is on call, level: must }
      - { id: docs, title: The guide is up to date, level: should }
`;

export interface BedOptions {
  readonly config?: string | null;
  readonly checklist?: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly reach?: Reach;
}

export const nothingLent: Reach = {
  mayBePrivate: () => false,
  secret: () => undefined,
  signal: new AbortController().signal,
};

const profileless = {
  profile: async (name: string) => {
    throw new Error(`no profile ${name} in these tests`);
  },
  catalogueFor: async () => [],
};

/** The App without its process: a real GitHub on this machine, its real webhooks, our rooms, and a store of its own in memory. */
export async function openBed(options: BedOptions = {}) {
  const clock = createClock();
  clock.set('2026-11-21T12:00:00Z');
  const received: { guid: string; event: string; payload: string }[] = [];
  /** All that was ever delivered. */
  const replays: { guid: string; event: string; payload: string }[] = [];
  const door = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { headers } = request;
      const payload = Buffer.concat(chunks).toString();
      received.push({ guid: String(headers['x-github-delivery']), event: String(headers['x-github-event']), payload });
      response.writeHead(202).end();
    });
  });
  await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve));
  const { port } = door.address() as AddressInfo;
  const hook = { url: `http://127.0.0.1:${port}/`, secret: 'secret' };
  const town = await openTown({ clock, limits: noLimits, validate: false }, { hook, events });
  const now = () => new Date(clock.now()).toISOString();
  const platform = createPlatform({
    baseUrl: town.sandbox.url,
    appId: town.gate.id,
    privateKey: town.gate.key.privatePem,
    shared: createMemory(),
    // Nothing hangs here; a shorter one would only be met where the machine is busy.
    timeoutMs: 60_000,
    time: { now: clock.now, chance: () => 0, sleep: async () => undefined },
  });
  const store = memoryStore(now);
  const reports: Report[] = [];
  const files = {
    ...(options.config === null ? {} : { '.github/gonogo.yml': options.config ?? config }),
    '.github/release.yml': options.checklist ?? checklist,
    ...options.files,
  };
  const { sandbox, repo, person, gate, installation } = town;
  commitFiles(sandbox.world, repo, { author: person('ada'), message: 'how we release', branch: 'main', files });
  const place = { installation: installation.id, repoId: repo.id, owner: 'acme', name: 'shop' };
  store.put(place);
  const world: World = {
    store,
    platform,
    policies: new Policies({ platform, bundled: profileless, now: clock.now }),
    requirements: new Requirements({ platform, now: clock.now }),
    reach: options.reach ?? nothingLent,
    readEvidence: async (evidence, artifact) => readingOf(evidence, artifact),
    me: await platform.me(),
    now,
    rhythm,
    report: (report) => void reports.push(report),
  };

  /** Hears of everything that happened, without doing anything about it. */
  const hear = async () => {
    await sandbox.webhooks.settled();
    for (const each of received.splice(0)) {
      const { guid, event, payload } = each;
      replays.push(each);
      const delivery = { guid, event, payload, receivedAt: now() };
      await store.inbox.key(guid, keysFor(delivery, { appId: gate.id }));
    }
  };
  /** Runs what is due until nothing is. Returns what ran. */
  const work = async () => {
    const ran: string[] = [];
    for (;;) {
      await hear();
      const held = await store.tasks.claim();
      if (held === undefined) return ran;
      await runTask(held, world);
      ran.push(`${held.kind} ${held.key}`);
      if (ran.length > 200) throw new Error(`It does not come to rest: ${ran.slice(-10).join(', ')}`);
    }
  };
  /** What a look at everything finds, and all that comes of it. */
  const sweep = async () => {
    await store.tasks.want([{ kind: 'app', key: 'all', installation: 0, due: now() }]);
    return work();
  };
  const later = async (seconds: number) => {
    clock.advance(seconds * 1_000);
    return work();
  };
  const key = (pull: PullRequest) => subjectKey({ kind: 'pull-request', repoId: repo.id, number: pull.number, sha: '' });
  return {
    ...town,
    clock,
    store,
    platform,
    world,
    reports,
    place,
    received,
    replays,
    hear,
    work,
    sweep,
    later,
    now,
    /** A pull request whose branch was cut from the tip of main. */
    release: async (branch: string, more: Readonly<Record<string, string>> = { [`${branch}.txt`]: 'new\n' }, author = 'wil') => {
      const base = repo.refs.get('refs/heads/main');
      commitFiles(sandbox.world, repo, {
        author: person(author),
        message: `add ${branch}`,
        branch,
        files: more,
        ...(base !== undefined && { from: base }),
      });
      return sandbox.as(author).open(repo, { title: `Release ${branch}`, base: 'main', head: branch });
    },
    /** One task alone, whether or not it is due. */
    run: async (task: Task, more?: Partial<Pick<Held, 'tookOver' | 'failures'>>) => runTask(store.hold(task, more), world),
    pullTask: (pull: PullRequest): Task => ({ kind: 'pull', key: `${repo.id}/${pull.number}` }),
    checkTask: (sha: string): Task => ({ kind: 'check', key: `${repo.id}/${sha}` }),
    memory: (pull: PullRequest) => memoryIn(store.subjects().find((row) => row.key === key(pull))),
    states: (pull: PullRequest) =>
      Object.fromEntries(
        (memoryIn(store.subjects().find((row) => row.key === key(pull))).verdict?.items ?? []).map(({ id, state }) => [
          id,
          state,
        ]),
      ),
    /** Our runs on a commit, the oldest first. */
    runs: (sha: string): CheckRun[] => suitesAt(repo, sha).flatMap((suite) => (suite.app === gate ? [...suite.runs] : [])),
    check: (sha: string): string => {
      const run = suitesAt(repo, sha)
        .flatMap((suite) => (suite.app === gate ? [...suite.runs] : []))
        .at(-1);
      return run === undefined ? 'none' : (run.conclusion ?? run.status);
    },
    /** What we wrote in the conversation. */
    ours: (pull: PullRequest): Comment[] => [...pull.comments.values()].filter(({ author }) => author === gate.bot),
    boards: (pull: PullRequest): Comment[] =>
      [...pull.comments.values()].filter(({ author, body, minimized }) => {
        return author === gate.bot && body.startsWith('<!-- gonogo-board') && minimized === null;
      }),
    close: async () => {
      await town.close();
      door.closeAllConnections();
      await new Promise((resolve) => door.close(resolve));
    },
  };
}

export type Bed = Awaited<ReturnType<typeof openBed>>;

const events = [
  'pull_request',
  'pull_request_review',
  'issue_comment',
  'check_run',
  'check_suite',
  'workflow_run',
  'merge_group',
  'push',
  'create',
  'delete',
  'repository',
  'member',
  'membership',
  'team',
  'organization',
  'repository_ruleset',
  'branch_protection_rule',
  'status',
];
