// How long the answer about 2,000 items takes to be shown: npm run bench -- views. Each view is made once to warm up and five times to
// measure; shown is the middle one, all in one run.
import process from 'node:process';
import { medianMs } from '../scripts/median.ts';
import type { ItemVerdict, State, Verdict } from '../src/verdict/verdict.ts';
import { checkRunOutput } from '../src/views/check-run.ts';
import { htmlReport } from '../src/views/html/report.ts';
import { jobSummary } from '../src/views/summary.ts';
import { terminalReport } from '../src/views/terminal.ts';

const now = '2027-03-01T10:00:00Z';
const sha = '1a2b3c4d5e6f70819a2b3c4d5e6f70819a2b3c4d';
const states: readonly State[] = ['open', 'ticked', 'passed', 'failed', 'cannot-tell', 'standing', 'waived', 'stale'];

/** A long checklist half way: every state, every eighth item failed with findings. */
function itemOf(at: number): ItemVerdict {
  const state = states[at % states.length] ?? 'open';
  const isMachine = state === 'passed' || state === 'failed' || state === 'cannot-tell';
  const findings = Array.from({ length: state === 'failed' ? 5 : 0 }, (_, each) => ({
    id: `f${each}`,
    title: `CVE-2027-${at}${each} in a dependency that many use`,
    severity: 'high',
    file: `packages/p${at}/package.json`,
    line: each + 1,
  }));
  const measured = [{ metric: 'lines', value: 60 + (at % 40), unit: '%', limit: 'at least 80 %', ok: state !== 'failed' }];
  const judgement = {
    result: state === 'failed' ? 'fail' : 'pass',
    summary: `Lines are covered to ${at} %.`,
    measured,
    findings,
  } as const;
  return {
    id: `section-${at % 20}.item-${at}`,
    title: `Requirement ${at} of the release is met`,
    path: [{ kind: 'section', id: `s${at % 20}`, title: `Section ${at % 20}` }],
    level: 'must',
    phase: 'merge',
    by: isMachine ? 'gate' : 'person',
    state,
    because: 'not ticked yet',
    next: 'To be ticked by anybody with write access.',
    applies: true,
    required: true,
    always: false,
    voices: state === 'ticked' ? [{ by: { id: 1, login: 'anna' }, at: now, act: 'tick' }] : [],
    ...(isMachine && { answer: { gate: 'coverage', target: `t${at}`, state: 'judged', at: now, judgement } }),
    support: [],
    couldBe: [],
    overdue: false,
  };
}

const items = Array.from({ length: 2_000 }, (_, at) => itemOf(at));
const verdict: Verdict = {
  format: 'gonogo/verdict/1',
  subject: { kind: 'pull-request', repoId: 1, number: 1, sha },
  head: sha,
  policy: { title: 'Release', commit: sha, digest: 'd'.repeat(64) },
  enforcement: 'enforce',
  scope: 'all',
  decision: 'no-go',
  obstacles: [],
  phases: [{ phase: 'merge', role: 'decides' }],
  items,
  groups: [],
  counts: { required: 2000, done: 1000, failed: 250, cannotTell: 250, open: 500, waived: 250, notApplicable: 0, debts: 0 },
};

const views: Readonly<Record<string, () => string>> = {
  'terminal report': () => terminalReport(verdict, { width: 100, paint: (_, text) => text, now }),
  'job summary': () => jobSummary(verdict, { now }),
  'check run': () => JSON.stringify(checkRunOutput(verdict, { now })),
  'HTML page': () => htmlReport(verdict, { now }),
};

process.stdout.write(`2,000 items, Node ${process.version}\n`);
for (const [name, show] of Object.entries(views)) {
  const took = medianMs(show).toFixed(0).padStart(6);
  process.stdout.write(`${name.padEnd(16)} ${took} ms  ${Math.round(Buffer.byteLength(show()) / 1000)} kB\n`);
}
