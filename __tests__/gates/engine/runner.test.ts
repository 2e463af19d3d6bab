import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Claim, type CollectContext, evidenceKey, type Gate, type GateUse } from '../../../src/gates/engine/contract.ts';
import { collectAll, type Progress, type RunOptions } from '../../../src/gates/engine/runner.ts';
import { s } from '../../../src/gates/engine/schema.ts';
import { digest } from '../../../src/ground/json.ts';
import { ProblemError } from '../../../src/ground/problem.ts';
import { tideGate } from './gates.ts';

const use = (harbour: string, more: Partial<GateUse> = {}): GateUse => ({
  gate: 'tide',
  source: { harbour },
  limits: { least: 2 },
  ...more,
});

function options(gates: readonly Gate[], more: Partial<RunOptions> = {}): RunOptions {
  const gateById = (id: string) => gates.find((gate) => gate.id === id);
  return { gateById, now: () => new Date('2026-11-21T10:00:00Z'), monotonic: () => 0, ...more };
}

async function only(uses: readonly GateUse[], given: RunOptions): Promise<Claim> {
  const [claim, ...rest] = await collectAll(uses, given);
  if (claim === undefined || rest.length > 0) throw new Error('not one claim');
  return claim;
}

test('a claim says what was collected, when, and for which source', async () => {
  const ticks = [100, 142.4];
  const claim = await only([use('Wismar')], options([tideGate()], { monotonic: () => ticks.shift() ?? 0 }));
  expect(claim).toEqual({
    gate: 'tide',
    source: digest({ harbour: 'Wismar' }),
    at: '2026-11-21T10:00:00.000Z',
    tookMs: 42,
    state: 'collected',
    data: { height: 3 },
  });
});

test('one source is collected once, whatever the limits; another target or source is another claim', async () => {
  const seen: unknown[] = [];
  const gate = tideGate({
    needs: ['target'],
    collect: (source, { target }) => {
      seen.push([source, target?.name]);
      return Promise.resolve({ height: 1 });
    },
  });
  const targets = ['north', 'south'].map((name) => ({ name, url: `https://${name}.example` }));
  const uses = [
    use('Wismar', { target: 'north' }),
    use('Wismar', { target: 'north', limits: { least: 5 } }),
    use('Wismar', { target: 'south' }),
    use('Kiel', { target: 'north' }),
  ];
  const claims = await collectAll(uses, options([gate], { targets }));
  expect(claims).toHaveLength(3);
  expect(seen).toHaveLength(3);
});

describe('a gate breaks alone', () => {
  const collectWith = (collect: Gate['collect']) => options([tideGate({ collect })]);
  const crash = (thrown: unknown) => collectWith(() => Promise.reject(thrown));
  const leaky = new Error('no gauge');
  leaky.stack = 'at secret/place.ts:1';
  const problem = new ProblemError({ code: 'a', message: 'It is empty.', remedy: 'Fill it.', file: 'gauge.json' });
  const wrong = { harbour: 'Wismar', depth: 1 };

  test.each<[string, GateUse, RunOptions, string, string]>([
    ['by crashing', use('a'), crash(leaky), 'The gate crashed: no gauge', 'report it'],
    ['by throwing no error', use('a'), crash('plain text'), 'The gate crashed: plain text', 'report it'],
    ['with a problem', use('a'), crash(problem), 'gauge.json: It is empty.', 'Fill it.'],
    ['because there is none', use('a', { gate: 'tyde' }), options([tideGate()]), 'There is no gate tyde.', 'Correct the name'],
    ['by its source', use('a', { source: wrong }), options([tideGate()]), 'depth: unknown key "depth"', 'gates.tide.source'],
    ['without files', use('a'), options([tideGate({ needs: ['workspace'] })]), 'no checked-out repository', 'checked out'],
    ['without a target', use('a'), options([tideGate({ needs: ['target'] })]), 'needs a target', 'targets:'],
    ['with an unknown target', use('a', { target: 'x' }), options([tideGate({ needs: ['target'] })]), 'the target x', 'targets:'],
    ['without the platform', use('a'), options([tideGate({ needs: ['platform'] })]), 'asks the platform', 'App'],
    ['by other data', use('a'), collectWith(() => Promise.resolve({ height: 'high' })), 'height: must be a number', 'defect'],
    ['by NaN', use('a'), collectWith(() => Promise.resolve({ height: Number.NaN })), 'NaN is not a JSON number', 'report it'],
    ['by what is no JSON', use('a'), collectWith(() => Promise.resolve(new Map())), 'not JSON', 'report it'],
  ])('%s', async (_name, one, given, reason, remedy) => {
    const claim = await only([one], given);
    expect(claim).toMatchObject({ state: 'broken' });
    if (claim.state !== 'broken') return;
    expect(claim.reason).toContain(reason);
    expect(claim.remedy).toContain(remedy);
    expect(JSON.stringify(claim)).not.toContain('secret');
  });

  test('and the others do not mind', async () => {
    const gates = [tideGate({ collect: () => Promise.reject(new Error('dry')) }), tideGate({ id: 'wind' })];
    const claims = await collectAll([use('a'), use('a', { gate: 'wind' })], options(gates));
    expect(claims.map(({ gate, state }) => [gate, state])).toEqual([
      ['tide', 'broken'],
      ['wind', 'collected'],
    ]);
  });

  test('a long reason is one short line', async () => {
    const claim = await only([use('a')], crash(new Error(`a\n${'b '.repeat(2000)}`)));
    expect(claim.state === 'broken' && claim.reason).toMatch(/^The gate crashed: a b .{0,480}\.\.\.$/);
  });
});

describe('time', () => {
  const never = tideGate({ collect: () => new Promise<never>(() => {}) });

  test('a gate that ignores its deadline is cut off', async () => {
    const claim = await only([use('a')], options([never], { gateDeadlineMs: 2 }));
    expect(claim).toMatchObject({ state: 'broken', reason: 'tide took longer than 0.002 s.' });
  });

  test('the total cuts off what runs and what waits', async () => {
    const uses = ['a', 'b', 'c'].map((harbour) => use(harbour));
    const claims = await collectAll(uses, options([never], { limit: 1, totalDeadlineMs: 2 }));
    expect(claims.map((claim) => claim.state === 'broken' && claim.reason)).toEqual(
      uses.map(() => 'All gates together took longer than 0.002 s.'),
    );
  });

  test('whoever called can stop it', async () => {
    const claim = await only([use('a')], options([never], { signal: AbortSignal.abort() }));
    expect(claim).toMatchObject({ state: 'broken', reason: 'It was stopped before it ended.' });
  });

  test('a gate that listens is told', async () => {
    let told = false;
    const collect = (_source: unknown, { signal }: CollectContext) => {
      signal.addEventListener('abort', () => (told = true));
      return new Promise<never>(() => {});
    };
    await collectAll([use('a')], options([tideGate({ collect })], { gateDeadlineMs: 2 }));
    expect(told).toBe(true);
  });
});

test('no more than the limit run at a time', async () => {
  let running = 0;
  let most = 0;
  const collect = async () => {
    running += 1;
    most = Math.max(most, running);
    await new Promise((resolve) => setTimeout(resolve, 1));
    running -= 1;
    return { height: 1 };
  };
  const uses = Array.from({ length: 9 }, (_, at) => use(`${at}`));
  await collectAll(uses, options([tideGate({ collect })], { limit: 3 }));
  expect(most).toBe(3);
});

test('the claims are the same, in the same order, whoever is faster', async () => {
  const uses = ['a', 'b', 'c', 'd', 'e'].map((harbour) => use(harbour));
  const expected = await collectAll(uses, options([tideGate()]));
  expect(expected.map(evidenceKey)).toEqual(expected.map(evidenceKey).toSorted());
  const order = fc.shuffledSubarray(uses, { minLength: uses.length });
  const delays = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: uses.length, maxLength: uses.length });
  await fc.assert(
    fc.asyncProperty(order, delays, fc.integer({ min: 1, max: 5 }), async (shuffled, waits, limit) => {
      const left = [...waits];
      const collect = async () => {
        await new Promise((resolve) => setTimeout(resolve, left.pop()));
        return { height: 3 };
      };
      expect(await collectAll(shuffled, options([tideGate({ collect })], { limit }))).toEqual(expected);
    }),
    { numRuns: 25 },
  );
});

test('progress tells of every start and end, and counts', async () => {
  const events: Progress[] = [];
  const gates = [tideGate(), tideGate({ id: 'wind', collect: () => Promise.reject(new Error('calm')) })];
  const given = options(gates, { limit: 1, onProgress: (event) => events.push(event) });
  await collectAll([use('a', { gate: 'wind' }), use('a')], given);
  expect(events).toMatchObject([
    { type: 'started', gate: 'tide', done: 0, total: 2 },
    { type: 'finished', gate: 'tide', state: 'collected', tookMs: 0, done: 1, total: 2 },
    { type: 'started', gate: 'wind', done: 1, total: 2 },
    { type: 'finished', gate: 'wind', state: 'broken', tookMs: 0, done: 2, total: 2 },
  ]);
});

test('nothing to do is done', async () => {
  expect(await collectAll([], options([]))).toEqual([]);
});

const saying = (collect: Gate['collect']): Gate => ({ ...tideGate(), collect, evidence: s.object({ said: s.text() }) });

describe('secrets', () => {
  const secretOf = (name: string) => (name === 'TOKEN' ? 'Bearer s3cret-value' : undefined);
  const lending = (collect: Gate['collect']) => only([use('Wismar')], options([saying(collect)], { secretOf }));

  test('are lent to a gate, and hidden in what it collected', async () => {
    const claim = await lending((_, { secret }) => Promise.resolve({ said: `sent ${secret?.('TOKEN')}, got s3cret-value` }));
    expect(claim).toMatchObject({ state: 'collected', data: { said: 'sent [secret TOKEN], got [secret TOKEN]' } });
  });

  test('are hidden in what it complains of', async () => {
    const claim = await lending((_, { secret }) => Promise.reject(new Error(`no ${secret?.('TOKEN')}`)));
    expect(claim).toMatchObject({ state: 'broken', reason: 'The gate crashed: no [secret TOKEN]' });
  });

  test('that are not there break it', async () => {
    expect(await lending((_, { secret }) => Promise.resolve({ said: secret?.('OTHER') ?? '' }))).toMatchObject({
      state: 'broken',
      reason: 'The secret OTHER is not there.',
    });
  });
});

test('a gate may ask what is released', async () => {
  const gate = saying(async (_, { release }) => ({ said: (await release?.())?.commit ?? 'nothing' }));
  expect(await only([use('Wismar')], options([gate]))).toMatchObject({ data: { said: 'nothing' } });
  const release = () => Promise.resolve({ commit: 'c0ffee' });
  expect(await only([use('Wismar')], options([gate], { release }))).toMatchObject({ data: { said: 'c0ffee' } });
});
