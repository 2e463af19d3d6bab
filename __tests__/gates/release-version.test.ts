import { describe, expect, test } from '@jest/globals';
import type { Release } from '../../src/gates/engine/contract.ts';
import type { Json } from '../../src/ground/json.ts';
import { askLive, foundIn } from './live.ts';
import type { Route } from './recorded-server.ts';

const commit = '0123456789abcdef0123456789abcdef01234567';
const released: Release = { commit, version: '1.2.3' };
const says = (body: Json): Route => ({ body: JSON.stringify(body) });

const ask = (route: Route, source: { [key: string]: Json } = {}, release: Release | undefined = released, limits: Json = {}) =>
  askLive(
    { https: [route] },
    { gate: 'release-version', source: { within: 2, every: 0.05, ...source }, limits },
    { release: () => Promise.resolve(release ?? {}) },
  );

describe('exactly the released version runs', () => {
  test.each<[string, Route, { [key: string]: Json }, string]>([
    ['commit and version', says({ version: '1.2.3', commit }), {}, 'pass'],
    ['a version with a v, a short commit', says({ version: 'v1.2.3', commit: '0123456' }), {}, 'pass'],
    ['another version', says({ version: '1.2.2', commit }), {}, 'fail'],
    ['another commit', says({ version: '1.2.3', commit: 'f'.repeat(40) }), {}, 'fail'],
    ['a commit too short to be one', says({ version: '1.2.3', commit: '012345' }), {}, 'fail'],
    ['a version that only begins so', says({ version: '1.2.30', commit }), {}, 'fail'],
    ['no commit at all', says({ version: '1.2.3' }), {}, 'fail'],
    ['no commit, where only the version is asked', says({ version: '1.2.3' }), { version: 'version' }, 'pass'],
    ['deep in JSON', says({ build: { tag: '1.2.3' } }), { version: 'build.tag' }, 'pass'],
    ['in a header', { headers: [['x-release', commit]] }, { commit: 'header:X-Release' }, 'pass'],
    ['as the whole text', { body: '1.2.3\n' }, { version: 'text' }, 'pass'],
    [
      'another than is released, because the policy says so',
      says({ version: '9.0.0' }),
      { expect: { version: '9.0.0' } },
      'pass',
    ],
    ['the right words with an error', { ...says({ version: '1.2.3', commit }), status: 500 }, {}, 'fail'],
    ['nothing that is known', { body: 'hello' }, {}, 'fail'],
  ])('%s', async (_, route, source, result) => {
    expect((await ask(route, source)).judgement.result).toBe(result);
  });
});

test('an old instance that still serves is met and named', async () => {
  const [fresh, old] = [says({ version: '1.2.3', commit }), says({ version: '1.2.2', commit: 'f'.repeat(40) })];
  const later = Array.from({ length: 60 }, (_, at) => (at % 2 === 0 ? old : fresh));
  const { judgement } = await ask({ ...fresh, later });
  expect([judgement.result, foundIn(judgement)]).toEqual(['fail', ['runs:1.2.2, commit ffffffffffff']]);
  expect(judgement.summary).toMatch(/was seen \d of 3 times in a row/);
});

test('a rollout that ends in time passes', async () => {
  const [fresh, old] = [says({ version: '1.2.3', commit }), says({ version: '1.2.2', commit })];
  const { judgement, arrived } = await ask({ ...old, later: [old, fresh] }, { within: 20, inARow: 4 });
  expect([judgement.result, arrived.length]).toEqual(['pass', 6]);
});

test('what is released must be known', async () => {
  const { judgement } = await ask(says({ version: '1' }), {}, {});
  expect([judgement.result, judgement.summary]).toEqual(['cannot-tell', 'It is not known what is released here.']);
});

test('nobody there proves nothing', async () => {
  const { judgement } = await askLive(
    {},
    { gate: 'release-version', source: { within: 1, every: 0.1, expect: { version: '1' } } },
  );
  expect(judgement.result).toBe('cannot-tell');
});
