import { expect, test } from '@jest/globals';
import { sayProblems } from '../../../src/doors/cli/say.ts';
import { fakeIo } from '../fake-io.ts';

test('problems go where errors go, each with its remedy', () => {
  const io = fakeIo();
  sayProblems(
    [{ code: 'x', message: 'it is wrong', remedy: 'Mend it.', file: 'a.yml', line: 2, column: 3, path: 'items.x' }],
    io,
  );
  expect(io.err()).toBe('a.yml:2:3: items.x: it is wrong\n  Mend it.\n');
  expect(io.out()).toBe('');
});

test('a file name can be no workflow command', () => {
  const io = fakeIo();
  sayProblems([{ code: 'x', message: '##[group]', remedy: 'Mend it.', file: '::error::x' }], io);
  expect(io.err()).not.toMatch(/^\s*::|##\[/m);
});
