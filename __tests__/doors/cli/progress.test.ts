import { describe, expect, test } from '@jest/globals';
import { liveProgress } from '../../../src/doors/cli/progress.ts';
import { fakeIo, type Terminal } from '../fake-io.ts';

const started = { type: 'started', key: 'a', gate: 'coverage', done: 0, total: 2 } as const;
const second = { type: 'started', key: 'b', gate: 'tls', target: 'production', done: 0, total: 2 } as const;
const finished = { type: 'finished', key: 'a', gate: 'coverage', done: 1, total: 2, state: 'collected', tookMs: 5 } as const;

test('one line that is written again and leaves nothing behind', () => {
  const io = fakeIo({ isTTY: true, columns: 80 });
  const live = liveProgress(io);
  for (const progress of [started, second, { ...second, key: 'c' }, finished]) live.show(progress);
  live.end();
  const clear = '\r\u001B[2K';
  expect(io.err()).toBe(
    `${clear}0 of 2 gates, now coverage${clear}0 of 2 gates, now coverage, tls on production${clear}0 of 2 gates, now coverage, tls on production${clear}1 of 2 gates, now tls on production${clear}`,
  );
  expect(io.out()).toBe('');
});

test('it never breaks into a second line', () => {
  const io = fakeIo({ isTTY: true, columns: 12 });
  liveProgress(io).show(started);
  expect(io.err()).toBe('\r\u001B[2K0 of 2 gate');
});

describe('quiet', () => {
  test.each<[string, Terminal]>([
    ['in a pipe', {}],
    ['in CI', { isTTY: true, env: { CI: 'true' } }],
    ['on a dumb terminal', { isTTY: true, env: { TERM: 'dumb' } }],
  ])('%s', (_, terminal) => {
    const io = fakeIo(terminal);
    const live = liveProgress(io);
    live.show(started);
    live.end();
    expect(io.err()).toBe('');
  });
});
