import { describe, expect, test } from '@jest/globals';
import { sayFailure } from '../../../src/doors/cli/failure.ts';
import { ProblemError } from '../../../src/ground/problem.ts';
import { fakeIo } from '../fake-io.ts';

describe('sayFailure', () => {
  test('bad usage', () => {
    const io = fakeIo();
    expect(sayFailure(new ProblemError({ code: 'cli.usage', message: 'no', remedy: 'Do.' }), io)).toBe(64);
    expect(io.err()).toBe('no\n  Do.\n');
    expect(io.out()).toBe('');
  });

  test('every problem of a file', () => {
    const io = fakeIo();
    const problem = { code: 'x', message: 'no', remedy: 'Do.', file: 'a.yml', line: 3 };
    expect(sayFailure(new ProblemError(problem, { ...problem, line: 4 }), io)).toBe(2);
    expect(io.err()).toBe('a.yml:3: no\n  Do.\na.yml:4: no\n  Do.\n');
  });

  test('a mistake of ours is one sentence, and no stack', () => {
    const io = fakeIo();
    expect(sayFailure(new TypeError('x is not a function\n    at foo (file.ts:1:2)'), io)).toBe(70);
    expect(io.err()).toBe(
      'internal error: TypeError: x is not a function at foo (file.ts:1:2)\n' +
        '  This is a mistake in Gonogo, and no verdict. Please report it with the command that you ran; with GONOGO_DEBUG=1 it says where.\n',
    );
  });

  test('its stack is there for who asks for it', () => {
    const io = fakeIo({ env: { GONOGO_DEBUG: '1' } });
    sayFailure(new TypeError('oops'), io);
    expect(io.err()).toMatch(/ran and this:\nTypeError: oops\n {4}at .*failure\.test\.ts/);
  });

  test('whatever is thrown', () => {
    const io = fakeIo();
    expect(sayFailure('::error::x', io)).toBe(70);
    expect(io.err()).toMatch(/^internal error: (?!::)/);
  });

  test('Ctrl-C is no mistake', () => {
    const io = fakeIo({ signal: AbortSignal.abort() });
    expect(sayFailure(new Error('AbortError'), io)).toBe(130);
    expect(io.err()).toBe('Interrupted: nothing was judged.\n');
  });
});
