import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createMemory } from '../../src/github/client/memory.ts';
import { createPlatform, type GithubPlatform } from '../../src/github/platform.ts';
import { LeaseLost, PlatformError } from '../../src/reconcile/ports/faults.ts';
import type { Trouble } from '../../src/sandbox/faults/faults.ts';
import type { PullRequest } from '../../src/sandbox/state/model.ts';
import { type Here, openPlatform, requests, wishOf } from './open.ts';

let here: Here;
let pull: PullRequest;
let board: { readonly id: number; readonly nodeId: string };
let run: number;

beforeAll(async () => {
  here = await openPlatform({ sandbox: { validate: false } });
  pull = here.pull('topic');
  board = await here.platform.createComment({ place: here.place, number: pull.number, body: 'board' });
  run = (await here.platform.createCheck({ place: here.place, wish: wishOf(pull.pull.headSha) })).id;
});

afterAll(() => here.close());

function fresh(timeoutMs = 20_000): GithubPlatform {
  return createPlatform({ ...here.options, shared: createMemory(), timeoutMs });
}

type Confirm = { readonly confirm?: () => Promise<void> };

interface Call {
  readonly on: string;
  readonly go: (platform: GithubPlatform, confirm?: Confirm) => Promise<unknown>;
  /** How much of it there is. */
  readonly count: () => unknown;
  readonly isRepeatable: boolean;
}

const repo = '/repos/{owner}/{repo}';
const green = () => wishOf(pull.pull.headSha, { status: 'completed', conclusion: 'success' });
const runs = () => [...(here.repo.suites.get(pull.pull.headSha) ?? [])].flatMap((suite) => suite.runs);
const comment = () => here.sandbox.world.comments.get(board.id);

const writes: Readonly<Record<string, Call>> = {
  createComment: {
    on: `POST ${repo}/issues/{issue_number}/comments`,
    go: (p, c) => p.createComment({ place: here.place, number: pull.number, body: 'another', ...c }),
    count: () => pull.comments.size,
    isRepeatable: false,
  },
  createCheck: {
    on: `POST ${repo}/check-runs`,
    go: (p, c) => p.createCheck({ place: here.place, wish: wishOf(pull.pull.headSha), ...c }),
    count: () => runs().length,
    isRepeatable: false,
  },
  updateComment: {
    on: `PATCH ${repo}/issues/comments/{comment_id}`,
    go: (p, c) => p.updateComment({ place: here.place, comment: board.id, body: 'board, again', ...c }),
    count: () => comment()?.body,
    isRepeatable: true,
  },
  updateCheck: {
    on: `PATCH ${repo}/check-runs/{check_run_id}`,
    go: (p, c) => p.updateCheck({ place: here.place, run, wish: green(), ...c }),
    count: () => runs().find(({ id }) => id === run)?.conclusion,
    isRepeatable: true,
  },
  hideComment: {
    on: 'POST /graphql',
    go: (p, c) => p.hideComment({ place: here.place, nodeId: board.nodeId, ...c }),
    count: () => comment()?.minimized,
    isRepeatable: true,
  },
  react: {
    on: `POST ${repo}/issues/comments/{comment_id}/reactions`,
    go: (p, c) => p.react({ place: here.place, comment: board.id, with: 'eyes', ...c }),
    count: () => comment()?.reactions.length,
    isRepeatable: true,
  },
};

const unclear: readonly [string, Trouble][] = [
  ['a page of HTML', { does: 'server-error' }],
  ['a connection that breaks before', { does: 'reset-before' }],
  ['a connection that breaks after', { does: 'reset-after' }],
  ['an answer that ends in the middle', { does: 'truncated' }],
  ['no answer', { does: 'hang' }],
];

const clear: readonly [string, Trouble, string][] = [
  ['the primary limit', { does: 'primary-limit' }, 'limited'],
  ['the secondary limit', { does: 'secondary-limit' }, 'limited'],
  ['too many requests', { does: 'too-many-requests', retryAfter: 5 }, 'limited'],
  ['not found', { does: 'not-found' }, 'gone'],
  ['a request that is refused', { does: 'invalid' }, 'refused'],
];

async function kindOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    return error instanceof PlatformError ? error.fault.kind : String(error);
  }
  return 'done';
}

describe.each(Object.entries(writes))('%s', (_name, { on, go, count, isRepeatable }) => {
  test.each(unclear)('%s: what makes something is not made twice, the rest is repeated', async (_what, trouble) => {
    const before = count();
    const from = here.sandbox.journal.length;
    const over = here.sandbox.faults.add({ ...trouble, on, times: 1 });
    const platform = fresh(trouble.does === 'hang' ? 500 : undefined);
    expect(await kindOf(go(platform))).toBe(isRepeatable ? 'done' : 'unclear');
    over();
    const tried = requests(here, from).filter((operation) => operation === on);
    expect(tried).toHaveLength(isRepeatable ? 2 : 1);
    const mayHaveBeenMade = ['reset-after', 'truncated'].includes(trouble.does);
    if (!isRepeatable) expect(Number(count()) - Number(before)).toBe(mayHaveBeenMade ? 1 : 0);
  });

  test.each(unclear.filter(([, { does }]) => does !== 'hang'))('%s for ever is unclear', async (_what, trouble) => {
    const over = here.sandbox.faults.add({ ...trouble, on });
    expect(await kindOf(go(fresh()))).toBe('unclear');
    over();
  });

  test.each(clear)('%s: tried once', async (_what, trouble, kind) => {
    const before = count();
    const from = here.sandbox.journal.length;
    const over = here.sandbox.faults.add({ ...trouble, on });
    expect(await kindOf(go(fresh()))).toBe(kind);
    over();
    expect(requests(here, from).filter((operation) => operation === on)).toHaveLength(1);
    expect(count()).toEqual(before);
  });

  test('a token that is refused is renewed once, and nothing is done twice', async () => {
    const from = here.sandbox.journal.length;
    const over = here.sandbox.faults.add({ does: 'bad-credentials', on, times: 1 });
    expect(await kindOf(go(fresh()))).toBe('done');
    over();
    expect(requests(here, from).filter((operation) => operation === on)).toHaveLength(2);
  });

  test('who may not write any more is asked after the wait, and does not write', async () => {
    const order: string[] = [];
    const shared = { ...createMemory(), spend: async () => 70_000 };
    const time = { ...here.options.time, sleep: async (ms: number) => void order.push(`slept ${ms}`) };
    const platform = createPlatform({ ...here.options, shared, time });
    const lost = new LeaseLost({ kind: 'pull', key: '7/1' });
    const from = here.sandbox.journal.length;
    const confirm = async () => {
      order.push('asked');
      throw lost;
    };
    await expect(go(platform, { confirm })).rejects.toBe(lost);
    expect(order).toEqual(['slept 70000', 'asked']);
    expect(requests(here, from).filter((operation) => operation === on)).toEqual([]);
  });
});

test('nobody has heard of a write that found no connection, so that it is tried again', async () => {
  const slept: number[] = [];
  const closed = await openPlatform({ sandbox: { validate: false } });
  await closed.close();
  const platform = createPlatform({
    ...here.options,
    baseUrl: closed.options.baseUrl,
    shared: { ...createMemory(), token: async () => ({ token: 't', expiresAt: '2999-01-01T00:00:00Z' }) },
    time: { sleep: async (ms) => void slept.push(ms), chance: () => 1 },
  });
  expect(await kindOf(writes['createComment']?.go(platform) ?? Promise.resolve())).toBe('unavailable');
  expect(slept).toEqual([250]);
});
