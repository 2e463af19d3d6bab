import { readFileSync } from 'node:fs';
import { assemblePolicy } from '../../src/checklist/assemble.ts';
import { readConfig } from '../../src/checklist/config.ts';
import type { Item } from '../../src/checklist/model.ts';
import type { Policy } from '../../src/checklist/policy.ts';
import { readChecklist } from '../../src/checklist/written.ts';
import type { Evidence } from '../../src/gates/engine/contract.ts';
import { digest, digestText } from '../../src/ground/json.ts';
import { type Act, type Person, type Statement, type Subject, subjectKey } from '../../src/ledger/statement.ts';
import type { Facts, PersonFacts } from '../../src/verdict/facts.ts';
import { judge } from '../../src/verdict/judge.ts';
import type { Recording } from '../../src/verdict/recording.ts';

/** A release of a small web shop, told up to one moment. */
export interface Story {
  readonly name: string;
  readonly recording: Recording;
}

const file = (name: string) => readFileSync(new URL(`shop/${name}`, import.meta.url), 'utf8');
const sha = (name: string) => digestText(name).slice(0, 40);

const head = { sha: sha('release 4.2'), tree: sha('tree of release 4.2'), changeSet: digest('change of release 4.2') };
const before = { sha: sha('an earlier commit'), tree: sha('tree of an earlier commit') };
const pullRequest: Subject = { kind: 'pull-request', repoId: 4711, number: 128, sha: head.sha };
const release: Subject = { kind: 'release', repoId: 4711, tag: 'v4.2.0', sha: head.sha };

const mara: Person = { id: 11, login: 'mara' };
const jonas: Person = { id: 12, login: 'jonas' };
const priya: Person = { id: 13, login: 'priya' };
const olu: Person = { id: 14, login: 'olu' };

function policy(): Policy {
  const config = readConfig({ file: '.github/gonogo.yml', text: file('gonogo.yml') });
  return assemblePolicy({
    config,
    checklists: [readChecklist({ file: 'release-checklist.yml', text: file('release-checklist.yml') })],
    commit: sha('main'),
  });
}

function known(login: string, teams: readonly string[] = []): PersonFacts {
  const all = ['shop/security', 'shop/release', 'shop/on-call'];
  const memberships = all.map((team) => [team, teams.includes(team) ? 'member' : 'not-member'] as const);
  return { login, kind: 'human', permission: 'write', teams: Object.fromEntries(memberships), codeowner: 'no' };
}

const facts: Facts = {
  head,
  commits: { [before.sha]: { tree: before.tree, changeSet: digest('an earlier change'), changedSince: ['src/cart.ts'] } },
  changedPaths: ['src/cart.ts', 'db/migrations/0042-orders.sql', 'package.json'],
  labels: ['release'],
  branch: 'release/4.2',
  base: 'main',
  authorKind: 'human',
  environment: null,
  components: [],
  authors: [mara.id],
  people: {
    11: known('mara'),
    12: known('jonas', ['shop/security']),
    13: known('priya', ['shop/release']),
    14: known('olu', ['shop/on-call']),
  },
  runs: { state: 'completed', since: '2026-11-20T14:05:00Z' },
  merge: null,
  releasedAt: null,
  rollbackOpenedAt: null,
  debts: [],
};

interface Said extends Partial<Statement> {
  readonly by: Person;
  readonly at: string;
}

function teller(subject: Subject, items: readonly Item[]) {
  return (act: Act, id: string | undefined, said: Said): Statement => {
    const about = items.find((each) => each.id === id);
    if (id !== undefined && about === undefined) throw new Error(`the shop has no item ${id}`);
    const named = about && { item: about.id, itemDigest: about.digest };
    const key = digest({ act, id: id ?? null, by: said.by.id, at: said.at });
    return { key, scope: { subject: subjectKey(subject) }, ...named, act, head: head.sha, tree: head.tree, via: 'box', ...said };
  };
}

function coverage(lines: number): Evidence {
  const count = { covered: lines, total: 1000 };
  const totals = { lines: count };
  const lowest = { lines: { of: 2, files: [{ path: 'src/cart.ts', covered: lines - 500, total: 500 }] } };
  return {
    gate: 'coverage',
    source: digest({ files: 'coverage/lcov.info' }),
    at: '2026-11-20T14:04:00Z',
    tookMs: 41,
    head: head.sha,
    origin: 'unchanged-workflow',
    run: { id: 9001, attempt: 1, path: '.github/workflows/release.yml' },
    state: 'collected',
    data: { reports: [{ path: 'coverage/lcov.info', format: 'lcov' }], files: 2, ignored: 0, totals, lowest, doubts: [] },
  };
}

type Told = Pick<Recording, 'subject' | 'now'> & Partial<Pick<Recording, 'evidence' | 'statements' | 'facts'>>;

function story(name: string, told: Told): Story {
  const whole = { scope: 'all' as const, policy: policy(), evidence: [], statements: [], facts, ...told };
  return { name, recording: { format: 'gonogo/recording/1', ...whole, verdict: judge(whole) } };
}

function onPullRequest(): Statement[] {
  const say = teller(pullRequest, policy().checklist.items);
  return [
    say('tick', 'firewall', {
      by: olu,
      at: '2026-10-02T09:00:00Z',
      head: before.sha,
      tree: before.tree,
      scope: { standing: { repoId: 4711 } },
    }),
    say('tick', 'migrations', { by: mara, at: '2026-11-20T14:20:00Z' }),
    say('tick', 'backups', { by: jonas, at: '2026-11-20T15:02:00Z' }),
    say('tick', 'cart-by-hand', { by: jonas, at: '2026-11-19T10:00:00Z', head: before.sha, tree: before.tree }),
    say('na', 'load-test', {
      by: priya,
      at: '2026-11-20T15:10:00Z',
      via: 'command',
      reason: 'no change on the hot path',
      until: '2026-12-20T00:00:00Z',
    }),
  ];
}

function settled(): Statement[] {
  const say = teller(pullRequest, policy().checklist.items);
  return [
    ...onPullRequest(),
    say('tick', 'cart-by-hand', { by: jonas, at: '2026-11-20T16:00:00Z' }),
    say('sign', 'security', { by: jonas, at: '2026-11-20T16:05:00Z', via: 'review' }),
    say('sign', undefined, { by: jonas, at: '2026-11-20T16:05:00Z', via: 'review' }),
  ];
}

/** Each told to the point where it is interesting. */
export function stories(): Story[] {
  const say = teller(pullRequest, policy().checklist.items);
  const afterwards = teller(release, policy().checklist.items);
  return [
    story('half-way', {
      subject: pullRequest,
      now: '2026-11-20T15:30:00Z',
      evidence: [coverage(874)],
      statements: onPullRequest(),
    }),
    story('go', { subject: pullRequest, now: '2026-11-20T16:10:00Z', evidence: [coverage(874)], statements: settled() }),
    story('no-go', { subject: pullRequest, now: '2026-11-20T16:10:00Z', evidence: [coverage(781)], statements: settled() }),
    story('emergency', {
      subject: pullRequest,
      now: '2026-11-20T17:00:00Z',
      evidence: [coverage(781)],
      statements: [
        ...onPullRequest(),
        say('break-glass', undefined, {
          by: olu,
          at: '2026-11-20T16:40:00Z',
          via: 'command',
          reason: 'checkout is down, this is the fix',
        }),
        say('tick', 'rollback-ready', { by: olu, at: '2026-11-20T16:41:00Z' }),
      ],
    }),
    story('a-day-later', {
      subject: release,
      now: '2026-11-22T09:00:00Z',
      facts: { ...facts, releasedAt: '2026-11-20T18:00:00Z' },
      statements: [afterwards('tick', 'orders-arrive', { by: olu, at: '2026-11-20T18:20:00Z' })],
    }),
  ];
}
