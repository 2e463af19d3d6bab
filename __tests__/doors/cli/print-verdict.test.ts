import { expect, test } from '@jest/globals';
import { printVerdict } from '../../../src/doors/cli/print-verdict.ts';
import { full, now } from '../../views/samples.ts';
import { fakeIo } from '../fake-io.ts';

test('as wide and as colourful as the reader can have it', () => {
  const pipe = fakeIo({ env: { COLUMNS: '50' } });
  const terminal = fakeIo({ isTTY: true, columns: 120 });
  printVerdict(full, now, { io: pipe, colours: true });
  printVerdict(full, now, { io: terminal, colours: true });
  expect(pipe.out()).toMatch(/^NO-GO: 1 failed\n/);
  expect(
    Math.max(
      ...pipe
        .out()
        .split('\n')
        .map((line) => line.length),
    ),
  ).toBeLessThanOrEqual(50);
  expect(terminal.out()).toMatch(/\[31m.*NO-GO: 1 failed/);
  expect(terminal.out().split('\n').length).toBeLessThan(pipe.out().split('\n').length);
});
