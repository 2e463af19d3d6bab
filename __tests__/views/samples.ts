// Verdicts as judge would give them, small enough to read.
import type { Place } from '../../src/checklist/model.ts';
import type { GateAnswer, ItemVerdict, Obstacle, Verdict } from '../../src/verdict/verdict.ts';

export const now = '2027-03-01T10:00:00Z';
export const sha = '1a2b3c4d5e6f70819a2b3c4d5e6f70819a2b3c4d';
export const anna = { id: 1, login: 'anna' };
export const bob = { id: 2, login: 'bob' };

export function section(title: string): Place {
  return { kind: 'section', id: title.toLowerCase(), title };
}

export function group(title: string): Place {
  return { kind: 'group', id: title.toLowerCase(), title };
}

export function item(fields: Partial<ItemVerdict> & { readonly id: string }): ItemVerdict {
  return {
    title: fields.id,
    path: [section('Quality')],
    level: 'must',
    phase: 'merge',
    by: 'person',
    state: 'open',
    because: 'not ticked yet',
    applies: true,
    required: true,
    always: false,
    voices: [],
    support: [],
    couldBe: [],
    overdue: false,
    ...fields,
  };
}

export const coverageFailed: GateAnswer = {
  gate: 'coverage',
  state: 'judged',
  at: now,
  judgement: {
    result: 'fail',
    summary: 'Lines are covered to 71.25 %, which is less than 80 %.',
    measured: [
      { metric: 'branches', value: 70, unit: '%' },
      { metric: 'lines', value: 71.25, unit: '%', limit: 'at least 80 %', ok: false },
      { metric: 'functions', value: 92.5, unit: '%', limit: 'at least 90 %', ok: true },
    ],
    findings: [{ id: 'lines', title: 'lines 71.25 %', value: 71.25, better: 'higher' }],
    remedy: 'Test what the report lists as uncovered, then run the tests again.',
  },
};

export const coveragePassed: GateAnswer = {
  gate: 'coverage',
  state: 'judged',
  at: now,
  judgement: {
    result: 'pass',
    summary: 'Lines are covered to 91 %.',
    measured: [{ metric: 'lines', value: 91, unit: '%', limit: 'at least 80 %', ok: true }],
    findings: [],
  },
};

export const items = {
  failed: item({
    id: 'coverage',
    title: 'Tests cover the code',
    by: 'gate',
    state: 'failed',
    because: coverageFailed.judgement.summary,
    next: 'Test what the report lists as uncovered, then run the tests again.',
    answer: coverageFailed,
  }),
  passed: item({
    id: 'coverage',
    title: 'Tests cover the code',
    by: 'gate',
    state: 'passed',
    because: coveragePassed.judgement.summary,
    answer: coveragePassed,
  }),
  cannotTell: item({
    id: 'audit',
    title: 'No known holes in dependencies',
    path: [section('Security'), group('Supply chain')],
    by: 'gate',
    state: 'cannot-tell',
    because: 'The report is empty.',
    next: 'Run npm audit --json > audit.json.',
  }),
  open: item({
    id: 'backup',
    title: 'Backups were restored once',
    path: [section('Data')],
    next: 'To be ticked by everybody with write access.',
    couldBe: ['backup-age'],
  }),
  assigned: item({
    id: 'pen-test',
    title: 'Penetration test reviewed',
    path: [section('Security')],
    next: 'To be ticked by the role security-lead.',
    assigned: anna,
    due: '2027-02-01T00:00:00Z',
    overdue: true,
  }),
  ticked: item({
    id: 'notes',
    title: 'Release notes are written',
    state: 'ticked',
    because: 'ticked by anna, on this commit',
    voices: [{ by: anna, at: now, act: 'tick' }],
  }),
  waived: item({
    id: 'load',
    title: 'Load test',
    state: 'waived',
    because: 'waived by bob: no traffic yet',
    voices: [{ by: bob, at: now, act: 'waive', reason: 'no traffic yet', until: '2027-03-20T00:00:00Z' }],
  }),
  notApplicable: item({
    id: 'replicas',
    title: 'Read replicas follow',
    path: [section('Data')],
    state: 'not-applicable',
    because: 'the policy says so until 2027-06-30T00:00:00Z: single region',
  }),
  standing: item({
    id: 'firewall',
    title: 'Firewall closes all but 443',
    path: [section('Security')],
    state: 'standing',
    because: 'anna said so for every release until 2027-03-10T00:00:00Z',
    voices: [{ by: anna, at: '2026-12-10T00:00:00Z', act: 'tick', until: '2027-03-10T00:00:00Z' }],
    renewBy: '2027-03-10T00:00:00Z',
  }),
  elsewhere: item({
    id: 'api-docs',
    title: 'API docs follow the API',
    state: 'not-applicable',
    because: 'no changed file matches api/**',
    applies: false,
    required: false,
  }),
  debt: item({
    id: 'logs',
    title: 'Logs are kept for 90 days',
    path: [section('Data')],
    tolerated: { kind: 'debt', until: '2027-06-30T00:00:00Z', owner: 'anna' },
    next: 'To be ticked by everybody with write access.',
  }),
  should: item({
    id: 'changelog',
    title: 'Changelog names everybody who helped',
    level: 'should',
    required: false,
  }),
  may: item({ id: 'party', title: 'Cake', level: 'may', required: false }),
  supported: item({
    id: 'quality',
    title: 'Coverage is good enough where it matters',
    support: [coveragePassed],
    next: 'To be ticked by everybody with write access.',
  }),
  later: item({ id: 'smoke', title: 'Smoke test', path: [section('After')], phase: 'verify', required: false }),
  rollUp: item({
    id: 'all',
    title: 'Everything critical is done',
    by: 'items',
    state: 'failed',
    because: '3 of 5 items are done',
    next: 'It closes by itself when its items are done.',
  }),
} as const;

export const hold: Obstacle = {
  kind: 'hold',
  decision: 'waiting',
  because: 'held by bob: the database is moving',
  next: 'bob or the role release lifts it with /gonogo release-hold.',
};

export function verdict(fields: Partial<Verdict> = {}): Verdict {
  const { items: given = [] } = fields;
  return {
    format: 'gonogo/verdict/1',
    subject: { kind: 'workspace', repoId: 0, sha },
    head: sha,
    policy: { title: 'Release', commit: 'workspace', digest: 'd'.repeat(64) },
    enforcement: 'enforce',
    scope: 'all',
    decision: 'go',
    obstacles: [],
    phases: [
      { phase: 'merge', role: 'decides' },
      { phase: 'sign-off', role: 'decides' },
      { phase: 'deploy', role: 'later' },
      { phase: 'verify', role: 'later' },
    ],
    items: given,
    groups: [],
    counts: {
      required: given.filter(({ required }) => required).length,
      done: given.filter(
        ({ required, state }) => required && ['passed', 'ticked', 'waived', 'standing', 'not-applicable'].includes(state),
      ).length,
      failed: given.filter(({ state }) => state === 'failed').length,
      cannotTell: given.filter(({ state }) => state === 'cannot-tell').length,
      open: given.filter(({ required, state, tolerated }) => required && tolerated === undefined && state === 'open').length,
      waived: given.filter(({ state }) => state === 'waived').length,
      notApplicable: given.filter(({ applies, state }) => applies && state === 'not-applicable').length,
      debts: given.filter(({ tolerated, level }) => tolerated !== undefined || level === 'should').length,
    },
    ...fields,
  };
}

/** One of everything. */
export const full = verdict({
  decision: 'no-go',
  items: Object.values(items).filter((each) => each !== items.passed),
  changesAt: '2027-03-10T00:00:00Z',
});
