import { describe, expect, test } from '@jest/globals';
import { isCi, painterFor, widthOf } from '../../../src/doors/cli/io.ts';
import { fakeIo, type Terminal } from '../fake-io.ts';

describe('colours', () => {
  test.each<[string, Terminal, boolean, boolean]>([
    ['on a terminal', { isTTY: true }, true, true],
    ['not in a pipe', {}, true, false],
    ['not with --no-color', { isTTY: true }, false, false],
    ['not with NO_COLOR', { isTTY: true, env: { NO_COLOR: '1' } }, true, false],
    ['an empty NO_COLOR says nothing', { isTTY: true, env: { NO_COLOR: '' } }, true, true],
    ['not on a dumb terminal', { isTTY: true, env: { TERM: 'dumb' } }, true, false],
    ['in a pipe when asked for', { env: { FORCE_COLOR: '1' } }, true, true],
    ['FORCE_COLOR=0 asks for none', { env: { FORCE_COLOR: '0' } }, true, false],
    ['--no-color is stronger', { env: { FORCE_COLOR: '1' } }, false, false],
  ])('%s', (_, terminal, wanted, coloured) => {
    const paint = painterFor(fakeIo(terminal), wanted);
    expect(paint('bad', 'x') === 'x').toBe(!coloured);
    expect(paint('bad', 'x')).toContain('x');
  });
});

describe('width', () => {
  test.each<[string, Terminal, number]>([
    ['of the terminal', { isTTY: true, columns: 77 }, 77],
    ['of the terminal, whatever COLUMNS says', { isTTY: true, columns: 77, env: { COLUMNS: '20' } }, 77],
    ['by COLUMNS in a pipe', { env: { COLUMNS: '66' } }, 66],
    ['when nobody knows', {}, 100],
    ['when COLUMNS is no number', { env: { COLUMNS: 'wide' } }, 100],
    ['when a terminal says zero', { isTTY: true, columns: 0 }, 100],
  ])('%s', (_, terminal, width) => {
    expect(widthOf(fakeIo(terminal))).toBe(width);
  });
});

test.each([
  [{ CI: 'true' }, true],
  [{ CI: 'false' }, false],
  [{ CI: '' }, false],
  [{}, false],
])('CI: %j', (env, is) => {
  expect(isCi(env)).toBe(is);
});
