import type { PlatformFault } from '../../reconcile/ports/faults.ts';
import type { Platform } from '../../reconcile/ports/platform.ts';
import type { TaskKind } from '../../reconcile/ports/tasks.ts';
import { eventNames } from './manifest.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import { type Reason, refusals } from './refusals.ts';

export type TaskOutcome = 'done' | 'failed' | 'lost';
export type CallOutcome = 'answered' | 'error' | PlatformFault['kind'];
type Operation = keyof Platform;

/** What the App counts, wherever in it. */
export interface Figures {
  readonly accepted: (event: string) => void;
  readonly refused: (reason: Reason) => void;
  /** Seconds from the end of the header to the answer. */
  readonly acked: (seconds: number) => void;
  readonly keyed: (outcome: 'keyed' | 'parked' | 'failed') => void;
  readonly task: (kind: TaskKind, outcome: TaskOutcome) => void;
  readonly platformCall: (operation: Operation, outcome: CallOutcome) => void;
  readonly checkWritten: (conclusion: string) => void;
  readonly gauge: Metrics['gauge'];
  readonly text: () => string;
}

/** A record, so that the compiler asks for what is missing. */
const kinds: Readonly<Record<TaskKind, true>> = {
  pull: true,
  check: true,
  group: true,
  branch: true,
  head: true,
  repository: true,
  installation: true,
  app: true,
  collect: true,
};

const operations: Readonly<Record<Operation, true>> = {
  me: true,
  pull: true,
  pulse: true,
  pullsOf: true,
  repository: true,
  file: true,
  blob: true,
  mergeBase: true,
  tree: true,
  people: true,
  account: true,
  moves: true,
  requirement: true,
  issue: true,
  ownIssues: true,
  createIssue: true,
  openPulls: true,
  members: true,
  installations: true,
  repositories: true,
  createCheck: true,
  updateCheck: true,
  check: true,
  shownChecks: true,
  createComment: true,
  updateComment: true,
  comment: true,
  ownComments: true,
  hideComment: true,
  react: true,
  workflowRuns: true,
  attempt: true,
  artifacts: true,
  artifact: true,
  vouch: true,
  requiredWorkflows: true,
  failedDeliveries: true,
  redeliver: true,
};

const outcomes: Readonly<Record<CallOutcome, true>> = {
  answered: true,
  error: true,
  gone: true,
  forbidden: true,
  refused: true,
  limited: true,
  unavailable: true,
  unclear: true,
};

/** GitHub gives up after ten seconds. */
const ackBuckets = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

export function createFigures(): Figures {
  const metrics = createMetrics();
  const count = <L extends string>(name: string, help: string, labels: { readonly [label in L]: readonly string[] }) =>
    metrics.counter({ name: `gonogo_${name}_total`, help, labels });
  const accepted = count('deliveries_accepted', 'Deliveries put on record, by event.', { event: eventNames });
  const refused = count('requests_refused', 'Requests to the ingress that were not taken, by reason.', {
    reason: Object.keys(refusals),
  });
  const acked = metrics.histogram({
    name: 'gonogo_ack_seconds',
    help: 'From the end of the header of a delivery to its answer, when it is on record.',
    buckets: ackBuckets,
  });
  const keyed = count('deliveries_keyed', 'Deliveries looked into after their answer: keyed, parked, or failed for now.', {
    outcome: ['keyed', 'parked', 'failed'],
  });
  const task = count('tasks', 'Tasks worked on, by kind and outcome.', {
    kind: Object.keys(kinds),
    outcome: ['done', 'failed', 'lost'],
  });
  const platformCall = count('platform_calls', 'Calls of the platform, by operation and outcome.', {
    operation: Object.keys(operations),
    outcome: Object.keys(outcomes),
  });
  const checkWritten = count('checks_written', 'Check runs written, by conclusion.', {
    conclusion: ['success', 'failure', 'action_required', 'in_progress'],
  });
  return {
    accepted: (event) => accepted({ event }),
    refused: (reason) => refused({ reason }),
    acked,
    keyed: (outcome) => keyed({ outcome }),
    task: (kind, outcome) => task({ kind, outcome }),
    platformCall: (operation, outcome) => platformCall({ operation, outcome }),
    checkWritten: (conclusion) => checkWritten({ conclusion }),
    gauge: metrics.gauge,
    text: metrics.text,
  };
}
