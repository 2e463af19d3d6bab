import { expect, test } from '@jest/globals';
import { counted } from '../../../src/doors/app/counted.ts';
import { createFigures } from '../../../src/doors/app/figures.ts';
import { PlatformError } from '../../../src/reconcile/ports/faults.ts';
import type { Platform } from '../../../src/reconcile/ports/platform.ts';

test('answers and errors pass as they are, and are counted', async () => {
  const figures = createFigures();
  const run = { id: 1, conclusion: 'success' };
  const platform = {
    me: () => Promise.resolve({ id: 7 }),
    updateCheck: () => Promise.resolve(run),
    createCheck: () => Promise.resolve({ id: 2, conclusion: null }),
    pull: () => Promise.reject(new PlatformError('wait', { kind: 'limited', asked: 'x' })),
    tree: () => {
      throw new TypeError('a mistake');
    },
  } as unknown as Platform;
  const seen = counted(platform, figures);
  expect(await seen.me()).toEqual({ id: 7 });
  expect(await seen.updateCheck({} as never)).toBe(run);
  await seen.createCheck({} as never);
  await expect(seen.pull({} as never)).rejects.toThrow('wait');
  await expect(seen.tree({} as never)).rejects.toThrow('a mistake');
  const lines = figures.text().split('\n');
  expect(lines.filter((line) => /^gonogo_(?:platform|checks)/.test(line))).toEqual([
    'gonogo_platform_calls_total{operation="me",outcome="answered"} 1',
    'gonogo_platform_calls_total{operation="updateCheck",outcome="answered"} 1',
    'gonogo_platform_calls_total{operation="createCheck",outcome="answered"} 1',
    'gonogo_platform_calls_total{operation="pull",outcome="limited"} 1',
    'gonogo_platform_calls_total{operation="tree",outcome="error"} 1',
    'gonogo_checks_written_total{conclusion="success"} 1',
    'gonogo_checks_written_total{conclusion="in_progress"} 1',
  ]);
});
