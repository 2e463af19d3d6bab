import { itemDigest } from '../../src/checklist/digest.ts';
import type { Item, Proof } from '../../src/checklist/model.ts';
import type { Policy } from '../../src/checklist/policy.ts';
import type { Evidence, GateUse } from '../../src/gates/engine/contract.ts';
import { digest, type Json } from '../../src/ground/json.ts';
import type { Act, Person, Statement, Subject } from '../../src/ledger/statement.ts';
import { subjectKey } from '../../src/ledger/statement.ts';
import type { Facts, PersonFacts } from '../../src/verdict/facts.ts';
import { type Case, judge } from '../../src/verdict/judge.ts';
import type { ItemVerdict, Verdict } from '../../src/verdict/verdict.ts';

/** The world of these tests: one repository, one head, a few people. All times lie around `now`. */
export const now = '2026-11-21T12:00:00Z';
export const head = { sha: 'aaaa', tree: 'tree-a', changeSet: digest('change') };

export const author: Person = { id: 1, login: 'ann' };
export const reviewer: Person = { id: 2, login: 'bob' };
export const lead: Person = { id: 3, login: 'lea' };
export const outsider: Person = { id: 4, login: 'out' };
export const bot: Person = { id: 5, login: 'robot[bot]' };
export const second: Person = { id: 6, login: 'sue' };
export const stranger: Person = { id: 99, login: 'never-looked-up' };

const human = (login: string, more: Partial<PersonFacts> = {}): PersonFacts => ({
  login,
  kind: 'human',
  permission: 'write',
  teams: { 'acme/leads': 'not-member', 'acme/release': 'not-member' },
  codeowner: 'no',
  ...more,
});

export const people: Facts['people'] = {
  1: human('ann'),
  2: human('bob'),
  3: human('lea', { teams: { 'acme/leads': 'member', 'acme/release': 'member' } }),
  4: human('out', { permission: 'read' }),
  5: human('robot[bot]', { kind: 'bot' }),
  6: human('sue', { teams: { 'acme/leads': 'member', 'acme/release': 'not-member' } }),
};

export const pullRequest: Subject = { kind: 'pull-request', repoId: 7, number: 12, sha: head.sha };

export const facts: Facts = {
  head,
  commits: {},
  changedPaths: ['src/app.ts', 'docs/guide.md'],
  labels: ['release'],
  branch: 'release/1.2',
  base: 'main',
  authorKind: 'human',
  environment: null,
  components: [],
  authors: [author.id],
  people,
  runs: { state: 'completed', since: '2026-11-21T11:00:00Z' },
  merge: 'go',
  releasedAt: '2026-11-21T11:00:00Z',
  rollbackOpenedAt: null,
  debts: [],
};

export const byPerson: Proof = { by: 'person', who: { write: true }, support: [], couldBe: [] };
export const bySignOff: Extract<Proof, { by: 'sign-off' }> = {
  by: 'sign-off',
  role: 'lead',
  count: 1,
  via: 'review',
  support: [],
};
export const coverageUse: GateUse = { gate: 'coverage', source: { files: 'coverage/lcov.info' }, limits: { lines: 80 } };
export const byGate: Extract<Proof, { by: 'gate' }> = { by: 'gate', use: coverageUse };

export function item(id: string, more: Partial<Item> = {}): Item {
  const whole: Omit<Item, 'digest'> = {
    id,
    path: [],
    title: `Item ${id}`,
    level: 'must',
    phase: 'merge',
    after: [],
    criteria: [],
    limits: [],
    parameters: {},
    asked: 'each-release',
    onPush: 'keep',
    references: [],
    proof: byPerson,
    locked: false,
    always: false,
    at: { file: 'checklist.yml', line: 1 },
    ...more,
  };
  return { ...whole, digest: more.digest ?? itemDigest(whole) };
}

export function policy(items: readonly Item[], more: Partial<Policy> = {}): Policy {
  return {
    format: 'gonogo/policy/1',
    commit: 'policy-commit',
    digest: digest('policy'),
    enforcement: 'enforce',
    checklist: { title: 'Release', items },
    people: {
      lead: { team: 'acme/leads' },
      waivers: { team: 'acme/release' },
      release: { team: 'acme/release' },
      'incident-commander': { users: ['lea'] },
    },
    targets: {},
    solo: false,
    freeze: [],
    trust: { minimum: 'unchanged-workflow' },
    ...more,
  };
}

let serial = 0;

/** A statement about the first pull request, on its head, an hour ago, unless said otherwise. */
export function say(act: Act, about: Item | undefined, more: Partial<Statement> = {}): Statement {
  serial++;
  return {
    key: digest(`statement ${serial}`),
    scope: { subject: subjectKey(pullRequest) },
    ...(about && { item: about.id, itemDigest: about.digest }),
    act,
    by: reviewer,
    at: '2026-11-21T11:00:00Z',
    head: head.sha,
    tree: head.tree,
    via: 'box',
    ...more,
  };
}

/** Coverage of so many lines out of a hundred. */
export function coverage(lines: number, more: Partial<Extract<Evidence, { state: 'collected' }>> = {}): Evidence {
  return {
    gate: 'coverage',
    source: digest(coverageUse.source),
    at: '2026-11-21T11:30:00Z',
    tookMs: 5,
    head: head.sha,
    origin: 'unchanged-workflow',
    state: 'collected',
    data: coverageData(lines),
    ...more,
  };
}

export function coverageData(lines: number): Json {
  return {
    reports: [{ path: 'coverage/lcov.info', format: 'lcov' }],
    files: 1,
    ignored: 0,
    totals: { lines: { covered: lines, total: 100 } },
    lowest: { lines: { of: 1, files: [{ path: 'src/app.ts', covered: lines, total: 100 }] } },
    doubts: [],
  };
}

export interface Given extends Partial<Omit<Case, 'policy'>> {
  readonly items?: readonly Item[];
  readonly policy?: Case['policy'];
}

/** Judges a case in which everything not named is as it should be. */
export function verdictOf({ items = [], ...given }: Given): Verdict {
  return judge({ subject: pullRequest, policy: policy(items), evidence: [], statements: [], facts, now, ...given });
}

export function stateOf(verdict: Verdict, id: string): ItemVerdict {
  const found = verdict.items.find((each) => each.id === id);
  if (found === undefined) throw new Error(`the verdict has no item ${id}`);
  return found;
}
