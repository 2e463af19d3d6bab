import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createMemory } from '../../src/github/client/memory.ts';
import { createPlatform, type GithubPlatform } from '../../src/github/platform.ts';
import { PlatformError } from '../../src/reconcile/ports/faults.ts';
import type { Trouble } from '../../src/sandbox/faults/faults.ts';
import { askOf, type Here, openPlatform, wishOf } from './open.ts';

type Kind = PlatformError['fault']['kind'];

interface Stage {
  readonly here: Here;
  readonly number: number;
  readonly head: string;
  readonly board: { readonly id: number; readonly nodeId: string };
  readonly run: number;
  readonly blob: string;
  readonly tree: string;
}

let stage: Stage;

beforeAll(async () => {
  const here = await openPlatform({ sandbox: { validate: false } });
  const { platform, place } = here;
  const pull = here.pull('topic');
  const head = pull.pull.headSha;
  const board = await platform.createComment({ place, number: pull.number, body: 'board' });
  await platform.updateComment({ place, comment: board.id, body: 'board, again' });
  const run = await platform.createCheck({ place, wish: wishOf(head) });
  const snapshot = await platform.pull(askOf(here, pull));
  const tree = snapshot?.head.tree ?? '';
  const blob = (await platform.tree({ place, oid: tree }))?.[0]?.oid ?? '';
  stage = { here, number: pull.number, head, board, run: run.id, blob, tree };
});

afterAll(() => stage.here.close());

/** Nothing known yet, and a clock that can be set on, so that a limit passes. */
function fresh(timeoutMs = 20_000) {
  const clock = { ahead: 0 };
  const now = () => Date.now() + clock.ahead;
  const options = { ...stage.here.options, shared: createMemory(now), patience: { tries: 2 }, timeoutMs };
  const platform = createPlatform({ ...options, time: { ...options.time, now } });
  return { platform, later: () => void (clock.ahead += 3_700_000) };
}

const answers = new Map<Call['go'], Promise<unknown>>();

/** What is answered when nothing is in the way: the same each time, because nobody writes here. */
function rightAnswer(go: Call['go']): Promise<unknown> {
  const answer = answers.get(go) ?? go(fresh().platform, stage);
  answers.set(go, answer);
  return answer;
}

interface Call {
  readonly on: string;
  readonly go: (platform: GithubPlatform, stage: Stage) => Promise<unknown>;
  /** What is answered where the platform says that it is not there; without it that is thrown. */
  readonly gone?: unknown;
  /** It is asked twice whether it is gone. */
  readonly isDoubted?: true;
}

const repo = '/repos/{owner}/{repo}';
const reads: Readonly<Record<string, Call>> = {
  pull: {
    on: 'POST /graphql',
    go: (p, { here, number, board }) => p.pull(askOf(here, { number }, [board.nodeId])),
    gone: undefined,
    isDoubted: true,
  },
  pulse: {
    on: 'POST /graphql',
    go: (p, { here, number, board }) => p.pulse(askOf(here, { number }, [board.nodeId])),
    gone: undefined,
    isDoubted: true,
  },
  repository: { on: 'POST /graphql', go: (p, { here }) => p.repository({ ...here.place }), gone: undefined },
  file: { on: 'POST /graphql', go: (p, { here, head }) => p.file({ place: here.place, commit: head, path: 'README.md' }) },
  openPulls: { on: 'POST /graphql', go: (p, { here }) => p.openPulls({ place: here.place }) },
  members: {
    on: 'POST /graphql',
    go: (p, { here, head }) => p.members({ place: here.place, branch: 'main', base: here.root, sha: head }),
    gone: null,
  },
  blob: { on: `GET ${repo}/git/blobs/{file_sha}`, go: (p, { here, blob }) => p.blob({ place: here.place, oid: blob }) },
  tree: { on: `GET ${repo}/git/trees/{tree_sha}`, go: (p, { here, tree }) => p.tree({ place: here.place, oid: tree }) },
  mergeBase: {
    on: `GET ${repo}/compare/{basehead}`,
    go: (p, { here, head }) => p.mergeBase({ place: here.place, base: here.root, head }),
    gone: null,
  },
  check: {
    on: `GET ${repo}/commits/{ref}/check-runs`,
    go: (p, { here, head }) => p.check({ place: here.place, sha: head, name: 'gonogo' }),
  },
  comment: {
    on: `GET ${repo}/issues/comments/{comment_id}`,
    go: (p, { here, board }) => p.comment({ place: here.place, comment: board.id }),
    gone: undefined,
    isDoubted: true,
  },
  ownComments: {
    on: `GET ${repo}/issues/{issue_number}/comments`,
    go: (p, { here, number }) => p.ownComments({ place: here.place, number }),
  },
  installations: { on: 'GET /app/installations', go: (p) => p.installations() },
  repositories: { on: 'GET /installation/repositories', go: (p, { here }) => p.repositories(here.place.installation) },
  failedDeliveries: { on: 'GET /app/hook/deliveries', go: (p) => p.failedDeliveries('2020-01-01T00:00:00Z') },
};

const passing: readonly [string, Trouble][] = [
  ['a page of HTML', { does: 'server-error', status: 502 }],
  ['a connection that breaks before', { does: 'reset-before' }],
  ['a connection that breaks after', { does: 'reset-after' }],
  ['an answer that ends in the middle', { does: 'truncated' }],
  ['another date', { does: 'clock-skew', ms: 3_600_000 }],
  ['a token that is refused', { does: 'bad-credentials' }],
];

const lasting: readonly [string, Trouble, Kind][] = [
  ['the primary limit', { does: 'primary-limit' }, 'limited'],
  ['the secondary limit', { does: 'secondary-limit' }, 'limited'],
  ['the secondary limit with a time', { does: 'secondary-limit', retryAfter: 30 }, 'limited'],
  ['too many requests', { does: 'too-many-requests' }, 'limited'],
  ['a page of HTML', { does: 'server-error', status: 503 }, 'unavailable'],
  ['a connection that breaks before', { does: 'reset-before' }, 'unavailable'],
  ['a connection that breaks after', { does: 'reset-after' }, 'unavailable'],
  ['a token that is refused', { does: 'bad-credentials' }, 'forbidden'],
  ['a request that is refused', { does: 'invalid' }, 'refused'],
];

async function kindOf(work: Promise<unknown>): Promise<Kind | { readonly answered: unknown }> {
  try {
    return { answered: await work };
  } catch (error) {
    if (error instanceof PlatformError) return error.fault.kind;
    throw error;
  }
}

describe.each(Object.entries(reads))('%s', (_name, { on, go, gone, isDoubted }) => {
  test.each(passing)('gets over %s', async (_what, trouble) => {
    const right = await rightAnswer(go);
    const over = stage.here.sandbox.faults.add({ ...trouble, on, times: 1 });
    expect(await go(fresh().platform, stage)).toEqual(right);
    over();
  });

  test.each(lasting)('says what it is: %s', async (_what, trouble, kind) => {
    const right = await rightAnswer(go);
    const { platform, later } = fresh();
    const over = stage.here.sandbox.faults.add({ ...trouble, on });
    const unusable = { answered: { is: 'unusable', because: 'the platform does not give it, or it is too large' } };
    expect([kind, ...(kind === 'refused' ? [unusable] : [])]).toContainEqual(await kindOf(go(platform, stage)));
    over();
    later();
    expect(await go(platform, stage)).toEqual(right);
  });

  test('what is not there, and what only was not there yet', async () => {
    const right = await rightAnswer(go);
    const once = stage.here.sandbox.faults.add({ does: 'not-found', on, times: 1 });
    if (isDoubted) expect(await go(fresh().platform, stage)).toEqual(right);
    once();
    const over = stage.here.sandbox.faults.add({ does: 'not-found', on });
    const answer = await kindOf(go(fresh().platform, stage));
    expect(answer).toEqual(gone === undefined && !isDoubted && _name !== 'repository' ? 'gone' : { answered: gone });
    over();
  });
});

describe('queries', () => {
  const queries = Object.entries(reads).filter(([, { on }]) => on === 'POST /graphql');
  const errors: readonly [string, Kind][] = [
    ['SERVICE_UNAVAILABLE', 'unclear'],
    ['RESOURCE_LIMITS_EXCEEDED', 'unclear'],
    ['NOT_FOUND', 'unclear'],
    ['RATE_LIMITED', 'limited'],
    ['FORBIDDEN', 'forbidden'],
  ];

  test.each(queries.flatMap(([name, call]) => errors.map((error) => [name, ...error, call] as const)))(
    '%s with %s in a good answer: %s',
    async (_name, type, kind, { on, go }) => {
      const right = await rightAnswer(go);
      const { platform, later } = fresh();
      const over = stage.here.sandbox.faults.add({ does: 'graphql-errors', type, on });
      expect(await kindOf(go(platform, stage))).toBe(kind);
      over();
      later();
      expect(await go(platform, stage)).toEqual(right);
    },
  );
});

test.each([
  ['a query', 'pull'],
  ['a read', 'check'],
])('%s that is never answered', async (_what, name) => {
  const { on, go } = reads[name] as Call;
  const over = stage.here.sandbox.faults.add({ does: 'hang', on });
  expect(await kindOf(go(fresh(500).platform, stage))).toBe('unavailable');
  over();
  stage.here.sandbox.faults.add({ does: 'hang', on, times: 1 });
  expect(await go(fresh(500).platform, stage)).toBeDefined();
});
